"""When a dossier is due, step by step, with citations; and whether the promise was kept.

Units: working hours (counted in working minutes, ending at the very minute), working days, calendar days, months.
The day of acceptance is not counted for day and month limits; a last day on a rest day moves on (Bộ luật Dân sự
2015, Điều 147, 148). Two rules about waiting are in use and both are computed: the limit restarts from zero when a
complete dossier is back (NĐ 118/2025/NĐ-CP, Điều 19.5), and the national portal subtracts the waiting.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from minhchung.rules.calendar import WorkingCalendar, at_minute

_CIVIL_CODE = "Bộ luật Dân sự 2015"
HOURS_IN_A_DAY = 8


class Unit(StrEnum):
    """Units in which the law gives a limit."""

    WORKING_HOUR = "working-hour"
    WORKING_DAY = "working-day"
    DAY = "day"
    MONTH = "month"


UNIT_NAMES = {
    Unit.WORKING_HOUR: "giờ làm việc",
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.DAY: "ngày",
    Unit.MONTH: "tháng",
}


class CannotCompute(ValueError):
    """The inputs allow no deadline; the message says in Vietnamese which and why."""


@dataclass(frozen=True)
class Limit:
    """A whole, positive number of one unit."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if isinstance(self.value, bool) or not isinstance(self.value, int) or self.value <= 0:
            raise CannotCompute(f"Thời hạn phải là số nguyên dương, không phải “{self.value}”.")

    def __str__(self) -> str:
        return f"{self.value} {UNIT_NAMES[self.unit]}"


@dataclass(frozen=True)
class Pause:
    """A span in which the clock stands still; open while ``until`` is None."""

    since: datetime
    until: datetime | None
    reason: str = ""


class PrintedTime(StrEnum):
    """Which clock time is printed for a day limit."""

    CLOSE_OF_OFFICE = "close-of-office"
    SAME_CLOCK_TIME = "same-clock-time"


@dataclass(frozen=True)
class Policy:
    """Settings that the law leaves open or a procedure may set, each with its citation.

    Attributes:
        printed: clock time printed on the due day of a day limit.
        keep_to_end_of_day: a day limit is kept until 24:00 of its day (BLDS 2015, Điều 148.6), else until the
            printed minute.
        cut_off: a dossier accepted after this time counts as accepted on the next working day.
        cut_off_cites: where the cut-off comes from.
        acceptance_cites: by what the clock starts, as the law of the day of acceptance says.
        restart_cites: by what the limit counts again from zero.
    """

    printed: PrintedTime = PrintedTime.CLOSE_OF_OFFICE
    keep_to_end_of_day: bool = True
    cut_off: time | None = None
    cut_off_cites: str = "quy định của thủ tục"
    acceptance_cites: str = "giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    restart_cites: str = "NĐ 118/2025/NĐ-CP, Điều 19 khoản 5"


DEFAULT_POLICY = Policy()


@dataclass(frozen=True)
class Step:
    """One step of the reckoning: what was done, from when to when, by which text."""

    what: str
    since: datetime
    until: datetime
    cites: str

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {
            "what": self.what,
            "from": self.since.isoformat(timespec="minutes"),
            "to": self.until.isoformat(timespec="minutes"),
            "cites": self.cites,
        }


@dataclass(frozen=True)
class Deadline:
    """When a dossier is due.

    ``due_at`` is what is printed, ``due_on`` its day, ``kept_until`` the first moment at which the promise is broken.
    """

    limit: Limit
    due_at: datetime
    due_on: date
    kept_until: datetime
    steps: tuple[Step, ...]
    waiting: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "due_at": self.due_at.isoformat(),
            "due_on": self.due_on.isoformat(),
            "kept_until": self.kept_until.isoformat(),
            "waiting": self.waiting,
            "steps": [step.as_dict() for step in self.steps],
        }


def due(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause] = (),
    policy: Policy = DEFAULT_POLICY,
) -> datetime:
    """The printed due moment alone: the quick road that :func:`deadline` explains.

    Pauses make the clock stand still: hours inside them do not count, nor do the days after the day on which a
    pause begins up to and including the day on which it ends.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
        CannotCompute: pauses out of order, overlapping or before acceptance.
    """
    table = calendar.table
    if pauses:
        check_pauses(accepted, pauses)
    if limit.unit is Unit.WORKING_HOUR:
        position = table.position(_clock_start(accepted, calendar, policy)) + limit.value * 60
        for pause in pauses:
            start = table.position(pause.since)
            if start >= position:
                break
            position += table.position(pause.until or pause.since) - start
        return table.moment_at(position)
    start_day = _counted_from(accepted, calendar, policy)
    index = table.index(start_day)
    if limit.unit is Unit.WORKING_DAY:
        place = table.rank(index) + limit.value - 1
        for pause in pauses:
            begins = table.rank(table.index(pause.since.date()))
            if begins > place:
                break
            place += table.rank(table.index((pause.until or pause.since).date())) - begins
        day = table.day(table.nth(place, start_day))
    else:
        last = start_day + timedelta(days=limit.value) if limit.unit is Unit.DAY else add_months(start_day, limit.value)
        for pause in pauses:
            if pause.since.date() >= last:
                break
            last += (pause.until or pause.since).date() - pause.since.date()
        day = calendar.next_working_day(last)
    return _printed(day, accepted, calendar, policy)


def deadline(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause] = (),
    policy: Policy = DEFAULT_POLICY,
) -> Deadline:
    """When a dossier accepted at a moment is due, with every step explained; see :func:`due`."""
    due_at = due(accepted, limit, calendar, pauses, policy)
    steps = [*_steps_of_start(accepted, limit, calendar, policy), _step_of_count(accepted, limit, calendar, policy)]
    for pause in pauses:
        steps.append(_step_of_pause(pause, limit, calendar))
    steps.extend(_steps_of_end(accepted, due_at, limit, calendar, pauses, policy))
    day_limit = limit.unit is not Unit.WORKING_HOUR
    kept_until = kept_until_of(due_at, limit, policy)
    if day_limit and policy.keep_to_end_of_day:
        steps.append(
            Step(
                f"Đúng hẹn nếu có kết quả trong ngày {due_at:%d/%m/%Y}, muộn nhất lúc 24 giờ.",
                due_at,
                kept_until,
                f"{_CIVIL_CODE}, Điều 148 khoản 6",
            )
        )
    waiting = bool(pauses) and pauses[-1].until is None
    return Deadline(limit, due_at, due_at.date(), kept_until, tuple(steps), waiting)


def kept_until_of(due_at: datetime, limit: Limit, policy: Policy = DEFAULT_POLICY) -> datetime:
    """The first moment at which the promise is broken: midnight after the due day, or the minute after due."""
    if limit.unit is not Unit.WORKING_HOUR and policy.keep_to_end_of_day:
        return at_minute(due_at.date(), 24 * 60)
    return due_at + timedelta(minutes=1)


def restarted(
    accepted: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    pauses: Sequence[Pause],
    policy: Policy = DEFAULT_POLICY,
) -> Deadline:
    """The legal clock: the limit counts again from zero from the moment the last complete dossier came back."""
    check_pauses(accepted, pauses)
    closed = [pause for pause in pauses if pause.until is not None]
    if not closed:
        return deadline(accepted, limit, calendar, pauses=pauses, policy=policy)
    back = closed[-1].until
    assert back is not None
    open_pauses = tuple(pause for pause in pauses if pause.until is None)
    fresh = deadline(back, limit, calendar, pauses=open_pauses, policy=policy)
    note = Step(
        f"Hồ sơ được bổ sung đầy đủ lúc {_said(back)}: thời hạn {limit} tính lại từ đầu.",
        accepted,
        back,
        policy.restart_cites,
    )
    return Deadline(limit, fresh.due_at, fresh.due_on, fresh.kept_until, (note, *fresh.steps), fresh.waiting)


class Kept(StrEnum):
    """Whether a promise was kept."""

    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"


def verdict(due_at: datetime, kept_until: datetime, ended: datetime) -> Kept:
    """Early: ended on a day before the due day. On time: on the due day, before the promise breaks. Else overdue."""
    if ended >= kept_until:
        return Kept.OVERDUE
    return Kept.EARLY if ended.date() < due_at.date() else Kept.ON_TIME


def portal_verdict(
    promised: datetime, kept_until: datetime, ended: datetime, pauses: Sequence[Pause] = ()
) -> Kept:
    """The national portal's rule: the end less the waiting against the promise; more than one request is overdue.

    While a request is open, the end is the moment of the request (QĐ 766/QĐ-TTg, method of indicator 2.1).
    """
    if len(pauses) > 1:
        return Kept.OVERDUE
    for pause in pauses:
        ended = pause.since if pause.until is None else ended - (pause.until - pause.since)
    return verdict(promised, kept_until, ended)


def check_pauses(accepted: datetime, pauses: Sequence[Pause]) -> None:
    """Pauses lie after acceptance, in order, without overlap; only the last may be open.

    Raises:
        CannotCompute: they do not.
    """
    before = accepted
    for number, pause in enumerate(pauses, start=1):
        if pause.since < before:
            raise CannotCompute(f"Lần tạm dừng thứ {number} bắt đầu lúc {_said(pause.since)}, trước {_said(before)}.")
        if pause.until is None:
            if number != len(pauses):
                raise CannotCompute(f"Lần tạm dừng thứ {number} chưa kết thúc nhưng đã có lần sau.")
            return
        if pause.until < pause.since:
            raise CannotCompute(f"Lần tạm dừng thứ {number} kết thúc trước khi bắt đầu.")
        before = pause.until


def add_months(day: date, months: int) -> date:
    """The corresponding day of a later month, or that month's last day (BLDS 2015, Điều 148.3)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def step_budget(days: int, hours: int = 0) -> int:
    """Working hours of an internal step given in days and hours: 8 hours are one day, for budgets only."""
    return days * HOURS_IN_A_DAY + hours


def _counted_from(accepted: datetime, calendar: WorkingCalendar, policy: Policy) -> date:
    day = accepted.date()
    if policy.cut_off is not None and accepted.time() > policy.cut_off:
        return calendar.next_working_day(day + timedelta(days=1))
    return day


def _clock_start(accepted: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime:
    day = _counted_from(accepted, calendar, policy)
    return accepted if day == accepted.date() else calendar.opening(day)


def _printed(day: date, accepted: datetime, calendar: WorkingCalendar, policy: Policy) -> datetime:
    if policy.printed is PrintedTime.SAME_CLOCK_TIME:
        return datetime.combine(day, accepted.time().replace(second=0, microsecond=0))
    return calendar.closing(day)


def _steps_of_start(accepted: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy) -> list[Step]:
    steps = [Step(f"Hồ sơ được tiếp nhận lúc {_said(accepted)}.", accepted, accepted, policy.acceptance_cites)]
    day = _counted_from(accepted, calendar, policy)
    if day != accepted.date():
        start = calendar.opening(day)
        what = f"Tiếp nhận sau {policy.cut_off:%H:%M} nên tính như tiếp nhận ngày {day:%d/%m/%Y}."
        steps.append(Step(what, accepted, start, policy.cut_off_cites))
    return steps


def _step_of_count(accepted: datetime, limit: Limit, calendar: WorkingCalendar, policy: Policy) -> Step:
    plain_due = due(accepted, limit, calendar, (), policy)
    if limit.unit is Unit.WORKING_HOUR:
        start = _clock_start(accepted, calendar, policy)
        what = f"Đếm {limit} trong giờ hành chính, từ {_said(start)} đến {_said(plain_due)}."
        return Step(what, start, plain_due, f"{_CIVIL_CODE}, Điều 147 khoản 1")
    day = _counted_from(accepted, calendar, policy)
    first = day + timedelta(days=1)
    if limit.unit is Unit.WORKING_DAY:
        first = calendar.next_working_day(first)
        rest = _rest_days(first, plain_due.date(), calendar)
        what = f"Không tính ngày tiếp nhận; đếm {limit} từ {first:%d/%m/%Y} đến {plain_due:%d/%m/%Y}{rest}."
        return Step(what, at_minute(first, 0), plain_due, f"{_CIVIL_CODE}, Điều 147 khoản 2")
    last = day + timedelta(days=limit.value) if limit.unit is Unit.DAY else add_months(day, limit.value)
    what = f"Không tính ngày tiếp nhận; {limit} kể từ {first:%d/%m/%Y} hết vào ngày {last:%d/%m/%Y}."
    article = "Điều 147 khoản 2, Điều 148 khoản 1" if limit.unit is Unit.DAY else "Điều 147 khoản 2, Điều 148 khoản 3"
    return Step(what, at_minute(first, 0), at_minute(last, 0), f"{_CIVIL_CODE}, {article}")


def _rest_days(first: date, last: date, calendar: WorkingCalendar) -> str:
    """Holidays and swaps skipped on the way, in words; plain weekends are not named."""
    names: list[str] = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day in calendar.national.off and day.weekday() < 5 and not calendar.is_working_day(day):
            names.append(f"{day:%d/%m} ({calendar.why_rest(day)})")
    return f", trừ ngày nghỉ cuối tuần và {', '.join(names)}" if names else ", trừ ngày nghỉ cuối tuần"


def _step_of_pause(pause: Pause, limit: Limit, calendar: WorkingCalendar) -> Step:
    reason = f" ({pause.reason})" if pause.reason else ""
    if pause.until is None:
        what = f"Đồng hồ đang dừng từ {_said(pause.since)}{reason}, chưa kết thúc."
        return Step(what, pause.since, pause.since, "thời gian chờ không tính vào thời hạn")
    what = f"Đồng hồ dừng từ {_said(pause.since)} đến {_said(pause.until)}{reason}; thời gian này không tính."
    return Step(what, pause.since, pause.until, "thời gian chờ không tính vào thời hạn")


def _steps_of_end(
    accepted: datetime,
    due_at: datetime,
    limit: Limit,
    calendar: WorkingCalendar,
    pauses: Sequence[Pause],
    policy: Policy,
) -> list[Step]:
    steps = []
    if limit.unit in (Unit.DAY, Unit.MONTH):
        day = _counted_from(accepted, calendar, policy)
        last = day + timedelta(days=limit.value) if limit.unit is Unit.DAY else add_months(day, limit.value)
        for pause in pauses:
            if pause.since.date() < last:
                last += (pause.until or pause.since).date() - pause.since.date()
        if last != due_at.date():
            what = (
                f"Ngày {last:%d/%m/%Y} là ngày nghỉ ({calendar.why_rest(last)}), thời hạn chuyển sang ngày làm việc "
                f"kế tiếp {due_at:%d/%m/%Y}."
            )
            steps.append(Step(what, at_minute(last, 0), due_at, f"{_CIVIL_CODE}, Điều 148 khoản 5"))
    printed = "hẹn trả lúc hết giờ làm việc" if policy.printed is PrintedTime.CLOSE_OF_OFFICE else "hẹn trả cùng giờ"
    if limit.unit is Unit.WORKING_HOUR:
        printed = "hẹn trả đúng phút hết hạn"
    steps.append(Step(f"Kết quả: {printed}, {_said(due_at)}.", due_at, due_at, policy.acceptance_cites))
    return steps


def _said(moment: datetime) -> str:
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}"
