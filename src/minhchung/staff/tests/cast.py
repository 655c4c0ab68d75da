"""A board with two rooms, people in them, and the words in which tests speak of both."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from minhchung.organisation import actions as organisation
from minhchung.staff import actions
from minhchung.staff.models import Person

AT = datetime(2026, 4, 6, 9)
DONE: dict[str, Any] = {"by": actions.Actor("thu"), "at": AT}


def a_unit(
    code: str, name: str, parent: Any = None, *, since: date = date(2010, 1, 1), home: bool = False
) -> Any:
    """A unit since 2010, under another."""
    unit = organisation.add_unit(code=code, kind="department", name=name, since=since, by="thu", at=AT)
    unit.versions.update(parent=parent)
    if home:
        unit.is_home = True
        unit.save()
    return unit


def a_person(unit: Any, number: int, **differently: Any) -> Person:
    """Somebody who joined in 2012."""
    values = {
        "staff_no": f"CC{number:02}",
        "full_name": f"Trần Thị {number}",
        "sex": "female",
        "kind": "civil_servant",
        "unit": unit,
        "post": "Chuyên viên",
        "joined_on": date(2012, 3, 1),
    }
    return actions.save_person(Person(**values | differently), by="thu", at=AT)


def paper(on: str, decision: str = "12/QĐ-BQL") -> actions.Paper:
    """A decision that takes effect on the day it was made; one of later than today was made today."""
    day = date.fromisoformat(on)
    return actions.Paper(decision, min(day, AT.date()), day)
