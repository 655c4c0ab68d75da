"""An inspection is kept with the unit that its words name, so that it is known which own units were inspected."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.direction.actions.changing import ROOM
from minhchung.direction.models import Inspection
from minhchung.direction.units import Units
from minhchung.ground.registers.actions import save_record


@transaction.atomic
def save_inspection(record: Inspection, *, by: str, at: datetime) -> Inspection:
    """Write an inspection with the unit of the book of units that it names; without one where none is named so."""
    record.inspected_id = Units().read(record.unit)
    save_record(record, room=ROOM, matter="inspection", by=by, at=at, folds={"subject_folded": "subject"})
    return record
