"""`minhchung deadline`: one dossier explained, or a file of them. Needs no database."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from minhchung import lawbook
from minhchung.config.cli.setup import REFUSED, USAGE, fail, tell
from minhchung.rules.calendar import BadHours, NoCalendarForYear, OfficeHours, WorkingCalendar
from minhchung.rules.deadlines import (
    CannotCompute,
    Deadline,
    Limit,
    Pause,
    Policy,
    Unit,
    Waiting,
    deadline,
    restarted,
)
from minhchung.rules.deadlines.many import deadlines_np

UNITS = ", ".join(unit.value for unit in Unit)


def run_deadline(
    accepted: str | None, limit: int | None, unit: str, pauses: list[str], *, office: str, as_json: bool
) -> None:
    """Print when a dossier is due and why. With pauses: the clock stands still, and beside it the restart from zero."""
    if accepted is None or limit is None:
        fail("Cần --accepted và --limit (hoặc --batch). Ví dụ: --accepted 2026-01-05T09:15 --limit 7", USAGE)
    try:
        moment = _moment(accepted)
        term = Limit(limit, _unit(unit))
        waits = tuple(_pause(text) for text in pauses)
        calendar = _calendar(office)
        policy = _policy(moment)
        found = deadline(moment, term, calendar, pauses=waits, policy=policy)
        again = restarted(moment, term, calendar, pauses=waits, policy=policy) if waits else None
    except (ValueError, BadHours) as bad:
        fail(str(bad), USAGE)
    except NoCalendarForYear as missing:
        fail(str(missing), REFUSED)
    if as_json:
        tell(
            {
                **found.as_dict(),
                "accepted": moment.isoformat(),
                "limit": {"value": term.value, "unit": term.unit.value},
                **({"restarted": again.as_dict()} if again else {}),
            }
        )
        return
    _print(found)
    if again is not None:
        sys.stdout.write("\nNếu tính lại từ đầu khi nhận đủ hồ sơ bổ sung:\n")
        _print(again)


def run_batch(path: Path, *, office: str) -> None:
    """Read accepted, limit, unit; write the same rows with due_at and due_on to standard output.

    Dossiers of one limit are reckoned at once. A row that cannot be reckoned has both columns empty and its reason on
    standard error; the exit code is then 1.
    """
    if not path.is_file():
        fail(f"Không thấy tệp {path}.", USAGE)
    try:
        calendar = _calendar(office)
    except BadHours as bad:
        fail(str(bad), USAGE)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"accepted", "limit", "unit"} - set(reader.fieldnames or ())
        if missing:
            fail(f"Tệp {path.name} thiếu cột: {', '.join(sorted(missing))}.", USAGE)
        names = list(reader.fieldnames or ())
        rows = list(reader)
    groups: dict[tuple[int, Unit], list[int]] = {}
    moments: dict[int, datetime] = {}
    faults: dict[int, str] = {}
    for number, row in enumerate(rows):
        try:
            moments[number] = _moment(row["accepted"])
            term = Limit(_whole(row["limit"]), _unit(row["unit"]))
            groups.setdefault((term.value, term.unit), []).append(number)
        except ValueError as bad:
            faults[number] = str(bad)
    for (value, unit), numbers in groups.items():
        _fill(rows, numbers, moments, value, unit, calendar, faults)
    lines = csv.DictWriter(
        sys.stdout, [*names, *(name for name in ("due_at", "due_on") if name not in names)]
    )
    lines.writeheader()
    for number, row in enumerate(rows):
        if number in faults:
            row |= {"due_at": "", "due_on": ""}
            sys.stderr.write(f"Dòng {number + 2}: {faults[number]}\n")
        lines.writerow(row)
    if faults:
        raise SystemExit(REFUSED)


def _fill(
    rows: list[dict[str, str]],
    numbers: list[int],
    moments: dict[int, datetime],
    value: int,
    unit: Unit,
    calendar: WorkingCalendar,
    faults: dict[int, str],
) -> None:
    try:
        accepted = np.array([moments[number] for number in numbers], dtype="datetime64[m]")
        due_at, _ = deadlines_np(accepted, value, unit, calendar)
    except NoCalendarForYear:
        for number in numbers:  # some of them have no calendar: find out which, one by one
            try:
                found = deadline(moments[number], Limit(value, unit), calendar)
            except NoCalendarForYear as missing:
                faults[number] = str(missing)
            else:
                rows[number] |= {"due_at": found.due_at.isoformat(), "due_on": found.due_on.isoformat()}
        return
    for number, moment in zip(numbers, due_at.tolist(), strict=True):
        rows[number] |= {"due_at": moment.isoformat(), "due_on": moment.date().isoformat()}


def _print(found: Deadline) -> None:
    for number, step in enumerate(found.steps, start=1):
        sys.stdout.write(f"{number}. {step.what}\n   ({step.cites})\n")
    sys.stdout.write(f"Hạn trả: {found.due_at:%H:%M} ngày {found.due_at:%d/%m/%Y}\n")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise CannotCompute(f"Không hiểu thời điểm “{text}”. Viết dạng 2026-01-05T09:15.") from None
    if moment.tzinfo is not None:
        raise CannotCompute(f"Thời điểm “{text}” không được ghi múi giờ; dùng giờ Việt Nam.")
    return moment


def _pause(text: str) -> Pause:
    since, slash, until = text.partition("/")
    if not slash:
        raise CannotCompute(
            f"Không hiểu khoảng tạm dừng “{text}”. Viết TỪ/ĐẾN, ví dụ 2026-01-06T08:00/2026-01-08T10:00."
        )
    return Pause(_moment(since), _moment(until) if until.strip() else None, "tạm dừng")


def _unit(text: str) -> Unit:
    try:
        return Unit(text.strip())
    except ValueError:
        raise CannotCompute(f"Không có đơn vị “{text}”; dùng: {UNITS}.") from None


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CannotCompute(f"Thời hạn phải là số nguyên dương, không phải “{text}”.") from None


def _calendar(office: str) -> WorkingCalendar:
    return WorkingCalendar(lawbook.national_days(), (OfficeHours.same_each_weekday(office),))


def _policy(accepted: datetime) -> Policy:
    """The policy of the day of acceptance, where pauses make the clock stand still."""
    return replace(lawbook.clock_policy(accepted.date()), waiting=Waiting.SUBTRACT)
