"""What an end draws along by the law of its day: documents that detail or guide the one that ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from minhchung import lawbook
from minhchung.legislation.actions.projecting import NOT_SAID, project, words_of, write_story
from minhchung.legislation.models import Cause, Change, Kind, LegalDocument, Relation, ValidityEvent
from minhchung.legislation.provisions import Provision, read, written

CHILD_RULE = "documents.child_expiry"
_FIRST_RULE = lawbook.history(CHILD_RULE)[0].since


@dataclass(frozen=True)
class Consequences:
    """What an end drew along: documents that ended with it by law, and those whose basis has changed."""

    ended: tuple[int, ...] = ()
    to_review: tuple[int, ...] = ()


def follow(event: ValidityEvent, by: str, at: datetime, *, only: LegalDocument | None = None) -> list[int]:
    """End what details or guides a document that ended, wholly or in part, as the law of that day says.

    Level by level. What it is published to go on with does so; ``only`` asks for one document of the first level.
    """
    rule = lawbook.in_force(CHILD_RULE, max(event.on, _FIRST_RULE))
    if not rule.value["follows"] or event.cause not in rule.value["causes"]:
        return []
    ended: list[int] = []
    above = {event.document_id: event}
    among = Relation.objects.filter(kind=Kind.GUIDES) if only is None else only.acts.filter(kind=Kind.GUIDES)
    while above:
        edges = list(among.filter(target__in=list(above)).select_related("source", "target"))
        saved = _kept_parts([each.source_id for each in edges], event.on) if rule.value["unless_kept"] else {}
        events: dict[int, ValidityEvent] = {}
        for edge in edges:
            child, cause = edge.source, above[edge.target_id]
            over = child.expired_on is not None and child.expired_on <= event.on
            if over or child.pk in events or child.issued_on > event.on or not _reaches(edge, cause):
                continue
            parts = saved.get(child.pk)
            if parts == "" or (parts and _gone_already(child, parts)):
                continue
            events[child.pk] = ValidityEvent(
                document=child,
                change=Change.END_PART if parts else Change.END,
                on=event.on,
                cause=Cause.PARENT,
                provisions=parts or "",
                by_document=edge.target,
                reason=f"{edge.target} {_GONE[Change(cause.change)]} từ {event.on:%d/%m/%Y}",
                cites=rule.cites,
                follows=cause,
                recorded_at=at,
                recorded_by=by,
            )
        whole = [pk for pk, each in events.items() if each.change == Change.END]
        for later in ValidityEvent.objects.standing().filter(document__in=whole, change=Change.END):
            withdraw(later, f"Hết hiệu lực sớm hơn, theo {event.document}", by, at)
        ValidityEvent.objects.bulk_create(events.values(), batch_size=500)
        project([each.document for each in events.values()])
        write_story("end_with_parent", [(pk, words_of(each)) for pk, each in events.items()], by, at)
        ended += events
        above = events if rule.value["again"] else {}
        among = Relation.objects.filter(kind=Kind.GUIDES)
    return ended


_GONE = {Change.END: "hết hiệu lực", Change.END_PART: "hết hiệu lực một phần"}


def follow_parents(
    child: LegalDocument, by: str, at: datetime, *, parent: LegalDocument | None = None
) -> list[int]:
    """End a document with those that it details and that have ended already, the earliest first; or with one."""
    parents = [parent.pk] if parent else child.acts.filter(kind=Kind.GUIDES).values("target")
    ends = ValidityEvent.objects.standing().filter(
        document__in=parents, change__in=list(_GONE), on__gte=child.issued_on
    )
    ended: list[int] = []
    for event in ends.select_related("document").order_by("on", "id"):
        ended += follow(event, by, at, only=child)
    return ended


def let_go(child: LegalDocument, parent: LegalDocument, reason: str, by: str, at: datetime) -> None:
    """Take back the ends by which one document followed another, and what followed from them."""
    for event in child.validity.standing().filter(cause=Cause.PARENT, by_document=parent):
        for each in (event, *followers(event)):
            withdraw(each, reason, by, at)


def withdraw(event: ValidityEvent, reason: str, by: str, at: datetime) -> None:
    """Take back one change and write again what follows from those that stand."""
    event.withdrawn_at, event.withdrawn_by, event.withdrawn_reason = at, by, reason
    event.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    project([event.document])
    write_story("take_back", [(event.document_id, {**words_of(event), "reason": reason})], by, at)


def followers(event: ValidityEvent) -> list[ValidityEvent]:
    """The changes that stand and followed from one, directly and through others."""
    found = list(event.followers.filter(withdrawn_at=None).select_related("document"))
    return [*found, *(each for one in found for each in followers(one))]


def _reaches(edge: Relation, cause: ValidityEvent) -> bool:
    """Whether all that a child details has gone; where it is not said which provisions, a person must look."""
    if cause.change == Change.END:
        return True
    gone: Sequence[Provision] = () if cause.provisions == NOT_SAID else read(cause.provisions)
    detailed = read(edge.provisions)
    return bool(detailed) and all(any(one.holds(each) for one in gone) for each in detailed)


def _gone_already(child: LegalDocument, parts: str) -> bool:
    held = child.validity.standing().filter(change=Change.END_PART).exclude(provisions=NOT_SAID)
    gone = [one for each in held for one in read(each.provisions)]
    return all(any(one.holds(each) for one in gone) for each in read(parts))


def _kept_parts(documents: Sequence[int], on: date) -> Mapping[int, str]:
    """Documents that it is published to go on with from a day or later: the provisions that do not, "" where all do.

    What was published on an earlier end says nothing of this one.
    """
    found = ValidityEvent.objects.standing().filter(document__in=documents, change=Change.KEEP, on__gte=on)
    return {each.document_id: written(read(each.provisions)) for each in found.order_by("on", "id")}
