"""Deeds on the edges between documents: one amends, replaces, repeals, guides, corrects, leans on another.

An edge that ends the other, or part of it, writes the end in the same transaction.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from minhchung import lawbook
from minhchung.ground.language import in_vietnamese
from minhchung.ground.trail import actions as trail
from minhchung.legislation import graph
from minhchung.legislation.actions import validity
from minhchung.legislation.actions.drawn_along import Consequences, follow_parents, let_go
from minhchung.legislation.actions.projecting import DOCUMENT, ROOM
from minhchung.legislation.actions.refusing import CannotRelate, need
from minhchung.legislation.models import (
    ENDING,
    LEANING,
    OWN_ISSUER,
    Cause,
    Family,
    Kind,
    LegalDocument,
    Relation,
)
from minhchung.legislation.provisions import read, written

_CAUSES = {Kind.REPLACES: Cause.REPLACED, Kind.AMENDS: Cause.AMENDED, Kind.REPEALS: Cause.REPEALED}
AMENDING_RULE = "documents.amending"


@in_vietnamese
@transaction.atomic
def relate(
    *,
    source: LegalDocument,
    kind: str,
    target: LegalDocument,
    by: str,
    at: datetime,
    provisions: str = "",
    on: date | None = None,
    reason: str = "",
) -> Consequences:
    """One document acts on another, or leans on it; what it ends, ends from ``on`` (else when ``source`` takes effect).

    What details a document that has ended already ends with it, as the law of that day says.

    Args:
        provisions: of the target; what is amended must be named, what is repealed may be (art. 8.3).
        reason: asked for where another body than the issuer amends or replaces (art. 8.1, 54.2).

    Raises:
        CannotRelate: itself, a circle, a later document acted on by an earlier one, another issuer without a reason,
            two texts in force side by side, more than may be amended, the edge is there already.
        CannotChange: as :func:`minhchung.legislation.actions.validity.end`.
    """
    kind = Kind(kind)
    _refuse(source, kind, target)
    if Relation.objects.filter(source=source, kind=kind, target=target).exists():
        raise CannotRelate(
            f"Đã ghi: {source} {kind.label.lower()} {target}. Muốn ghi khác đi thì rút lại quan hệ đó trước."
        )
    parts = read(provisions)
    day = on or source.effective_on
    if kind in ENDING:
        _check_end(source, kind, target, day, reason, bool(parts))
    if kind in OWN_ISSUER and not _same_issuer(source, target) and not reason.strip():
        raise CannotRelate(
            f"{target} do {target.issuer} ban hành: chỉ cơ quan đó được {kind.label.lower()}, trừ trường hợp sắp xếp "
            "đơn vị hành chính hoặc luật có quy định khác (Luật 64/2025/QH15, Điều 8 khoản 1, Điều 54 khoản 2). "
            "Nếu thuộc trường hợp đó, hãy ghi lý do."
        )
    relation = Relation.objects.create(
        source=source,
        kind=kind,
        target=target,
        provisions=written(parts),
        reason=reason.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    more = {"provisions": relation.provisions, "reason": relation.reason}
    acts = {"told": f"{kind.label} {target}", **more}
    acted = {"told": f"{source} {kind.label.lower()} văn bản này", **more}
    told = [
        trail.Deed(ROOM, DOCUMENT, source.pk, "relate", by, at, acts),
        trail.Deed(ROOM, DOCUMENT, target.pk, "related", by, at, acted),
    ]
    trail.write(told, recorded_at=at)
    if kind == Kind.GUIDES:
        return Consequences(tuple(follow_parents(source, by, at, parent=target)))
    if kind not in ENDING:
        return Consequences()
    assert day is not None  # asked for above
    return validity.end(
        document=target.pk,
        on=day,
        cause=_CAUSES[kind],
        provisions="" if kind == Kind.REPLACES else provisions,
        by_document=source,
        reason=f"{_DONE[kind]} {source}",
        relation=relation,
        by=by,
        at=at,
    )


@transaction.atomic
def take_back_relation(*, relation: int, reason: str, by: str, at: datetime) -> None:
    """Take back an edge that was written in error, with the end it had written or had let follow.

    Raises:
        CannotRelate: no such edge. Refused: no reason.
    """
    held = Relation.objects.select_for_update().filter(pk=relation).first()
    if held is None:
        raise CannotRelate("Không có quan hệ này, hoặc đã được rút lại.")
    reason = need(reason, "Phải ghi vì sao rút lại.")
    if held.kind == Kind.GUIDES:
        let_go(held.source, held.target, reason, by, at)
    ends = list(held.changes.filter(withdrawn_at=None).values_list("pk", flat=True))
    for event in ends:
        validity.take_back(event=event, reason=reason, by=by, at=at)
    if not ends:
        validity.drop_relation(held, reason, by, at)


_DONE = {
    Kind.REPLACES: "Được thay thế bằng",
    Kind.AMENDS: "Được sửa đổi, bổ sung bằng",
    Kind.REPEALS: "Bị bãi bỏ bằng",
}


def _refuse(source: LegalDocument, kind: Kind, target: LegalDocument) -> None:
    if source.pk == target.pk:
        raise CannotRelate(f"{source} không thể tự {kind.label.lower()} chính nó; hãy chọn văn bản khác.")
    if source.issued_on < target.issued_on:
        raise CannotRelate(
            f"{source} ban hành ngày {source.issued_on:%d/%m/%Y}, trước {target} ({target.issued_on:%d/%m/%Y}); "
            f"văn bản ban hành trước không thể {kind.label.lower()} văn bản ban hành sau."
        )
    kinds = ENDING if kind in ENDING else LEANING if kind in LEANING else (kind,)
    way = graph.closes_a_circle(source.pk, target.pk, kinds)
    if way:
        raise CannotRelate(
            f"Thành vòng tròn: {' → '.join(way)} → {target}. Hãy kiểm tra lại các quan hệ đã ghi."
        )


def _check_end(
    source: LegalDocument, kind: Kind, target: LegalDocument, day: date | None, reason: str, in_part: bool
) -> None:
    if day is None:
        raise CannotRelate(
            f"Chưa ghi ngày có hiệu lực của {source}; chưa biết {target} hết hiệu lực từ ngày nào."
        )
    if source.effective_on is not None and day < source.effective_on:
        raise CannotRelate(
            f"{source} có hiệu lực từ {source.effective_on:%d/%m/%Y}; không thể làm {target} hết hiệu lực từ "
            f"{day:%d/%m/%Y}, trước ngày đó."
        )
    if (
        source.effective_on is not None
        and kind == Kind.REPLACES
        and day > source.effective_on
        and not reason.strip()
    ):
        raise CannotRelate(
            f"Từ {source.effective_on:%d/%m/%Y} đến trước {day:%d/%m/%Y} cả {source} và {target} cùng có hiệu lực "
            "về một vấn đề. Nếu văn bản mới quy định như vậy, hãy ghi lý do."
        )
    if kind == Kind.AMENDS and not in_part:
        raise CannotRelate(
            "Văn bản sửa đổi, bổ sung phải xác định rõ điều, khoản, điểm được sửa (Luật 64/2025/QH15, Điều 8 khoản 3)."
        )


def above_the_half(document: LegalDocument, articles: int, on: date) -> str:
    """Why so many articles may not be amended but are to be replaced; "" where they may, or nothing is known."""
    try:
        rule = lawbook.in_force(AMENDING_RULE, on)
    except lawbook.NoRule:
        return ""
    bound = rule.value["replace_above"]
    if not bound or not document.articles:
        return ""
    if Fraction(articles, document.articles) <= Fraction(bound["part"], bound["of"]):
        return ""
    return (
        f"Sửa {articles} trên {document.articles} điều, quá một phần hai: phải ban hành văn bản thay thế "
        f"({rule.cites})."
    )


def _same_issuer(source: LegalDocument, target: LegalDocument) -> bool:
    if Family.ADMINISTRATIVE in (source.family, target.family):
        return True
    if source.issuer_unit_id and target.issuer_unit_id:
        return source.issuer_unit_id == target.issuer_unit_id
    return source.issuer.casefold() == target.issuer.casefold()
