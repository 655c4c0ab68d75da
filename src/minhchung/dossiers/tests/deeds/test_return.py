"""Giving the result to the applicant, at the counter, by post or online: after it is there, once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.models import Event
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

FINISHED = after("finish", "2026-04-10T08:00", result="GP 15/GP")
VERB = Verb(
    Deed.RETURN, "give_back", FINISHED, "2026-04-10T09:00", State.RETURNED, "2026-04-13T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 22", starts="9", given={"receiver": "Bà Hoàng Thị Mơ"},
    says="Người nhận: Bà Hoàng Thị Mơ.",
)  # fmt: skip


class TestReturn(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-04-10T08:00", "2026-05-20T09:00"], ids=["at once", "weeks later"])
def test_when_he_comes_does_not_change_the_verdict(moment: str) -> None:
    found = do("give_back", FINISHED(), moment)
    assert (found.returned_at, found.verdict, found.holder_id) == (at(moment), "early", None)


@pytest.mark.django_db
def test_who_comes_himself_is_not_named() -> None:
    do("give_back", FINISHED(), "2026-04-10T09:00")
    assert Event.objects.get(deed="return").reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    "begin",
    [
        pytest.param(in_work, id="no result yet"),
        pytest.param(after("give_back", "2026-04-10T08:30", FINISHED), id="given already"),
    ],
)
def test_what_is_refused(begin) -> None:
    refused(replace(VERB, begin=begin), r"không thể trả kết quả cho người nộp\. Được phép")
