"""Runs are held by one worker at a time; what a worker writes counts only while it holds; nothing is done twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError

from minhchung.ground.accounts.models import User
from minhchung.ground.trail.models import Entry
from minhchung.ground.work import actions, queries
from minhchung.ground.work.actions import Chosen, Refused, Task, Worked, holding, working
from minhchung.ground.work.models import Item, Run
from minhchung.ground.work.patience import DEATHS, FORGET_DAYS, GROUP

pytestmark = pytest.mark.django_db
T = datetime(2026, 4, 6, 9, 0)
LEASE = timedelta(seconds=60)


class Names:
    """A kind of work that gives accounts another name: its rows tell what was really written."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def hold(self, records) -> None:
        list(User.objects.select_for_update().filter(pk__in=records).order_by("pk"))

    def do(self, record: int, revision: int, at: datetime) -> None:
        person = User.objects.get(pk=record)
        person.full_name += "!"
        person.save(update_fields=["full_name"])
        trouble = self.run.arguments.get("trouble", {}).get(person.username)
        if trouble == "refused":
            raise Refused(f"{person.username} không đổi tên được từ 12/03/2026.", cites="Điều 5")
        if trouble == "bug":
            raise ZeroDivisionError
        if trouble == "broken":
            User.objects.create(username=person.username)
        if trouble == "away":
            raise OperationalError("server closed the connection")


KINDS = {"names": Names}


@pytest.fixture
def people() -> list[User]:
    return [User.objects.create(username=f"u{n}", full_name=f"U{n}", role="clerk") for n in range(GROUP + 3)]


def begun(people: list[User], *, at: datetime = T, **arguments) -> int:
    """A run over people, begun by the first of them."""
    chosen = [Chosen(each.pk, 0, each.username) for each in people]
    task = Task("names", "accounts", "names", "Đổi tên", arguments)
    return actions.begin(task=task, chosen=chosen, key=uuid4(), by=people[0].pk, at=at)


def confirmed(people: list[User], *, trouble=None) -> int:
    """A run that was tried without trouble and is to be done now."""
    run = begun(people)
    work()
    actions.confirm(run=run, by="u0", at=T)
    if trouble:
        Run.objects.filter(pk=run).update(arguments={"trouble": trouble})
    return run


def work(moment: datetime = T, **more) -> Worked:
    return actions.work_due(clock=lambda: moment, kinds=KINDS, lease=LEASE, **more)


def names() -> list[int]:
    """How often each was renamed."""
    return [each.full_name.count("!") for each in User.objects.order_by("pk")]


def test_a_trial_writes_nothing_and_waits_for_its_confirmation(people):
    run = begun(people)
    assert work() == Worked(turns=1, items=len(people))
    assert set(names()) == {0}
    assert queries.run_row(run).resting
    assert work() == Worked()


def test_what_is_confirmed_is_done_once(people):
    run = confirmed(people)
    assert actions.confirm(run=run, by="u0", at=T) == 0
    work()
    work()
    assert set(names()) == {1}
    assert list(Entry.objects.order_by("id").values_list("deed", flat=True)) == ["work_begin", "work_end"]


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        pytest.param("refused", "u2 không đổi tên được từ 12/03/2026.", id="refused by the deed"),
        pytest.param("bug", "Lỗi ngoài dự kiến", id="a fault of the programme"),
        pytest.param("broken", "Lỗi ngoài dự kiến", id="a broken constraint"),
    ],
)
def test_trouble_with_one_record_is_its_own(people, trouble, reason):
    run = confirmed(people, trouble={"u2": trouble})
    assert work().refused == 1
    assert names() == [1, 1, 0, *[1] * (len(people) - 3)]
    (failed,) = queries.not_done(run, start=0, stop=9)
    assert failed.about == "u2" and failed.reason.startswith(reason)


def test_a_group_that_breaks_at_its_end_is_done_one_by_one(people, monkeypatch):
    """Some constraints are looked at only when the transaction ends."""
    noted = working._note

    def note(run, outcomes, at):
        noted(run, outcomes, at)
        if any(outcome.item.about == "u1" and not outcome.reason for outcome in outcomes):
            raise IntegrityError

    run = confirmed(people)
    monkeypatch.setattr(working, "_note", note)
    work()
    assert names() == [1, 0, *[1] * (len(people) - 2)]
    assert [each.about for each in queries.not_done(run, start=0, stop=9)] == ["u1"]


def test_a_database_that_goes_away_blames_no_record(people):
    run = confirmed(people, trouble={"u2": "away"})
    with pytest.raises(OperationalError):
        work()
    assert set(names()) == {0}
    assert queries.run_row(run).fit == len(people)
    Run.objects.filter(pk=run).update(arguments={})
    work()
    assert set(names()) == {1}


def test_of_two_workers_one_holds_the_run(people):
    run = confirmed(people)
    held = actions.claim(T, LEASE)
    assert held is not None and held.run == run
    assert actions.claim(T, LEASE) is None
    assert work() == Worked()
    actions.work_on(held, clock=lambda: T, kinds=KINDS, lease=LEASE)
    assert set(names()) == {1}


def test_a_run_whose_worker_fell_silent_is_taken_up_and_the_woken_worker_writes_nothing(people):
    confirmed(people)
    frozen = actions.claim(T, LEASE)
    later = T + LEASE + timedelta(seconds=1)
    fresh = actions.claim(later, LEASE)
    assert frozen is not None and fresh is not None and fresh.token == frozen.token + 1
    woken = actions.work_on(frozen, clock=lambda: later, kinds=KINDS, lease=LEASE)
    assert woken == Worked(turns=1, overtaken=1)
    assert set(names()) == {0}
    actions.give_back(frozen, later)
    assert Run.objects.get().state == "held"
    actions.work_on(fresh, clock=lambda: later, kinds=KINDS, lease=LEASE)
    assert set(names()) == {1}


def test_every_group_renews_the_lease(people):
    confirmed(people)
    held = actions.claim(T, LEASE)
    holding.prove(held, T + timedelta(hours=1))
    assert actions.claim(T + LEASE * 2, LEASE) is None


def test_a_record_at_which_workers_die_is_given_up_and_the_run_goes_on(people):
    run = confirmed(people)
    moment = T
    for _death in range(DEATHS + 1):
        held = actions.claim(moment, LEASE)
        moment += LEASE
    actions.work_on(held, clock=lambda: moment, kinds=KINDS, lease=LEASE)
    assert names() == [0, *[1] * (len(people) - 1)]
    assert "tiến trình cũng dừng" in queries.not_done(run, start=0, stop=1)[0].reason


def test_stopping_keeps_what_is_done_and_ends_the_turn_of_the_worker(people):
    run = confirmed(people)
    held = actions.claim(T, LEASE)
    calls = iter([False])
    actions.work_on(
        held, clock=lambda: T, kinds=KINDS, lease=LEASE, enough=lambda: next(calls, True), seconds=0
    )
    assert sum(names()) == GROUP
    held = actions.claim(T, LEASE)
    assert actions.stop(run=run, by="u0", at=T) == 3
    assert actions.work_on(held, clock=lambda: T, kinds=KINDS, lease=LEASE).overtaken == 1
    assert sum(names()) == GROUP
    assert actions.stop(run=run, by="u0", at=T) == 3
    assert list(Entry.objects.order_by("id").values_list("deed", flat=True)) == ["work_begin", "work_stop"]
    assert queries.records_not_done(run) == tuple(each.pk for each in people[GROUP:])


def test_runs_take_turns(people):
    first, second = begun(people, at=T), begun(people, at=T + timedelta(seconds=1))
    held = actions.claim(T, LEASE)
    assert held.run == first
    actions.give_back(held, T + timedelta(seconds=5))
    assert actions.claim(T, LEASE).run == second


def test_nothing_is_confirmed_before_it_was_tried_or_when_nothing_can_be_done(people):
    run = begun(people, trouble={each.username: "refused" for each in people})
    with pytest.raises(actions.CannotChange, match="chờ làm"):
        actions.confirm(run=run, by="u0", at=T)
    work()
    with pytest.raises(actions.CannotChange, match="Không hồ sơ nào làm được"):
        actions.confirm(run=run, by="u0", at=T)
    (reason,) = queries.reasons(run)
    assert (reason.count, reason.cites) == (len(people), "Điều 5")


def test_the_end_is_told_until_it_is_seen(people):
    run = confirmed(people)
    work()
    assert [number for _page, number, _words in queries.unseen(people[0].pk)] == [run]
    actions.note_seen(run=run, by=people[1].pk, at=T)
    assert queries.unseen(people[0].pk)
    actions.note_seen(run=run, by=people[0].pk, at=T)
    assert not queries.unseen(people[0].pk)


def test_time_left_follows_the_pace(people):
    run = confirmed(people)
    actions.claim(T, LEASE)
    Item.objects.filter(run=run, place__lte=4).update(state="done", at=T)
    left = queries.run_row(run).time_left(T + timedelta(seconds=8))
    assert left == timedelta(seconds=8 / 4 * (len(people) - 4))


def test_trials_that_nobody_confirms_are_forgotten(people):
    old, kept = begun(people), confirmed(people)
    work()
    assert actions.forget_old_trials(at=T + timedelta(days=FORGET_DAYS + 1)) == 1
    assert queries.run_row(old) is None
    assert queries.run_row(kept).over


def test_an_unknown_kind_of_work_is_an_error_and_lets_go(people):
    run = begun(people)
    with pytest.raises(LookupError):
        actions.work_due(clock=lambda: T, kinds={}, lease=LEASE)
    assert queries.run_row(run).state == "waiting"
