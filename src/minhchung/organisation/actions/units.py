"""Deeds on units: entering and changing them, who follows whom, office hours."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail.queries import has_deeds
from minhchung.organisation.checking import check_code, check_succession, check_version
from minhchung.organisation.models import (
    ENDING,
    OfficeHours,
    Succession,
    SuccessionKind,
    Unit,
    UnitKind,
    UnitVersion,
)
from minhchung.organisation.queries import forget_home_agency_name

ROOM = "organisation"
UNIT, VERSION, SUCCESSION, HOURS = "unit", "unit_version", "succession", "office_hours"


def save_unit(unit: Unit, *, by: str, at: datetime) -> Unit:
    """Write a new or changed unit with its trail."""
    save_record(unit, room=ROOM, matter=UNIT, by=by, at=at)
    forget_home_agency_name()
    return unit


@transaction.atomic
def save_version(version: UnitVersion, *, by: str, at: datetime) -> UnitVersion:
    """Write a new or changed version with its trail; an open one ends where the next one begins.

    Raises:
        ValidationError: the unit would be placed under itself, at any depth; it has another version on one of the
            days; its code is none.
    """
    Unit.objects.select_for_update().filter(
        pk=version.unit_id
    ).first()  # two versions are not entered at once
    check_code(version)
    check_version(version)
    later = (
        UnitVersion.objects.filter(unit=version.unit_id, since__gt=version.since).order_by("since").first()
    )
    if version.until is None and later is not None:
        version.until = later.since
    for earlier in UnitVersion.objects.filter(unit=version.unit_id, since__lt=version.since, until=None):
        if earlier.pk != version.pk:
            earlier.until = version.since
            save_record(earlier, room=ROOM, matter=VERSION, by=by, at=at, folds={"folded": "name"})
    save_record(version, room=ROOM, matter=VERSION, by=by, at=at, folds={"folded": "name"})
    forget_home_agency_name()
    return version


@transaction.atomic
def add_unit(
    *,
    code: str,
    kind: UnitKind | str,
    name: str,
    since: date,
    by: str,
    at: datetime,
    parent: Unit | None = None,
    decision: str = "",
    is_home: bool = False,
) -> Unit:
    """Enter a unit with its first version."""
    unit = save_unit(Unit(code=code, kind=kind, is_home=is_home), by=by, at=at)
    version = UnitVersion(unit=unit, name=name, since=since, parent=parent, decision=decision)
    save_version(version, by=by, at=at)
    return unit


@transaction.atomic
def succeed(
    *,
    predecessor: Unit,
    successor: Unit,
    kind: SuccessionKind | str,
    on: date,
    decision: str,
    by: str,
    at: datetime,
) -> Succession:
    """Let a unit take over from another on a day; a merged or dissolved predecessor ends that day."""
    step = Succession(predecessor=predecessor, successor=successor, kind=kind, on=on, decision=decision)
    return save_succession(step, by=by, at=at)


@transaction.atomic
def save_succession(step: Succession, *, by: str, at: datetime) -> Succession:
    """Write a succession with its trail; a predecessor that is no more after it ends on its day.

    Raises:
        ValidationError: a unit would follow itself, at once or by way of others.
    """
    check_succession(step)
    save_record(step, room=ROOM, matter=SUCCESSION, by=by, at=at)
    if step.kind in ENDING:
        end_unit(step.predecessor_id, on=step.on, by=by, at=at)
    return step


def end_unit(unit: int, *, on: date, by: str, at: datetime) -> None:
    """End what a unit is beyond a day, with its trail; what is ended by then stays as it is."""
    lasting = Q(until=None) | Q(until__gt=on)
    for version in UnitVersion.objects.filter(lasting, unit=unit, since__lt=on):
        version.until = on
        save_record(version, room=ROOM, matter=VERSION, by=by, at=at, folds={"folded": "name"})
    forget_home_agency_name()


def save_office_hours(hours: OfficeHours, *, by: str, at: datetime) -> OfficeHours:
    """Write the office hours with which an agency begins, with their trail.

    Raises:
        ValidationError: dossiers have been reckoned under the calendar by now; then hours change by a declared change.
    """
    if has_deeds("dossiers"):
        raise ValidationError(
            "Đã có hồ sơ tính theo lịch hiện nay. Hãy khai báo “Đổi giờ làm việc trong tuần” ở màn hình Lịch làm việc, "
            "xem trước hồ sơ bị ảnh hưởng rồi trình duyệt."
        )
    save_record(hours, room=ROOM, matter=HOURS, by=by, at=at)
    return hours
