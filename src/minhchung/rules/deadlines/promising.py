"""Promises: a deadline with its explanation, both rules about waiting, and the one extension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines.explaining import acceptance_step, extension_step, restart_steps, steps_of
from minhchung.rules.deadlines.reckoning import due, kept_until_of, restart_of
from minhchung.rules.deadlines.values import (
    DEFAULT_POLICY,
    CannotCompute,
    CannotExtend,
    Clocks,
    Deadline,
    Limit,
    Pause,
    Policy,
    Step,
    Unit,
    Waiting,
    check_moment,
    check_pauses,
    said,
)


def deadline(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause] = (),
    policy: Policy = DEFAULT_POLICY,
) -> Deadline:
    """When a dossier accepted at a moment is due, with every step explained.

    ``policy.waiting`` says what the pauses do. Steps are made when they are asked for.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
        CannotCompute: pauses out of order, overlapping or before acceptance; a moment with an offset.
    """
    if policy.waiting is Waiting.RESTART:
        return restarted(accepted, limit, calendar, pauses=pauses, policy=policy)
    check_moment(accepted)
    kept = tuple(pauses)
    due_at = due(accepted, limit, calendar, kept, policy)
    return Deadline(
        accepted,
        limit,
        due_at,
        kept_until_of(due_at, limit, policy),
        waiting=bool(kept) and kept[-1].to_at is None,
        explain=partial(steps_of, accepted, limit, calendar, kept, policy),
    )


def counts_by_day(limit: Limit, policy: Policy) -> bool:
    """Whether all that are accepted on one day share a deadline, whatever the minute (as long as nothing waits)."""
    return limit.unit is not Unit.WORKING_HOUR and policy.plain


def accepted_the_same_day(promised: Deadline, accepted: datetime) -> Deadline:
    """The deadline of a further dossier of that day, from one that was reckoned without pauses.

    Only where :func:`counts_by_day` says so; it equals what :func:`deadline` gives, steps included.

    Raises:
        CannotCompute: another day, or a moment with an offset.
    """
    check_moment(accepted)
    if accepted.date() != promised.accepted_at.date():
        raise CannotCompute(f"{said(accepted)} không cùng ngày với {said(promised.accepted_at)}.")
    return Deadline(
        accepted,
        promised.limit,
        promised.due_at,
        promised.kept_until,
        explain=partial(_steps_of_the_same_day, promised, accepted),
    )


def _steps_of_the_same_day(promised: Deadline, accepted: datetime) -> tuple[Step, ...]:
    first, *others = promised.steps
    return (acceptance_step(accepted, first.cites), *others)


def restarted(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause],
    policy: Policy = DEFAULT_POLICY,
) -> Deadline:
    """The limit counts again from zero from the moment the last complete dossier came back.

    A request made after the promise was broken does not restart it. Waits that restart nothing (a payment, a stop by
    special law) are taken off instead.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
        CannotCompute: pauses out of order, overlapping or before acceptance; a moment with an offset.
    """
    check_moment(accepted)
    kept = tuple(pauses)
    check_pauses(accepted, kept)
    begins, taken_off = restart_of(accepted, limit, calendar, kept, policy)
    due_at = due(begins, limit, calendar, taken_off, replace(policy, waiting=Waiting.SUBTRACT))
    return Deadline(
        accepted,
        limit,
        due_at,
        kept_until_of(due_at, limit, policy),
        waiting=bool(kept) and kept[-1].to_at is None,
        explain=partial(restart_steps, accepted, begins, taken_off, limit, calendar, kept, policy),
    )


def both_clocks(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause],
    policy: Policy = DEFAULT_POLICY,
) -> Clocks:
    """Both rules about waiting: the law's restart from zero, and the portal's subtraction.

    The portal knows no wait but that for a complete dossier.
    """
    asked = [pause for pause in pauses if pause.restarts]
    return Clocks(
        legal=restarted(accepted, limit, calendar, pauses=pauses, policy=policy),
        portal=deadline(
            accepted, limit, calendar, pauses=asked, policy=replace(policy, waiting=Waiting.SUBTRACT)
        ),
    )


def extend(
    promised: Deadline,
    until: date | datetime | Limit,
    calendar: WorkingCalendar,
    *,
    at: datetime,
    reason: str = "",
    policy: Policy = DEFAULT_POLICY,
) -> Deadline:
    """The promise appointed again, once; the first one is kept in ``extended_from``.

    Args:
        promised: the deadline so far.
        until: the new moment; or its day (then the close of office); or a limit counted from the due day.
        calendar: of the agency that settles the dossier.
        at: when the citizen was told.
        reason: why, in words for the citizen.
        policy: for the printing and the citations.

    Raises:
        CannotExtend: extended before, not later than the promise, or a rest day.
        NoCalendarForYear: a year on the way has no entries.
    """
    if promised.extended_from is not None:
        raise CannotExtend(
            f"Hồ sơ đã hẹn lại một lần (từ {promised.extended_from.due_at:%d/%m/%Y} sang {promised.due_at:%d/%m/%Y}); "
            "không được hẹn lại lần nữa."
        )
    new = _appointed(promised, until, calendar, policy)
    if new <= promised.due_at:
        raise CannotExtend(f"Ngày hẹn lại phải sau hạn cũ: {said(new)} không sau {said(promised.due_at)}.")
    return Deadline(
        promised.accepted_at,
        promised.limit,
        new,
        kept_until_of(new, promised.limit, policy),
        waiting=promised.waiting,
        extended_from=promised,
        explain=partial(_extended_steps, promised, new, at, reason, policy),
    )


def _appointed(
    promised: Deadline, until: date | datetime | Limit, calendar: WorkingCalendar, policy: Policy
) -> datetime:
    if isinstance(until, Limit):
        return due(promised.due_at, until, calendar, (), replace(policy, cut_off=None))
    if isinstance(until, datetime):
        check_moment(until)
    day = until.date() if isinstance(until, datetime) else until
    if not calendar.is_working_day(day):
        better = calendar.next_working_day(day)
        raise CannotExtend(
            f"Ngày {day:%d/%m/%Y} là ngày nghỉ ({calendar.why_rest(day)}); hẹn lại từ ngày {better:%d/%m/%Y}."
        )
    return until if isinstance(until, datetime) else calendar.closing(day)


def _extended_steps(
    promised: Deadline, new: datetime, at: datetime, reason: str, policy: Policy
) -> tuple[Step, ...]:
    return (*promised.steps, extension_step(promised, new, at, reason, policy))
