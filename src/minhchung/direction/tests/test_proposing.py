"""Proposed tasks go into the draft of their year, whether there is one yet or not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from minhchung.direction import actions
from minhchung.direction.models import Plan
from minhchung.ground.trail.queries import story_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 8)


def a_proposal(number: int, title: str) -> dict[str, Any]:
    told = {"product": "Báo cáo", "lead_unit": "Văn phòng", "due_kind": "other"}
    return {"number": str(number), "head": "procedures", "title": title, **told}


def propose(*titles: str) -> tuple[Plan, int]:
    rows = [a_proposal(place, title) for place, title in enumerate(titles, start=1)]
    return actions.propose_tasks(year=2027, issuer="Ban", title="Kế hoạch", tasks=rows, by="an", at=AT)


def test_a_draft_is_begun_where_there_is_none() -> None:
    plan, made = propose("Rà soát", "Kiểm tra")
    assert (made, plan.issued_on) == (2, None)
    assert list(plan.tasks.order_by("id").values_list("number", "title")) == [
        ("1", "Rà soát"),
        ("2", "Kiểm tra"),
    ]


def test_they_join_the_draft_that_there_is_and_nothing_comes_twice() -> None:
    draft = actions.begin_plan(
        year=2027, issuer="Ban", title="Kế hoạch", tasks=[a_proposal(3, "Kiểm tra")], by="an", at=AT
    )
    plan, made = propose("Rà soát", "KIỂM TRA", "Tập huấn")
    assert (plan.pk, made) == (draft.pk, 2)
    assert list(plan.tasks.order_by("id").values_list("number", "title")) == [
        ("3", "Kiểm tra"), ("2", "Rà soát"), ("4", "Tập huấn"),
    ]  # fmt: skip
    assert propose("Rà soát")[1] == 0
    assert [each.deed for each in story_of("direction", "plan", plan.pk)] == ["begin", "propose", "propose"]


def test_an_issued_plan_takes_no_proposals() -> None:
    plan, _made = propose("Rà soát")
    actions.issue_plan(plan=plan.pk, decision="1/KH", issued_on=AT.date(), by="an", at=AT)
    again, made = propose("Kiểm tra")
    assert again.pk != plan.pk and made == 1
