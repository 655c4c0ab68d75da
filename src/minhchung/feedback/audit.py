"""The oracle of the room: does every stored limit follow from its beginning, every state from its story?

Of confidential registers it names the table and the number of the row, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from minhchung.dossiers.homes import Homes
from minhchung.feedback import limits
from minhchung.feedback.actions.acting import Matter
from minhchung.feedback.actions.cases import COMPLAINTS, DENUNCIATIONS
from minhchung.feedback.actions.receiving import MATTER
from minhchung.feedback.models import Feedback, Source, SurveyAnswer
from minhchung.feedback.surveys import edition_named
from minhchung.lawbook import NoRule
from minhchung.organisation.calendars import known_calendar, latest_edition
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar

CHUNK = 1_000


def faults() -> Iterator[str]:
    """Every fault as a sentence that begins with the record's code, or with its table and number."""
    calendars = _Calendars()
    yield from _book(calendars)
    for matter in (MATTER, COMPLAINTS, DENUNCIATIONS):
        yield from _stories(matter, calendars)
    yield from _surveys()


class _Calendars:
    """The agency's calendars by the day a record was received, as they became known, the latest first.

    A limit follows from the calendar that was in force when it was reckoned: one that a later change passed by stays.
    """

    def __init__(self) -> None:
        self._homes = Homes()
        self._known: dict[date, tuple[WorkingCalendar, ...]] = {}

    def on(self, day: date) -> tuple[WorkingCalendar, ...]:
        first = day.replace(month=1, day=1)
        if first not in self._known:
            home = self._homes.on(day)
            editions = range(latest_edition(), -1, -1) if home is not None else ()
            self._known[first] = tuple(known_calendar(home, each).calendar for each in editions)
        return self._known[first]


def _wrong_by_all(
    calendars: tuple[WorkingCalendar, ...], wrong_by: Callable[[WorkingCalendar], list[str]]
) -> list[str]:
    """The columns that follow from none of the calendars; the earlier are asked about what the later leave open."""
    left: list[str] | None = None
    for calendar in calendars:
        wrong = wrong_by(calendar)
        left = wrong if left is None else [name for name in left if name in wrong]
        if not left:
            break
    return left or []


def _book(calendars: _Calendars) -> Iterator[str]:
    """Those of the book and of imports: their limits follow from sending and answering."""
    for each in Feedback.objects.filter(source=Source.BOOK).order_by("id").iterator(chunk_size=CHUNK):
        known = calendars.on(each.received_at.date())
        try:
            wrong = _wrong_by_all(known, partial(_unequal_in_book, each))
        except (NoCalendarForYear, NoRule) as cannot:
            yield f"{each.code}: không tính lại được ({cannot})"
            continue
        if wrong:
            yield f"{each.code}: {_named(each, wrong)} khác lần tính lại"


def _unequal_in_book(record: Feedback, calendar: WorkingCalendar) -> list[str]:
    again = limits.promised(record.transferred_at or record.sent_at, calendar)
    published = limits.publish_due(record.answered_at, calendar) if record.answered_at else None
    wanted = {
        "refuse_due_at": again.refuse_due_at,
        "supplement_due_at": again.supplement_due_at,
        "due_at": again.due_at,
        "publish_due_at": published,
    }
    return [name for name, value in wanted.items() if getattr(record, name) != value]


def _stories(matter: Matter, calendars: _Calendars) -> Iterator[str]:
    rows = matter.model.objects.prefetch_related("events").order_by("id")
    if matter is MATTER:
        rows = rows.filter(source=Source.DESK)
    for each in rows.iterator(chunk_size=CHUNK):
        name = each.code if matter.open_trail else f"{matter.model._meta.verbose_name} #{each.pk}"
        state = ""
        events = sorted(each.events.all(), key=lambda event: event.number)
        for number, event in enumerate(events, start=1):
            known = any(
                (move.start, move.deed, move.end) == (event.from_state, event.deed, event.to_state)
                for move in matter.table.moves
            )
            if event.number != number or event.from_state != state or not known:
                yield f"{name}: diễn biến đứt ở việc thứ {number}"
                break
            state = event.to_state
        else:
            if (state, len(events)) != (each.state, each.revision):
                yield f"{name}: diễn biến không dẫn tới trạng thái đang ghi"
        told = limits.Told.of(each.explanation)
        wrong = _wrong_by_all(calendars.on(each.received_at.date()), partial(told.unequal, each))
        if wrong:
            yield f"{name}: {_named(each, wrong)} khác lần tính lại"
        told_names = {line["name"] for line in told.lines}
        silent = [
            field.name
            for field in each._meta.concrete_fields
            if field.name.endswith("due_at") and getattr(each, field.name) and field.name not in told_names
        ]
        if silent:
            yield f"{name}: {_named(each, silent)} thiếu diễn giải"


def _surveys() -> Iterator[str]:
    rows = SurveyAnswer.objects.select_related("dossier").prefetch_related("marks").order_by("id")
    for each in rows.iterator(chunk_size=CHUNK):
        edition = edition_named(each.edition)
        if edition is None:
            yield f"phiếu #{each.pk}: bộ tiêu chí {each.edition} không có trong sổ luật"
            continue
        asked = {criterion.key for criterion in edition.criteria}
        needed = {criterion.key for criterion in edition.criteria if not criterion.optional}
        given = {mark.criterion for mark in each.marks.all()}
        if not needed <= given <= asked:
            yield f"phiếu #{each.pk}: tiêu chí không khớp với bộ tiêu chí"
        if any(mark.satisfied != (mark.value >= edition.satisfied_from) for mark in each.marks.all()):
            yield f"phiếu #{each.pk}: mức hài lòng khác lần tính lại"
        if each.dossier.ended_at is None or each.answered_at < each.dossier.ended_at:
            yield f"phiếu #{each.pk}: trả lời trước khi hồ sơ {each.dossier.code} kết thúc"


def _named(record: Any, names: list[str]) -> str:
    return ", ".join(str(record._meta.get_field(name).verbose_name) for name in names)
