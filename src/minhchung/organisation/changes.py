"""Questions about declared changes of the calendar: what they say, where they stand, which may be replaced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from minhchung.organisation.models import CalendarChange, ChangeKind, ChangeState
from minhchung.organisation.queries import names_of


@dataclass(frozen=True)
class InForce:
    """A change of the calendar that is in force, as those who act on it say it."""

    id: int
    edition: int
    title: str
    reason: str
    decision: str
    cites: str
    approver: str
    decided_at: datetime


def change_of_edition(edition: int) -> InForce | None:
    """The change that made an edition of the calendar; None for edition 0."""
    found = CalendarChange.objects.filter(edition=edition).first()
    if found is None or found.edition is None or found.decided_at is None:
        return None
    title = found.name
    if found.confidence:
        title += " (chưa xác nhận)"
    return InForce(
        id=found.pk,
        edition=found.edition,
        title=title,
        reason=found.reason,
        decision=found.decision,
        cites="; ".join(text for text in (found.decision, found.cites) if text),
        approver=found.decided_by,
        decided_at=found.decided_at,
    )


@dataclass(frozen=True)
class ChangeRow:
    """A declared change as it is shown; ``replaces`` and ``replaced_by`` are numbers and names of other changes."""

    id: int
    kind: str
    kind_name: str
    state: str
    state_name: str
    unit: str
    name: str
    since: date | None
    until: date | None
    worked_on: date | None
    weekly: tuple[tuple[str, str], ...]
    hours: str
    decision: str
    cites: str
    confirmed: bool
    reason: str
    replaces: tuple[int, str] | None
    replaced_by: tuple[int, str] | None
    edition: int | None
    drafted_by: str
    drafted_at: datetime
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    remark: str


def calendar_change(number: int) -> ChangeRow | None:
    """One declared change."""
    return next(iter(_rows(CalendarChange.objects.filter(pk=number))), None)


def calendar_changes(limit: int = 100) -> tuple[ChangeRow, ...]:
    """Declared changes, the newest first."""
    return _rows(CalendarChange.objects.order_by("-id")[:limit])


def change_draft(number: int) -> CalendarChange | None:
    """A draft to be filled in again; None when it is no draft."""
    return CalendarChange.objects.filter(pk=number, state=ChangeState.DRAFT).first()


def _rows(found: QuerySet[CalendarChange]) -> tuple[ChangeRow, ...]:
    changes = list(found.select_related("replaces"))
    names = names_of([each.unit_id for each in changes if each.unit_id])
    later = CalendarChange.objects.filter(replaces__in=[each.pk for each in changes], edition__isnull=False)
    replaced = {each.replaces_id: (each.pk, each.name) for each in later}
    return tuple(
        ChangeRow(
            id=each.pk,
            kind=each.kind,
            kind_name=str(each.get_kind_display()),
            state=each.state,
            state_name=str(each.get_state_display()),
            unit=names.get(each.unit_id or 0, ""),
            name=each.name,
            since=each.since,
            until=each.until,
            worked_on=each.worked_on,
            weekly=tuple(each.weekly.items()),
            hours=each.hours,
            decision=each.decision,
            cites=each.cites,
            confirmed=not each.confidence,
            reason=each.reason,
            replaces=(each.replaces.pk, each.replaces.name) if each.replaces else None,
            replaced_by=replaced.get(each.pk),
            edition=each.edition,
            drafted_by=each.drafted_by,
            drafted_at=each.drafted_at,
            submitted_at=each.submitted_at,
            decided_by=each.decided_by,
            decided_at=each.decided_at,
            remark=each.remark,
        )
        for each in changes
    )


def replaceable_changes() -> tuple[tuple[int, str], ...]:
    """Changes in force that no later one replaces, by number and name: what may be withdrawn or corrected."""
    rows = CalendarChange.objects.filter(state=ChangeState.IN_FORCE).exclude(kind=ChangeKind.WITHDRAWAL)
    free = rows.exclude(replaced_by__state=ChangeState.IN_FORCE).order_by("-edition")
    return tuple((row.pk, f"{row.name} · {row.decision}") for row in free)


def change_kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of changes by key, with their words."""
    return tuple((str(key), str(words)) for key, words in ChangeKind.choices)
