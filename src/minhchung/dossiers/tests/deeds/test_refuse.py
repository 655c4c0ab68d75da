"""Refusing by form 03: before acceptance without a verdict, after appraisal inside the limit or late; with the reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, do, filed_online, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.REFUSE, "refuse", in_work, "2026-04-08T08:00", State.REFUSED, "2026-04-13T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 19.3", starts="1 4", given={"reason": "Không đủ điều kiện"}, says="điều kiện",
)  # fmt: skip


class TestRefuse(EveryDeed):
    verb = VERB


class TestRefuseBeforeAcceptance(EveryDeed):
    verb = replace(VERB, begin=filed_online, due="", cites="NĐ 118/2025/NĐ-CP Điều 17.1")


@pytest.mark.django_db
@pytest.mark.parametrize("begin", [in_work, filed_online], ids=["after appraisal", "before acceptance"])
def test_it_needs_a_lawful_reason(begin) -> None:
    refused(replace(VERB, begin=begin), "không phải lỗi kỹ thuật", "reason", reason="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "verdict"),
    [
        pytest.param("2026-04-10T17:30", "early", id="before the day"),
        pytest.param("2026-04-13T17:30", "on_time", id="at the last working minute"),
        pytest.param("2026-04-13T17:31", "on_time", id="in the evening of the last day"),
        pytest.param("2026-04-14T07:30", "overdue", id="the morning after"),
    ],
)
def test_it_ends_the_limit_and_is_judged(moment: str, verdict: str) -> None:
    found = do("refuse", in_work(), moment, reason="Không đủ điều kiện")
    assert (found.verdict, found.ended_at) == (verdict, at(moment))


@pytest.mark.django_db
def test_before_acceptance_there_is_nothing_to_judge() -> None:
    found = do("refuse", filed_online(), "2026-04-07T08:00", reason="Không thuộc thẩm quyền")
    assert (found.state, found.verdict, found.ended_at) == ("3", "", at("2026-04-07T08:00"))
