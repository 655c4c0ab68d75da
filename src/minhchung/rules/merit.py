"""Points for work done: common criteria + results by number, quality and progress; classes and their cap.

Pure arithmetic in exact fractions; every value of the law (points, thresholds, deductions, cap) comes as an argument.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

#: Parts of a year that may be judged: the whole, quarters, months.
PARTS = ("", *(f"Q{number}" for number in range(1, 5)), *(f"T{number:02}" for number in range(1, 13)))
_QUARTERS = ("I", "II", "III", "IV")


class NothingGiven(ValueError):
    """No work was given in the time: there is nothing to measure, which is neither none nor all."""


@dataclass(frozen=True)
class Work:
    """One line of a person's work: how much a piece weighs, how many were given and done, faults and delays.

    ``faults`` and ``delays`` count occasions: a piece found faulty twice has two.
    """

    weight: Decimal
    assigned: int
    done: int
    faults: int = 0
    delays: int = 0


@dataclass(frozen=True)
class Scale:
    """What the law gives: points, what a fault and a delay take of a piece, thresholds (lowest points of a class).

    ``leading`` are the further shares by which a leader is measured, in words.
    """

    common: int
    results: int
    fault: Fraction
    delay: Fraction
    thresholds: tuple[tuple[str, int], ...]
    leading: tuple[str, ...] = ()

    @classmethod
    def of(cls, value: Mapping[str, object]) -> Scale:
        """From the lawbook's value (percents as whole numbers)."""
        thresholds = value["thresholds"]
        assert isinstance(thresholds, Mapping)
        ordered = sorted(thresholds.items(), key=lambda pair: -int(pair[1]))
        return cls(
            common=int(str(value["common"])),
            results=int(str(value["results"])),
            fault=Fraction(int(str(value["fault_percent"])), 100),
            delay=Fraction(int(str(value["delay_percent"])), 100),
            thresholds=tuple((str(name), int(points)) for name, points in ordered),
            leading=tuple(str(each) for each in value.get("leading", ())),  # type: ignore[attr-defined]
        )


@dataclass(frozen=True)
class Points:
    """The score: the three shares as exact fractions, points with two decimals (never rounded up), the class."""

    number: Fraction
    quality: Fraction
    progress: Fraction
    common: Decimal
    results: Decimal
    total: Decimal
    quality_class: str


def score(works: Sequence[Work], common: Decimal, scale: Scale, leading: Sequence[Fraction] = ()) -> Points:
    """The points of a time.

    Number = done / given; quality = done less a part of a piece for each fault, / given; progress = done less a part
    for each delay, / given; all in weighted pieces. A line never falls below nothing, so faults of one product do not
    eat another's. Results = the mean of the three (of a leader also of the shares in ``leading``) times the points for
    results. Points are cut, not rounded, to two decimals: nobody reaches a class by rounding.

    Raises:
        NothingGiven: no work was given.
        ValueError: more done than given, or common points beyond the scale.
    """
    if not 0 <= common <= scale.common:
        raise ValueError(f"common points lie between 0 and {scale.common}, not {common}")
    given = sum((Fraction(each.weight) * each.assigned for each in works), Fraction(0))
    if not given:
        raise NothingGiven("no work was given in this time")
    done = good = timely = Fraction(0)
    for each in works:
        if not 0 <= each.done <= each.assigned:
            raise ValueError(f"{each.done} done of {each.assigned} given")
        weight = Fraction(each.weight)
        done += weight * each.done
        good += weight * max(Fraction(0), each.done - scale.fault * each.faults)
        timely += weight * max(Fraction(0), each.done - scale.delay * each.delays)
    number, quality, progress = done / given, good / given, timely / given
    shares = (number, quality, progress, *leading)
    results = cut(scale.results * sum(shares, Fraction(0)) / len(shares))
    total = common + results
    return Points(number, quality, progress, common, results, total, class_of(total, scale))


def class_of(total: Decimal, scale: Scale) -> str:
    """The class that points reach; the lowest class has the threshold 0."""
    return next(name for name, least in scale.thresholds if total >= least)


def of_year(totals: Sequence[Decimal]) -> Decimal:
    """The mean of the points of the times of a year, cut to two decimals.

    Raises:
        NothingGiven: there are none.
    """
    if not totals:
        raise NothingGiven("no time of the year has been judged")
    return cut(sum((Fraction(each) for each in totals), Fraction(0)) / len(totals))


def most_excellent(good: int, cap_percent: int) -> int:
    """How many may be classed excellent beside so many classed good: whole people within the cap."""
    return good * cap_percent // 100


def cut(value: Fraction) -> Decimal:
    """Two decimals, the rest cut off."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_DOWN)


def span(year: int, part: str) -> tuple[date, date]:
    """First and last day of a year, quarter or month.

    Raises:
        ValueError: no such part.
    """
    if part not in PARTS:
        raise ValueError(f"no part of a year: {part}")
    if not part:
        return date(year, 1, 1), date(year, 12, 31)
    number = int(part[1:])
    first, last = (3 * number - 2, 3 * number) if part[0] == "Q" else (number, number)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def named(year: int, part: str) -> str:
    """ "năm 2026", "quý I/2026", "tháng 01/2026"."""
    if not part:
        return f"năm {year}"
    number = int(part[1:])
    return f"quý {_QUARTERS[number - 1]}/{year}" if part[0] == "Q" else f"tháng {number:02}/{year}"
