"""Numbers given in order: local codes of dossiers. They look like no official code, and none is given twice."""

from __future__ import annotations

from datetime import datetime

from minhchung.dossiers.codes import local_code
from minhchung.dossiers.models import Series
from minhchung.ground.together import ask

_NEXT = f'UPDATE "{Series._meta.db_table}" SET last = last + 1 WHERE name = %s AND year = %s RETURNING last'  # noqa: S608 (a constant)


def next_local_code(at: datetime) -> str:
    """The next code of the agency's own desk in a year; taken back when the transaction fails."""
    return local_code(at.year, next_number("dossier", at.year))


def next_number(name: str, year: int) -> int:
    """The next number of a series; must run inside the transaction of the deed that uses it."""
    found = ask((_NEXT, (name, year)))  # holds the row until the transaction ends
    if found is None:
        Series.objects.get_or_create(name=name, year=year)
        found = ask((_NEXT, (name, year)))
    assert found is not None  # it is there now
    return int(found[0])
