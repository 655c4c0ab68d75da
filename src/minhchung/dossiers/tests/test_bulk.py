"""One deed over many dossiers: chosen, tried, confirmed, done one by one, each refusal named."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.bulk import selection
from minhchung.dossiers.bulk.deeds import BULK_DEEDS
from minhchung.dossiers.bulk.work import KIND, BulkWork
from minhchung.dossiers.matching import Match
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.queries import Ask
from minhchung.dossiers.tests.cast import (
    a_dossier,
    an_actor,
    an_own_desk,
    at,
    in_work,
    posted_to_the_agency,
    received,
)
from minhchung.ground.accounts.models import User
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry
from minhchung.ground.work import actions as work
from minhchung.ground.work import queries as runs
from minhchung.organisation.models import Unit
from minhchung.rules.lifecycle import Deed

pytestmark = pytest.mark.django_db
NOW = at("2026-04-07T10:00")
KINDS = {KIND: BulkWork}
LEASE = timedelta(seconds=60)


@pytest.fixture
def desk():
    """A desk with one procedure of five working days."""
    return an_own_desk()


def unit(code: str) -> int:
    return Unit.objects.get(code=code).pk


def a_run(dossiers, slug: str = "chuyen", *, by: str = "lan", key=None, **words) -> int:
    deed = BULK_DEEDS[slug]
    actor = an_actor(by)
    posted_to_the_agency(User.objects.get(pk=actor.user))
    task = work.Task(
        KIND, "dossiers", "bulk_run", str(deed.button), {"deed": slug, "words": deed.kept(words), "said": []}
    )
    chosen = selection.of_numbers([each.pk for each in dossiers])
    return work.begin(task=task, chosen=chosen, key=key or uuid4(), by=actor.user, at=NOW)


def worked(moment: datetime = NOW) -> work.Worked:
    return work.work_due(clock=lambda: moment, kinds=KINDS, lease=LEASE)


def done(dossiers, slug: str = "chuyen", **words) -> int:
    """Chosen, tried, confirmed and done."""
    run = a_run(dossiers, slug, **words)
    worked()
    work.confirm(run=run, by="lan", at=NOW)
    worked()
    return run


def told(run: int) -> list[tuple[str, str]]:
    return [(each.about, each.reason) for each in runs.not_done(run, start=0, stop=1000)]


def test_the_trial_says_what_would_happen_and_changes_nothing(desk):
    ready, ended = in_work(desk), in_work(desk)
    actions.finish(dossier=ended.pk, revision=2, result="GP 1", by=an_actor(), at=at("2026-04-06T10:00"))
    foreign = a_dossier(desk, at("2026-04-06T09:00"), code="G22.99-260406-0001")
    before = (Event.objects.count(), Entry.objects.count(), Notice.objects.count())
    run = a_run([ready, ended, foreign], "chuyen", to_unit=unit("MC"), to_holder=None, content="")
    worked()
    row = runs.run_row(run)
    assert (row.fit, row.unfit, row.resting) == (1, 2, True)
    assert {about for about, _reason in told(run)} == {ended.code, foreign.code}
    assert "do hệ thống của tỉnh quản lý" in dict(told(run))[foreign.code]
    assert "không thể chuyển xử lý" in dict(told(run))[ended.code]
    assert (Event.objects.count(), Entry.objects.count(), Notice.objects.count()) == before
    assert Dossier.objects.get(pk=ready.pk).revision == 2


def test_what_was_confirmed_is_done_once_with_trail_and_story(desk):
    dossiers = [in_work(desk) for _n in range(12)]
    run = done(dossiers, to_unit=unit("MC"), to_holder=None, content="Chuyển đợt 1")
    row = runs.run_row(run)
    assert (row.done, row.not_done, row.over) == (12, 0, True)
    for each in dossiers:
        each.refresh_from_db()
        assert (each.revision, each.held_by_id) == (3, unit("MC"))
    events = Event.objects.filter(deed=Deed.HAND_ON, reason="Chuyển đợt 1")
    assert Counter(events.values_list("dossier_id", flat=True)) == {each.pk: 1 for each in dossiers}
    of_run = Entry.objects.filter(room="dossiers", matter="bulk_run", record=run).order_by("id")
    assert [entry.deed for entry in of_run] == ["work_begin", "work_end"]
    assert Entry.objects.filter(matter="dossier", details__contains=f'"run":{run}').count() == 12
    assert worked() == work.Worked()
    assert events.count() == 12


def test_a_dossier_that_changed_after_the_choice_is_named_and_not_overridden(desk):
    first, second = in_work(desk), in_work(desk)
    run = a_run([first, second], to_unit=unit("MC"), to_holder=None, content="")
    worked()
    actions.hand_on(
        dossier=first.pk, revision=2, to_unit=unit("MC"), content="tay", by=an_actor("hoa"), at=NOW
    )
    work.confirm(run=run, by="lan", at=NOW)
    worked()
    assert [about for about, _why in told(run)] == [first.code]
    assert "vừa được người khác cập nhật. Nguyễn Hoa đã chuyển xử lý" in told(run)[0][1]
    assert Dossier.objects.get(pk=first.pk).revision == 3
    assert runs.run_row(run).done == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param(
            {"role": "clerk"}, "không còn quyền “Sửa hồ sơ thủ tục hành chính”", id="the right is gone"
        ),
        pytest.param({"is_active": False}, "đã ngừng dùng", id="the account is closed"),
    ],
)
def test_rights_are_those_of_the_moment_of_doing(desk, change, sentence):
    dossier = in_work(desk)
    run = a_run([dossier], to_unit=unit("MC"), to_holder=None, content="")
    worked()
    work.confirm(run=run, by="lan", at=NOW)
    User.objects.filter(username="lan").update(**change)
    worked()
    assert sentence in told(run)[0][1]
    assert Dossier.objects.get(pk=dossier.pk).revision == 2


#: What each deed does to a dossier in hand, and the words that it is given.
DEEDS = [
    pytest.param("co-ket-qua", {"result": "QĐ 5", "late_reason": ""}, "9", id="one decision ends many"),
    pytest.param(
        "xin-loi",
        {"until": at("2026-04-20T00:00").date(), "reason": "Mất điện", "late_basis": ""},
        "4",
        id="one apology for many",
    ),
    pytest.param("chuyen", {"to_unit": "MC", "to_holder": None, "content": ""}, "4", id="handed to one unit"),
]


@pytest.mark.parametrize(("slug", "words", "state"), DEEDS)
def test_each_deed_is_the_single_one(desk, slug, words, state):
    dossier = in_work(desk)
    if "to_unit" in words:
        words = {**words, "to_unit": unit(words["to_unit"])}
    run = done([dossier], slug, **words)
    dossier.refresh_from_db()
    assert (runs.run_row(run).done, dossier.state) == (1, state)


def test_silent_ones_are_closed_only_after_their_days(desk):
    silent, asked_lately = in_work(desk), in_work(desk)
    actions.ask_supplement(
        dossier=silent.pk, revision=2, reason="Thiếu", by=an_actor(), at=at("2026-04-06T10:00")
    )
    actions.ask_supplement(
        dossier=asked_lately.pk, revision=2, reason="Thiếu", by=an_actor(), at=at("2026-04-08T10:00")
    )
    run = a_run([silent, asked_lately], "dong")
    User.objects.filter(username="lan").update(role="one_stop")
    later = at("2026-04-22T10:00")
    worked(later)
    work.confirm(run=run, by="lan", at=later)
    worked(later)
    assert [about for about, _why in told(run)] == [asked_lately.code]
    assert "Chưa đủ" in told(run)[0][1]
    assert Dossier.objects.get(pk=silent.pk).state == "8f"


def test_all_that_match_is_not_only_the_page(desk):
    dossiers = [received(desk) for _n in range(60)]
    ask = Ask(now=NOW, match=Match(state="2"))
    assert selection.count_of_list(ask) == 60
    assert {each.record for each in selection.of_list(ask)} == {each.pk for each in dossiers}


def test_one_form_begins_one_run(desk):
    dossier, key = in_work(desk), uuid4()
    words = {"to_unit": unit("MC"), "to_holder": None, "content": ""}
    assert a_run([dossier], key=key, **words) == a_run([dossier], key=key, **words)


def test_reasons_are_counted_without_what_is_particular(desk):
    foreign = [a_dossier(desk, at("2026-04-06T09:00"), code=f"G22.99-260406-000{n}") for n in range(3)]
    ready = in_work(desk)
    run = a_run([*foreign, ready], to_unit=unit("QLDN"), to_holder=None, content="")
    worked()
    assert [(each.count, each.reason.replace(foreign[0].code, "")[:30]) for each in runs.reasons(run)] == [
        (3, "Hồ sơ  do hệ thống của tỉnh qu"),
        (1, "Hồ sơ đang ở đúng nơi này rồi."),
    ]
