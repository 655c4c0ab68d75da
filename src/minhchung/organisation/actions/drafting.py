"""Drafts of reorganisations: written, changed and given up; nothing of them holds before they are carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.organisation.actions.units import ROOM
from minhchung.organisation.models import (
    Reorganisation,
    ReorganisationState,
    ReorganisationStep,
    SuccessionKind,
)
from minhchung.organisation.queries import names_of

REORGANISATION = "reorganisation"


@dataclass(frozen=True)
class Pair:
    """One edge of a draft; ``takes_work``: open work goes this way."""

    predecessor: int
    successor: int | None
    takes_work: bool = True


@transaction.atomic
def draft_reorganisation(
    draft: Reorganisation, pairs: Sequence[Pair], *, by: str, at: datetime
) -> Reorganisation:
    """Write a new draft, or an own or another's draft anew; nothing of it holds yet.

    Raises:
        Refusal: it is no draft any more; an edge stands twice, or leads to the unit that it comes from.
    """
    if draft.pk is not None:
        stored = held(draft.pk)
        if stored.state != ReorganisationState.DRAFT:
            raise Refusal(_("Việc sắp xếp này đã thực hiện hoặc đã bỏ, không sửa được nữa."))
        draft.revision = stored.revision + 1
    edges = [(pair.predecessor, pair.successor) for pair in pairs]
    if len(set(edges)) != len(edges):
        raise Refusal(_("Một cặp đơn vị được ghi hai lần."), field_name="predecessors")
    if any(before == after for before, after in edges):
        raise Refusal(
            _("Một đơn vị không thể kế thừa chính nó; hãy chọn hai đơn vị khác nhau."), field_name="successor"
        )
    working = [pair.predecessor for pair in pairs if pair.takes_work]
    if len(set(working)) != len(working):
        raise Refusal(_("Việc đang làm của một đơn vị chỉ về một đơn vị sau."), field_name="working")
    steps = ReorganisationStep.objects.filter(reorganisation=draft.pk).order_by("id")
    before = _said([Pair(step.predecessor_id, step.successor_id) for step in steps])
    draft.state, draft.drafted_by, draft.drafted_at = ReorganisationState.DRAFT, by, at
    save_record(draft, room=ROOM, matter=REORGANISATION, by=by, at=at)
    ReorganisationStep.objects.filter(reorganisation=draft).delete()
    ReorganisationStep.objects.bulk_create(
        ReorganisationStep(
            reorganisation=draft,
            predecessor_id=pair.predecessor,
            successor_id=pair.successor,
            takes_work=pair.takes_work,
        )
        for pair in pairs
    )
    named = _said(pairs)
    if named != before:
        told = {"units": named, "units_before": before}
        trail.write_one(
            trail.Deed(ROOM, REORGANISATION, draft.pk, "name_units", by, at, told), recorded_at=at
        )
    return draft


def _said(pairs: Sequence[Pair]) -> str:
    """Who hands over to whom, by the names of now, as the story of the draft tells it."""
    names = names_of({unit for pair in pairs for unit in (pair.predecessor, pair.successor) if unit})
    return "; ".join(f"{names[pair.predecessor]} → {names.get(pair.successor or 0, '–')}" for pair in pairs)


def prepare(
    *,
    kind: SuccessionKind | str,
    name: str,
    on: date,
    decision: str,
    pairs: Sequence[Pair],
    by: str,
    at: datetime,
) -> int:
    """Write a new draft; returns its number. As :func:`draft_reorganisation`."""
    draft = Reorganisation(kind=kind, name=name, on=on, decision=decision)
    return draft_reorganisation(draft, pairs, by=by, at=at).pk


@transaction.atomic
def drop_reorganisation(*, number: int, by: str, at: datetime) -> Reorganisation:
    """Give up a draft.

    Raises:
        Refusal: it is carried out or given up already.
    """
    found = held(number)
    if found.state != ReorganisationState.DRAFT:
        raise Refusal(_("Chỉ bỏ được việc sắp xếp đang chuẩn bị."))
    decide(found, ReorganisationState.DROPPED, by, at)
    trail.write_one(trail.Deed(ROOM, REORGANISATION, found.pk, "drop", by, at, {}), recorded_at=at)
    return found


def decide(found: Reorganisation, state: ReorganisationState, by: str, at: datetime) -> None:
    """Say how a draft ended, by whom and when."""
    found.state, found.decided_by, found.decided_at = state, by, at
    found.save(update_fields=["state", "decided_by", "decided_at"])


def held(number: int) -> Reorganisation:
    """A reorganisation, held until the transaction ends.

    Raises:
        Refusal: there is none of this number.
    """
    found = Reorganisation.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise Refusal(_("Không có việc sắp xếp này."))
    return found
