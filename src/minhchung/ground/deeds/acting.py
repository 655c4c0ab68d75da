"""Who acts, why a deed was not done, and how a form is done once.

The rest of a deed's transaction (which record is held, which table of moves decides, who is told) is the room's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from minhchung.ground.deeds.models import Once


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
        approves: whether he may approve what the law allows only with approval.
        run: the work over many records in which he acts; kept in the trail of each.
    """

    username: str
    name: str = ""
    post: str = ""
    user: int | None = None
    unit: int | None = None
    approves: bool = False
    run: int | None = None


def hold_form(form: str) -> None:
    """Let no other transaction do the same form at this instant; on SQLite there is one writer at a time anyway."""
    if form and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [UUID(form).int % 2**63])


def check_form(form: str) -> None:
    """Refuse a form that was done before; one that is being done at this instant is waited for.

    Raises:
        Repeated: it was.
    """
    hold_form(form)
    done = Once.objects.filter(pk=form).values_list("record", flat=True).first() if form else None
    if done is not None:
        raise Repeated(done)


def mark_form(form: str, *, room: str, matter: str, record: int, at: datetime) -> None:
    """Keep that a form was done, in the transaction of its deed; "" is no form."""
    if form:
        Once.objects.create(pk=form, room=room, matter=matter, record=record, recorded_at=at)
