"""Numbers given in order: local codes of dossiers. They look like no official code, and none is given twice."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from minhchung.dossiers.codes import local_code
from minhchung.dossiers.models import Series


def next_local_code(at: datetime) -> str:
    """The next code of the agency's own desk in a year; taken back when the transaction fails."""
    return local_code(at.year, next_number("dossier", at.year))


def next_number(name: str, year: int) -> int:
    """The next number of a series; must run inside the transaction of the deed that uses it."""
    row = Series.objects.filter(name=name, year=year)
    if not row.update(last=F("last") + 1):  # holds the row until the transaction ends
        Series.objects.get_or_create(name=name, year=year)
        row.update(last=F("last") + 1)
    return int(row.values_list("last", flat=True)[0])
