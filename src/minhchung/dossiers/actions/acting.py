"""What every deed of the desk has in common: it holds the dossier, looks at the table, and leaves a row behind.

A deed is one transaction: the dossier, its event, the trail, the notice to the applicant and the mark of the form
that was sent are written together or not at all. Nobody acts on what he has not seen: the revision that his page
showed must still stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import transaction

from minhchung.dossiers.actions.following import Change, tell
from minhchung.dossiers.actions.reviewing import review_after, review_return
from minhchung.dossiers.actions.telling import sentence_of
from minhchung.dossiers.clock import CannotJudge, Judged, Workshop
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import (
    CalendarRun,
    CalendarTouch,
    Dossier,
    Event,
    Explanation,
    Once,
    Source,
    StepRun,
)
from minhchung.dossiers.search.near import keep_words
from minhchung.dossiers.touches import Shift, judged_under, shift_of
from minhchung.ground.deeds import acting as deeds
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, hold_form
from minhchung.ground.inserting import insert_row, write_columns
from minhchung.ground.kept.keeping import asking_once
from minhchung.ground.prepared import Prepared
from minhchung.ground.together import ask, together
from minhchung.ground.trail import actions as trail
from minhchung.organisation.calendars import latest_edition
from minhchung.organisation.changes import change_of_edition
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import DEED_NAMES, ClockEffect, Deed, ForbiddenMove, Move, State, move

_DOSSIER = Prepared(lambda number: Dossier.objects.select_for_update().filter(pk=number), by=int)
_LAST_EVENT = Prepared(lambda dossier: Event.objects.filter(dossier=dossier).order_by("-number")[:1], by=int)
_DONE = f'SELECT dossier_id FROM "{Once._meta.db_table}" WHERE key = %s'  # noqa: S608 (a constant)
#: Of a dossier a deed writes only those that it changed.
_COLUMNS = [column for column in Dossier._meta.concrete_fields if not column.primary_key]
#: Deeds that neither stop, move nor end the clock leave pace and marks as they are; a result that comes back does not.
_NOTHING_TO_REVIEW = frozenset({ClockEffect.NONE, ClockEffect.START, ClockEffect.RUN})

__all__ = [
    "Actor",
    "Hand",
    "NotOurs",
    "Outdated",
    "Refusal",
    "Repeated",
    "acting",
    "check_form",
    "judged_now",
    "note",
    "workshop_on",
]


class NotOurs(Refusal):
    """The dossier's master is the province's system: here it is only watched."""


class Repeated(deeds.Repeated):
    """This very form has been done already; ``dossier`` is the answer it got."""

    @property
    def dossier(self) -> int:
        """The dossier's number."""
        return self.record


@dataclass
class Hand:
    """A dossier held in a deed: what is to be changed is set on ``dossier``, what is to be told by :meth:`tell`.

    ``face_to_face``: the applicant stands at the counter and hears it there, so no notice is sent. ``nothing_new``:
    nothing that he was told has changed. ``besides``: what else goes into the trail, before the deed itself.
    """

    dossier: Dossier
    move: Move
    by: Actor
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)
    face_to_face: bool = False
    nothing_new: bool = False
    besides: list[trail.Deed] = field(default_factory=list)

    @cached_property
    def workshop(self) -> Workshop:
        """The dossier's agency and its calendar, by the day of acceptance."""
        return workshop_on(self.dossier.accepted_at or self.at)

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the agency.

        Raises:
            Refusal: no agency has been entered.
        """
        if self.workshop.calendar is None:
            raise Refusal(
                "Chưa khai báo cơ quan và giờ làm việc. Người quản trị cần nhập danh sách đơn vị trước."
            )
        return self.workshop.calendar

    def tell(self, **words: Any) -> None:
        """Set what the event says: reason, basis, approver, to_unit_id, to_holder_id."""
        self.told.update(words)

    def need(self, text: str, field_name: str, sentence: str) -> str:
        """A text that must be there.

        Raises:
            Refusal: it is empty; with that sentence.
        """
        text = text.strip()
        if not text:
            raise Refusal(f"{sentence} ({self.move.cites}).", field_name=field_name)
        return text

    def reckon(self) -> Judged:
        """Reckon the clock anew from what the dossier and its waits now say, and set its columns.

        Raises:
            Refusal: the dates contradict each other, or a year has no calendar.
        """
        return self.explain(self.judge())

    def judge(self) -> Judged:
        """The same without the explanation, which a dossier that has no number yet cannot have.

        Raises:
            Refusal: as :meth:`reckon`.
        """
        return self.take(judged_now(self.dossier, self.workshop))

    def take(self, judged: Judged) -> Judged:
        """Set the dossier's columns and its edition of the calendar as the clock says."""
        self.dossier.calendar_edition = self.workshop.edition
        for name, value in judged.columns().items():
            setattr(self.dossier, name, value)
        return judged

    def explain(self, judged: Judged) -> Judged:
        """Keep how it came about, in the place of what was kept before."""
        kept = Explanation(dossier=self.dossier, steps=judged.explanation(), rules=judged.rules)
        Explanation.objects.bulk_create(
            [kept], update_conflicts=True, unique_fields=["dossier"], update_fields=["steps", "rules"]
        )
        return judged


@contextmanager
def acting(
    deed: Deed, *, dossier: int, revision: int | None, by: Actor, at: datetime, form: str = ""
) -> Iterator[Hand]:
    """Hold a dossier for a deed; when the block ends well, everything is written.

    Args:
        dossier: its number in the database.
        revision: which state of it the actor saw; None for a deed that nobody looked at before (a batch).
        by, at: who acts, and when it happens; not before the last deed.
        form: the mark of the form that was sent; the same mark again does nothing.

    Raises:
        Repeated: the form was done before.
        Refusal: the table knows no such deed in this state, the dossier is not ours, somebody acted meanwhile.
    """
    with transaction.atomic(), _held(dossier, form) as found:
        _check(found, deed, revision, at)
        catch_up(found, at=at)
        try:
            hand = Hand(found, move(State(found.state), deed), by, at)
        except ForbiddenMove as forbidden:
            raise Refusal(str(forbidden)) from forbidden
        before = {column.attname: getattr(found, column.attname) for column in _COLUMNS}
        yield hand
        found.state = str(hand.move.end)
        found.revision += 1
        keep_words(found)
        write_columns(found, [name for name, value in before.items() if getattr(found, name) != value])
        note(hand, before["state"], before["due_at"], form=form)
        if deed is Deed.RETURN:
            review_return(found, at=at)
        elif hand.move.clock not in _NOTHING_TO_REVIEW or deed is Deed.CORRECT_RESULT:
            review_after(found, at=at, ended_before=before["ended_at"] is not None)


@contextmanager
def _held(number: int, form: str) -> Iterator[Dossier]:
    """The dossier, held; then what seldom changes is taken as it is at this moment."""
    check_form(form)
    found = _DOSSIER.first(number)
    if found is None:
        raise Refusal("Không có hồ sơ này.")
    with asking_once():
        yield found


def hold(dossiers: Iterable[int]) -> None:
    """Lock several dossiers in one order before the first deed on any of them, so that nobody waits in a circle.

    Where many writers work at once each deed locks its dossier and then the end of the trail; a transaction that holds
    the trail and still asks for dossiers would meet them.
    """
    list(Dossier.objects.select_for_update().filter(pk__in=dossiers).order_by("pk").values_list("pk"))


def check_form(form: str) -> None:
    """Refuse a form that was done before; one that is being done at this instant is waited for.

    Raises:
        Repeated: it was.
    """
    if form:
        done = ask(*hold_form(form), (_DONE, [form]))
        if done is not None:
            raise Repeated(done[0])


def note(hand: Hand, state_before: str, due_before: datetime | None, *, form: str) -> None:
    """Write the event, the trail, the notice to the applicant and the form's mark of a deed."""
    with together():
        _note(hand, state_before, due_before, form)


def _note(hand: Hand, state_before: str, due_before: datetime | None, form: str) -> None:
    dossier, told = hand.dossier, hand.told
    reason = told.get("reason", "")
    telling = tell(
        dossier,
        hand.move.deed,
        Change(state_before, due_before, nothing_new=hand.nothing_new, face_to_face=hand.face_to_face),
        reason=reason,
        at=hand.at,
    )
    if untold := sentence_of(telling):
        told["reason"] = f"{reason.rstrip('.')}. {untold}" if reason else untold
    insert_row(
        Event,
        dossier_id=dossier.pk,
        number=dossier.revision,
        deed=str(hand.move.deed),
        from_state=state_before,
        to_state=dossier.state,
        at=hand.at,
        recorded_at=hand.at,
        by=hand.by.username,
        by_name=hand.by.name,
        post=hand.by.post,
        cites=hand.move.cites,
        telling=telling or "",
        due_before_at=due_before,
        due_after_at=dossier.due_at,
        **told,
    )
    details = {name: value for name, value in told.items() if value not in (None, "")}
    if hand.by.run is not None:
        details["run"] = hand.by.run
    details |= {"event": dossier.revision, "state": dossier.state, "cites": hand.move.cites}
    if due_before != dossier.due_at:
        details |= {"due_before": due_before, "due_after": dossier.due_at}
    deed = trail.Deed(
        "dossiers", "dossier", dossier.pk, str(hand.move.deed), hand.by.username, hand.at, details
    )
    if form:
        insert_row(
            Once,
            key=form,
            deed=str(hand.move.deed),
            dossier_id=dossier.pk,
            by=hand.by.username,
            recorded_at=hand.at,
        )
    trail.write([*hand.besides, deed], recorded_at=hand.at)


def workshop_on(moment: datetime) -> Workshop:
    """The workshop of the agency that used the system on a day; one without a calendar while none is entered."""
    homes = Homes()
    home = homes.on(moment.date())
    return homes.workshop_of(home) if home is not None else Workshop(None)


def judged_now(dossier: Dossier, workshop: Workshop) -> Judged:
    """What the clock says of a dossier as it stands, its waits read from the database.

    Raises:
        Refusal: the dates contradict each other, or a year has no calendar.
    """
    try:
        return judged_under(dossier, workshop)
    except (CannotJudge, NoCalendarForYear) as cannot:
        raise Refusal(str(cannot)) from cannot


def catch_up(dossier: Dossier, *, at: datetime, strictly: bool = False) -> bool:
    """Bring an open dossier that is held in a transaction under the calendar in force, by a deed of its own.

    A changed calendar comes to all open dossiers one after the other. Whoever acts on one before its turn brings the
    change to it first, so that nothing is promised or judged under a calendar that no longer holds. The deed is the
    approver's: he changed the calendar.

    Args:
        strictly: raise what cannot be reckoned, instead of leaving the dossier as it is for the list of failures.

    Returns:
        Whether anything of it moved.

    Raises:
        CannotJudge, NoCalendarForYear: strictly, and it cannot be reckoned under the calendar in force.
    """
    if dossier.source != Source.DESK or dossier.accepted_at is None or dossier.ended_at is not None:
        return False
    if latest_edition() <= dossier.calendar_edition or not CalendarRun.objects.filter(ended_at=None).exists():
        return False
    workshop = workshop_on(dossier.accepted_at)
    change = change_of_edition(workshop.edition)
    assert change is not None  # an edition is made by a change
    why = f"{change.title}, {change.decision}"
    try:
        shift = shift_of(dossier, workshop, why, change.cites)
    except (CannotJudge, NoCalendarForYear):
        if strictly:
            raise
        return False
    if shift is None:
        return False
    by = Actor(change.approver)
    hand = Hand(dossier, move(State(dossier.state), Deed.CHANGE_CALENDAR), by, at)
    hand.nothing_new = not shift.due_moves
    before = (dossier.state, dossier.due_at)
    _shift(hand, shift, change.id)
    hand.tell(reason=f"{change.title}. {change.reason}", basis=change.cites)
    note(hand, *before, form="")
    return True


def _shift(hand: Hand, shift: Shift, change: int) -> None:
    """Write what moves: the dossier's clock, its open step, and the row that says what was before."""
    dossier, moved = hand.dossier, shift.moved
    dossier.calendar_moves += 1
    dossier.revision += 1
    hand.explain(hand.take(shift.judged))
    dossier.save()
    if shift.step_before != shift.step_after:
        StepRun.objects.filter(dossier=dossier, ended_at=None).update(
            due_at=shift.step_after, calendar_edition=hand.workshop.edition
        )
    CalendarTouch.objects.create(
        change_id=change,
        dossier=dossier,
        event=dossier.revision,
        promised_at=moved.promised_at,
        extended_until_at=moved.extended_until_at,
        due_before_at=moved.before_at,
        due_after_at=moved.after_at,
        step_before_at=shift.step_before,
        step_after_at=shift.step_after,
        waiting=shift.waiting,
        why=moved.why,
        cites=moved.cites,
        at=hand.at,
    )


def _check(dossier: Dossier, deed: Deed, revision: int | None, at: datetime) -> None:
    if dossier.source != Source.DESK:
        raise NotOurs(
            f"Hồ sơ {dossier.code} do hệ thống của tỉnh quản lý; hãy {DEED_NAMES[deed]} trên hệ thống đó. "
            "Ở đây hồ sơ được cập nhật bằng cách nhập tệp."
        )
    last = _LAST_EVENT.first(dossier.pk)
    if revision is not None and revision != dossier.revision:
        what = ""
        if last is not None:
            what = f" {last.by_name or last.by} đã {DEED_NAMES[Deed(last.deed)]} lúc {said(last.at)}."
        raise Outdated(
            f"Hồ sơ {dossier.code} vừa được người khác cập nhật.{what} Chưa có gì bị ghi đè: hãy xem lại rồi làm tiếp."
        )
    if last is not None and at < last.at:
        raise Refusal(
            f"Thời điểm {said(at)} trước việc gần nhất của hồ sơ ({said(last.at)}). Hãy kiểm tra đồng hồ máy chủ."
        )
