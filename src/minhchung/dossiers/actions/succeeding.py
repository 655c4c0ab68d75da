"""What goes along of this room when a unit's work goes to its successor: open dossiers, posts at the desk, charges.

A dossier keeps its state, its promise, its explanation, its steps and its waits; it changes whose it is, and the story
says so in a line of its own. One that has ended stays with whom it ended; a result still to be handed out is handed out
by the successor. A reorganisation may be entered late: a dossier of the province's system that ended on the day or
after it was settled by the successor, though its row told of the unit before.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.dossiers.models import Charge, Dossier, Event, Posting, SavedList, Source, StepRun
from minhchung.ground.deeds.acting import Actor
from minhchung.ground.inserting import insert_rows
from minhchung.organisation.movers import Moved, Mover, Passing
from minhchung.rules.lifecycle import Deed, State, move

_FINISHED = str(State.FINISHED)
#: So many dossiers are written by one statement.
_CHUNK = 500
_EVENT = (
    "dossier_id", "number", "deed", "from_state", "to_state", "at", "recorded_at", "by", "by_name", "post",
    "to_unit_id", "to_holder_id", "reason", "basis", "approver", "cites", "telling", "due_before_at", "due_after_at",
)  # fmt: skip


def _open(passing: Passing) -> QuerySet[Dossier]:
    unit = passing.predecessor
    mine = Q(settled_by=unit) | Q(held_by=unit)
    waiting = Q(state=_FINISHED, held_by=unit)
    return Dossier.objects.filter(Q(ended_at__isnull=True) & mine | waiting | _settled_late(passing))


def _settled_late(passing: Passing) -> Q:
    late = Q(ended_at__gte=datetime.combine(passing.on, datetime.min.time()), settled_by=passing.predecessor)
    return late & ~Q(source=Source.DESK)


def _count_dossiers(passing: Passing) -> int:
    return _open(passing).count()


def _carry_dossiers(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_open(passing).select_for_update().order_by("pk"))
    lines = []
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        numbers = [each.pk for each in some]
        ours = [each.pk for each in some if each.source == Source.DESK]
        these = Dossier.objects.filter(pk__in=numbers)
        these.filter(held_by=passing.predecessor).update(held_by=passing.successor)
        open_ones = Q(ended_at__isnull=True, settled_by=passing.predecessor)
        these.filter(open_ones | _settled_late(passing)).update(settled_by=passing.successor)
        Dossier.objects.filter(pk__in=ours).update(revision=F("revision") + 1)
        StepRun.objects.filter(dossier__in=numbers, ended_at=None, held_by=passing.predecessor).update(
            held_by=passing.successor
        )
        lines += [_line(each, passing, by, at) for each in some if each.source == Source.DESK]
    insert_rows(Event, _EVENT, lines)
    return [_moved(each, passing) for each in rows]


def _line(dossier: Dossier, passing: Passing, by: Actor, at: datetime) -> tuple[Any, ...]:
    """The line of the story. ``to_unit`` is told where the dossier lay with the unit itself."""
    lay = dossier.held_by_id == passing.predecessor
    return (
        dossier.pk, dossier.revision + 1, str(Deed.GO_ALONG), dossier.state, dossier.state, at, at, by.username,
        by.name, by.post, passing.successor if lay else None, None, passing.name, passing.decision, "",
        move(State(dossier.state), Deed.GO_ALONG).cites, "", dossier.due_at, dossier.due_at,
    )  # fmt: skip


def _moved(dossier: Dossier, passing: Passing) -> Moved:
    unit, ours = passing.predecessor, dossier.source == Source.DESK
    details: dict[str, Any] = {
        "lay": dossier.held_by_id == unit,
        "settled": dossier.settled_by_id == unit and (dossier.ended_at is None or not ours),
        "state": dossier.state,
    }
    if ours:
        details["event"] = dossier.revision + 1
    return Moved("dossiers", "dossier", dossier.pk, dossier.code, details)


def _lasting(rows: QuerySet[Any], passing: Passing) -> QuerySet[Any]:
    """Of the unit, and not over on the day."""
    return rows.filter(Q(until__isnull=True) | Q(until__gt=passing.on), unit=passing.predecessor)


def _count_postings(passing: Passing) -> int:
    return _lasting(Posting.objects.all(), passing).count()


def _carry_postings(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    return _carry_spans(_lasting(Posting.objects.all(), passing), ("user_id", "role"), "posting", passing)


def _count_charges(passing: Passing) -> int:
    return _lasting(Charge.objects.all(), passing).count()


def _carry_charges(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    return _carry_spans(_lasting(Charge.objects.all(), passing), ("field",), "charge", passing)


def _carry_spans(rows: QuerySet[Any], same: Sequence[str], matter: str, passing: Passing) -> list[Moved]:
    """End what stands at the unit and begin the same at its successor, unless it stands there already."""
    moved = []
    for old in rows.select_for_update().order_by("pk"):
        number, last = old.pk, old.until
        there = {name: getattr(old, name) for name in same}
        stands = type(old).objects.filter(unit=passing.successor, until=None, **there).exists()
        after = None
        if old.since is not None and old.since >= passing.on:
            if stands and last is None:
                old.delete()
            else:
                old.unit_id = passing.successor
                old.save(update_fields=["unit"])
                after = old.pk
        else:
            old.until = passing.on
            old.save(update_fields=["until"])
            if not (stands and last is None):
                new = type(old)(unit_id=passing.successor, since=passing.on, until=last, **there)
                if matter == "posting":
                    new.post = old.post
                new.save()
                after = new.pk
        details = {"until": passing.on, "goes_on_as": after}
        moved.append(Moved("dossiers", matter, number, _said(old, matter), details))
    return moved


def _said(row: Any, matter: str) -> str:
    return str(row.field if matter == "charge" else row.post)


def _count_lists(passing: Passing) -> int:
    return SavedList.objects.filter(shared_with=passing.predecessor).count()


def _carry_lists(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(SavedList.objects.select_for_update().filter(shared_with=passing.predecessor).order_by("pk"))
    SavedList.objects.filter(pk__in=[each.pk for each in rows]).update(shared_with=passing.successor)
    return [Moved("dossiers", "saved_list", each.pk, each.name) for each in rows]


MOVERS = (
    Mover(
        "dossiers",
        gettext_lazy("Hồ sơ đang giải quyết, kết quả chờ trả"),
        _count_dossiers,
        _carry_dossiers,
        record_table="dossiers.Dossier",
        record_route="dossiers:dossier",
    ),
    Mover(
        "postings",
        gettext_lazy("Nơi làm việc của cán bộ"),
        _count_postings,
        _carry_postings,
        record_route="dossiers:posting",
    ),
    Mover(
        "charges",
        gettext_lazy("Phân công lĩnh vực"),
        _count_charges,
        _carry_charges,
        record_route="dossiers:charge",
    ),
    Mover("saved_lists", gettext_lazy("Bộ lọc dùng chung"), _count_lists, _carry_lists),
)
