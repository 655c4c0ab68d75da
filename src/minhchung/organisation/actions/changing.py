"""Deeds on the working calendar: declared by one official, put in force by another."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.organisation.actions.units import ROOM
from minhchung.organisation.calendars import (
    calendar_of,
    calendar_with,
    changed_days,
    changes_in_force,
    declared,
    hold_calendar,
)
from minhchung.organisation.models import CalendarChange, ChangeKind, ChangeState
from minhchung.organisation.queries import home_times
from minhchung.rules.calendar import BadCalendar, BadHours, NoCalendarForYear, WorkingCalendar

CHANGE = "calendar_change"


class CannotChange(ValueError):
    """The calendar was not changed; the message says in Vietnamese why and what may be done instead."""

    def __init__(self, message: str, *, field_name: str = "") -> None:
        super().__init__(message)
        self.field_name = field_name


@transaction.atomic
def draft_change(change: CalendarChange, *, by: str, at: datetime) -> CalendarChange:
    """Write a new change of the calendar, or the own draft anew; nothing of it holds yet.

    Raises:
        CannotChange: it is no draft any more or somebody else's; what it says contradicts the calendar.
    """
    if change.pk is not None:
        stored = _change(change.pk)
        _mine(stored, by)
        if stored.state != ChangeState.DRAFT:
            raise CannotChange("Thay đổi này đã trình duyệt, không sửa được nữa.")
    _check_change(change)
    change.state, change.drafted_by, change.drafted_at = ChangeState.DRAFT, by, at
    save_record(change, room=ROOM, matter=CHANGE, by=by, at=at)
    return change


@transaction.atomic
def submit_change(*, number: int, by: str, at: datetime) -> CalendarChange:
    """Lay a draft before somebody who may approve it.

    Raises:
        CannotChange: no draft, somebody else's, or one that contradicts the calendar by now.
    """
    found = _change(number)
    _mine(found, by)
    if found.state != ChangeState.DRAFT:
        raise CannotChange("Chỉ trình được bản đang soạn.")
    _check_change(found)
    found.state, found.submitted_at, found.remark = ChangeState.SUBMITTED, at, ""
    return _kept(found, "submit", by, at)


@transaction.atomic
def send_back_change(*, number: int, remark: str, by: str, at: datetime) -> CalendarChange:
    """Give a change that was submitted back to its author, with what is to be mended.

    Raises:
        CannotChange: nothing was submitted, or nothing is said.
    """
    found = _change(number)
    if found.state != ChangeState.SUBMITTED:
        raise CannotChange("Thay đổi này không chờ duyệt.")
    if not remark.strip():
        raise CannotChange("Phải ghi vì sao trả lại.", field_name="remark")
    found.state, found.remark = ChangeState.DRAFT, remark.strip()
    return _kept(found, "send_back", by, at, remark=found.remark)


@transaction.atomic
def drop_change(*, number: int, by: str, at: datetime) -> CalendarChange:
    """Give up a change that is not in force.

    Raises:
        CannotChange: it is in force, or somebody else's.
    """
    found = _change(number)
    _mine(found, by)
    if found.state not in (ChangeState.DRAFT, ChangeState.SUBMITTED):
        raise CannotChange(
            "Thay đổi đã có hiệu lực thì không bỏ được; hãy khai báo một thay đổi mới để rút hoặc sửa nó."
        )
    found.state = ChangeState.DROPPED
    return _kept(found, "drop", by, at)


@transaction.atomic
def put_in_force(*, number: int, by: str, at: datetime) -> CalendarChange:
    """Approve a change: from the end of this transaction on every promise is reckoned with it.

    Raises:
        CannotChange: nothing was submitted; the same person declared it; it contradicts the calendar by now.
        CalendarBusy: somebody writes for long.
    """
    hold_calendar()
    found = _change(number)
    if found.state != ChangeState.SUBMITTED:
        raise CannotChange("Thay đổi này không chờ duyệt.")
    if found.drafted_by == by:
        raise CannotChange("Người khai báo không tự duyệt được; hãy trình người khác duyệt.")
    _check_change(found)
    rows = changes_in_force()
    found.edition = (rows[-1].edition if rows else 0) + 1
    found.state, found.decided_by, found.decided_at = ChangeState.IN_FORCE, by, at
    return _kept(found, "put_in_force", by, at, edition=found.edition, decision=found.decision)


def _change(number: int) -> CalendarChange:
    found = CalendarChange.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise CannotChange("Không có thay đổi lịch này.")
    return found


def _mine(change: CalendarChange, by: str) -> None:
    if change.drafted_by != by:
        raise CannotChange(f"Bản này do {change.drafted_by} khai báo; chỉ người khai báo sửa, trình hoặc bỏ.")


def _kept(change: CalendarChange, deed: str, by: str, at: datetime, **details: object) -> CalendarChange:
    change.save()
    trail.write_one(trail.Deed(ROOM, CHANGE, change.pk, deed, by, at, dict(details)), recorded_at=at)
    return change


def _check_change(change: CalendarChange) -> None:
    """Refuse what says nothing, what the law does not leave to the agency, and what contradicts the calendar."""
    if not change.reason.strip() or not change.decision.strip():
        raise CannotChange("Phải ghi văn bản quyết định và lý do.", field_name="decision")
    if change.replaces is not None and (
        change.replaces.state != ChangeState.IN_FORCE
        or change.replaces.replaced_by.filter(state=ChangeState.IN_FORCE).exists()
    ):
        raise CannotChange(
            "Chỉ rút hoặc sửa được thay đổi đang có hiệu lực, chưa bị thay.", field_name="replaces"
        )
    if change.kind in (ChangeKind.HOLIDAY, ChangeKind.SWAP, ChangeKind.WORKED) and change.unit_id is not None:
        raise CannotChange("Ngày nghỉ, hoán đổi áp dụng cho mọi cơ quan dùng hệ thống.", field_name="unit")
    units = (
        [change.unit] if change.unit else list({each.unit.pk: each.unit for each in home_times()}.values())
    )
    try:
        moved = False
        for unit in units:
            before, after = calendar_of(unit), calendar_with(unit, declared(change))
            _check_days(change, before)
            moved = moved or bool(changed_days(before, after))
    except NoCalendarForYear as missing:
        raise CannotChange(str(missing), field_name="since") from missing
    except (BadCalendar, BadHours) as bad:
        raise CannotChange(str(bad)) from bad
    if not moved:
        raise CannotChange(
            "Thay đổi này không làm khác ngày nào trong lịch làm việc; hãy kiểm tra lại các ngày."
        )


def _check_days(change: CalendarChange, before: WorkingCalendar) -> None:
    if change.kind == ChangeKind.WITHDRAWAL:
        if change.replaces is None:
            raise CannotChange("Hãy chọn thay đổi cần rút.", field_name="replaces")
        return
    if change.since is None:
        raise CannotChange("Phải ghi từ ngày nào.", field_name="since")
    if change.kind == ChangeKind.HOURS:
        if not change.weekly:
            raise CannotChange("Phải ghi giờ làm việc của ít nhất một ngày trong tuần.", field_name="mon")
        return
    last = (change.until or change.since + timedelta(days=1)) - timedelta(days=1)
    before.spans(change.since), before.spans(last)  # a year without a calendar is refused, not guessed
    corrects = change.replaces is not None
    if change.kind == ChangeKind.SWAP:
        if change.worked_on is None:
            raise CannotChange("Hoán đổi phải ghi ngày làm bù.", field_name="worked_on")
        if last != change.since:
            raise CannotChange(
                "Mỗi lần hoán đổi một ngày; nhiều ngày thì khai báo từng cặp.", field_name="until"
            )
        if not corrects and not before.is_working_day(change.since):
            raise CannotChange(
                f"Ngày {change.since:%d/%m/%Y} đã là ngày nghỉ ({before.why_rest(change.since)}).",
                field_name="since",
            )
        if not corrects and before.is_working_day(change.worked_on):
            raise CannotChange(
                f"Ngày {change.worked_on:%d/%m/%Y} vốn đã là ngày làm việc, không làm bù được.",
                field_name="worked_on",
            )
    if change.kind == ChangeKind.WORKED:
        named = before.national.off.get(change.since)
        if named is None or named.confidence == "high":
            raise CannotChange(
                f"Ngày {change.since:%d/%m/%Y} không phải ngày nghỉ chưa xác nhận. Ngày nghỉ theo luật không bỏ được; "
                "muốn làm việc ngày nghỉ thì khai báo hoán đổi.",
                field_name="since",
            )
