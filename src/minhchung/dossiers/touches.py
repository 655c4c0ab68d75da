"""What a changed calendar does to a dossier: nothing, or a promise, a step, that moves from one moment to another.

Reckoning alone: nothing is written here. The preview, the deed and the audit ask the same questions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet

from minhchung.dossiers.clock import Judged, Moved, Workshop
from minhchung.dossiers.models import Dossier, Source, StepRun
from minhchung.dossiers.waits import waits_of
from minhchung.procedures.queries import version_row
from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines import Pause
from minhchung.rules.lifecycle import OPEN, PAUSED
from minhchung.rules.process import step_due

_OPEN = sorted(str(state) for state in OPEN)


@dataclass(frozen=True)
class Shift:
    """How a dossier's clock moves under another calendar.

    Attributes:
        moved: what is kept of it, and governs from then on.
        judged: the clock as it is then.
        step_before, step_after: when its open step is due; None without one.
        waiting: the clock stands still, so no promise runs at this moment.
    """

    moved: Moved
    judged: Judged
    step_before: datetime | None
    step_after: datetime | None
    waiting: bool

    @property
    def due_moves(self) -> bool:
        """Whether what the applicant was told is another moment now."""
        return self.moved.before_at != self.moved.after_at


def moves_of(dossier: Dossier) -> tuple[Moved, ...]:
    """How changed calendars moved a dossier's promise so far, the first first."""
    if not dossier.calendar_moves:
        return ()
    rows = sorted(dossier.calendar_touches.all(), key=lambda row: row.pk)
    return tuple(
        Moved(
            row.promised_at,
            row.extended_until_at,
            row.due_before_at,
            row.due_after_at,
            row.why,
            row.cites,
        )
        for row in rows
    )


def judged_under(dossier: Dossier, workshop: Workshop, moved: tuple[Moved, ...] | None = None) -> Judged:
    """What the clock says of a dossier as it stands, under a calendar.

    Raises:
        CannotJudge, NoCalendarForYear: as :meth:`minhchung.dossiers.clock.Workshop.judge`.
    """
    return workshop.judge(
        accepted_at=dossier.accepted_at,
        limit=dossier.limit,
        unit=dossier.limit_unit,
        promised_at=dossier.promised_at,
        pauses=waits_of(dossier),
        extended_at=dossier.extended_at,
        extended_until_at=dossier.extended_until_at,
        ended_at=dossier.ended_at,
        cut_off=_cut_off_of(dossier),
        moved=moves_of(dossier) if moved is None else moved,
    )


def shift_of(dossier: Dossier, workshop: Workshop, why: str, cites: str) -> Shift | None:
    """How an open dossier moves under a calendar that it was not reckoned under; None when nothing of it moves.

    A promise that counts days follows the count. A day that an apology appointed stays, unless it has become a day of
    rest: then it moves to the next working day.

    Raises:
        CannotJudge, NoCalendarForYear: it cannot be reckoned under that calendar.
    """
    calendar = workshop.calendar
    if calendar is None or dossier.accepted_at is None or dossier.ended_at is not None:
        return None
    before = moves_of(dossier)
    first = judged_under(dossier, workshop, before)
    promise = first.computed_due_at if dossier.limit is not None else None
    appointed = _appointed(dossier.extended_until_at, calendar)
    moved = Moved(promise, appointed, dossier.due_at, dossier.due_at, why, cites)
    due_at = judged_under(dossier, workshop, (*before, moved)).due_at
    moved = replace(moved, after_at=due_at)
    judged = judged_under(dossier, workshop, (*before, moved))
    run = _open_run(dossier)
    step_after = _step_due(run, dossier, calendar) if run is not None else None
    last = before[-1] if before else None
    same = (
        judged.due_at == dossier.due_at
        and judged.portal_due_at == dossier.portal_due_at
        and promise == ((last and last.promised_at) or dossier.promised_at)
        and (run is None or step_after == run.due_at)
    )
    if same:
        return None
    waiting = dossier.state in {str(state) for state in PAUSED}
    return Shift(moved, judged, run.due_at if run else None, step_after, waiting)


def within_reach(first: date, last: date) -> QuerySet[Dossier]:
    """Open dossiers whose clock may hold one of those days: accepted by the last, not all due before the first.

    What was due before the first changed day was counted without it; what was accepted after the last is counted anew
    on other days alone.
    """
    morning = datetime.combine(first, time.min)
    late = (
        Q(due_at__gte=morning)
        | Q(portal_due_at__gte=morning)
        | Q(computed_due_at__gte=morning)
        | Q(pk__in=StepRun.objects.filter(ended_at=None, due_at__gte=morning).values("dossier"))
    )
    accepted = Q(accepted_at__isnull=False, accepted_at__lte=datetime.combine(last, time.max))
    return Dossier.objects.filter(accepted & late, state__in=_OPEN, ended_at=None).order_by("id")


def with_clocks(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """The same with all that a clock is reckoned from, in a few queries."""
    return rows.select_related("version").prefetch_related("pauses", "step_runs", "calendar_touches")


def ours(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Those that the agency's own desk is master of."""
    return rows.filter(source=Source.DESK)


def _cut_off_of(dossier: Dossier) -> time | None:
    """The hour after which a day no longer counts: from the version read along, else from what is kept of it."""
    if Dossier.version.is_cached(dossier):
        return dossier.version.cut_off
    version = version_row(dossier.version_id)
    assert version is not None  # a dossier has a version
    return version.cut_off


def _appointed(until: datetime | None, calendar: WorkingCalendar) -> datetime | None:
    if until is None:
        return None
    return calendar.closing(calendar.next_working_day(until.date()))


def _open_run(dossier: Dossier) -> StepRun | None:
    return next((run for run in dossier.step_runs.all() if run.ended_at is None), None)


def _step_due(run: StepRun, dossier: Dossier, calendar: WorkingCalendar) -> datetime | None:
    if not run.minutes:
        return None
    waits = [Pause(wait[0], wait[1]) for wait in waits_of(dossier)]
    return step_due(run.begun_at, run.minutes, calendar, waits)
