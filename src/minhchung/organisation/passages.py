"""Questions about what went along: the records of a reorganisation, and where a record was before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from minhchung.organisation.models import PassedOn
from minhchung.organisation.queries import names_of


@dataclass(frozen=True)
class Passed:
    """A record that went along: what it is called, from which unit to which."""

    room: str
    matter: str
    record: int
    code: str
    predecessor: str
    successor: str
    at: datetime


def passed(number: int, mover: str, *, offset: int = 0, limit: int = 100) -> tuple[Passed, ...]:
    """The records of one kind that went along, in the order of their numbers."""
    rows = list(
        PassedOn.objects.filter(reorganisation=number, mover=mover).order_by("record", "id")[
            offset : offset + limit
        ]
    )
    names = names_of({each.predecessor_id for each in rows} | {each.successor_id for each in rows})
    return tuple(
        Passed(
            each.room, each.matter, each.record, each.code, names[each.predecessor_id], names[each.successor_id],
            each.at,
        )
        for each in rows
    )  # fmt: skip


def where_then(room: str, matter: str, units: Mapping[int, int], day: date) -> dict[int, int]:
    """Where records were on a day, by their numbers; ``units`` says where they are now.

    A record that went to a successor after that day was with the predecessor still.
    """
    then = dict(units)
    rows = PassedOn.objects.filter(room=room, matter=matter, record__in=then, on__gt=day)
    for record, before, after in rows.order_by("-on", "-id").values_list(
        "record", "predecessor", "successor"
    ):
        if then[record] == after:
            then[record] = before
    return then


@dataclass(frozen=True)
class Passage:
    """How a record came to a successor: from which unit to which, by their names on the day; by which decision."""

    on: date
    at: datetime
    predecessor: int
    predecessor_name: str
    successor_name: str
    name: str
    decision: str


def passages(room: str, matter: str, record: int) -> tuple[Passage, ...]:
    """How a record came where it is, the first reorganisation first."""
    rows = list(
        PassedOn.objects.filter(room=room, matter=matter, record=record)
        .select_related("reorganisation")
        .order_by("on", "id")
    )
    return tuple(
        Passage(
            each.on, each.at, each.predecessor_id, names[each.predecessor_id], names[each.successor_id],
            each.reorganisation.name, each.reorganisation.decision,
        )
        for each in rows
        for names in [names_of([each.predecessor_id, each.successor_id], each.on)]
    )  # fmt: skip
