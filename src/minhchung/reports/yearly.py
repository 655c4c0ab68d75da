"""Results over the years, as published reports froze them: shares of single years with their targets and sources.

Nothing is reckoned anew: each value stands in the bundle of a published report and opens there. Where two reports hold
the same year, the one that was frozen last speaks. The targets themselves are known at second hand and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from minhchung import lawbook
from minhchung.reports.frozen import figures_file
from minhchung.reports.models import Report, ReportState
from minhchung.reports.targets import TARGETS, Target, target_in

#: Told besides what the targets are measured by.
ALSO = ("feedback.survey_satisfied", "dossiers.kept_promise", "plan.tasks_done")
_YEAR = re.compile(r"\d{4}$")


@dataclass(frozen=True)
class Aim:
    """The target of a year's programme.

    Attributes:
        level: in words, "từ 80 %"; ``percent`` the same as a number.
        confirmed: whether the resolution itself was read.
        met: in the programme's last year whether it was reached; None before, and where there is nothing to count.
    """

    level: str
    percent: int
    cites: str
    confirmed: bool
    met: bool | None


@dataclass(frozen=True)
class YearValue:
    """A share of one year: exact part and whole (0 of 0: nothing to count).

    ``source`` is the document in which a declared value stands; "" for what was counted from records.
    """

    year: int
    part: int
    whole: int
    report: int
    source: str
    aim: Aim | None


@dataclass(frozen=True)
class Result:
    """What one figure was, year by year, the oldest first."""

    key: str
    title: str
    unit: str
    formula: str
    cites: str
    values: tuple[YearValue, ...]


def results() -> tuple[Result, ...]:
    """Every measure of a target and what is told besides, as far as a published report holds a year of it."""
    frozen = [(number, figures_file(number)) for number in _published()]
    found = (_result(key, frozen) for key in _keys())
    return tuple(each for each in found if each is not None)


def _published() -> list[int]:
    """Published reports that can hold whole years, the one frozen last first."""
    rows = Report.objects.filter(state=ReportState.PUBLISHED).order_by("-frozen_at", "-id")
    return [
        pk for pk, window in rows.values_list("pk", "window") if re.fullmatch(r"\d{4}(\.\.\d{4})?", window)
    ]


def _keys() -> tuple[str, ...]:
    told = (each for rule in lawbook.history(TARGETS) for each in rule.value)
    measures = (str(each.get("figure") or each.get("declared") or "") for each in told)
    return tuple(dict.fromkeys((*(key for key in measures if key), *ALSO)))


def _result(key: str, frozen: Iterable[tuple[int, Mapping[str, Any]]]) -> Result | None:
    values: dict[int, YearValue] = {}
    about: Mapping[str, Any] = {}
    for report, told in frozen:
        for cell in (*told["cells"], *told.get("declared", ())):
            if cell["key"] != key or cell["kind"] != "share" or not _YEAR.match(cell["window"]):
                continue
            year = int(cell["window"])
            if year not in values:
                values[year] = _value(year, cell, report)
                about = about or {**cell, **told["definitions"].get(key, {})}
    if not values:
        return None
    return Result(
        key,
        about["title"],
        about["unit"],
        about.get("formula", ""),
        about.get("cites", ""),
        tuple(values[year] for year in sorted(values)),
    )


def _value(year: int, cell: Mapping[str, Any], report: int) -> YearValue:
    part, whole = cell["part"] or 0, cell["whole"] or 0
    found = target_in(year, cell["key"])
    aim = _aim(*found, part, whole) if found else None
    return YearValue(year, part, whole, report, cell.get("source", ""), aim)


def _aim(target: Target, cites: str, last: bool, part: int, whole: int) -> Aim:
    met = target.met(part, whole) if last and whole else None
    return Aim(target.level, target.percent, cites, target.confidence == "high", met)
