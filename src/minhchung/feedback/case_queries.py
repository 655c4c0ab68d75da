"""Questions about complaints and denunciations, each answered for one reader: what he may not see is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from minhchung.feedback.actions.acting import Matter
from minhchung.feedback.actions.cases import COMPLAINTS
from minhchung.feedback.models import Complaint, Denunciation
from minhchung.feedback.moves import CaseDeed
from minhchung.ground.sealed.fields import matching


@dataclass(frozen=True)
class Reader:
    """Who asks: his account, and whether the permit lets him see every complaint."""

    user: int | None
    permitted: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a register: nothing of who, whom and what."""

    id: int
    code: str
    kind: str
    received_at: datetime
    due_at: datetime | None
    state: str
    state_name: str
    late: bool


def visible(matter: Matter, reader: Reader) -> QuerySet[Any]:
    """The rows that a reader may see."""
    if matter is COMPLAINTS:
        return Complaint.objects.visible_to(reader.user, permitted=reader.permitted)
    return Denunciation.objects.naming(reader.user)


def record(matter: Matter, number: int, reader: Reader) -> Any | None:
    """One row that a reader may see."""
    return visible(matter, reader).filter(pk=number).first()


def count(matter: Matter) -> int:
    """How many rows the register has: the one thing that everybody may know."""
    return int(matter.model.objects.count())


def lines(matter: Matter, reader: Reader, *, now: datetime, who: str = "") -> tuple[Line, ...]:
    """What a reader may see, the most urgent first; ``who`` finds by the sender's exact name."""
    rows = visible(matter, reader)
    if who.strip():
        rows = rows.filter(matching(matter.model, "who_index", who))
    found = [_line(each, now) for each in rows]
    return tuple(sorted(found, key=lambda line: (line.due_at is None, line.due_at or now, line.code)))


def lists(matter: Matter, reader: Reader, now: datetime) -> tuple[int, int]:
    """How many that he may see wait for acceptance, and how many are overdue."""
    rows = visible(matter, reader)
    today = datetime.combine(now.date(), time.min)
    late = Q(state="waiting", accept_due_at__lt=today) | Q(state="accepted", due_at__lt=today)
    late |= Q(state="concluded", send_due_at__lt=today)
    return rows.filter(state="waiting").count(), rows.filter(late).count()


def current_due(each: Any) -> datetime | None:
    """The limit that runs now; None when none does."""
    return {"waiting": each.accept_due_at, "accepted": each.due_at, "concluded": each.send_due_at}.get(
        each.state
    )


def deeds_allowed(matter: Matter, record: Any) -> frozenset[str]:
    """What may be done now."""
    return frozenset(matter.table.allowed(record.state)) - {CaseDeed.RECEIVE}


def story(matter: Matter, number: int) -> list[Any]:
    """Its deeds, the first one first."""
    return list(matter.story.objects.filter(record=number).order_by("number"))


def named(record: Any) -> list[tuple[str, str, datetime]]:
    """Who is named in it, for what, since when."""
    rows = record.named.select_related("user").order_by("since_at", "id")
    return [(str(each.user), each.task, each.since_at) for each in rows]


def _line(each: Any, now: datetime) -> Line:
    due_at = current_due(each)
    kind = str(each.get_round_display()) if isinstance(each, Complaint) else str(each.get_channel_display())
    late = due_at is not None and due_at.date() < now.date()
    return Line(
        each.pk, each.code, kind, each.received_at, due_at, each.state, str(each.get_state_display()), late
    )
