"""The reckoning in sentences: each step with what it did, from when to when, and its citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from minhchung.rules.calendar import WorkingCalendar, at_minute
from minhchung.rules.deadlines.reckoning import clock_start, due, kept_until_of, last_day
from minhchung.rules.deadlines.values import (
    Deadline,
    Limit,
    Pause,
    Policy,
    PrintedTime,
    Step,
    Unit,
    Waiting,
    said,
)

_FRIDAY = 4


def steps_of(
    accepted: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause], policy: Policy
) -> tuple[Step, ...]:
    """Every step from acceptance to the printed moment, waiting subtracted."""
    return (
        acceptance_step(accepted, policy.acceptance_cites),
        *counting_steps(accepted, limit, calendar, pauses, policy),
    )


def restart_steps(
    accepted: datetime,
    begins: datetime,
    taken_off: Sequence[Pause],
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    policy: Policy,
) -> tuple[Step, ...]:
    """Every step when the limit counts again from zero from ``begins``, less the waits that are only taken off."""
    steps = [acceptance_step(accepted, policy.acceptance_cites)]
    for pause in pauses:
        cites = policy.restart_cites if pause.restarts else pause.cites or policy.waiting_cites
        if pause.to_at is None:
            steps.append(_open_step(pause, cites))
        elif pause in taken_off:
            continue  # told where it is counted
        elif not pause.restarts:
            steps.append(_idle_step(pause, begins, cites))
        elif pause.to_at <= begins:
            what = (
                f"Yêu cầu bổ sung lúc {said(pause.from_at)}{_because(pause)}, nhận đủ hồ sơ lúc {said(pause.to_at)}: "
                f"thời hạn {limit} được tính lại từ đầu."
            )
            steps.append(Step(what, pause.from_at, pause.to_at, policy.restart_cites))
        else:
            what = f"Yêu cầu bổ sung lúc {said(pause.from_at)}{_because(pause)} khi đã quá hạn: hạn cũ giữ nguyên."
            steps.append(Step(what, pause.from_at, pause.to_at, policy.restart_cites))
    subtracting = replace(policy, waiting=Waiting.SUBTRACT)
    return (*steps, *counting_steps(begins, limit, calendar, taken_off, subtracting))


def acceptance_step(accepted: datetime, cites: str) -> Step:
    """The first step of every reckoning."""
    return Step(f"Hồ sơ được tiếp nhận lúc {said(accepted)}.", accepted, accepted, cites)


def extension_step(before: Deadline, until: datetime, at: datetime, reason: str, policy: Policy) -> Step:
    """The one extension."""
    what = (
        f"Xin lỗi và hẹn lại lúc {said(at)}: từ {said(before.due_at)} sang {said(until)}"
        f"{f'; lý do: {reason}' if reason else ''}. Lời hẹn trước vẫn được giữ; không được hẹn lại lần nữa."
    )
    return Step(what, before.due_at, until, policy.extension_cites)


def counting_steps(
    start: datetime, limit: Limit, calendar: WorkingCalendar, pauses: Sequence[Pause], policy: Policy
) -> list[Step]:
    """From the beginning of the count to the printed moment."""
    begins = clock_start(start, calendar, policy)
    steps = []
    if begins != start and policy.cut_off is not None:
        what = f"Tiếp nhận sau {policy.cut_off:%H:%M} nên tính như tiếp nhận ngày {begins:%d/%m/%Y}."
        steps.append(Step(what, start, begins, policy.cut_off_cites))
    if limit.unit is Unit.WORKING_HOUR:
        steps += _hour_steps(start, begins, limit, calendar, policy)
    elif limit.unit is Unit.WORKING_DAY:
        steps.append(_working_day_step(start, begins, limit, calendar, policy))
    else:
        steps.append(_last_day_step(begins, limit, calendar, policy))
    steps += _pause_steps(start, begins, limit, calendar, pauses, policy)
    due_at = due(start, limit, calendar, pauses, policy)
    if limit.unit in (Unit.DAY, Unit.MONTH):
        steps += _rest_day_steps(last_day(begins.date(), limit, pauses, calendar), due_at, calendar, policy)
    return [*steps, *_printed_steps(due_at, limit, policy)]


def _hour_steps(
    start: datetime, begins: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy
) -> list[Step]:
    steps = []
    first = calendar.next_working_minute(begins)
    if first > begins:
        what = f"Ngoài giờ làm việc nên bắt đầu đếm từ {said(first)}."
        steps.append(Step(what, begins, first, policy.cites.hours_begin))
    end = due(start, limit, calendar, (), policy)
    skipped = _skipped(first.date(), end.date(), calendar)
    what = f"Đếm {limit} từ {said(first)} đến {said(end)}, chỉ tính trong giờ làm việc{skipped}."
    return [*steps, Step(what, first, end, policy.cites.hours_begin)]


def _working_day_step(
    start: datetime, begins: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy
) -> Step:
    first = calendar.next_working_day(begins.date() + timedelta(days=1))
    end = due(start, limit, calendar, (), policy)
    skipped = _skipped(begins.date() + timedelta(days=1), end.date(), calendar)
    what = (
        f"Không tính ngày {begins:%d/%m/%Y}; đếm {limit}: ngày thứ nhất là {first:%d/%m/%Y}, "
        f"ngày cuối cùng là {end:%d/%m/%Y}{skipped}."
    )
    return Step(what, at_minute(first, 0), end, f"{policy.cites.days_begin}; {policy.cites.days_end}")


def _last_day_step(begins: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy) -> Step:
    last = last_day(begins.date(), limit, (), calendar)
    first = begins.date() + timedelta(days=1)
    what = (
        f"Không tính ngày {begins:%d/%m/%Y}; thời hạn {limit} tính từ {first:%d/%m/%Y}, "
        f"ngày cuối cùng là {last:%d/%m/%Y}"
    )
    if limit.unit is Unit.DAY:
        return Step(
            f"{what}, kể cả ngày nghỉ.",
            at_minute(first, 0),
            at_minute(last, 0),
            f"{policy.cites.days_begin}; {policy.cites.days_end}",
        )
    why = "ngày tương ứng của tháng cuối"
    if last.day != begins.day:
        why = "tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng"
    return Step(
        f"{what} ({why}).",
        at_minute(first, 0),
        at_minute(last, 0),
        f"{policy.cites.days_begin}; {policy.cites.months_end}",
    )


def _pause_steps(
    start: datetime,
    begins: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    policy: Policy,
) -> list[Step]:
    """One step for each pause: how much it was, and how it moved the end."""
    steps = []
    for number, pause in enumerate(pauses):
        if pause.to_at is None:
            steps.append(_open_step(pause, pause.cites or policy.waiting_cites))
            continue
        before = _end(start, begins, limit, calendar, pauses[:number], policy)
        after = _end(start, begins, limit, calendar, pauses[: number + 1], policy)
        moved = f"hạn lùi từ {before} sang {after}" if before != after else f"hạn giữ nguyên {after}"
        what = (
            f"Chờ từ {said(pause.from_at)} đến {said(pause.to_at)}{_because(pause)}: "
            f"thời gian chờ không tính, {moved}."
        )
        steps.append(Step(what, pause.from_at, pause.to_at, pause.cites or policy.waiting_cites))
    return steps


def _end(
    start: datetime,
    begins: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    policy: Policy,
) -> str:
    """The end so far, in words: a moment for hours, else a day (before it moves on from a rest day)."""
    if limit.unit is Unit.WORKING_HOUR:
        return said(due(start, limit, calendar, pauses, policy))
    if limit.unit is Unit.WORKING_DAY:
        return f"{due(start, limit, calendar, pauses, policy):%d/%m/%Y}"
    return f"{last_day(begins.date(), limit, pauses, calendar):%d/%m/%Y}"


def _open_step(pause: Pause, cites: str) -> Step:
    what = f"Đồng hồ đang dừng từ {said(pause.from_at)}{_because(pause)}, chưa kết thúc; tính hạn khi có lại hồ sơ."
    return Step(what, pause.from_at, pause.from_at, cites)


def _idle_step(pause: Pause, begins: datetime, cites: str) -> Step:
    """A wait that is not taken off: the limit counted again after it, or the promise was broken before it."""
    assert pause.to_at is not None  # an open wait has a step of its own
    after = (
        "sau đó thời hạn được tính lại từ đầu"
        if pause.to_at <= begins
        else "khi đã quá hạn: hạn cũ giữ nguyên"
    )
    what = f"Tạm dừng từ {said(pause.from_at)} đến {said(pause.to_at)}{_because(pause)}, {after}."
    return Step(what, pause.from_at, pause.to_at, cites)


def _rest_day_steps(last: date, due_at: datetime, calendar: WorkingCalendar, policy: Policy) -> list[Step]:
    if last == due_at.date():
        return []
    what = (
        f"Ngày {last:%d/%m/%Y} là ngày nghỉ ({calendar.why_rest(last)}) nên thời hạn kết thúc vào ngày làm việc "
        f"tiếp theo, {due_at:%d/%m/%Y}."
    )
    return [Step(what, at_minute(last, 0), due_at, policy.cites.rest_day)]


def _printed_steps(due_at: datetime, limit: Limit, policy: Policy) -> list[Step]:
    if limit.unit is Unit.WORKING_HOUR:
        return [
            Step(
                f"Hẹn trả kết quả đúng phút hết hạn: {said(due_at)}.", due_at, due_at, policy.acceptance_cites
            )
        ]
    how = (
        "lúc hết giờ làm việc"
        if policy.printed is PrintedTime.CLOSE_OF_OFFICE
        else "cùng giờ với lúc tiếp nhận"
    )
    steps = [Step(f"Hẹn trả kết quả {how}: {said(due_at)}.", due_at, due_at, policy.printed_cites)]
    if policy.keep_to_end_of_day:
        what = f"Đúng hẹn nếu có kết quả trong ngày {due_at:%d/%m/%Y}, chậm nhất lúc 24 giờ."
        steps.append(Step(what, due_at, kept_until_of(due_at, limit, policy), policy.cites.end_of_day))
    return steps


def _skipped(first: date, last: date, calendar: WorkingCalendar) -> str:
    """Weekends, named days off and swapped days worked on the way, in words."""
    weekend = False
    off: list[str] = []
    worked: list[str] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        named = calendar.named(day)
        if calendar.is_working_day(day):
            if named is not None and day in calendar.national.worked:
                worked.append(f"{day:%d/%m/%Y} ({named.name})")
        elif day.weekday() > _FRIDAY:
            weekend = True
        elif named is not None:
            off.append(f"{day:%d/%m/%Y} ({named.name})")
    said_off = (["ngày nghỉ hằng tuần"] if weekend else []) + off
    words = f"; không tính {', '.join(said_off)}" if said_off else ""
    return words + (f"; có tính {', '.join(worked)}" if worked else "")


def _because(pause: Pause) -> str:
    return f" ({pause.reason})" if pause.reason else ""
