"""Whose a year, a decision or a recommendation may be: what the unit is, when it was, who follows it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung.finance import actions, imports
from minhchung.finance import voucher_imports as vouchers
from minhchung.finance.models import PublicUnitAutonomy, Recommendation, UnitPlan
from minhchung.finance.tests.cast import DONE, a_board, a_centre, a_plan, an_open_year
from minhchung.ground.deeds.acting import Actor
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions as organisation

pytestmark = pytest.mark.django_db
DAY = date(2025, 7, 1)


@pytest.fixture
def board():
    return a_board()


@pytest.fixture
def heir(board):
    return organisation.add_unit(code="MOI", kind="agency", name="Ban mới", since=DAY, **DONE)


def planned(importer_class, **line):
    importer = importer_class()
    row = Row("Sheet1", 2, {**dict.fromkeys(importer.layout.by_name), **line})
    (plan,) = importer.plan([row])
    importer.write([plan], **DONE)
    return plan.outcome, [str(each) for each in plan.problems]


def test_an_agency_is_no_public_unit_by_hand_nor_in_a_sheet(board):
    words = "Ban Quản lý là cơ quan, không phải đơn vị sự nghiệp công lập"
    told = {"unit": board, "regime": "60/2021", "group": 4, "decision": "QĐ 2", "since": date(2022, 1, 1)}
    with pytest.raises(actions.CannotFinance, match=words) as refused:
        a_plan(board, [(1, 2)] * 5)
    assert refused.value.field_name == "unit"
    with pytest.raises(actions.CannotFinance, match=words):
        actions.save_public_unit_autonomy(PublicUnitAutonomy(**told), **DONE)
    outcome, (said,) = planned(imports.PublicUnitAutonomyImporter, **{**told, "unit": "BQL"})
    assert outcome is Outcome.REFUSED and "không phải đơn vị sự nghiệp công lập" in said
    assert not UnitPlan.objects.exists() and not PublicUnitAutonomy.objects.exists()
    a_centre(board)
    assert planned(imports.PublicUnitAutonomyImporter, **{**told, "unit": "TT"}) == (Outcome.NEW, [])


@pytest.mark.parametrize(
    ("year", "more", "there"),
    [
        pytest.param(2024, {}, False, id="before it was"),
        pytest.param(2025, {}, True, id="in the year in which it began"),
        pytest.param(2026, {}, True, id="while it is"),
        pytest.param(2025, {"stopped_on": date(2025, 6, 30)}, False, id="a part of a year before it was"),
    ],
)
def test_a_budget_year_is_of_an_agency_that_was_there(heir, year, more, there):
    if there:
        assert an_open_year(heir, year, **more).pk
        return
    with pytest.raises(
        actions.CannotFinance, match=f"Ban mới không hoạt động ngày nào từ 01/01/{year}"
    ) as said:
        an_open_year(heir, year, **more)
    assert said.value.field_name == "year"


def test_an_agency_that_ended_has_no_later_year(board, heir):
    organisation.succeed(predecessor=board, successor=heir, kind="merge", on=DAY, decision="NQ 1", **DONE)
    assert an_open_year(board, 2025).pk
    with pytest.raises(actions.CannotFinance, match="không hoạt động ngày nào từ 01/01/2026 đến 31/12/2026"):
        an_open_year(board, 2026)


def test_what_an_audit_asked_for_is_for_the_successor_to_do_and_stays_there(board, heir):
    told = {"unit": board, "kind": "audit", "issued_on": date(2024, 5, 6), "content": "Nộp lại", "amount": 50}
    left, done = (
        actions.save_recommendation(Recommendation(document="TB 2", number=number, **told), **DONE)
        for number in ("1", "2")
    )
    Recommendation.objects.filter(pk=done.pk).update(closed_on=date(2024, 9, 9), closed_reference="UNC 1")
    pairs = [organisation.Pair(board.pk, heir.pk)]
    number = organisation.prepare(kind="merge", name="Gọn", on=DAY, decision="NQ 1", pairs=pairs, **DONE)
    organisation.carry_out(number=number, by=Actor("lan", "Lan"), at=datetime(2025, 7, 1, 8))
    assert dict(Recommendation.objects.values_list("number", "unit__code")) == {"1": "MOI", "2": "BQL"}
    last = story_of("finance", "recommendation", left.pk)[-1]
    assert (last.deed, last.details["to_unit"], last.details["decision"]) == ("go_along", "Ban mới", "NQ 1")
    line = {**told, "unit": "BQL", "document": "TB 2", "number": "1"}
    assert planned(vouchers.RecommendationsImporter, **line) == (Outcome.UNCHANGED, [])
    assert planned(vouchers.RecommendationsImporter, **{**line, "amount": 60})[0] is Outcome.CHANGED
    left.refresh_from_db()
    assert (left.unit, left.amount) == (heir, 60)
