"""Closing after fifteen days of silence: never by itself, not a day earlier, never before acceptance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, after, do, filed_online, refused
from minhchung.rules.lifecycle import Deed, State

ASKED = after("ask_supplement", "2026-04-08T10:00", reason="Thiếu bản vẽ")
VERB = Verb(
    Deed.CLOSE_SILENT, "close_silent", ASKED, "2026-04-24T08:00", State.STOPPED_FOR_GOOD, "2026-05-06T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 19.5", starts="5", says="Quá 15 ngày không nhận được hồ sơ bổ sung.",
)  # fmt: skip


class TestCloseSilent(EveryDeed):
    verb = VERB


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-04-23T00:00", "2026-04-23T17:30", "2026-04-23T23:59"])
def test_until_the_end_of_the_fifteenth_day_it_is_too_early(moment: str) -> None:
    refused(VERB, r"được đóng từ ngày 24/04/2026 .*Điều 19 khoản 5", "", moment)


@pytest.mark.django_db
def test_from_the_first_minute_of_the_next_day_on_a_person_may() -> None:
    dossier = ASKED()
    assert actions.silent_since(dossier, date(2026, 4, 10)) == date(2026, 4, 24)
    found = do("close_silent", dossier, "2026-04-24T00:00")
    assert (found.state, found.ended_at) == ("8f", at("2026-04-24T00:00"))
    assert not found.pauses.filter(until_at=None).exists()


@pytest.mark.django_db
def test_what_was_never_accepted_is_refused_or_withdrawn_not_closed() -> None:
    begin = after("ask_correction", "2026-04-06T10:00", filed_online, reason="Thiếu chữ ký")
    refused(replace(VERB, begin=begin), "chưa tiếp nhận chính thức")
