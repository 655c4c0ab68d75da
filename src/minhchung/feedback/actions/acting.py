"""What every deed of this room has in common: it holds the record, looks at the table of moves, leaves a line behind.

A deed is one transaction: record, story, trail, notice and the mark of the form, or nothing. Who acts on a revision
that is no longer the last is told who did what meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung import lawbook
from minhchung.dossiers.homes import Homes
from minhchung.feedback.limits import Told
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, check_form, mark_form
from minhchung.ground.deeds.moves import Move, Table
from minhchung.ground.trail import actions as trail
from minhchung.organisation.calendars import calendar_of
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import said

ROOM = "feedback"


@dataclass(frozen=True)
class Matter:
    """A kind of record with a story.

    Attributes:
        name: how the trail calls it.
        model, story: its table and the table of its story.
        table: its moves.
        check: raises Refusal when the actor may not act on this record at all.
        open_trail: whether what was said may stand in the trail; of a confidential matter it may not.
    """

    name: str
    model: Any
    story: Any
    table: Table
    check: Callable[[Any, Actor], None] = lambda record, by: None
    open_trail: bool = False


@dataclass
class Hand:
    """A record held in a deed."""

    matter: Matter
    record: Any
    move: Move
    by: Actor
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)
    due_before: datetime | None = None

    def tell(self, **words: Any) -> None:
        """Set what the line of the story says: reason, basis, to."""
        self.told.update(words)

    def need(self, text: str, field_name: str, sentence: Any) -> str:
        """A text that must be there.

        Raises:
            Refusal: it is empty; with that sentence.
        """
        text = text.strip()
        if not text:
            raise Refusal(f"{sentence} ({self.move.cites}).", field_name=field_name)
        return text

    @property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the agency on the day of the deed."""
        return calendar_on(self.at.date())

    def count(self, name: str, limit: Any, cites: str, *, start: datetime | None = None) -> None:
        """A limit begins to run: its end is set on the record, its reckoning kept.

        Raises:
            Refusal: it reaches into a year without holidays entered.
        """
        told = Told.of(self.record.explanation)
        try:
            end = told.count(name, start or self.at, limit, self.calendar, cites)
        except NoCalendarForYear as cannot:
            raise Refusal(str(cannot)) from cannot
        setattr(self.record, name, end)
        self.record.explanation = told.kept()


def calendar_on(day: date) -> WorkingCalendar:
    """The working calendar of the agency that uses the system on a day.

    Raises:
        Refusal: no agency has been entered.
    """
    home = Homes().on(day)
    if home is None:
        raise Refusal("Chưa khai báo cơ quan sử dụng hệ thống, nên không có lịch làm việc để tính hạn.")
    return calendar_of(home)


def rule_on(key: str, at: datetime) -> lawbook.Rule:
    """The rule in force at a moment.

    Raises:
        Refusal: the lawbook has none for that day.
    """
    try:
        return lawbook.in_force(key, at.date())
    except lawbook.NoRule as none:
        raise Refusal(str(none)) from none


@contextmanager
def beginning(
    matter: Matter, deed: str, record: Any, *, by: Actor, at: datetime, form: str
) -> Iterator[Hand]:
    """Enter a record; when the block ends well it is saved with the first line of its story.

    Raises:
        Repeated: the form was done before.
    """
    with transaction.atomic():
        check_form(form)
        hand = Hand(matter, record, matter.table.move("", deed), by, at)
        yield hand
        record.state, record.revision = hand.move.end, 1
        record.save()
        _note(hand, "", form)


@contextmanager
def acting(
    matter: Matter, deed: str, *, number: int, revision: int | None, by: Actor, at: datetime, form: str
) -> Iterator[Hand]:
    """Hold a record for a deed; when the block ends well, everything is written.

    Args:
        number: of the record in the database.
        revision: which state of it the actor saw; None for a deed that nobody looked at before.
        form: the mark of the form that was sent; the same mark again does nothing.

    Raises:
        Repeated: the form was done before.
        Refusal: no such record for him, no such deed in this state, somebody acted meanwhile.
    """
    with transaction.atomic():
        check_form(form)
        record = matter.model.objects.select_for_update().filter(pk=number).first()
        if record is None:
            raise Refusal("Không có vụ việc này.")
        matter.check(record, by)
        _check(matter, record, revision, at)
        found = matter.table.move(record.state, deed)
        hand = Hand(matter, record, found, by, at, due_before=record.due_at)
        before = record.state
        yield hand
        record.state = found.end
        record.revision += 1
        record.save()
        _note(hand, before, form)


def _note(hand: Hand, state_before: str, form: str) -> None:
    record = hand.record
    hand.matter.story.objects.create(
        record=record,
        number=record.revision,
        deed=str(hand.move.deed),
        from_state=state_before,
        to_state=record.state,
        at=hand.at,
        recorded_at=hand.at,
        by=hand.by.username,
        by_name=hand.by.name,
        post=hand.by.post,
        cites=hand.move.cites,
        due_before_at=hand.due_before,
        due_after_at=record.due_at,
        **hand.told,
    )
    details: dict[str, Any] = {"event": record.revision, "state": record.state, "cites": hand.move.cites}
    if hand.matter.open_trail:
        details |= {name: value for name, value in hand.told.items() if value}
    if hand.due_before != record.due_at:
        details |= {"due_before": hand.due_before, "due_after": record.due_at}
    trail.write_one(
        trail.Deed(
            ROOM, hand.matter.name, record.pk, str(hand.move.deed), hand.by.username, hand.at, details
        ),
        recorded_at=hand.at,
    )
    mark_form(form, room=ROOM, matter=hand.matter.name, record=record.pk, at=hand.at)


def _check(matter: Matter, record: Any, revision: int | None, at: datetime) -> None:
    last = matter.story.objects.filter(record=record).order_by("-number").first()
    if revision is not None and revision != record.revision:
        what = ""
        if last is not None:
            deed = str(matter.table.deeds[last.deed]).lower()
            what = f" {last.by_name or last.by} đã {deed} lúc {said(last.at)}."
        raise Outdated(
            f"{record.code} vừa được người khác cập nhật.{what} Chưa có gì bị ghi đè: hãy xem lại rồi làm tiếp."
        )
    if last is not None and at < last.at:
        raise Refusal(
            f"Thời điểm {said(at)} trước việc gần nhất ({said(last.at)}). Hãy kiểm tra đồng hồ máy chủ."
        )
