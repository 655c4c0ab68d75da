"""Deadlines against their peers, in one run: scalar, with pauses, and a million at once.

``make bench``, or alone after it: ``.venv/bin/python benchmarks/deadlines.py``. Writes ``results/deadlines.md``.

The peers know no swapped days and no other hours on a worked Saturday, so they are given the days off alone, and the
moments lie in years without a swap; the answers are compared before anything is measured. pandas writes a due moment at
closing time as the next opening: that is counted as equal.
"""

from __future__ import annotations

import csv
import gc
import platform
import statistics
import time as clock
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

import businesstimedelta
import numpy as np
import pandas as pd

import minhchung
from minhchung import lawbook
from minhchung.rules.calendar import DEFAULT_HOURS, OfficeHours, WorkingCalendar
from minhchung.rules.deadlines import HOURS_IN_A_DAY, Limit, Pause, Unit, deadline, due
from minhchung.rules.deadlines.many import deadlines_np

RESULTS = Path(__file__).parent / "results" / "deadlines.md"
ROUNDS = 7
MILLION = 1_000_000
SEED = 20_160_101
HOURS = Limit(20, Unit.WORKING_HOUR)
DAYS = Limit(7, Unit.WORKING_DAY)

NATIONAL = lawbook.national_days()
CALENDAR = WorkingCalendar(NATIONAL, (OfficeHours.same_each_weekday(DEFAULT_HOURS),))


def moments(count: int, random: Random) -> list[datetime]:
    """Acceptances in 2020-2023, years without a swapped day."""
    span = (datetime(2023, 6, 1) - datetime(2020, 1, 2)) // timedelta(minutes=1)
    return [datetime(2020, 1, 2) + timedelta(minutes=random.randrange(span)) for _ in range(count)]


def with_pauses(accepted: datetime, random: Random) -> tuple[Pause, ...]:
    """None to three waits after an acceptance, in order."""
    pauses = []
    before = accepted
    for _ in range(random.randrange(4)):
        asked = before + timedelta(minutes=random.randrange(1, 2 * 1440))
        before = asked + timedelta(minutes=random.randrange(1, 3 * 1440))
        pauses.append(Pause(asked, before))
    return tuple(pauses)


class Pandas:
    """CustomBusinessHour: two spans a day and holidays."""

    def __init__(self) -> None:
        self.hours = pd.offsets.CustomBusinessHour(
            n=HOURS.value, start=["07:30", "13:30"], end=["11:30", "17:30"], holidays=sorted(NATIONAL.off)
        )

    def due(self, accepted: pd.Timestamp) -> pd.Timestamp:
        return accepted + self.hours


class BusinessTime:
    """businesstimedelta: working days, lunch, holidays; pauses by its own difference."""

    def __init__(self) -> None:
        day = businesstimedelta.WorkDayRule(
            start_time=time(7, 30), end_time=time(17, 30), working_days=[0, 1, 2, 3, 4]
        )
        lunch = businesstimedelta.LunchTimeRule(
            start_time=time(11, 30), end_time=time(13, 30), working_days=[0, 1, 2, 3, 4]
        )
        holidays = businesstimedelta.HolidayRule({each: named.name for each, named in NATIONAL.off.items()})
        self.rules = businesstimedelta.Rules([day, lunch, holidays])
        self.limits: dict[int, Any] = {}

    def due(self, accepted: datetime, limit: Limit, pauses: tuple[Pause, ...]) -> datetime:
        if limit.value not in self.limits:
            self.limits[limit.value] = businesstimedelta.BusinessTimeDelta(self.rules, hours=limit.value)
        end = (accepted + self.limits[limit.value]).replace(tzinfo=None)
        for pause in pauses:
            if pause.from_at >= end:
                break
            waited = self.rules.difference(pause.from_at, pause.to_at)
            end = (end + waited).replace(tzinfo=None)
        return end


def rate(work: Callable[[], Any], count: int) -> float:
    """Deadlines a second of one round."""
    gc.collect()
    begun = clock.perf_counter()
    work()
    return count / (clock.perf_counter() - begun)


def compare(
    ours: tuple[Callable[[], Any], int], peers: list[tuple[Callable[[], Any], int]]
) -> list[list[float]]:
    """Rates of ours and of each peer, all measured in turn in each round."""
    rates: list[list[float]] = [[] for _ in range(1 + len(peers))]
    for _ in range(ROUNDS):
        for number, (work, count) in enumerate([ours, *peers]):
            rates[number].append(rate(work, count))
    return rates


def said(rate_: float) -> str:
    if rate_ >= MILLION:
        return f"{rate_ / MILLION:,.1f} M/s"
    return f"{rate_ / 1000:,.1f} k/s" if rate_ >= 10_000 else f"{rate_:,.0f}/s"


def row(what: str, aim: str, peer: str, ours: list[float], theirs: list[float]) -> str:
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    middle = statistics.median(ratios)
    return (
        f"| {what} | {said(statistics.median(ours))} | {peer} | {said(statistics.median(theirs))} "
        f"| **{middle:,.1f}x** ({ratios[0]:,.1f}-{ratios[-1]:,.1f}) | {aim} |"
    )


def scalar(random: Random) -> str:
    accepted = moments(200_000, random)
    stamps = [pd.Timestamp(each) for each in accepted[:3000]]
    peer = Pandas()
    for mine, stamp in zip((due(each, HOURS, CALENDAR) for each in accepted), stamps, strict=False):
        theirs = peer.due(stamp).to_pydatetime()
        assert mine == theirs or CALENDAR.next_working_minute(mine) == theirs, (stamp, mine, theirs)
    ours, theirs = compare(
        (lambda: [due(each, HOURS, CALENDAR) for each in accepted], len(accepted)),
        [(lambda: [peer.due(each) for each in stamps], len(stamps))],
    )
    return row("one by one, 20 working hours", ">= 50x", "pandas CustomBusinessHour", ours, theirs)


def limits_of_the_catalogue() -> list[Limit]:
    """The limits in working days of the real procedures that the demo agency handles, as working hours."""
    path = Path(minhchung.__file__).parent / "config" / "demo" / "data" / "procedures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row for row in csv.DictReader(file) if row["legal_limit"] and row["legal_unit"] == "ngày làm việc"
        ]
    return [Limit(int(row["legal_limit"]) * HOURS_IN_A_DAY, Unit.WORKING_HOUR) for row in rows]


def on_the_edge(accepted: datetime, limit: Limit, pauses: tuple[Pause, ...]) -> bool:
    """Whether a pause begins between a due closing time and the next opening, which is one moment to the peer."""
    for number, pause in enumerate(pauses):
        end = due(accepted, limit, CALENDAR, pauses[:number])
        if end <= pause.from_at <= CALENDAR.next_working_minute(end):
            return True
    return False


def paused(random: Random, limits: list[Limit], what: str, aim: str) -> str:
    stories = [(each, random.choice(limits), with_pauses(each, random)) for each in moments(100_000, random)]
    few = stories[:300]
    peer = BusinessTime()
    for accepted, limit, pauses in few:
        mine, theirs = due(accepted, limit, CALENDAR, pauses), peer.due(accepted, limit, pauses)
        agree = mine == theirs or CALENDAR.next_working_minute(mine) == theirs
        assert agree or on_the_edge(accepted, limit, pauses), (accepted, limit, pauses)
    ours, theirs = compare(
        (
            lambda: [due(accepted, limit, CALENDAR, pauses) for accepted, limit, pauses in stories],
            len(stories),
        ),
        [(lambda: [peer.due(accepted, limit, pauses) for accepted, limit, pauses in few], len(few))],
    )
    return row(what, aim, "businesstimedelta", ours, theirs)


def million(random: Random) -> list[str]:
    draw = np.random.default_rng(SEED)
    base = np.datetime64("2016-01-01", "m").astype(np.int64)
    accepted = (base + draw.integers(0, 365 * 10 * 1440, MILLION)).view("datetime64[m]")
    accepted_on = accepted.astype("datetime64[D]")
    each = draw.integers(1, 60, MILLION)
    holidays = np.array(sorted(NATIONAL.off), dtype="datetime64[D]")
    apart = np.array(
        [day for year in (2020, 2021, 2022, 2023) for day in NATIONAL.off if day.year == year],
        "datetime64[D]",
    )
    calm = (accepted_on >= np.datetime64("2020-01-02")) & (accepted_on < np.datetime64("2023-06-01"))
    theirs_on = np.busday_offset(accepted_on[calm], DAYS.value, roll="backward", holidays=apart)
    assert (deadlines_np(accepted[calm], DAYS.value, DAYS.unit, CALENDAR)[1] == theirs_on).all()
    lines = []
    peer = (lambda: np.busday_offset(accepted_on, DAYS.value, roll="backward", holidays=holidays), MILLION)
    peer_each = (lambda: np.busday_offset(accepted_on, each, roll="backward", holidays=holidays), MILLION)
    works = [
        ("a million, 7 working days", ">= 60 M/s or 2.5x", DAYS.value, Unit.WORKING_DAY, peer),
        ("a million, 1-59 working days each", ">= 60 M/s or 2.5x", each, Unit.WORKING_DAY, peer_each),
        ("a million, 7 calendar days", "", DAYS.value, Unit.DAY, peer),
        ("a million, 2 months", "", 2, Unit.MONTH, peer),
        ("a million, 20 working hours", ">= 60 M/s", HOURS.value, Unit.WORKING_HOUR, peer),
        ("a million, 1-59 working hours each", "", each, Unit.WORKING_HOUR, peer_each),
    ]
    for what, aim, limit, unit, other in works:
        ours, theirs = compare(
            (lambda limit=limit, unit=unit: deadlines_np(accepted, limit, unit, CALENDAR), MILLION), [other]
        )
        lines.append(row(what, aim, "numpy.busday_offset (days alone)", ours, theirs))
    return lines


def explained(random: Random) -> str:
    accepted = moments(3000, random)
    rates = [
        rate(lambda: [deadline(each, HOURS, CALENDAR).steps for each in accepted], 3000)
        for _ in range(ROUNDS)
    ]
    return f"With its explanation in sentences (steps made at once): {said(statistics.median(rates))}."


def machine() -> str:
    names = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    return (
        f"{names[0] if names else platform.processor()}, {len(names)} cores, {platform.system()} {platform.machine()}; "
        f"Python {platform.python_version()}, NumPy {np.__version__}, pandas {pd.__version__}"
    )


def main() -> None:
    """Measure, print and keep the table."""
    random = Random(SEED)
    lines = [
        scalar(random),
        paused(
            random,
            limits_of_the_catalogue(),
            "one by one, limits of 44 real procedures, 0-3 pauses",
            ">= 1,000x",
        ),
        paused(random, [HOURS], "one by one, 20 working hours, 0-3 pauses", ""),
        *million(random),
    ]
    text = "\n".join(
        [
            "# Deadlines against their peers",
            "",
            "Command: `.venv/bin/python benchmarks/deadlines.py`",
            "",
            f"Machine: {machine()}.",
            f"Median of {ROUNDS} rounds; ours and the peer in turn in each round; the ratio is the median",
            "of the rounds' ratios, with the lowest and the highest.",
            "",
            "| what | ours | peer | peer's | ratio | aim |",
            "|---|---|---|---|---|---|",
            *lines,
            "",
            explained(random),
            "",
            "Ours include swapped days, close of office and the search for years without a calendar; `due_at`",
            "and `due_on` are both computed. The peers know no swapped days, and `busday_offset` gives days alone.",
            "Answers are compared before measuring, in years without a swap; a due moment at closing time, which",
            "pandas and businesstimedelta may write as the next opening, counts as equal.",
            "",
        ]
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
