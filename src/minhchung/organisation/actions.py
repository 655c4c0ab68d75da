"""Deeds on units: entering and changing them, succession, office hours."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from minhchung.ground.registers.actions import save_record
from minhchung.organisation.models import OfficeHours, Succession, SuccessionKind, Unit, UnitKind, UnitVersion
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
    """Write a new or changed version with its trail; the version before it ends where this one begins.

    Raises:
        ValidationError: the unit would be placed under itself.
    """
    if version.parent_id is not None and version.parent_id == version.unit_id:
        raise ValidationError({"parent": "Một đơn vị không thể trực thuộc chính nó; hãy chọn cấp trên khác."})
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
    """Write a succession with its trail; a merged or dissolved predecessor ends on its day."""
    save_record(step, room=ROOM, matter=SUCCESSION, by=by, at=at)
    if step.kind in (SuccessionKind.MERGE, SuccessionKind.DISSOLVE):
        for version in UnitVersion.objects.filter(unit=step.predecessor_id, since__lt=step.on, until=None):
            version.until = step.on
            save_record(version, room=ROOM, matter=VERSION, by=by, at=at, folds={"folded": "name"})
    return step


def save_office_hours(hours: OfficeHours, *, by: str, at: datetime) -> OfficeHours:
    """Write an agency's office hours with their trail."""
    save_record(hours, room=ROOM, matter=HOURS, by=by, at=at)
    return hours


@transaction.atomic
def ensure_succession(
    *, predecessor: Unit, successor: Unit, on: date, decision: str, by: str, at: datetime
) -> Succession:
    """Enter a merger unless it is entered already."""
    existing = Succession.objects.filter(predecessor=predecessor, successor=successor, on=on).first()
    if existing is not None:
        return existing
    return succeed(
        predecessor=predecessor,
        successor=successor,
        kind=SuccessionKind.MERGE,
        on=on,
        decision=decision,
        by=by,
        at=at,
    )
