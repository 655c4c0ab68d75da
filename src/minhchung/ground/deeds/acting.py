"""Who acts, why a deed was not done, and how a form is done once.

The rest of a deed's transaction (which record is held, which table of moves decides, who is told) is the room's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from minhchung.ground.deeds.models import Once
from minhchung.ground.together import ask

_DONE = f'SELECT record FROM "{Once._meta.db_table}" WHERE key = %s'  # noqa: S608 (a constant)


class Refusal(ValueError):
    """The deed was not done; the message says in Vietnamese why and what may be done instead."""

    def __init__(self, message: str, *, field_name: str = "") -> None:
        super().__init__(message)
        self.field_name = field_name


class Outdated(Refusal):
    """Somebody else acted meanwhile; nothing was changed."""


class Repeated(Exception):
    """This very form has been done already; ``record`` is the number of the answer it got."""

    def __init__(self, record: int) -> None:
        super().__init__(record)
        self.record = record


@dataclass(frozen=True)
class Actor:
    """Who acts, as the door knows him.

    Attributes:
        username, name, post: of the account, as they are kept in the story.
        user, unit: numbers of the account and of the unit where he works; None where there is none.
        approves: whether he may approve what the law allows only with approval; approves_for: the account that lent
            him this, "" when it is his own.
        run: the work over many records in which he acts; kept in the trail of each.
        heads: the units that he heads, where a deed is for those.
    """

    username: str
    name: str = ""
    post: str = ""
    user: int | None = None
    unit: int | None = None
    approves: bool = False
    approves_for: str = ""
    run: int | None = None
    heads: frozenset[int] = frozenset()


def hold_form(form: str) -> list[tuple[str, list[int]]]:
    """What lets no other transaction do the same form at this instant; SQLite has one writer at a time anyway."""
    if connection.vendor != "postgresql":
        return []
    return [("SELECT pg_advisory_xact_lock(%s)", [UUID(form).int % 2**63])]


def check_form(form: str) -> None:
    """Refuse a form that was done before; one that is being done at this instant is waited for.

    Raises:
        Repeated: it was.
    """
    if form:
        done = ask(*hold_form(form), (_DONE, [form]))
        if done is not None:
            raise Repeated(done[0])


def mark_form(form: str, *, room: str, matter: str, record: int, at: datetime) -> None:
    """Keep that a form was done, in the transaction of its deed; "" is no form."""
    if form:
        Once.objects.create(pk=form, room=room, matter=matter, record=record, recorded_at=at)
