"""Deeds on what a procedure stands on: found in its own words, put on another document, going on without one."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from minhchung.ground.inserting import insert_new
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.legislation.queries import cited_in, ended_on
from minhchung.procedures.actions.versions import ROOM
from minhchung.procedures.models import ProcedureBasis, ProcedureVersion

BASIS = "basis"


class CannotStand(ValidationError):
    """The procedure cannot stand so; the message says why, in Vietnamese."""


def save_basis(basis: ProcedureBasis, *, by: str, at: datetime) -> ProcedureBasis:
    """Write a new or changed basis.

    Raises:
        CannotStand: new dossiers may start without it, and no text is named that allows it.
    """
    if not basis.stops and not basis.allowed_by.strip():
        raise CannotStand("Tiếp tục nhận hồ sơ khi căn cứ hết hiệu lực thì phải ghi văn bản cho phép.")
    if basis.stops:
        basis.allowed_by = ""
    save_record(basis, room=ROOM, matter=BASIS, by=by, at=at)
    return basis


@transaction.atomic
def link_bases(*, on: date, by: str, at: datetime) -> int:
    """Find in the words of every version in force on a day the documents that they cite, and keep them as bases.

    A number that several documents bear is left to a person.

    Returns:
        How many were new.
    """
    running = Q(until__isnull=True) | Q(until__gt=on)
    versions = ProcedureVersion.objects.filter(running, since__lte=on).exclude(legal_basis="")
    cited: dict[str, tuple[tuple[int, str], ...]] = {}
    known = set(ProcedureBasis.objects.values_list("version_id", "document_id"))
    new = []
    for number, words in versions.order_by("id").values_list("id", "legal_basis"):
        if words not in cited:
            cited[words] = cited_in(words)
        new += [
            {"version_id": number, "document_id": document}
            for document, _name in cited[words]
            if (number, document) not in known
        ]
    numbers = insert_new(ProcedureBasis, new)
    deeds = [
        trail.Deed(ROOM, BASIS, number, "found_in_words", by, at, {"after": told})
        for number, told in zip(numbers, new, strict=True)
    ]
    trail.write(deeds, recorded_at=at)
    return len(numbers)


@transaction.atomic
def stand_on(*, basis: int, document: int, by: str, at: datetime) -> ProcedureBasis:
    """Put a version on another document in the place of one that is no longer in force.

    Raises:
        CannotStand: no such basis; it stands on that document already; that document has ended by then.
    """
    held = _held(basis)
    ended = ended_on(document)
    if ended is not None and ended <= at.date():
        raise CannotStand(f"Văn bản này đã hết hiệu lực từ {ended:%d/%m/%Y}; hãy chọn văn bản còn hiệu lực.")
    if ProcedureBasis.objects.filter(version=held.version_id, document=document).exists():
        raise CannotStand("Thủ tục đã có văn bản này làm căn cứ; hãy chọn văn bản khác.")
    held.document_id, held.provisions = document, ""
    return save_basis(held, by=by, at=at)


@transaction.atomic
def go_on_without(*, basis: int, allowed_by: str, by: str, at: datetime) -> ProcedureBasis:
    """Let new dossiers start although the document has ended, because a text allows it.

    Raises:
        CannotStand: no such basis; no text named.
    """
    held = _held(basis)
    held.stops, held.allowed_by = False, allowed_by.strip()
    return save_basis(held, by=by, at=at)


def _held(basis: int) -> ProcedureBasis:
    found = ProcedureBasis.objects.select_for_update().filter(pk=basis).first()
    if found is None:
        raise CannotStand("Không có căn cứ này.")
    return found
