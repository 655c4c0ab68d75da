"""Deeds on a document's validity: ended, in part, suspended, resumed, kept on; what follows from an end by law.

Each leaves a dated change with its cause; the days on the document's own row follow from the changes that stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from minhchung import lawbook
from minhchung.ground.language import in_vietnamese
from minhchung.legislation.actions.drawn_along import (
    CHILD_RULE,
    Consequences,
    follow,
    follow_parents,
    followers,
    withdraw,
)
from minhchung.legislation.actions.projecting import NOT_SAID, project, words_of, write_story
from minhchung.legislation.actions.refusing import CannotChange, need
from minhchung.legislation.levels import Level, level_of
from minhchung.legislation.models import Cause, Change, Kind, LegalDocument, Relation, ValidityEvent
from minhchung.legislation.provisions import Provision, read, written
from minhchung.legislation.standing import Happening, held_back

TERRITORY_RULE, ENDING_RULE = "documents.merged_territory", "documents.ending"


@transaction.atomic
def end(
    *,
    document: int,
    on: date,
    cause: str,
    by: str,
    at: datetime,
    provisions: str = "",
    by_document: LegalDocument | None = None,
    reason: str = "",
    relation: Relation | None = None,
) -> Consequences:
    """A document, or the provisions named, is no longer in force from a day.

    Raises:
        CannotChange: it ended already, the part ended already, the day is before issue, no reason where the cause is
            no document, or the law of that day knows no such cause.
    """
    held = _held(document)
    parts = read(provisions)
    _refuse_days(held, on)
    if by_document is None and cause not in (Cause.TERM, Cause.LEVEL):
        need(reason, "Phải ghi văn bản hoặc lý do làm văn bản hết hiệu lực.")
    if by_document is not None and by_document.pk == held.pk:
        raise CannotChange("Văn bản không thể tự làm mình hết hiệu lực; hãy chọn văn bản khác.")
    if cause == Cause.LEVEL:
        _check_level(held, on)
    told = _told_end(held, on, parts)
    if told is None:
        _refuse_twice(held, on, parts)
    event = told or ValidityEvent(document=held, change=Change.END_PART if parts else Change.END, on=on)
    event.cause, event.by_document, event.relation = cause, by_document, relation
    event.provisions, event.reason = written(parts), reason.strip() or event.reason
    event.cites, event.recorded_at, event.recorded_by = _cited(cause, on), at, by
    event.save()
    project([held])
    write_story("end_part" if parts else "end", [(held.pk, words_of(event))], by, at)
    ended = follow(event, by, at)
    return Consequences(tuple(ended), _leaning_on(held.pk, on))


@transaction.atomic
def suspend(
    *,
    document: int,
    on: date,
    cause: str,
    reason: str,
    by: str,
    at: datetime,
    provisions: str = "",
) -> ValidityEvent:
    """A document, or some provisions, stops being in force until it is resumed or decided (art. 56).

    Raises:
        CannotChange: it has ended by then, is suspended already; no reason.
    """
    held = _held(document)
    _refuse_days(held, on)
    if held.expired_on is not None and held.expired_on <= on:
        raise CannotChange(f"Văn bản đã hết hiệu lực từ {held.expired_on:%d/%m/%Y}, không ngưng được nữa.")
    need(reason, "Phải ghi văn bản ngưng hiệu lực, đình chỉ (Luật 64/2025/QH15, Điều 56 khoản 2).")
    parts = read(provisions)
    whole, back = _suspended_on(held, on)
    if whole is not None:
        raise CannotChange(f"Văn bản đang ngưng hiệu lực từ {whole.on:%d/%m/%Y}; hãy cho tiếp tục trước.")
    if parts and all(any(one.holds(each) for one in back) for each in parts):
        raise CannotChange(f"{written(parts)} đang ngưng hiệu lực rồi; hãy cho tiếp tục trước.")
    return _kept(held, Change.SUSPEND_PART if parts else Change.SUSPEND, on, cause, parts, reason, by, at)


@transaction.atomic
def resume(
    *, document: int, on: date, reason: str, by: str, at: datetime, provisions: str = ""
) -> ValidityEvent:
    """What was suspended is in force again, or the provisions named of those that were.

    Raises:
        CannotChange: nothing, or not that, is suspended on that day; it has ended by then; no reason.
    """
    held, parts = _held(document), read(provisions)
    whole, back = _suspended_on(held, on)
    if whole is None and not back:
        raise CannotChange(f"Ngày {on:%d/%m/%Y} văn bản không ngưng hiệu lực, không có gì để cho tiếp tục.")
    if held.expired_on is not None and held.expired_on <= on:
        raise CannotChange(
            f"Văn bản đã hết hiệu lực từ {held.expired_on:%d/%m/%Y}, không tiếp tục có hiệu lực được nữa."
        )
    if parts and whole is not None:
        raise CannotChange(
            f"Văn bản đang ngưng toàn bộ từ {whole.on:%d/%m/%Y}: hãy ghi tiếp tục toàn bộ, rồi ghi ngưng phần còn lại "
            "cùng ngày."
        )
    strange = [each for each in parts if not any(each.holds(one) for one in back)]
    if strange:
        raise CannotChange(f"{written(strange)} không ngưng hiệu lực; đang ngưng: {written(back)}.")
    need(reason, "Phải ghi văn bản cho tiếp tục có hiệu lực (Luật 64/2025/QH15, Điều 56 khoản 2).")
    return _kept(held, Change.RESUME, on, Cause.DECIDED, parts, reason, by, at)


@transaction.atomic
def keep(
    *, document: int, on: date, reason: str, by: str, at: datetime, provisions: str = ""
) -> ValidityEvent:
    """It is published that a document goes on although what it details has ended, or in an area that was merged.

    An end that had followed by law from its parent is taken back, with those that followed from it.

    Args:
        provisions: those that do not go on: they end on the day on which the whole had ended, or will.

    Raises:
        CannotChange: the law of that day gives no such publication; it ended by a deed of its own; no text named; the
            day is before issue, or before the end.
    """
    held = _held(document)
    _refuse_days(held, on)
    need(
        reason,
        "Phải ghi văn bản hành chính công bố tiếp tục có hiệu lực (Luật 64/2025/QH15, Điều 57 khoản 2).",
    )
    ended = held.validity.standing().filter(change=Change.END).first()
    if ended is not None:
        if ended.cause != Cause.PARENT:
            raise CannotChange(
                f"Văn bản hết hiệu lực từ {ended.on:%d/%m/%Y} ({ended.why}), không phải do văn bản được quy định "
                "chi tiết; công bố tiếp tục có hiệu lực không áp dụng (Luật 64/2025/QH15, Điều 57 khoản 2)."
            )
        rule = lawbook.in_force(CHILD_RULE, ended.on)
        if not rule.value["unless_kept"]:
            raise CannotChange(
                f"Theo luật ngày {ended.on:%d/%m/%Y} không có ngoại lệ được giữ lại ({rule.cites})."
            )
        if on < ended.on:
            raise CannotChange(
                f"Văn bản được ghi hết hiệu lực từ {ended.on:%d/%m/%Y}; hãy ghi tiếp tục có hiệu lực từ ngày đó "
                "hoặc sau đó."
            )
        for each in (ended, *followers(ended)):
            withdraw(each, f"Được công bố tiếp tục có hiệu lực: {reason.strip()}", by, at)
    event = _kept(held, Change.KEEP, on, Cause.DECIDED, read(provisions), reason, by, at)
    if provisions.strip():
        follow_parents(LegalDocument.objects.get(pk=held.pk), by, at)
    return event


@transaction.atomic
def take_back(*, event: int, reason: str, by: str, at: datetime) -> ValidityEvent:
    """Take back a change that was written in error, with those that followed from it by law and the edge it came of.

    Raises:
        CannotChange: no such change, taken back already, no reason.
    """
    found = ValidityEvent.objects.select_for_update(of=("self",)).filter(pk=event).first()
    if found is None or found.withdrawn_at is not None:
        raise CannotChange("Không có thay đổi hiệu lực này, hoặc đã được rút lại.")
    reason = need(reason, "Phải ghi vì sao rút lại.")
    changed = [found, *followers(found)]
    if found.change == Change.KEEP:  # a part that did not go on had ended by it
        changed += found.document.validity.standing().filter(change=Change.END_PART, cause=Cause.PARENT)
    for each in changed:
        withdraw(each, reason, by, at)
    if found.change == Change.KEEP:
        follow_parents(LegalDocument.objects.get(pk=found.document_id), by, at)
    if found.relation is not None:
        drop_relation(found.relation, reason, by, at)
    return found


def drop_relation(relation: Relation, reason: str, by: str, at: datetime) -> None:
    """An edge that was written in error is no longer there; both documents' stories tell it."""
    ValidityEvent.objects.filter(relation=relation).update(relation=None)
    source, target, kind = relation.source, relation.target, Kind(relation.kind)
    relation.delete()
    told = [
        (source.pk, {"told": f"{in_words(kind)} {target}", "reason": reason}),
        (target.pk, {"told": f"{source} {in_words(kind).lower()} văn bản này", "reason": reason}),
    ]
    write_story("take_back_relation", told, by, at)


@in_vietnamese
def in_words(kind: Kind) -> str:
    """How one document acts on another, as the trail keeps it."""
    return str(kind.label)


def _leaning_on(document: int, on: date) -> tuple[int, ...]:
    """Documents in force on a day that have this one as basis or detail it: to be reviewed."""
    found = Relation.objects.filter(target=document, kind__in=[Kind.BASIS, Kind.GUIDES])
    living = LegalDocument.objects.in_force(on).filter(pk__in=found.values("source"))
    return tuple(living.order_by("id").values_list("id", flat=True))


def _held(document: int) -> LegalDocument:
    found = LegalDocument.objects.select_for_update().filter(pk=document).first()
    if found is None:
        raise CannotChange("Không có văn bản này.")
    return found


def _refuse_days(document: LegalDocument, on: date) -> None:
    if on < document.issued_on:
        raise CannotChange(
            f"{document} ban hành ngày {document.issued_on:%d/%m/%Y}; không thể thay đổi hiệu lực từ "
            f"{on:%d/%m/%Y}, trước ngày đó."
        )


def _refuse_twice(document: LegalDocument, on: date, parts: Sequence[Provision]) -> None:
    """No second end, and no part that is gone already, or would be after the whole."""
    events = list(document.validity.standing().select_related("by_document"))
    whole = next((each for each in events if each.change == Change.END), None)
    if whole is not None and (not parts or whole.on <= on):
        raise CannotChange(
            f"{document} đã hết hiệu lực toàn bộ từ {whole.on:%d/%m/%Y} ({whole.why}); "
            "hai lần hết hiệu lực chồng nhau. Nếu lần trước ghi sai, hãy rút lại trước."
        )
    for each in events:
        if each.change != Change.END_PART:
            continue
        for one in parts:
            if each.cause == Cause.AMENDED and each.on <= on:
                continue  # what was amended stands in new words, that may be amended or repealed again
            if any(other.holds(one) for other in read(each.provisions)):
                raise CannotChange(
                    f"{one} của {document} đã hết hiệu lực từ {each.on:%d/%m/%Y} ({each.why})."
                )


def _told_end(document: LegalDocument, on: date, parts: Sequence[Provision]) -> ValidityEvent | None:
    """An end of the whole or of these parts on that very day that a list told: now its cause is known."""
    change = Change.END_PART if parts else Change.END
    for each in document.validity.standing().filter(change=change, cause=Cause.TOLD, on=on):
        if not parts or each.provisions == NOT_SAID or set(read(each.provisions)) == set(parts):
            return each
    return None


def _suspended_on(document: LegalDocument, on: date) -> tuple[Happening | None, tuple[Provision, ...]]:
    """The suspension of the whole that stands on a day, None for none; and the provisions that are held back."""
    changes = [Change.SUSPEND, Change.SUSPEND_PART, Change.RESUME]
    rows = document.validity.standing().filter(change__in=changes).order_by("on", "id")
    return held_back([Happening(each.change, each.on, each.provisions) for each in rows], on)


def _check_level(document: LegalDocument, on: date) -> None:
    """Texts of the district level end after the last day that the law gives, at the latest."""
    if level_of(document.type, document.issuer) is not Level.DISTRICT:
        raise CannotChange(f"{document} không phải văn bản của cấp huyện (Luật 87/2025/QH15, Điều 3).")
    until = lawbook.in_force(TERRITORY_RULE, max(on, _LEVELS_END)).value["district_until"]
    if until is not None and on > until + timedelta(days=1):
        raise CannotChange(
            f"Văn bản của cấp huyện chỉ còn hiệu lực đến hết {until:%d/%m/%Y} (Luật 87/2025/QH15, Điều 3)."
        )


_LEVELS_END = date(2025, 7, 1)


def _cited(cause: str, on: date) -> str:
    """The article of a cause under the law of the day; "" where the lawbook has none."""
    try:
        articles = lawbook.in_force(ENDING_RULE, on).value
    except lawbook.NoRule:
        return ""
    return str(articles.get(cause, articles.get("any", "")))


def _kept(
    document: LegalDocument,
    change: str,
    on: date,
    cause: str,
    parts: Sequence[Provision],
    reason: str,
    by: str,
    at: datetime,
) -> ValidityEvent:
    event = ValidityEvent.objects.create(
        document=document,
        change=change,
        on=on,
        cause=cause,
        provisions=written(parts),
        reason=reason.strip(),
        cites=_cited(cause, on),
        recorded_at=at,
        recorded_by=by,
    )
    project([document])
    write_story(str(change), [(document.pk, words_of(event))], by, at)
    return event
