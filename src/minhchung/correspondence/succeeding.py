"""Incoming documents still to be handled go along; what was issued keeps its issuer, its series and its number."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from minhchung.correspondence.models import Certificate, HolderKind, IncomingDocument, OutgoingDocument
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing, Stay
from minhchung.organisation.queries import names_ever, names_of


def _open(passing: Passing) -> QuerySet[IncomingDocument]:
    """Due on the day or later. Books of incoming documents write units by their names."""
    return IncomingDocument.objects.filter(
        handler__in=names_ever(passing.predecessor), due_on__gte=passing.on
    )


def _count(passing: Passing) -> int:
    return _open(passing).count()


def _carry(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_open(passing).select_for_update().order_by("pk"))
    name = names_of([passing.successor], passing.on)[passing.successor]
    IncomingDocument.objects.filter(pk__in=[each.pk for each in rows]).update(handler=name)
    return [
        Moved(
            "correspondence", "incoming_document", each.pk, each.symbol,
            {"before": {"handler": each.handler}, "after": {"handler": name}},
        )
        for each in rows
        if each.handler != name
    ]  # fmt: skip


def _issued(unit: int, on: date) -> int:
    return OutgoingDocument.objects.filter(issuer=unit, issued_on__lt=on).count()


def _certificates(unit: int, on: date) -> int:
    held = Certificate.objects.filter(holder_kind=HolderKind.AGENCY, holder_name__in=names_ever(unit))
    return held.filter(revoked_on__isnull=True, valid_to__gte=on).count()


MOVERS = (
    Mover(
        "incoming",
        gettext_lazy("Văn bản đến còn phải xử lý"),
        _count,
        _carry,
        record_route="correspondence:incoming_document",
    ),
)
STAYS = (
    Stay(
        gettext_lazy("Văn bản đã ban hành"),
        gettext_lazy("Giữ cơ quan ban hành và số của sổ cũ; đơn vị mới mở sổ của mình, đánh số lại từ 01."),
        _issued,
    ),
    Stay(
        gettext_lazy("Chứng thư số của cơ quan còn hiệu lực"),
        gettext_lazy("Mang tên cũ: cần đề nghị thu hồi và cấp chứng thư cho đơn vị mới."),
        _certificates,
    ),
)
