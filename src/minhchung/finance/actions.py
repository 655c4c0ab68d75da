"""Deeds on autonomy: each writes its record and the trail in one transaction."""

from __future__ import annotations

from datetime import datetime

from minhchung.finance.models import AgencyAutonomy, PublicUnitAutonomy
from minhchung.ground.registers.actions import save_record

ROOM = "finance"
AGENCY, PUBLIC_UNIT = "agency_autonomy", "public_unit_autonomy"


def save_agency_autonomy(autonomy: AgencyAutonomy, *, by: str, at: datetime) -> AgencyAutonomy:
    """Write an agency's autonomy year; the saving follows from what was given and spent."""
    autonomy.saving = saving_of(autonomy.funds_given, autonomy.spent)
    save_record(autonomy, room=ROOM, matter=AGENCY, by=by, at=at)
    return autonomy


def saving_of(funds_given: int, spent: int | None) -> int | None:
    """What was saved, in đồng; None while the year is not settled."""
    return None if spent is None else funds_given - spent


def save_public_unit_autonomy(autonomy: PublicUnitAutonomy, *, by: str, at: datetime) -> PublicUnitAutonomy:
    """Write a decision on a public unit; earlier decisions stay as they were made."""
    save_record(autonomy, room=ROOM, matter=PUBLIC_UNIT, by=by, at=at)
    return autonomy
