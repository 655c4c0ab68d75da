"""Apologising and appointing a new day: once, a day before the limit expires, the first promise kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.audit import unequal_clocks
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, refused
from minhchung.dossiers.tests.deeds.verb import in_work as begin_in_work
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.EXTEND, "extend", begin_in_work, "2026-04-10T16:00", State.IN_PROGRESS, "2026-04-16T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 19.6", starts="2 4", says="Chờ ý kiến Bộ",
    given={"until": date(2026, 4, 16), "reason": "Chờ ý kiến Bộ"},
)  # fmt: skip


class TestExtend(EveryDeed):
    verb = VERB


class TestExtendJustAccepted(EveryDeed):
    verb = replace(VERB, begin=accepted, end=State.ACCEPTED, step=1)


pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier() -> Dossier:
    return in_work(an_own_desk())  # due on Monday 13/04/2026


def extend(dossier: Dossier, moment: str, until: date = date(2026, 4, 16), **more: str) -> Dossier:
    given = {"reason": "Chờ ý kiến Bộ", **more}
    return actions.extend(
        dossier=dossier.pk,
        revision=None,
        until=until,
        by=an_actor("binh", unit="QLDN"),
        at=at(moment),
        **given,
    )


def test_the_new_day_governs_and_the_first_promise_judges(dossier: Dossier) -> None:
    found = extend(dossier, "2026-04-10T16:00")
    assert (found.state, found.promised_at) == ("4", datetime(2026, 4, 13, 17, 30))
    assert (found.due_at, found.extended_until_at) == (datetime(2026, 4, 16, 17, 30),) * 2
    event = Event.objects.get(deed="extend")
    assert (event.due_before_at, event.due_after_at) == (datetime(2026, 4, 13, 17, 30), found.due_at)
    done = actions.finish(
        dossier=dossier.pk,
        revision=None,
        result="GP 15/GP",
        late_reason="Chờ ý kiến Bộ",
        by=an_actor(),
        at=at("2026-04-15T10:00"),
    )
    assert (done.verdict, done.extended_verdict) == ("overdue", "early")


def test_twice_is_impossible(dossier: Dossier) -> None:
    extend(dossier, "2026-04-10T16:00")
    with pytest.raises(actions.Refusal, match="không được hẹn lại lần nữa"):
        extend(dossier, "2026-04-14T16:00", date(2026, 4, 20))


def test_papers_asked_for_after_an_extension_may_outlive_it(dossier: Dossier) -> None:
    extend(dossier, "2026-04-07T16:00", date(2026, 4, 14))
    actions.ask_supplement(
        dossier=dossier.pk, revision=None, reason="Thiếu bản vẽ", by=an_actor(), at=at("2026-04-09T08:00")
    )
    found = actions.take_supplement(
        dossier=dossier.pk, revision=None, by=an_actor(), at=at("2026-04-10T08:00")
    )
    assert (found.due_at, found.extended_until_at) == (
        datetime(2026, 4, 17, 17, 30),
        datetime(2026, 4, 14, 17, 30),
    )
    assert not list(unequal_clocks())


@pytest.mark.parametrize(
    ("moment", "until", "words"),
    [
        ("2026-04-13T08:00", date(2026, 4, 16), "chậm nhất ngày 12/04/2026"),
        ("2026-04-14T08:00", date(2026, 4, 16), "không hẹn lại được nữa"),
        ("2026-04-10T08:00", date(2026, 4, 18), "là ngày nghỉ"),
        ("2026-04-10T08:00", date(2026, 4, 13), "phải sau hạn cũ"),
    ],
)
def test_what_the_law_forbids_is_refused(dossier: Dossier, moment: str, until: date, words: str) -> None:
    with pytest.raises(actions.Refusal, match=words):
        extend(dossier, moment, until)
    assert not Event.objects.filter(deed="extend").exists()


def test_on_the_last_day_it_needs_a_word_that_is_kept(dossier: Dossier) -> None:
    extend(dossier, "2026-04-13T08:00", late_basis="Văn bản của Bộ đến sáng nay")
    assert Event.objects.get(deed="extend").basis == "Văn bản của Bộ đến sáng nay"


@pytest.mark.parametrize("moment", ["2026-04-12T00:00", "2026-04-12T23:59"])
def test_until_the_end_of_the_day_before_it_is_in_time(dossier: Dossier, moment: str) -> None:
    assert extend(dossier, moment).extended_at == at(moment)


def test_from_the_next_minute_on_it_says_the_article_and_why_it_is_late_must_be_said() -> None:
    refused(VERB, r"chậm nhất ngày 12/04/2026 .*Điều 19 khoản 6", "late_basis", "2026-04-13T00:00")


def test_without_a_reason_there_is_nothing_to_apologise_with() -> None:
    refused(VERB, r"thư xin lỗi \(NĐ 118/2025/NĐ-CP Điều 19\.6\)", "reason", reason="")
