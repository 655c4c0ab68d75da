"""What a systematisation says: its periods and days, and where each document stands in the four lists.

A and C part the documents; B lies in C, D beside C. A text that ended in an earlier period is in no list any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from minhchung import lawbook
from minhchung.ground.intake.folding import fold
from minhchung.ground.language import in_vietnamese
from minhchung.legislation.levels import Level, level_of
from minhchung.legislation.models import (
    Change,
    Family,
    LegalDocument,
    Listing,
    Outcome,
    Review,
    Systematisation,
    SystematisedDocument,
    ValidityEvent,
)
from minhchung.legislation.provisions import written
from minhchung.legislation.queries import standings, systematised_periods
from minhchung.legislation.standing import Standing, State

RULE = "documents.systematising"
#: What puts a text into the yearly list, beside its end.
_LOSSES = (Change.END_PART, Change.SUSPEND, Change.SUSPEND_PART)


def fixed_day(label: str) -> date | None:
    """The fixed day of a period; None for a span that is none."""
    last = label.strip().rpartition("-")[2]
    if not (last.isdecimal() and len(last) == 4):
        return None
    return dict(systematised_periods(date(int(last), 12, 31))).get(label.strip())


def publish_by(fixed_on: date) -> tuple[date, lawbook.Rule]:
    """The last day for publishing a period, with the rule that says so."""
    rule = lawbook.in_force(RULE, max(fixed_on, lawbook.history(RULE)[0].since))
    return fixed_on + timedelta(days=rule.value["publish_within_days"]), rule


def yearly_by(year: int) -> tuple[date, lawbook.Rule]:
    """The last day for publishing the list of texts that ended in a year, with the rule that says so."""
    rule = lawbook.in_force(RULE, max(date(year, 12, 31), lawbook.history(RULE)[0].since))
    told = rule.value["yearly_by"]
    return date(year + 1, told["month"], told["day"]), rule


@in_vietnamese
def entries(period: Systematisation, before: date | None) -> list[SystematisedDocument]:
    """The lines of the four lists as of the fixed day; ``before`` is the fixed day of the period before.

    Not saved.
    """
    fixed = period.fixed_on
    rows = LegalDocument.objects.filter(family=Family.NORMATIVE, issued_on__lte=fixed)
    if before is not None:
        rows = rows.filter(Q(expired_on__isnull=True) | Q(expired_on__gt=before))
    documents = [
        each
        for each in rows.order_by("issued_on", "id")
        if level_of(each.type, each.issuer)
        is not Level.CENTRAL  # each level systematises its own (art. 64.8)
    ]
    states = standings(documents, fixed)
    proposals = _proposals(documents, fixed)
    found = []
    for each in documents:
        found += _lines(period, each, states[each.pk], proposals.get(each.pk))
    return found


def _lines(
    period: Systematisation, document: LegalDocument, stands: Standing, review: Review | None
) -> Iterator[SystematisedDocument]:
    def line(listing: Listing, **told: Any) -> SystematisedDocument:
        return SystematisedDocument(period=period, document=document, listing=listing, **told)

    if stands.state in (State.EXPIRED, State.SUSPENDED):
        yield line(Listing.EXPIRED, on=stands.since, note=stands.why)
        return
    note = "" if stands.state in (State.IN_FORCE, State.PARTLY) else stands.words
    yield line(Listing.IN_FORCE, on=document.effective_on, note=note)
    if stands.gone or stands.held:
        parts = written((*stands.gone, *(each for each in stands.held if each not in stands.gone)))
        yield line(Listing.PARTLY, on=stands.since, note=_reasons(stands.losses), content=parts)
    if review is not None:
        yield line(
            Listing.TO_HANDLE,
            note=str(review.get_outcome_display()),
            content=review.opinion,
            responsible=review.responsible,
            due_on=review.due_on,
        )


def _reasons(losses: Iterable[Any]) -> str:
    """Why parts are gone or held back: with the part and the day of each where they came one after the other."""
    rows = list(losses)
    if len({each.on for each in rows}) < 2:
        return "; ".join(dict.fromkeys(each.why for each in rows if each.why))
    return "; ".join(f"{each.provisions}: {each.why}, từ {each.on:%d/%m/%Y}" for each in rows)


def _proposals(documents: list[LegalDocument], fixed: date) -> dict[int, Review]:
    """The last review of each by the fixed day, where it asks for something that was not done by then."""
    last: dict[int, Review] = {}
    rows = Review.objects.filter(document__in=documents, reviewed_on__lte=fixed).order_by("reviewed_on", "id")
    for each in rows:
        last[each.document_id] = each
    return {
        number: each
        for number, each in last.items()
        if each.outcome != Outcome.KEPT and (each.handled_on is None or each.handled_on > fixed)
    }


def faults(period: Systematisation) -> tuple[str, ...]:
    """What contradicts in the lists of a period, in words; empty when all is well."""
    placed: dict[str, set[int]] = {letter: set() for letter in "ABCD"}
    names: dict[int, str] = {}
    found = []
    for each in period.entries.select_related("document"):
        placed[each.listing].add(each.document_id)
        names[each.document_id] = str(each.document)
        if each.document.issued_on > period.fixed_on:
            found.append(f"{each.document} ban hành sau thời điểm ấn định")
    found += [f"{names[each]} ở cả danh mục A và C" for each in sorted(placed["A"] & placed["C"])]
    found += [f"{names[each]} ở danh mục B mà không ở C" for each in sorted(placed["B"] - placed["C"])]
    found += [
        f"{names[each]} ở danh mục D mà không ở A hay C"
        for each in sorted(placed["D"] - placed["A"] - placed["C"])
    ]
    return tuple(found)


@dataclass(frozen=True)
class Listed:
    """A line of a list as it is printed: the cells after the running number."""

    field: str
    type: str
    cells: tuple[str, ...]


HEADINGS = {
    "A": ("Tên loại", "Số, ký hiệu; ngày, tháng, năm ban hành", "Tên gọi, trích yếu", "Lý do hết, ngưng hiệu lực",
          "Ngày hết, ngưng hiệu lực"),
    "B": ("Tên loại", "Số, ký hiệu; ngày, tháng, năm ban hành", "Tên gọi, trích yếu",
          "Nội dung, quy định hết, ngưng hiệu lực", "Lý do hết, ngưng hiệu lực", "Ngày hết, ngưng hiệu lực"),
    "C": ("Tên loại", "Số, ký hiệu; ngày, tháng, năm ban hành", "Tên gọi, trích yếu", "Thời điểm có hiệu lực",
          "Ghi chú"),
    "D": ("Tên loại", "Số, ký hiệu; ngày, tháng, năm ban hành", "Tên gọi, trích yếu", "Kiến nghị",
          "Nội dung kiến nghị, lý do", "Cơ quan, đơn vị chủ trì", "Thời hạn xử lý"),
}  # fmt: skip


def listed(period: int, letter: str) -> tuple[Listed, ...]:
    """The lines of a list, by field of work, then type, then day of issue."""
    rows = SystematisedDocument.objects.filter(period=period, listing=letter).select_related("document")
    lines = [(each, each.document) for each in rows]
    lines.sort(key=lambda pair: (fold(pair[1].field), fold(pair[1].type), pair[1].issued_on, pair[1].code))
    return tuple(Listed(of.field, of.type, _cells(letter, each, of)) for each, of in lines)


def _cells(letter: str, entry: SystematisedDocument, document: LegalDocument) -> tuple[str, ...]:
    head = (document.type, f"{document.code}; {document.issued_on:%d/%m/%Y}", document.abstract)
    # Lists that were imported name no days of their own: the document's are told.
    day = entry.on or {"A": document.expired_on, "C": document.effective_on}.get(letter)
    on = f"{day:%d/%m/%Y}" if day else ""
    match letter:
        case "A":
            return (*head, entry.note, on)
        case "B":
            return (*head, entry.content, entry.note, on)
        case "C":
            return (*head, on, entry.note)
    due = f"{entry.due_on:%d/%m/%Y}" if entry.due_on else ""
    return (*head, entry.note, entry.content, entry.responsible, due)


def expired_in(year: int) -> tuple[tuple[Listed, ...], tuple[Listed, ...]]:
    """What is published each year: texts that ended wholly in a year, and those that lost a part; printed like A, B.

    A text that was suspended in the year and is so on its last day stands with them. Each level publishes its own.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    changed = ValidityEvent.objects.standing().filter(change__in=_LOSSES, on__range=(first, last))
    rows = LegalDocument.objects.filter(
        Q(expired_on__range=(first, last)) | Q(pk__in=changed.values("document")), family=Family.NORMATIVE
    ).prefetch_related("validity__by_document")
    documents = [each for each in rows if level_of(each.type, each.issuer) is not Level.CENTRAL]
    states = standings(documents, last)
    found: dict[str, list[Listed]] = {"A": [], "B": []}
    for each in sorted(documents, key=lambda one: (fold(one.field), fold(one.type), one.issued_on, one.pk)):
        for letter, entry in _year_lines(each, states[each.pk], first, last):
            found[letter].append(Listed(each.field, each.type, _cells(letter, entry, each)))
    return tuple(found["A"]), tuple(found["B"])


def _year_lines(
    document: LegalDocument, stands: Standing, first: date, last: date
) -> Iterator[tuple[str, SystematisedDocument]]:
    ended = document.expired_on is not None and first <= document.expired_on <= last
    if ended:
        yield "A", SystematisedDocument(listing="A", on=document.expired_on, note=document.expiry_reason)
    elif stands.state is State.SUSPENDED and stands.since is not None and stands.since >= first:
        yield "A", SystematisedDocument(listing="A", on=stands.since, note=stands.why)
    lost = [
        each
        for each in document.validity.all()
        if each.withdrawn_at is None
        and first <= each.on <= last
        and (each.change == Change.END_PART or (each.change == Change.SUSPEND_PART and stands.held))
    ]
    if lost:
        lost.sort(key=lambda each: (each.on, each.pk))
        yield (
            "B",
            SystematisedDocument(
                listing="B",
                on=lost[0].on,
                content="; ".join(dict.fromkeys(each.provisions for each in lost)),
                note=_reasons(lost),
            ),
        )
