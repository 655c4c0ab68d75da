"""Public investment paid out of its plan, and recommendations followed to their end."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection

from minhchung.config.oracle import recount
from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.finance import actions
from minhchung.finance.models import (
    Disbursement,
    InvestmentPlan,
    Recommendation,
    RecommendationStep,
    SpendingRule,
)
from minhchung.finance.succeeding import STAYS
from minhchung.finance.tests.cast import DONE, a_board
from minhchung.ground.trail.queries import story_of
from minhchung.rules.rounding import NOTHING_TO_COUNT
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db


def ask(key, text):
    return answer(REGISTER[key], parse_window(text, Regime.fixed(15)), DjangoEngine(connection))


@pytest.fixture
def board():
    return a_board()


@pytest.fixture
def plan(board):
    record = InvestmentPlan(
        unit=board, year=2025, code="79", project="Đường", source="Tỉnh", first_given=1_000, decision="QĐ 1",
        decided_on=date(2024, 12, 20),
    )  # fmt: skip
    return actions.save_investment(record, **DONE)


def pay(plan, amount, on=date(2025, 3, 1), number="TT1", at=datetime(2026, 3, 1, 8)):
    payment = Disbursement(number=number, on=on, amount=amount)
    return actions.disburse(plan=plan.pk, payment=payment, by="ha", at=at)


def test_payments_count_for_the_year_of_their_plan(plan):
    pay(plan, 400)
    pay(plan, 600, date(2026, 1, 31), "TT2")
    assert ask("finance.investment_planned", "2025").value == 1_000
    assert [ask("finance.investment_disbursed", year).value for year in ("2025", "2026")] == [1_000, 0]


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        pytest.param(lambda plan: pay(plan, 601, number="TT2"), "vượt kế hoạch 1.000 đồng là 1 đồng", id="too much"),
        pytest.param(lambda plan: pay(plan, -401, number="TT2"), "Thu hồi nhiều hơn", id="more taken back than paid"),
        pytest.param(lambda plan: pay(plan, 1, date(2026, 2, 1), "TT2"), "Luật Đầu tư công", id="too late"),
        pytest.param(
            lambda plan: pay(plan, 1, date(2025, 6, 2), "TT2", datetime(2025, 6, 1, 8)),
            "02/06/2025 chưa đến", id="a day that has not come",
        ),
        pytest.param(
            lambda plan: actions.amend_investment(plan=plan.pk, amount=399, decision="QĐ 2", **DONE),
            "Đã giải ngân 400 đồng", id="a plan below what is paid",
        ),
        pytest.param(
            lambda plan: actions.amend_investment(plan=plan.pk, amount=500, decision=" ", **DONE),
            "Chưa ghi quyết định", id="no decision",
        ),
        pytest.param(
            lambda plan: actions.amend_investment(plan=plan.pk, amount=1_000, decision="QĐ 2", **DONE),
            "không có gì điều chỉnh", id="what it gives already",
        ),
        pytest.param(lambda plan: pay(plan, 0, number="TT2"), "phải khác 0", id="nothing"),
        pytest.param(lambda plan: pay(plan, 5), "TT1 ngày 01/03/2025 đã được nhập: 400 đồng", id="the same paper twice"),
    ],
)  # fmt: skip
def test_what_a_plan_refuses(plan, deed, told):
    pay(plan, 400)
    with pytest.raises(actions.CannotFinance, match=told):
        deed(plan)


def test_what_was_first_given_stays(plan):
    actions.amend_investment(plan=plan.pk, amount=700, decision="QĐ 2", **DONE)
    plan.refresh_from_db()
    assert (plan.first_given, plan.amount) == (1_000, 700)
    plan.first_given = 800
    with pytest.raises(actions.CannotFinance, match="không sửa"):
        actions.save_investment(plan, **DONE)


@pytest.fixture
def recommendation(board):
    record = Recommendation(
        unit=board,
        kind="audit",
        document="TB 2",
        issued_on=date(2025, 5, 1),
        number="1",
        content="Nộp lại",
        amount=50,
    )
    return actions.save_recommendation(record, **DONE)


def follow(recommendation, paid, on=date(2025, 6, 1), at=DONE["at"]):
    step = RecommendationStep(on=on, paid=paid, content="Nộp", reference="GNT 1")
    return actions.tell_step(recommendation=recommendation.pk, step=step, by="ha", at=at)


def finish(recommendation, on=date(2025, 7, 1), reference="BC 5"):
    return actions.close_recommendation(recommendation=recommendation.pk, on=on, reference=reference, **DONE)


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        pytest.param(finish, "Còn phải nộp, xử lý 20 đồng", id="money is outstanding"),
        pytest.param(lambda it: finish(it, reference=" "), "văn bản chứng minh", id="no evidence"),
        pytest.param(lambda it: follow(it, 21), "nhiều hơn số phải nộp", id="more than was asked"),
        pytest.param(
            lambda it: follow(it, 1, date(2025, 4, 30)), "trước ngày ban hành", id="before it was made"
        ),
        pytest.param(
            lambda it: finish(it, date(2025, 5, 31)), "trước việc làm", id="closed before the last deed"
        ),
        pytest.param(lambda it: follow(it, 1, date(2026, 1, 6)), "chưa đến", id="done on a day to come"),
        pytest.param(lambda it: finish(it, date(2026, 1, 6)), "chưa đến", id="closed on a day to come"),
    ],
)
def test_a_recommendation_stays_open(recommendation, deed, told):
    follow(recommendation, 30)
    with pytest.raises(actions.CannotFinance, match=told):
        deed(recommendation)


def test_nothing_done_closes_nothing(board):
    record = Recommendation(
        unit=board,
        kind="check",
        document="TB 3",
        issued_on=date(2025, 5, 1),
        number="1",
        content="Sửa quy chế",
    )
    actions.save_recommendation(record, **DONE)
    with pytest.raises(actions.CannotFinance, match="Chưa ghi việc"):
        finish(record)


def test_a_recommendation_is_closed_with_its_evidence_and_counted(recommendation):
    follow(recommendation, 30)
    follow(recommendation, 20, date(2025, 6, 20))
    assert finish(recommendation).closed_reference == "BC 5"
    with pytest.raises(actions.CannotFinance, match="hoàn thành"):
        follow(recommendation, 0)
    assert ask("finance.recommendations_done", "2025").in_words == "1 trên 1"
    assert [ask(f"finance.recommendations_{each}", "2025").value for each in ("due", "paid")] == [50, 50]
    story = story_of("finance", "recommendation", recommendation.pk)
    assert [line.deed for line in story] == ["create", "follow", "follow", "close"]


def test_the_rate_of_what_is_paid_is_of_the_recommendations_of_the_period_alone(recommendation):
    follow(recommendation, 30, date(2025, 6, 20))
    follow(recommendation, 20, date(2026, 2, 2), datetime(2026, 3, 1, 8))
    rate = "finance.recommendations_paid_rate"
    told = [ask(rate, label).in_words for label in ("2025", "2025..2026")]
    assert told == ["30 trên 50 đồng", "50 trên 50 đồng"]
    assert ask(rate, "2026").printed == NOTHING_TO_COUNT, (
        "what is paid for an earlier period is no part of it"
    )
    assert ask("finance.recommendations_paid", "2026").value == 20
    assert REGISTER[rate].beside == ("finance.recommendations_paid", "finance.recommendations_due")
    engine = DjangoEngine(connection)
    period = parse_window("2025", Regime.fixed(15))
    assert recount(REGISTER[rate], period, engine) == (30, 50)


def test_a_recommendation_closed_after_the_period_is_open_in_it(recommendation):
    follow(recommendation, 50)
    finish(recommendation, date(2025, 12, 30))
    assert ask("finance.recommendations_done", "2025-Q2").in_words == "0 trên 1"
    assert ask("finance.recommendations_done", "2024").value is None


def test_rules_on_property_stand_until_the_next(board):
    for on, kind in (
        (date(2022, 3, 1), "assets"),
        (date(2024, 3, 1), "assets"),
        (date(2024, 3, 1), "spending"),
    ):
        rule = SpendingRule(unit=board, kind=kind, decision=f"QĐ {on}", decided_on=on, since=on)
        actions.issue_rule(rule, by="ha", at=datetime(2026, 1, 1))
    assert [ask("finance.asset_rules", year).value for year in ("2021", "2022", "2024")] == [0, 1, 1]


def test_a_reorganisation_tells_of_the_plans_of_its_year_that_stay(plan):
    (stay,) = [each for each in STAYS if str(each.title).startswith("Kế hoạch vốn")]
    assert [stay.count(plan.unit_id, date(year, 7, 1)) for year in (2024, 2025, 2026)] == [0, 1, 0]
