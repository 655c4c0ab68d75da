"""Rates of money: đồng over đồng, by the same records as the two totals, on every engine."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from minhchung.config.oracle import recount
from minhchung.figures.answers import answer, by_group, by_group_over, evaluate, heading, records
from minhchung.figures.engines import DjangoEngine, DuckEngine
from minhchung.figures.parquet import export_all
from minhchung.figures.proof import digests
from minhchung.figures.register import REGISTER
from minhchung.finance import actions
from minhchung.finance.models import AgencyAutonomy, Disbursement, InvestmentPlan
from minhchung.finance.tests.cast import DONE, a_board, a_centre
from minhchung.organisation.restated import together
from minhchung.reports.narrative import BadText, cell_of
from minhchung.rules.rounding import NOTHING_TO_COUNT
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
RATE, SAVED = "finance.investment_disbursed_rate", "finance.saving_rate"
LABELS = ("2024", "2025-Q1", "2025-Q2", "2025-06", "2025-H1", "2025", "2026", "2026-Q1", "2021..2025")


def window(text):
    return parse_window(text, Regime.fixed(15))


def ask(key, text):
    return answer(REGISTER[key], window(text), DjangoEngine(connection))


def sides(key, text):
    found = ask(key, text)
    return found.part, found.whole


def a_plan(board, code, source, amount, year=2025):
    record = InvestmentPlan(
        unit=board, year=year, code=code, project=f"Dự án {code}", source=source, first_given=amount,
        decision=f"QĐ {code}", decided_on=date(year - 1, 12, 20),
    )  # fmt: skip
    return actions.save_investment(record, **DONE)


def pay(plan, amount, on, number):
    payment = Disbursement(number=number, on=on, amount=amount)
    return actions.disburse(plan=plan.pk, payment=payment, by="ha", at=datetime(2026, 3, 1, 8))


@pytest.fixture
def board():
    return a_board()


@pytest.fixture
def paid(board):
    """Two plans of 2025 for 1.500 after an amendment, paid in steps: one taken back, one in the next January."""
    road, bridge = a_plan(board, "1", "Tỉnh", 800), a_plan(board, "2", "Trung ương", 500)
    actions.amend_investment(plan=road.pk, amount=1_000, decision="QĐ 3", **DONE)
    pay(road, 400, date(2025, 3, 31), "TT1")
    pay(road, -100, date(2025, 5, 20), "TH1")
    pay(bridge, 250, date(2025, 8, 1), "TT2")
    pay(bridge, 50, date(2026, 1, 31), "TT3")
    return road, bridge


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        pytest.param("2025-02", (0, 1_500), id="nothing paid yet"),
        pytest.param("2025-Q1", (400, 1_500), id="the first quarter"),
        pytest.param("2025-Q2", (300, 1_500), id="from the year's beginning, less what was taken back"),
        pytest.param("2025-9M", (550, 1_500), id="nine months"),
        pytest.param("2025", (600, 1_500), id="a payment of January counts for 31/12"),
        pytest.param("2021..2025", (600, 1_500), id="the year in which a programme ends"),
        pytest.param("2024", (0, 0), id="a year without plans"),
        pytest.param("2026-01", (0, 0), id="January pays for the year before"),
    ],
)
def test_what_is_paid_of_what_is_given_by_a_day(paid, label, expected):
    assert sides(RATE, label) == expected


def test_an_empty_whole_does_not_arise_and_a_rate_is_printed_exactly(paid, board):
    assert (ask(RATE, "2024").printed, ask(RATE, "2025").printed) == (NOTHING_TO_COUNT, "40\u00a0%")
    assert ask(RATE, "2025").in_words == "600 trên 1.500 đồng"
    a_plan(board, "9", "Tỉnh", 0, year=2026)
    assert ask(RATE, "2026").printed == NOTHING_TO_COUNT, "a plan that gives nothing is no whole either"


def test_a_whole_year_is_its_two_totals(paid):
    for year in ("2024", "2025", "2026"):
        totals = (
            ask("finance.investment_disbursed", year).value,
            ask("finance.investment_planned", year).value,
        )
        assert sides(RATE, year) == totals, year
    assert REGISTER[RATE].beside == ("finance.investment_disbursed", "finance.investment_planned")


def test_by_source_each_is_paid_of_its_own_plans(paid):
    engine = DjangoEngine(connection)
    expected = {"Tỉnh": (300, 1_000), "Trung ương": (300, 500)}
    found = by_group(REGISTER[RATE], window("2025"), "source", engine)
    assert {name: (each.part, each.whole) for name, each in found.items()} == expected
    over = by_group_over(REGISTER[RATE], [window("2025"), window("2025-Q2")], "source", engine)
    assert {name: (each.part, each.whole) for name, each in over["2025"].items()} == expected
    assert over["2025-Q2"]["Trung ương"].part == 0


@pytest.fixture
def saved(board):
    """Savings of 10 % of 1.000 and 40 % of 100; a third year is not settled."""
    centre = a_centre(board)
    for unit, year, given, spent in (
        (board, 2025, 1_000, 900),
        (centre, 2025, 100, 60),
        (board, 2026, 500, None),
    ):
        record = AgencyAutonomy(unit=unit, year=year, funds_given=given, spent=spent, decision="QĐ")
        actions.save_agency_autonomy(record, **DONE)


def test_a_rate_of_saving_is_of_sums_and_never_an_average(saved):
    assert [sides(SAVED, label) for label in ("2025", "2025-Q4", "2025-H1", "2026")] == [
        (140, 1_100), (140, 1_100), (0, 0), (0, 0),
    ]  # fmt: skip
    assert ask(SAVED, "2025").printed == "12,73\u00a0%"
    figure, year = REGISTER[SAVED], window("2025")
    groups = by_group(figure, year, "agency", DjangoEngine(connection))
    assert {code: each.printed for code, each in groups.items()} == {"BQL": "10\u00a0%", "TT": "40\u00a0%"}
    assert together(figure, year, groups.values()) == ask(SAVED, "2025")


@pytest.mark.parametrize("key", [RATE, SAVED])
def test_the_records_listed_add_up_to_both_sides(paid, saved, key):
    engine, figure = DjangoEngine(connection), REGISTER[key]
    for label in LABELS:
        assert recount(figure, window(label), engine) == sides(key, label), label


def test_both_databases_and_parquet_give_the_same(paid, saved, tmp_path):
    here, figures = DjangoEngine(connection), [REGISTER[RATE], REGISTER[SAVED]]
    export_all({figure.facts for figure in figures}, here, tmp_path)
    there = DuckEngine(tmp_path, {figure.facts for figure in figures})
    windows = [window(label) for label in LABELS]
    assert evaluate(figures, windows, here) == evaluate(figures, windows, there)
    for figure, by in zip(figures, ("source", "agency"), strict=True):
        for each in windows:
            assert by_group(figure, each, by, here) == by_group(figure, each, by, there)
            assert list(records(figure, each, here)) == list(records(figure, each, there))
            assert heading(figure, each)[-1].name == "in_part"
    behind = digests(figures, windows, there)
    assert behind[RATE, "2025-Q1"] != behind[RATE, "2025-Q2"] == behind[RATE, "2025-H1"]


def test_the_page_opens_and_each_record_leads_to_its_own_page(paid, client):
    client.force_login(get_user_model().objects.create(username="lan", full_name="Lan", role="finance"))
    page = client.get(f"/chi-tieu/{RATE}/", {"ky": "2025"})
    assert page.context["agrees"] and page.context["total"] == 6
    rows = page.context["records"].rows
    road, bridge = paid
    payments = Disbursement.objects.order_by("pk").values_list("pk", flat=True)
    assert sorted(row.url for row in rows) == sorted(
        [f"/tai-chinh/dau-tu/{plan.pk}/" for plan in (road, bridge)]
        + [f"/tai-chinh/giai-ngan/{pk}/" for pk in payments]
    )
    assert {client.get(row.url).status_code for row in rows} == {200}
    assert {row.cells[0].text for row in rows} == {"Dự án 1", "Dự án 2"}
    text = page.content.decode()
    assert "600 trên 1.500 đồng" in text and "đồng đồng" not in text
    beside = page.context["beside"]
    assert [row.cells[1].text for row in beside.rows] == ["600 đồng", "1.500 đồng"]
    assert beside.columns[1].label == "Số liệu" and not beside.note


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        pytest.param("", "40\u00a0%", id="as it is"),
        pytest.param("words", "600.000.000 trên 1.500.000.000 đồng", id="in words"),
        pytest.param("ratio", "600.000.000/1.500.000.000", id="part and whole"),
        pytest.param("million", "600/1.500", id="in millions"),
        pytest.param("part", "600.000.000", id="the part alone"),
    ],
)
def test_a_report_prints_a_rate_of_money_in_each_form(board, form, printed):
    plan = a_plan(board, "1", "Tỉnh", 1_500_000_000)
    pay(plan, 600_000_000, date(2025, 3, 1), "TT1")
    cell = cell_of(ask(RATE, "2025"), form, lambda key, label: f"/{key}/{label}")
    assert cell.printed == printed and cell.unit == ("triệu đồng" if form == "million" else "đồng")
    with pytest.raises(BadText, match="không tính bằng đồng"):
        cell_of(ask("finance.spending_rules", "2025"), "million", lambda key, label: "")
