"""The clock of a dossier as forecasts and marks need it: where it began, when it is due, what is taken off.

What governs is the promise that the verdict is given against: the printed one, or after a supplement the limit counted
from zero; an extension does not move it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from minhchung.dossiers.clock import CannotJudge, Waited, Workshop
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Pause, PauseKind
from minhchung.dossiers.touches import cut_off_of
from minhchung.dossiers.waits import waits_of
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.forecast import used_of_limit

_COLUMNS = (
    *("pk", "code", "source", "procedure_id", "field", "state", "accepted_at", "ended_at", "returned_at"),
    *("limit", "limit_unit", "promised_at", "due_at", "kept_until_at", "extended_at", "extended_until_at"),
    *("verdict", "process_id", "version__cut_off"),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a dossier, as far as its clock goes; ``waits`` in order, those before acceptance left out."""

    pk: int
    code: str
    source: str
    procedure_id: int
    field: str
    state: str
    accepted_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    limit: int | None
    limit_unit: str
    promised_at: datetime | None
    due_at: datetime | None
    kept_until_at: datetime | None
    extended_at: datetime | None
    extended_until_at: datetime | None
    verdict: str
    process_id: int | None
    cut_off: time | None
    waits: tuple[Waited, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether a wait is open."""
        return bool(self.waits) and self.waits[-1][1] is None


@dataclass(frozen=True, slots=True)
class Clock:
    """A span of working time with what is taken off; ``waits`` are closed and do not restart the limit."""

    begun_at: datetime
    due_at: datetime
    waits: tuple[tuple[datetime, datetime], ...]
    workshop: Workshop

    def used(self, moment: datetime) -> int:
        """Per cent of the limit that was used by a moment.

        Raises:
            NoCalendarForYear: a year on the way has no entries.
        """
        assert self.workshop.calendar is not None  # a workshop without one judges nothing
        return used_of_limit(self.begun_at, self.due_at, moment, self.workshop.calendar, self.waits)


def read(numbers: Collection[int]) -> list[Kept]:
    """Accepted dossiers by their numbers in the database, with their waits."""
    rows = Dossier.objects.filter(pk__in=numbers, accepted_at__isnull=False).values_list(*_COLUMNS)
    return with_waits(list(rows))


def kept_of(dossier: Dossier) -> Kept:
    """The same of an accepted dossier that is held and has been saved; its waits are read."""
    columns = (getattr(dossier, name) for name in _COLUMNS[:-1])
    return Kept(*columns, cut_off=cut_off_of(dossier), waits=tuple(waits_of(dossier)))


def read_open() -> list[Kept]:
    """Every accepted dossier that has not ended."""
    rows = Dossier.objects.filter(ended_at=None, accepted_at__isnull=False).values_list(*_COLUMNS)
    return with_waits(list(rows))


def with_waits(rows: Sequence[tuple[Any, ...]]) -> list[Kept]:
    """Rows of the columns above with the waits of each dossier."""
    waits: dict[int, list[Waited]] = defaultdict(list)
    numbers = [row[0] for row in rows]
    found = Pause.objects.exclude(kind=PauseKind.CORRECTION).order_by("from_at")
    for dossier, since, until, kind, reason in found.filter(dossier__in=numbers).values_list(
        "dossier", "from_at", "until_at", "kind", "reason"
    ):
        waits[dossier].append((since, until, kind, reason))
    return [Kept(*row, waits=tuple(waits.get(row[0], ()))) for row in rows]


class Clocks:
    """Clocks of dossiers, with the calendars of the agencies as they are when it is made."""

    def __init__(self, homes: Homes | None = None) -> None:
        self.homes = homes or Homes()

    def workshop(self, kept: Kept) -> Workshop | None:
        """The workshop of the dossier's agency on the day of acceptance; None without an agency or a calendar."""
        home = self.homes.on(kept.accepted_at.date()) if kept.accepted_at else None
        workshop = self.homes.workshop_of(home) if home is not None else None
        return workshop if workshop is not None and workshop.calendar is not None else None

    def of(self, kept: Kept, *, at: datetime | None = None) -> Clock | None:
        """The clock that governs at a moment, or at the end; None for a dossier that cannot be late or be reckoned."""
        workshop = self.workshop(kept)
        if workshop is None or kept.accepted_at is None:
            return None
        waits = [wait for wait in kept.waits if at is None or wait[0] <= at]
        due_at = self._due(kept, waits, workshop)
        if due_at is None:
            return None
        closed = [wait for wait in waits if wait[1] is not None and (at is None or wait[1] <= at)]
        begun_at = max((wait[1] for wait in closed if wait[1] and _restarts(wait)), default=kept.accepted_at)
        taken_off = tuple(
            (wait[0], wait[1]) for wait in closed if wait[1] and not _restarts(wait) and wait[0] >= begun_at
        )
        return Clock(begun_at, due_at, taken_off, workshop) if due_at > begun_at else None

    def due_before(self, kept: Kept, moment: datetime) -> datetime | None:
        """The promise that stood just before a moment: without the waits and the extension that began then or later."""
        workshop = self.workshop(kept)
        if workshop is None:
            return None
        waits = [wait for wait in kept.waits if wait[0] < moment]
        return self._due(kept, waits, workshop)

    def _due(self, kept: Kept, waits: Sequence[Waited], workshop: Workshop) -> datetime | None:
        if not waits:
            return kept.promised_at
        try:
            judged = workshop.judge(
                accepted_at=kept.accepted_at,
                limit=kept.limit,
                unit=kept.limit_unit,
                promised_at=kept.promised_at,
                pauses=waits,
                extended_at=None,
                extended_until_at=None,
                ended_at=None,
                cut_off=kept.cut_off,
            )
        except (CannotJudge, NoCalendarForYear):
            return None
        return judged.due_at


def _restarts(wait: Waited) -> bool:
    return len(wait) == 2 or wait[2] == PauseKind.SUPPLEMENT
