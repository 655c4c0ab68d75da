"""A public unit's plan, the class that follows from it, and its surplus shared out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from minhchung.finance import actions
from minhchung.finance.models import Distribution, UnitPlan
from minhchung.finance.tests.cast import DONE, a_board, a_centre, a_plan
from minhchung.ground.trail.queries import story_of

pytestmark = pytest.mark.django_db
SIXTY_NINE = [(69_999, 100_000)] + [(80, 100)] * 4


@pytest.fixture
def centre():
    return a_centre(a_board())


def classify(plan, since=None):
    on = since or date(plan.first_year, 1, 1)
    return actions.classify(plan=plan.pk, decision="QĐ 85", since=on, **DONE)


@pytest.mark.parametrize(
    ("pairs", "invests", "expected"),
    [
        pytest.param(SIXTY_NINE, False, (3, "30-70"), id="the first year decides, exactly"),
        pytest.param([(70, 100)] * 5, False, (3, "70-100"), id="70 % is in the band above"),
        pytest.param([(5, 5)] * 5, True, (1, ""), id="all of it, with investment"),
        pytest.param([(5, 5)] * 5, False, (2, ""), id="all of it, without"),
        pytest.param([(0, 5)] * 5, False, (4, ""), id="no revenue"),
    ],
)
def test_the_class_follows_from_the_plan(centre, pairs, invests, expected):
    record = classify(a_plan(centre, pairs, covers_investment=invests))
    assert (record.group, record.band) == expected
    assert (record.regime, record.until) == ("60/2021", date(2027, 1, 1))
    assert story_of("finance", "public_unit_autonomy", record.pk)[0].deed == "classify"


def test_a_plan_of_after_july_2025_is_classed_by_the_amended_decree(centre):
    assert classify(a_plan(centre, SIXTY_NINE, first=2026)).regime == "111/2025"


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        pytest.param(lambda plan: classify(plan, date(2027, 1, 1)), "nằm ngoài", id="a day outside the plan"),
        pytest.param(
            lambda plan: actions.estimate(plan=plan.pk, amounts={2027: (1, 1)}, **DONE), "nằm ngoài",
            id="a year outside the plan",
        ),
        pytest.param(
            lambda plan: actions.estimate(plan=plan.pk, amounts={2022: (1, 0)}, **DONE), "B phải lớn hơn 0",
            id="B of nothing",
        ),
        pytest.param(
            lambda plan: (
                actions.estimate(plan=plan.pk, amounts={2022: (1, 2)}, **DONE), classify(plan)
            ),
            "của các năm: 2023, 2024, 2025, 2026", id="years without an estimate",
        ),
        pytest.param(
            lambda plan: actions.save_plan(
                UnitPlan(unit=plan.unit, first_year=2026, last_year=2030, submitted="x", submitted_on=date(2025, 1, 1)),
                **DONE,
            ),
            "không được trùng năm", id="two plans over one year",
        ),
        pytest.param(
            lambda plan: actions.save_plan(
                UnitPlan(unit=plan.unit, first_year=2027, last_year=2032, submitted="x", submitted_on=date(2026, 1, 1)),
                **DONE,
            ),
            "ổn định 5 năm, theo NĐ 60/2021", id="a plan of six years",
        ),
    ],
)  # fmt: skip
def test_what_plans_refuse(centre, deed, told):
    plan = a_plan(centre, SIXTY_NINE)
    with pytest.raises(actions.CannotFinance, match=told):
        deed(plan)


def test_a_plan_with_a_decision_is_not_changed(centre):
    plan = a_plan(centre, SIXTY_NINE)
    record = classify(plan)
    for deed in (
        lambda: classify(plan),
        lambda: actions.estimate(plan=plan.pk, amounts={2022: (1, 2)}, **DONE),
        lambda: actions.save_plan(plan, **DONE),
        lambda: actions.save_public_unit_autonomy(record, **DONE),
    ):
        with pytest.raises(actions.CannotFinance):
            deed()


def a_surplus(centre, percents=("15", "60", "20", "5"), **more):
    names = ("development", "income", "welfare", "other")
    shares = {f"{name}_percent": Decimal(each) for name, each in zip(names, percents, strict=True)}
    told = {"revenue": 1_101, "expenses": 1_000, "salary_fund": 40, **more}
    return Distribution(
        unit=centre, year=2024, decision="QĐ 20", decided_on=date(2025, 2, 1), **told, **shares
    )


def test_a_surplus_is_shared_out_to_the_dong(centre):
    classify(a_plan(centre, SIXTY_NINE))
    record = actions.distribute(a_surplus(centre, ("30", "50", "5", "15")), **DONE)
    assert (record.development, record.income, record.welfare, record.other) == (30, 51, 5, 15)


@pytest.mark.parametrize(
    ("record", "told"),
    [
        pytest.param(
            {"percents": ("15", "60", "20", "3.5")}, r"cộng lại 98,50 %, thiếu 1,50 %", id="too little"
        ),
        pytest.param({"percents": ("15", "60", "20", "5.01")}, r"thừa 0,01 %", id="too much"),
        pytest.param({"percents": ("-5", "60", "40", "5")}, "không được âm", id="below nothing"),
        pytest.param({"revenue": 1_000}, "không có chênh lệch", id="no surplus"),
        pytest.param(
            {"percents": ("14", "61", "5", "20")}, "tối thiểu 15 đồng, theo NĐ 60/2021", id="development"
        ),
        pytest.param(
            {"percents": ("15", "80", "5", "0")}, "tối đa 80 đồng", id="more than twice the salaries"
        ),
        pytest.param(
            {"percents": ("15", "60", "20", "5")}, "phúc lợi được 20 đồng, tối đa 6 đồng", id="welfare"
        ),
    ],
)
def test_what_a_surplus_may_not_become(centre, record, told):
    classify(a_plan(centre, SIXTY_NINE))
    with pytest.raises(actions.CannotFinance, match=told):
        actions.distribute(a_surplus(centre, **record), **DONE)


def test_a_share_below_nothing_is_told_beside_the_fund_that_has_it(centre):
    classify(a_plan(centre, SIXTY_NINE))
    with pytest.raises(actions.CannotFinance, match="Tỷ lệ không được âm") as refused:
        actions.distribute(a_surplus(centre, ("15", "60", "30", "-5")), **DONE)
    assert refused.value.field_name == "other_percent"


def test_a_bound_gives_way_to_a_named_document(centre):
    classify(a_plan(centre, SIXTY_NINE))
    assert actions.distribute(a_surplus(centre, basis="CV 77/BTC"), **DONE).welfare == 20


def test_a_unit_without_a_decision_shares_nothing_out(centre):
    with pytest.raises(actions.CannotFinance, match="chưa được giao tự chủ"):
        actions.distribute(a_surplus(centre), **DONE)
