"""The values that deadlines are made of: limits, pauses, policies, steps, and the deadline itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from json.encoder import encode_basestring as _quoted
from typing import Any


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
HOUR_MINUTES = 60
HOURS_IN_A_DAY = 8


class CannotCompute(ValueError):
    """The inputs allow no deadline; the message says in Vietnamese which and why."""


class CannotExtend(ValueError):
    """A promise that may not be extended, or not to that day; the message says why in Vietnamese."""


@dataclass(frozen=True)
class Limit:
    """A whole, positive number of one unit.

    Raises:
        CannotCompute: a fraction, nothing, less than nothing, or an unknown unit.
    """

    value: int
    unit: Unit
    minutes: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if type(self.value) is not int or self.value <= 0:
            raise CannotCompute(f"Thời hạn phải là số nguyên dương, không phải “{self.value}”.")
        try:
            object.__setattr__(self, "unit", Unit(self.unit))
        except ValueError:
            raise CannotCompute(
                f"Không có đơn vị thời hạn “{self.unit}”; dùng một trong: {', '.join(Unit)}."
            ) from None
        object.__setattr__(self, "minutes", self.value * HOUR_MINUTES)

    def __str__(self) -> str:
        return f"{self.value} {UNIT_NAMES[self.unit]}"


@dataclass(frozen=True, slots=True)
class Pause:
    """A span in which the clock stands still; open while ``to_at`` is None.

    Attributes:
        restarts: a wait for a complete dossier, after which the limit counts again where the law says so, and which
            alone the national portal takes off; other waits (a payment, a stop by special law) are only taken off.
        cites: by what this wait is taken off; the policy's own text when empty.
    """

    from_at: datetime
    to_at: datetime | None
    reason: str = ""
    restarts: bool = True
    cites: str = ""


class PrintedTime(StrEnum):
    """Which clock time is printed for a day limit."""

    CLOSE_OF_OFFICE = "close-of-office"
    SAME_CLOCK_TIME = "same-clock-time"


class Waiting(StrEnum):
    """What a wait for the citizen does to the limit."""

    SUBTRACT = "subtract"
    RESTART = "restart"


@dataclass(frozen=True)
class Citations:
    """The texts by which a limit is counted; the defaults are those that the lawbook holds since 2017."""

    hours_begin: str = "Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 1"
    days_begin: str = "Bộ luật Dân sự 91/2015/QH13, Điều 147 khoản 2 và khoản 3"
    days_end: str = "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 1"
    months_end: str = "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 3"
    rest_day: str = "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 5"
    end_of_day: str = "Bộ luật Dân sự 91/2015/QH13, Điều 148 khoản 6"


@dataclass(frozen=True)
class Policy:
    """Settings that the law leaves open or a procedure may set, each with its citation.

    Attributes:
        printed: clock time printed on the due day of a day limit.
        printed_cites: where that comes from.
        keep_to_end_of_day: a day limit is kept until 24:00 of its day (BLDS 2015, Điều 148.6), else until the
            printed minute.
        cut_off: a dossier accepted after this time of day counts as accepted on the next working day.
        cut_off_cites: where the cut-off comes from.
        acceptance_cites: by what the clock starts, as the law of the day of acceptance says.
        waiting: what pauses do in :func:`deadline` and :func:`due`.
        restart_cites: by what the limit counts again from zero.
        waiting_cites: by what the waiting is taken off.
        extension_cites: by what a result may be appointed again.
        cites: by what days, months and hours are counted.
    """

    printed: PrintedTime = PrintedTime.CLOSE_OF_OFFICE
    printed_cites: str = "cách in giấy hẹn của cơ quan"
    keep_to_end_of_day: bool = True
    cut_off: time | None = None
    cut_off_cites: str = "quy định của thủ tục"
    acceptance_cites: str = "giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    waiting: Waiting = Waiting.SUBTRACT
    restart_cites: str = "NĐ 118/2025/NĐ-CP, Điều 19 khoản 5"
    waiting_cites: str = "cách tính của Cổng Dịch vụ công quốc gia theo QĐ 766/QĐ-TTg"
    extension_cites: str = "NĐ 118/2025/NĐ-CP, Điều 19 khoản 6"
    cites: Citations = Citations()
    plain: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        plain = self.cut_off is None and self.printed is PrintedTime.CLOSE_OF_OFFICE
        object.__setattr__(self, "plain", plain)


DEFAULT_POLICY = Policy()


@dataclass(frozen=True)
class Step:
    """One step of the reckoning: what was done, from when to when, by which text."""

    what: str
    from_at: datetime
    to_at: datetime
    cites: str

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return {
            "what": self.what,
            "from": _iso(self.from_at),
            "to": _iso(self.to_at),
            "cites": self.cites,
        }

    @cached_property
    def as_json(self) -> str:
        """:meth:`as_dict` as compact JSON; steps that several dossiers share are written once."""
        begins = _iso(self.from_at)
        ends = begins if self.to_at is self.from_at else _iso(self.to_at)
        return (
            f'{{"what":{_quoted(self.what)},"from":"{begins}","to":"{ends}","cites":{_quoted(self.cites)}}}'
        )


@dataclass(frozen=True)
class Deadline:
    """When a dossier is due.

    Attributes:
        accepted_at: the moment of acceptance.
        limit: the limit that was counted.
        due_at: what is printed on the receipt.
        kept_until: the first moment at which the promise is broken.
        waiting: a pause is still open, so the due moment stands only if it ended now.
        extended_from: the promise before an extension, kept; None when there was none.
        explain: makes the steps; asked once, when they are wanted.
    """

    accepted_at: datetime
    limit: Limit
    due_at: datetime
    kept_until: datetime
    waiting: bool = False
    extended_from: Deadline | None = None
    explain: Callable[[], tuple[Step, ...]] = field(default=tuple, repr=False, compare=False)

    @property
    def due_on(self) -> date:
        """The due day."""
        return self.due_at.date()

    @property
    def original_due_at(self) -> datetime:
        """What was promised first, before any extension."""
        return self.due_at if self.extended_from is None else self.extended_from.due_at

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """How it was reckoned, each step with its citation, in Vietnamese for a citizen."""
        return self.explain()

    def as_dict(self) -> dict[str, Any]:
        """For JSON; moments in ISO 8601 without offset (local time)."""
        return {
            "accepted_at": _iso(self.accepted_at),
            "limit": {"value": self.limit.value, "unit": str(self.limit.unit)},
            "due_at": self.due_at.isoformat(),
            "due_on": self.due_on.isoformat(),
            "kept_until": self.kept_until.isoformat(),
            "waiting": self.waiting,
            "original_due_at": self.original_due_at.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }


@dataclass(frozen=True)
class Clocks:
    """Both rules about waiting, side by side.

    Attributes:
        legal: the limit restarted from zero, where the law of the day says so.
        portal: the waiting taken off, as the national portal does.
    """

    legal: Deadline
    portal: Deadline

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"legal": self.legal.as_dict(), "portal": self.portal.as_dict()}


def check_pauses(accepted: datetime, pauses: Sequence[Pause]) -> None:
    """Pauses lie after acceptance, in order, without overlap; only the last may be open.

    Raises:
        CannotCompute: they do not.
    """
    before = accepted
    for number, pause in enumerate(pauses, start=1):
        if pause.from_at < before:
            raise CannotCompute(
                f"Lần tạm dừng thứ {number} bắt đầu lúc {said(pause.from_at)}, trước {said(before)}; "
                "các lần tạm dừng phải sau khi tiếp nhận, theo thứ tự và không chồng nhau."
            )
        if pause.to_at is None:
            if number != len(pauses):
                raise CannotCompute(f"Lần tạm dừng thứ {number} chưa kết thúc nhưng đã có lần sau.")
            return
        if pause.to_at < pause.from_at:
            raise CannotCompute(
                f"Lần tạm dừng thứ {number} kết thúc lúc {said(pause.to_at)}, trước khi bắt đầu {said(pause.from_at)}."
            )
        before = pause.to_at


def check_moment(moment: datetime) -> None:
    """A moment is a naive local datetime.

    Raises:
        CannotCompute: a date without a time, or a moment with an offset.
    """
    if not isinstance(moment, datetime):
        raise CannotCompute(f"“{moment}” không phải là ngày kèm giờ. Viết như 2026-01-05T08:00.")
    if moment.tzinfo is not None:
        raise CannotCompute(
            f"Thời điểm “{moment.isoformat()}” kèm múi giờ; dùng giờ Việt Nam, không ghi múi giờ."
        )


def step_budget(days: int, hours: int = 0) -> int:
    """Working hours of an internal step given in days and hours: 8 hours are one day, for budgets only."""
    return days * HOURS_IN_A_DAY + hours


def said(moment: datetime) -> str:
    """A moment as people write it: ``17:30 ngày 27/08/2026``."""
    return f"{moment.hour:02}:{moment.minute:02} ngày {moment.day:02}/{moment.month:02}/{moment.year:04}"


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
