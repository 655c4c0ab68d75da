"""Dossiers filed online at the own desk: which still wait for their acceptance, how long, and which waited too long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from minhchung.dossiers.models import Dossier, Sight
from minhchung.dossiers.models.sight import ALL
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.lifecycle import State

#: As many are shown on the page; the list of dossiers has them all.
SHOWN = 200


@dataclass(frozen=True)
class Waiting:
    """A dossier that waits for its acceptance.

    Attributes:
        minutes: working minutes that are left; below nought when it is late by so many; None without a calendar.
        told: whether its applicant has been told that it was seen.
    """

    id: int
    code: str
    procedure: str
    filed_at: datetime
    due_at: datetime
    minutes: int | None
    told: bool


@dataclass(frozen=True)
class Answered:
    """A dossier that was accepted, sent back or refused later than the law allows, by so many working minutes."""

    id: int
    code: str
    procedure: str
    due_at: datetime
    answered_at: datetime
    minutes: int | None


def waiting(now: datetime, calendar: WorkingCalendar | None, sight: Sight = ALL) -> tuple[Waiting, ...]:
    """Those in sight that wait, the most pressing one first."""
    waits = Dossier.objects.filter(state=State.REGISTERED, answer_due_at__isnull=False)
    rows = waits.visible_to(sight)
    shown = rows.select_related("version").order_by("answer_due_at", "id")[:SHOWN]
    told = set(acknowledged([row.pk for row in shown]))
    return tuple(
        Waiting(
            row.pk,
            row.code,
            row.version.name,
            row.filed_at,
            row.answer_due_at,
            left(calendar, now, row.answer_due_at),
            row.pk in told,
        )
        for row in shown
    )


def acknowledged(numbers: list[int]) -> list[int]:
    """Of these dossiers, those whose applicant was told that his dossier has been seen."""
    return list(
        Dossier.objects.filter(pk__in=numbers, events__deed="acknowledge").values_list("pk", flat=True)
    )


def late(now: datetime) -> Q:
    """Answered after the moment by which the law wants it, or still unanswered then."""
    answered = Q(answered_at__gt=F("answer_due_at"))
    waiting = Q(answered_at=None, state=State.REGISTERED, answer_due_at__lt=now)
    return Q(answer_due_at__isnull=False) & (answered | waiting)  # what came online, by its own index


def answered_late(calendar: WorkingCalendar | None, sight: Sight = ALL) -> tuple[tuple[Answered, ...], int]:
    """Those in sight answered too late, the last one first, as many as a page shows; and how many there are."""
    rows = Dossier.objects.visible_to(sight).filter(answered_at__gt=F("answer_due_at"))
    shown = rows.select_related("version").order_by("-answered_at", "-id")[:SHOWN]
    told = tuple(
        Answered(
            row.pk,
            row.code,
            row.version.name,
            row.answer_due_at,
            row.answered_at,
            _between(calendar, row.answer_due_at, row.answered_at),
        )
        for row in shown
        if row.answer_due_at is not None and row.answered_at is not None
    )
    return told, rows.count()


def answered_count(sight: Sight = ALL) -> int:
    """How many in sight were ever answered: the whole of which the late ones are a part."""
    return Dossier.objects.visible_to(sight).filter(answered_at__isnull=False).count()


def left(calendar: WorkingCalendar | None, now: datetime, due_at: datetime) -> int | None:
    """Working minutes until a moment; below nought when it has passed."""
    if now <= due_at:
        return _between(calendar, now, due_at)
    passed = _between(calendar, due_at, now)
    return None if passed is None else min(-1, -passed)


def _between(calendar: WorkingCalendar | None, start: datetime, end: datetime) -> int | None:
    if calendar is None:
        return None
    try:
        return calendar.working_minutes_between(start, end)
    except NoCalendarForYear:
        return None
