"""Autonomy of agencies and public units: figures over made situations, constraints, imports."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from minhchung.config.oracle import recount
from minhchung.figures.answers import answer, by_group, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.finance import actions, figures, imports
from minhchung.finance import voucher_imports as vouchers
from minhchung.finance.models import AgencyAutonomy, PublicUnitAutonomy
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.organisation import actions as organisation
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DONE = {"by": "ha", "at": datetime(2026, 1, 5, 9)}
assert figures
KEYS = sorted(figure.key for figure in REGISTER if figure.key.startswith("finance."))


def window(text):
    return parse_window(text, Regime.fixed(15))


def ask(key, text):
    return answer(REGISTER[key], window(text), DjangoEngine(connection)).value


@pytest.fixture
def board():
    return organisation.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý", since=date(2010, 1, 1), is_home=True, **DONE
    )


@pytest.fixture
def centre(board):
    return organisation.add_unit(
        code="TT", kind="public_unit", name="Trung tâm", since=date(2010, 1, 1), parent=board, **DONE
    )


def a_year(board, year, given=4_000_000_000, spent=3_700_000_000, **uses):
    autonomy = AgencyAutonomy(
        unit=board, year=year, funds_given=given, spent=spent, decision=f"QĐ {year}", **uses
    )
    return actions.save_agency_autonomy(autonomy, **DONE)


def a_classing(centre, since, group, **more):
    values = {"regime": "16/2015", "decision": "QĐ 7", **more}
    autonomy = PublicUnitAutonomy(unit=centre, since=since, group=group, **values)
    return actions.save_public_unit_autonomy(autonomy, **DONE)


def test_a_saving_follows_from_what_was_given_and_spent(board):
    assert a_year(board, 2016).saving == 300_000_000
    assert a_year(board, 2017, spent=None).saving is None


def test_sums_run_over_the_budget_years_that_end_inside_the_window(board):
    for year in range(2016, 2021):
        a_year(board, year, given=1_000 * year, spent=900 * year)
    years = sum(range(2016, 2021))
    assert ask("finance.funds_given", "2016..2020") == 1_000 * years
    assert ask("finance.saving", "2016..2020") == 100 * years
    assert ask("finance.funds_given", "2018") == 2_018_000
    assert ask("finance.funds_given", "2018-H1") == 0
    assert ask("finance.funds_given", "2018-Q4") == 2_018_000


def test_a_year_not_settled_has_funds_but_no_saving(board):
    a_year(board, 2020, spent=None)
    assert ask("finance.funds_given", "2020") == 4_000_000_000
    assert ask("finance.saving", "2020") == 0


def test_an_agency_is_autonomous_in_the_year_of_the_last_day(board):
    a_year(board, 2019, spending_rule="QC 12/2019")
    a_year(board, 2020)
    assert [ask("finance.agencies_autonomous", text) for text in ("2018", "2019", "2016..2020")] == [0, 1, 1]
    rate = answer(REGISTER["finance.spending_rules"], window("2019"), DjangoEngine(connection))
    assert rate.in_words == "1 trên 1"


def test_a_classing_stands_until_the_next(centre):
    a_classing(centre, date(2017, 1, 1), 4)
    a_classing(centre, date(2022, 1, 1), 3, regime="60/2021", band="30-<70%", until=date(2027, 1, 1))
    engine = DjangoEngine(connection)
    groups = {
        year: list(by_group(REGISTER["finance.units_autonomous"], window(year), "autonomy_group", engine))
        for year in ("2016", "2020", "2022", "2027")
    }
    assert groups == {"2016": [], "2020": ["4"], "2022": ["3"], "2027": []}


def test_a_classing_ends_with_its_unit(board, centre):
    a_classing(centre, date(2017, 1, 1), 4)
    organisation.succeed(
        predecessor=centre, successor=board, kind="dissolve", on=date(2019, 3, 1), decision="QĐ 5", **DONE
    )
    assert [ask("finance.units_autonomous", text) for text in ("2018", "2019")] == [1, 0]


def test_the_degree_is_exact(centre):
    just_short = a_classing(centre, date(2017, 1, 1), 4, revenue=99_999_999, expenses=1_000_000_000)
    assert just_short.degree == Fraction(99_999_999, 1_000_000_000) < Fraction(1, 10)
    assert PublicUnitAutonomy().degree is None


@pytest.mark.parametrize("key", KEYS)
def test_the_number_follows_from_its_records(board, centre, key):
    for year in range(2016, 2021):
        a_year(board, year, extra_income=100_000_000)
        a_classing(centre, date(year, 1, 1), year % 4 + 1)
    engine, figure = DjangoEngine(connection), REGISTER[key]
    for text in ("2016..2020", "2020", "2020-Q4", "2020-Q2"):
        found = answer(figure, window(text), engine)
        rows = list(records(figure, window(text), engine))
        kind = figure.over(window(text))
        if getattr(kind, "column", None):
            place = [column.name for column in kind.records.columns if column.shown or column.name == "id"]
            assert found.value == sum(row[place.index(kind.column)] for row in rows)
        elif found.kind == "share":
            assert (found.part, found.whole) == recount(figure, window(text), engine)
        else:
            assert found.value == len(rows)


def test_units_are_the_sum_of_their_groups(centre):
    a_classing(centre, date(2017, 1, 1), 2)
    total = ask("finance.units_autonomous", "2017")
    assert total == 1 == sum(ask(f"finance.units_group_{number}", "2017") for number in range(1, 5))


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"saving": 1}, id="a saving that does not follow"),
        pytest.param({"saving": None}, id="spent but no saving"),
        pytest.param({"extra_income": 300_000_001}, id="more income than saving"),
        pytest.param({"spent": None, "saving": None, "reward": 1}, id="a use before settling"),
        pytest.param({"funds_given": -1, "spent": 0, "saving": -1}, id="negative funds"),
    ],
)
def test_the_database_refuses_sums_that_do_not_agree(board, values):
    right = {"funds_given": 4_000_000_000, "spent": 3_700_000_000, "saving": 300_000_000}
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyAutonomy.objects.create(unit=board, year=2016, decision="QĐ", **right | values)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"group": 2, "band": "30-<70%"}, id="a band outside group 3"),
        pytest.param({"group": 5}, id="a fifth group"),
        pytest.param({"group": 1, "revenue": 1}, id="A without B"),
        pytest.param({"group": 1, "revenue": 1, "expenses": 0}, id="B of nothing"),
        pytest.param({"group": 1, "until": date(2016, 1, 1)}, id="ends before it begins"),
    ],
)
def test_the_database_refuses_decisions_that_cannot_be(centre, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicUnitAutonomy.objects.create(
            unit=centre, since=date(2017, 1, 1), regime="16/2015", decision="x", **values
        )


YEAR = {"unit": "BQL", "year": 2020, "funds_given": 100, "spent": 90, "decision": "QĐ 1"}
CLASSING = {
    "unit": "Trung tâm",
    "regime": "60/2021",
    "group": "3",
    "band": "30-<70%",
    "decision": "QĐ 2",
    "since": date(2022, 1, 1),
}


VOUCHER = {
    "unit": "BQL",
    "year": 2020,
    "number": "PC1",
    "on": date(2020, 5, 4),
    "group": "people",
    "content": "Lương",
    "amount": 7,
}
INVESTED = {
    "unit": "BQL",
    "year": 2020,
    "code": "79",
    "project": "Đường",
    "source": "Tỉnh",
    "first_given": 100,
    "decision": "QĐ 1",
    "decided_on": date(2019, 12, 20),
}
PAYMENT = {
    "year": 2020,
    "code": "79",
    "source": "Tỉnh",
    "number": "TT1",
    "on": date(2020, 5, 4),
    "amount": 60,
}
ASKED = {
    "unit": "BQL",
    "kind": "audit",
    "document": "TB 2",
    "issued_on": date(2020, 5, 4),
    "number": "1",
    "content": "Nộp",
}


def run(importer_class, line):
    importer = importer_class()
    plans = importer.plan([Row("Sheet1", 2, {**dict.fromkeys(importer.layout.by_name), **line})])
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return plans[0].outcome, [problem.field for problem in plans[0].problems]


def stand_beneath():
    """A budget year and a plan of investment, to which rows may belong."""
    run(imports.AgencyAutonomyImporter, {**YEAR, "spent": None})
    run(vouchers.InvestmentPlansImporter, INVESTED)


def test_sums_do_not_write_over_a_year_that_is_kept_by_vouchers(board):
    run(imports.AgencyAutonomyImporter, {**YEAR, "spent": None})
    run(imports.AgencyAutonomyImporter, {**YEAR, "funds_given": 120, "spent": None})
    year = AgencyAutonomy.objects.get()
    assert [row.amount for row in year.allotments.all()] == [120]
    run(vouchers.SpendingsImporter, VOUCHER)
    assert run(imports.AgencyAutonomyImporter, YEAR) == (Outcome.REFUSED, ["Năm ngân sách"])


def test_vouchers_of_a_closed_year_are_read_again_and_no_new_ones(board):
    run(imports.AgencyAutonomyImporter, {**YEAR, "spent": None})
    run(vouchers.SpendingsImporter, VOUCHER)
    year = AgencyAutonomy.objects.get()
    actions.close_year(year=year.pk, carried_over=93, returned=0, **DONE)
    assert run(vouchers.SpendingsImporter, VOUCHER) == (Outcome.UNCHANGED, [])
    assert run(vouchers.SpendingsImporter, {**VOUCHER, "number": "PC2"}) == (
        Outcome.REFUSED,
        ["Năm ngân sách"],
    )


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        pytest.param(imports.AgencyAutonomyImporter, {**YEAR, "saving": 10}, id="agency"),
        pytest.param(imports.PublicUnitAutonomyImporter, CLASSING, id="public unit"),
        pytest.param(vouchers.SpendingsImporter, VOUCHER, id="voucher"),
        pytest.param(vouchers.InvestmentPlansImporter, {**INVESTED, "code": "80"}, id="investment"),
        pytest.param(vouchers.DisbursementsImporter, PAYMENT, id="payment"),
        pytest.param(vouchers.RecommendationsImporter, ASKED, id="recommendation"),
    ],
)
def test_sheets_are_read_once(centre, importer, line):
    if "source" in line or "group" in line:
        stand_beneath()
    assert run(importer, line) == (Outcome.NEW, [])
    assert run(importer, line) == (Outcome.UNCHANGED, [])


@pytest.mark.parametrize(
    ("importer", "line", "field"),
    [
        pytest.param(
            imports.AgencyAutonomyImporter, {**YEAR, "saving": 11}, "Kinh phí tiết kiệm", id="no sum"
        ),
        pytest.param(imports.AgencyAutonomyImporter, {**YEAR, "spent": -1}, "Kinh phí đã chi", id="negative"),
        pytest.param(imports.AgencyAutonomyImporter, {**YEAR, "year": 20}, "Năm ngân sách", id="no year"),
        pytest.param(
            imports.AgencyAutonomyImporter, {**YEAR, "reward": 11}, "Chi thu nhập tăng thêm", id="uses beyond"
        ),
        pytest.param(
            imports.PublicUnitAutonomyImporter,
            {**CLASSING, "group": "2"},
            "Mức tự bảo đảm",
            id="band of group 2",
        ),
        pytest.param(
            imports.PublicUnitAutonomyImporter,
            {**CLASSING, "revenue": 5},
            "Nguồn thu tính mức tự bảo đảm (A)",
            id="A without B",
        ),
        pytest.param(
            imports.PublicUnitAutonomyImporter,
            {**CLASSING, "until": date(2022, 1, 1)},
            "Đến trước ngày",
            id="ends before",
        ),
        pytest.param(
            vouchers.SpendingsImporter, {**VOUCHER, "year": 2019}, "Năm ngân sách", id="a year not opened"
        ),
        pytest.param(
            vouchers.SpendingsImporter,
            {**VOUCHER, "on": date(2021, 2, 1)},
            "Ngày chứng từ",
            id="a day too late",
        ),
        pytest.param(
            vouchers.SpendingsImporter, {**VOUCHER, "amount": 0}, "Số tiền", id="an amount of nothing"
        ),
        pytest.param(
            vouchers.InvestmentPlansImporter, {**INVESTED, "first_given": 99}, "Kế hoạch vốn", id="given anew"
        ),
        pytest.param(
            vouchers.DisbursementsImporter, {**PAYMENT, "amount": 101}, "Số tiền", id="paid beyond the plan"
        ),
        pytest.param(
            vouchers.DisbursementsImporter, {**PAYMENT, "code": "81"}, "Mã dự án", id="no such plan"
        ),
        pytest.param(
            vouchers.RecommendationsImporter,
            {**ASKED, "due_on": date(2020, 1, 1)},
            "Hạn thực hiện",
            id="due before",
        ),
    ],
)
def test_rows_that_cannot_be_are_refused(centre, importer, line, field):
    if importer not in (imports.AgencyAutonomyImporter, imports.PublicUnitAutonomyImporter):
        stand_beneath()
    assert run(importer, line) == (Outcome.REFUSED, [field])
