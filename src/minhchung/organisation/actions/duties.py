"""Deeds on what units are for: functions and tasks, what was delegated to them, checks of that and their mending."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.organisation.actions.units import ROOM
from minhchung.organisation.models import DelegatedTask, DelegationCheck, UnitDuty
from minhchung.organisation.movers import Stay

DUTY, DELEGATED, CHECK = "unit_duty", "delegated_task", "delegation_check"


def save_duty(duty: UnitDuty, *, by: str, at: datetime) -> UnitDuty:
    """Write a new or changed line of a unit's functions with its trail."""
    save_record(duty, room=ROOM, matter=DUTY, by=by, at=at)
    return duty


def save_delegated(delegated: DelegatedTask, *, by: str, at: datetime) -> DelegatedTask:
    """Write a new or changed delegated task with its trail."""
    save_record(delegated, room=ROOM, matter=DELEGATED, by=by, at=at)
    return delegated


def save_check(check: DelegationCheck, *, by: str, at: datetime) -> DelegationCheck:
    """Write a new or changed check with its trail.

    Raises:
        ValidationError: the task was not delegated on that day, or the day has not come.
    """
    task = check.delegated
    if check.on > at.date():
        raise ValidationError({"on": _("Ngày kiểm tra chưa đến.")})
    if check.on < task.since or (task.until is not None and check.on >= task.until):
        raise ValidationError(
            {"on": _("Ngày đó nhiệm vụ này không được phân cấp, ủy quyền; hãy kiểm tra lại ngày.")}
        )
    save_record(check, room=ROOM, matter=CHECK, by=by, at=at)
    return check


def check_delegated(
    *,
    delegated: int,
    on: date,
    checker: str,
    document: str,
    finding: str,
    to_mend_by: date | None,
    by: str,
    at: datetime,
) -> int:
    """Write a new check; returns its number. As :func:`save_check`."""
    check = DelegationCheck(
        delegated_id=delegated,
        on=on,
        checker=checker,
        document=document,
        finding=finding,
        to_mend_by=to_mend_by,
    )
    return save_check(check, by=by, at=at).pk


@transaction.atomic
def mend(*, check: int, on: date, how: str, by: str, at: datetime) -> DelegationCheck:
    """Say that what a check found is mended, when and how.

    Raises:
        Refusal: there is nothing to mend, it is mended already, or the day cannot be.
    """
    found = DelegationCheck.objects.select_for_update().filter(pk=check).first()
    if found is None:
        raise Refusal(_("Không có lần kiểm tra này."))
    if found.to_mend_by is None:
        raise Refusal(_("Lần kiểm tra này không yêu cầu khắc phục gì."))
    if found.mended_on is not None:
        raise Refusal(
            _("Đã ghi khắc phục ngày %(day)s, không ghi lại.") % {"day": f"{found.mended_on:%d/%m/%Y}"}
        )
    if not how.strip():
        raise Refusal(_("Phải ghi đã khắc phục thế nào."), field_name="how")
    if on < found.on or on > at.date():
        raise Refusal(_("Ngày khắc phục phải từ ngày kiểm tra đến hôm nay."), field_name="on")
    found.mended_on, found.mended_how = on, how.strip()
    found.save(update_fields=["mended_on", "mended_how"])
    told = {"on": on, "how": found.mended_how}
    trail.write_one(trail.Deed(ROOM, CHECK, found.pk, "mend", by, at, told), recorded_at=at)
    return found


def _duties(unit: int, on: date) -> int:
    return UnitDuty.objects.filter(Q(until__isnull=True) | Q(until__gt=on), unit=unit).count()


def _delegated(unit: int, on: date) -> int:
    return DelegatedTask.objects.filter(Q(until__isnull=True) | Q(until__gt=on), taker=unit).count()


#: What stands in decisions that name the unit; its successor has its own.
STAYS = (
    Stay(
        gettext_lazy("Chức năng, nhiệm vụ của đơn vị"),
        gettext_lazy("Cần quyết định quy định chức năng, nhiệm vụ của đơn vị mới."),
        _duties,
    ),
    Stay(
        gettext_lazy("Nhiệm vụ đang được phân cấp, ủy quyền"),
        gettext_lazy("Đơn vị mới làm tiếp; cần văn bản phân cấp, ủy quyền ghi tên đơn vị mới."),
        _delegated,
    ),
)
