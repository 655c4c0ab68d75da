"""What is pointed out beside the on-time rate: each detector names the dossiers that it sees, and says what it saw.

Detectors of one dossier look at its own dates; detectors of a crowd look at many dossiers together. Thresholds are
conventions of the lawbook (``honesty.*``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from minhchung import lawbook
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, PauseKind, StepRun
from minhchung.dossiers.pacing import Clocks, Kept
from minhchung.figures.periods import regime
from minhchung.ground.trail import queries as trail
from minhchung.procedures.processes import process_row
from minhchung.rules import integrity
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import said
from minhchung.rules.integrity import Detector
from minhchung.rules.lifecycle import State

#: Fields that a detector of edited dates looks at, in words.
FIELD_WORDS = {
    "filed_at": "ngày nộp",
    "accepted_at": "ngày tiếp nhận",
    "promised_at": "ngày hẹn trả",
    "extended_at": "ngày gia hạn",
    "extended_until_at": "ngày hẹn lại",
    "ended_at": "ngày có kết quả",
    "returned_at": "ngày trả kết quả",
}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seen:
    """What a detector saw of a dossier, under which convention."""

    dossier: int
    detector: Detector
    detail: str
    rule: str


def convention(detector: Detector, on: date) -> lawbook.Rule:
    """The threshold of a detector on a day, with its source."""
    return lawbook.in_force(f"honesty.{detector}", on)


def seen_alone(rows: Sequence[Kept], clocks: Clocks, runs: Sequence[StepRun] | None = None) -> Iterator[Seen]:
    """What the detectors of one dossier see of these; ``runs`` are their steps in order, where they are known."""
    stages = _stages_reached(rows, runs)
    edits = _edits(rows)
    for kept in rows:
        assert kept.accepted_at is not None  # only accepted dossiers are read
        for detector in _ALONE:
            yield from _look(detector, kept, clocks)
        if kept.pk in stages:
            rule = convention(Detector.SKIPPED_STEPS, stages[kept.pk].ended_on)
            if stages[kept.pk].left > rule.value["steps_left"]:
                yield Seen(kept.pk, Detector.SKIPPED_STEPS, stages[kept.pk].words, rule.cites)
        if kept.pk in edits:
            rule = convention(Detector.EDITED_DATES, kept.accepted_at.date())
            detail = _edit_words(edits[kept.pk], rule.value["fields"])
            if detail:
                yield Seen(kept.pk, Detector.EDITED_DATES, detail, rule.cites)


def seen_at_return(kept: Kept, clocks: Clocks) -> Iterator[Seen]:
    """What the only detector sees that looks at the return of the result."""
    return _look(Detector.RETURNED_LATER, kept, clocks)


def _look(detector: Detector, kept: Kept, clocks: Clocks) -> Iterator[Seen]:
    assert kept.accepted_at is not None  # only accepted dossiers are read
    rule = convention(detector, (kept.ended_at or kept.accepted_at).date())
    try:
        detail = _ALONE[detector](kept, rule.value, clocks)
    except NoCalendarForYear:
        return
    if detail:
        yield Seen(kept.pk, detector, detail, rule.cites)


def _late_supplement(kept: Kept, value: Mapping[str, Any], clocks: Clocks) -> str:
    told = []
    for wait in kept.waits:
        if len(wait) > 2 and wait[2] != PauseKind.SUPPLEMENT:
            continue
        due_at = clocks.due_before(kept, wait[0])
        workshop = clocks.workshop(kept)
        if due_at is None or workshop is None or workshop.calendar is None:
            continue
        left = integrity.left_when_asked(wait[0], due_at, workshop.calendar)
        if left is not None and left <= value["working_minutes"]:
            told.append(
                f"Yêu cầu bổ sung lúc {said(wait[0])}, khi thời hạn còn {left} phút làm việc (hạn {said(due_at)})"
            )
    return "; ".join(told)


def _many_waits(kept: Kept, value: Mapping[str, Any], _clocks: Clocks) -> str:
    count = len(kept.waits)
    return f"Đồng hồ dừng {count} lần" if count >= value["waits"] else ""


def _last_day_extension(kept: Kept, value: Mapping[str, Any], clocks: Clocks) -> str:
    if kept.extended_at is None:
        return ""
    due_at = clocks.due_before(kept, kept.extended_at)
    if due_at is None or integrity.days_before_expiry(kept.extended_at, due_at) > value["days_before"]:
        return ""
    return f"Hẹn lại lúc {said(kept.extended_at)}, hạn là {said(due_at)}"


def _returned_later(kept: Kept, value: Mapping[str, Any], clocks: Clocks) -> str:
    workshop = clocks.workshop(kept)
    if kept.ended_at is None or kept.returned_at is None or workshop is None or workshop.calendar is None:
        return ""
    days = workshop.calendar.working_days_between(kept.ended_at.date(), kept.returned_at.date())
    if days <= value["working_days"]:
        return ""
    return f"Ghi có kết quả lúc {said(kept.ended_at)}, trả lúc {said(kept.returned_at)}: sau {days} ngày làm việc"


_ALONE: Mapping[Detector, Callable[[Kept, Mapping[str, Any], Clocks], str]] = {
    Detector.LATE_SUPPLEMENT: _late_supplement,
    Detector.MANY_WAITS: _many_waits,
    Detector.LAST_DAY_EXTENSION: _last_day_extension,
    Detector.RETURNED_LATER: _returned_later,
}


@dataclass(frozen=True)
class _Reached:
    left: int
    words: str
    ended_on: date


def _stages_reached(rows: Sequence[Kept], runs: Sequence[StepRun] | None) -> dict[int, _Reached]:
    """Of dossiers that got a result: how many steps of their process were never entered."""
    finished = {State.FINISHED, State.RETURNED}
    wanted = {row.pk: row for row in rows if row.process_id and row.ended_at and State(row.state) in finished}
    last: dict[int, int] = {}
    if runs is None:
        asked = StepRun.objects.filter(dossier__in=wanted).order_by("place")
        last.update(asked.values_list("dossier", "number"))
    else:
        last.update((run.dossier_id, run.number) for run in runs if run.dossier_id in wanted)
    processes = {
        number: process_row(number) for number in {row.process_id for row in wanted.values()} if number
    }
    found = {}
    for dossier, number in last.items():
        row = wanted[dossier]
        process = processes.get(row.process_id or 0)
        if process is None or process.steps is None or row.ended_at is None:
            continue
        numbers = [stage.number for stage in process.steps.stages]
        left = sum(each > number for each in numbers)
        words = f"Ghi có kết quả ở bước {number}, quy trình còn {left} bước chưa qua"
        found[dossier] = _Reached(left, words, row.ended_at.date())
    return found


def _edits(rows: Sequence[Kept]) -> dict[int, list[trail.Line]]:
    """What later imports changed of dossiers that the province masters."""
    imported = [row.pk for row in rows if row.source == "import"]
    return trail.stories_of("dossiers", "dossier", imported, deed="import_changed")


def _edit_words(lines: Sequence[trail.Line], fields: Collection[str]) -> str:
    told = []
    for line in lines:
        before, after = line.details.get("before", {}), line.details.get("after", {})
        for name in fields:
            if before.get(name) and before[name] != after.get(name):
                new = _moment(after.get(name))
                told.append(
                    f"{FIELD_WORDS[name]} từ {_moment(before[name])} thành {new} "
                    f"(nhập tệp {line.at:%d/%m/%Y}, {line.by})"
                )
    return f"Đã sửa {'; '.join(told)}" if told else ""


def _moment(text: str | None) -> str:
    return said(datetime.fromisoformat(text)) if text else "trống"


def seen_in_crowds(since: date, until: date, homes: Homes) -> Iterator[Seen]:
    """What the detectors of crowds see of the reporting months that touch the days from ``since`` to ``until``."""
    for first, last in months_between(since, until):
        home = homes.on(last)
        calendar = homes.workshop_of(home).calendar if home is not None else None
        if calendar is not None:
            yield from _month(first, last, calendar)


def months_between(since: date, until: date) -> Iterator[tuple[date, date]]:
    """First and last day of each reporting month that touches the days from ``since`` to ``until``."""
    year, month = since.year, since.month
    if since >= regime().boundary(year, month):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    while True:
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        first, end = regime().boundary(*before), regime().boundary(year, month)
        if first > until:
            return
        yield first, end - _DAY
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(first: date, last: date, calendar: WorkingCalendar) -> Iterator[Seen]:
    rows = Dossier.objects.filter(
        accepted_at__isnull=False,
        ended_at__gte=datetime.combine(first, time.min),
        ended_at__lt=datetime.combine(last + _DAY, time.min),
    ).values_list("pk", "ended_at")
    by_day: dict[date, list[tuple[int, datetime]]] = defaultdict(list)
    for number, ended_at in rows:
        by_day[ended_at.date()].append((number, ended_at))
    try:
        yield from _outside_hours(by_day, calendar)
        yield from _period_end(by_day, first, last, calendar)
    except NoCalendarForYear:
        return


def _outside_hours(
    by_day: Mapping[date, list[tuple[int, datetime]]], calendar: WorkingCalendar
) -> Iterator[Seen]:
    for day, those in sorted(by_day.items()):
        rule = convention(Detector.OUTSIDE_HOURS, day)
        outside = [each for each in those if integrity.outside_hours(each[1], calendar)]
        if len(outside) >= rule.value["at_least"]:
            for number, ended_at in outside:
                detail = (
                    f"Ghi kết thúc lúc {said(ended_at)}, ngoài giờ làm việc; "
                    f"ngày ấy có {len(outside)} hồ sơ như vậy"
                )
                yield Seen(number, Detector.OUTSIDE_HOURS, detail, rule.cites)


def _period_end(
    by_day: Mapping[date, list[tuple[int, datetime]]], first: date, last: date, calendar: WorkingCalendar
) -> Iterator[Seen]:
    rule = convention(Detector.PERIOD_END, last)
    days = rule.value["last_working_days"]
    closings = Counter({day: len(those) for day, those in by_day.items()})
    crowd = integrity.crowded_end(
        closings, first, last, calendar, days=days, times=rule.value["times"], at_least=rule.value["at_least"]
    )
    if crowd is None:
        return
    at_end, others = crowd
    detail = (
        f"Kỳ {first:%d/%m/%Y} - {last:%d/%m/%Y}: {at_end} hồ sơ kết thúc trong {days} ngày làm việc cuối, "
        f"{others} hồ sơ trong các ngày làm việc khác"
    )
    for day in integrity.last_working_days(first, last, days, calendar):
        for number, _ended_at in by_day.get(day, ()):
            yield Seen(number, Detector.PERIOD_END, detail, rule.cites)
