"""The internal process of a procedure: steps that add up to a time, and how that time stands to the limit promised.

Times are whole working minutes; how many make a working day is the caller's (the lawbook says it). Steps that stand
next to each other with the same name of a parallel group run side by side: together they take as long as the longest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines import UNIT_NAMES, Limit, Pause, Unit

HOUR_MINUTES = 60


class BadTime(ValueError):
    """The text is no time of a step; the message says in Vietnamese what can be written."""


class BadProcess(ValueError):
    """Steps that make no process; the message says in Vietnamese which and why."""


@dataclass(frozen=True)
class Step:
    """One step: who does what in how many working minutes, and what comes of it.

    Attributes:
        number: its place; steps go by their numbers.
        minutes: whole working minutes; 0 for a step that the limit does not count.
        parallel: the name of the group that runs side by side; "" for a step that runs alone.
    """

    number: int
    name: str
    unit: str
    minutes: int
    post: str = ""
    work: str = ""
    product: str = ""
    parallel: str = ""


@dataclass(frozen=True)
class Stage:
    """One step, or the steps of a parallel group: what is in hand at one time."""

    steps: tuple[Step, ...]

    @property
    def number(self) -> int:
        """The number of its first step, by which the stage is called."""
        return self.steps[0].number

    @property
    def minutes(self) -> int:
        """As long as its longest step."""
        return max(step.minutes for step in self.steps)

    @property
    def name(self) -> str:
        """The names of its steps, side by side."""
        return " ‖ ".join(step.name for step in self.steps)

    @property
    def unit(self) -> str:
        """The units of its steps, each once."""
        return ", ".join(dict.fromkeys(step.unit for step in self.steps if step.unit))


@dataclass(frozen=True)
class Process:
    """Steps in order of their numbers.

    Raises:
        BadProcess: no step, a number twice or out of order, time less than nothing, a parallel group torn apart.
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        if not self.steps:
            raise BadProcess("Quy trình chưa có bước nào.")
        for step, following in zip(self.steps, self.steps[1:], strict=False):
            if following.number <= step.number:
                raise BadProcess(f"Bước {following.number} đứng sau bước {step.number}: mỗi số bước một lần.")
        for step in self.steps:
            if step.minutes < 0:
                raise BadProcess(f"Bước {step.number} có thời gian âm.")
        groups = [stage.steps[0].parallel for stage in self.stages if stage.steps[0].parallel]
        for group in groups:
            if groups.count(group) > 1:
                raise BadProcess(f"Các bước song song “{group}” phải đứng liền nhau.")

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The steps as they follow each other, those of a parallel group together."""
        runs = groupby(self.steps, lambda step: (step.parallel, "" if step.parallel else step.number))
        return tuple(Stage(tuple(steps)) for _key, steps in runs)

    @property
    def minutes(self) -> int:
        """The sum: every stage after the other."""
        return sum(stage.minutes for stage in self.stages)

    def stage_of(self, number: int) -> Stage | None:
        """The stage that holds the step of that number."""
        return next((stage for stage in self.stages if any(s.number == number for s in stage.steps)), None)

    def stage_like(self, number: int) -> Stage:
        """Where a dossier in the step of that number of another process stands in this one: there, or in the last."""
        return self.stage_of(number) or self.stages[-1]

    def after(self, number: int) -> Stage | None:
        """The stage after the one that holds the step of that number; None after the last, or without such a step."""
        stages = self.stages
        places = [place for place, stage in enumerate(stages) if any(s.number == number for s in stage.steps)]
        return stages[places[0] + 1] if places and places[0] + 1 < len(stages) else None


def process_of(steps: Sequence[Step]) -> Process:
    """A process of steps that come in any order; raises :class:`BadProcess`."""
    return Process(tuple(sorted(steps, key=lambda step: step.number)))


class Standing(StrEnum):
    """How the sum of the steps stands to a limit."""

    EQUAL = "equal"
    WITHIN = "within"
    EXCEEDS = "exceeds"
    NOT_COMPARABLE = "not-comparable"
    NO_LIMIT = "no-limit"


@dataclass(frozen=True)
class Comparison:
    """The sum against a limit; ``spare`` is limit less sum in minutes, None where they do not compare."""

    standing: Standing
    minutes: int
    limit: Limit | None
    spare: int | None = None


def compare(minutes: int, limit: Limit | None, day_minutes: int) -> Comparison:
    """How a sum of minutes stands to a limit.

    Working hours and working days compare with steps. Calendar days and months hold rest days, more or fewer by the
    season, so no number of working minutes equals them.
    """
    if limit is None:
        return Comparison(Standing.NO_LIMIT, minutes, None)
    if limit.unit not in (Unit.WORKING_HOUR, Unit.WORKING_DAY):
        return Comparison(Standing.NOT_COMPARABLE, minutes, limit)
    allowed = limit.value * (HOUR_MINUTES if limit.unit is Unit.WORKING_HOUR else day_minutes)
    spare = allowed - minutes
    standing = Standing.EQUAL if spare == 0 else Standing.WITHIN if spare > 0 else Standing.EXCEEDS
    return Comparison(standing, minutes, limit, spare)


def compared_words(found: Comparison, day_minutes: int) -> str:
    """A comparison as a sentence in Vietnamese without its full stop: which sum, which limit, by how much."""
    total = f"tổng thời gian các bước {time_words(found.minutes, day_minutes)}"
    if found.limit is None:
        return f"{total}; thủ tục không quy định thời hạn nên không so sánh"
    limit = f"thời hạn cam kết {found.limit}"
    if found.spare is None:
        return (
            f"{total}; {limit} tính bằng {UNIT_NAMES[found.limit.unit]}, không so sánh được với giờ làm việc"
        )
    if found.spare == 0:
        return f"{total}, bằng {limit}"
    if found.spare > 0:
        return f"{total}, ít hơn {limit} là {time_words(found.spare, day_minutes)}"
    return f"{total}, vượt {limit} là {time_words(-found.spare, day_minutes)}"


_TIME = re.compile(r"(\d+/\d+|\d+(?:[.,]\d+)?)\s*([^\d\s/.,].*)?")
_MINUTE_WORDS, _HOUR_WORDS = {"phut", "p"}, {"gio", "gio lam viec", "h", "g"}
_DAY_WORDS = {"ngay", "ngay lam viec"}


def read_time(text: str, day_minutes: int, unit: str = "") -> int:
    """The working minutes of a step's time: "0,5 ngày", "4 giờ", "30 phút", "1/2 ngày", or a bare "0,25".

    Args:
        text: what was written.
        day_minutes: working minutes of a day.
        unit: words of the unit of a bare number, when it stands elsewhere (the heading, another column).

    Raises:
        BadTime: no number, no unit, another unit, or no whole number of minutes.
    """
    words = _plain(text)
    found = _TIME.fullmatch(words)
    if found is None:
        raise BadTime(f"Không hiểu thời gian “{text}”. Viết một số và đơn vị, ví dụ “0,5 ngày” hoặc “4 giờ”.")
    named = (found[2] or "").strip() or _plain(unit)
    if not named:
        raise BadTime(f"Thời gian “{text}” thiếu đơn vị. Viết thêm: giờ, ngày hoặc phút.")
    if found[1].endswith("/0"):
        raise BadTime(f"Không hiểu thời gian “{text}”.")
    minutes = Fraction(found[1].replace(",", ".")) * _minutes_of(named, text, day_minutes)
    if minutes.denominator != 1:
        raise BadTime(f"Thời gian “{text}” không tròn phút làm việc.")
    return int(minutes)


def _minutes_of(unit: str, text: str, day_minutes: int) -> int:
    if unit in _MINUTE_WORDS:
        return 1
    if unit in _HOUR_WORDS:
        return HOUR_MINUTES
    if unit in _DAY_WORDS:
        return day_minutes
    raise BadTime(f"Thời gian “{text}” dùng đơn vị lạ. Bước trong quy trình tính bằng giờ, ngày hoặc phút.")


def _plain(text: str) -> str:
    """Small letters without marks, single spaces, no full stop at the end."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split()).rstrip(".")


def time_words(minutes: int, day_minutes: int) -> str:
    """Minutes as a step's time is written: "2,25 ngày", "4,5 giờ", "20 phút"; :func:`read_time` reads it back.

    Quarters of a day are written in days from half a day on; what is no quarter of an hour is written in minutes.
    """
    if minutes * 4 % day_minutes == 0 and (minutes * 2 >= day_minutes or minutes == 0):
        return f"{_decimal(minutes, day_minutes)} ngày"
    if minutes * 4 % HOUR_MINUTES == 0:
        return f"{_decimal(minutes, HOUR_MINUTES)} giờ"
    return f"{minutes} phút"


def _decimal(minutes: int, of: int) -> str:
    hundredths = minutes * 100 // of
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d}".rstrip("0") if rest else str(whole)


def step_due(
    begun_at: datetime, minutes: int, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()
) -> datetime:
    """The moment by which a step of so many working minutes is to be done.

    A pause counts when it begins before the due moment, as far as that has been moved by earlier pauses, by the working
    minutes inside it and after the step's beginning; an open one adds nothing yet. For whole hours this is
    :func:`minhchung.rules.deadlines.due` in working hours.

    Raises:
        NoCalendarForYear: a year on the way has no entries.
    """
    table = calendar.table
    position = table.position(begun_at) + minutes
    for pause in sorted(pauses, key=lambda each: each.from_at):
        if pause.to_at is None or pause.to_at <= begun_at:
            continue
        asked = table.position(max(pause.from_at, begun_at))
        if asked < position:
            position += table.position(pause.to_at) - asked
    return table.moment_at(position)
