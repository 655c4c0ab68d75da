"""Questions about papers: which may be made of a dossier, which were, and the facts from which they are composed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.dossiers.attachment_queries import filed_parts
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import BEHALF, Dossier, Event, MadePaper, Sight, Source, Verdict
from minhchung.dossiers.papers.composing import DEEDS, HANDED, Case, Enclosed, Step
from minhchung.dossiers.papers.editions import Edition, edition_on
from minhchung.dossiers.papers.paper import Paper, from_json
from minhchung.ground.language import in_vietnamese
from minhchung.organisation import queries as organisation
from minhchung.organisation.passages import where_then
from minhchung.procedures.models import LimitUnit
from minhchung.rules.lifecycle import Deed


@dataclass(frozen=True)
class Offer:
    """A paper that was made or may be made; ``at`` is when its deed happened, ``number_line`` "" until it is made."""

    kind: str
    event: int
    title: str
    form_number: str
    at: datetime
    made: bool
    number_line: str = ""


def edition_for(dossier: Dossier) -> Edition | None:
    """The circular in force when the dossier came in: it stays with the dossier."""
    begun = dossier.accepted_at or dossier.filed_at
    return edition_on(begun.date()) if begun else None


def offers(dossier: Dossier) -> tuple[Offer, ...]:
    """Every paper that was made or may be made, in the order of their deeds.

    None for a dossier whose master is the province: its papers come from the province's system.
    """
    edition = edition_for(dossier)
    if dossier.source != Source.DESK or edition is None:
        return ()
    kept = {(paper.form, paper.event): paper for paper in dossier.papers.all()}
    events = list(dossier.events.order_by("number"))
    wanted = {
        (kind, event.number): event
        for event in events
        for kind in DEEDS
        if kind != "control" and event.deed in DEEDS[kind] and edition.knows(kind)
    }
    if any(event.deed == Deed.HAND_ON for event in events):
        last = [event for event in events if event.deed in HANDED][-1]
        wanted["control", last.number] = last
    of = {event.number: event for event in events}
    wanted |= {key: of[key[1]] for key in kept if key not in wanted and key[1] in of}
    return tuple(
        Offer(
            kind,
            number,
            edition.title(kind),
            edition.number(kind),
            event.at,
            (kind, number) in kept,
            _number_line(kept.get((kind, number))),
        )
        for (kind, number), event in sorted(wanted.items(), key=lambda each: (each[0][1], each[0][0]))
    )


def made(dossier: int, kind: str, event: int) -> MadePaper | None:
    """A paper as it was made; None until it is."""
    return MadePaper.objects.filter(dossier=dossier, form=kind, event=event).first()


def paper_of(row: MadePaper) -> Paper:
    """What a made paper says."""
    return from_json(row.content)


def latest_with(kind: str, sight: Sight) -> tuple[Dossier, int] | None:
    """The latest dossier in sight of the desk of which a paper of a form may be made, and the number of its deed."""
    deeds = [str(deed) for deed in DEEDS.get(kind, ())]
    desk = Dossier.objects.filter(source=Source.DESK).visible_to(sight)
    events = Event.objects.filter(deed__in=deeds, dossier__in=desk).select_related("dossier")
    for event in events.order_by("-at", "-id")[:50]:
        edition = edition_for(event.dossier)
        if edition is not None and edition.knows(kind):
            return event.dossier, event.number
    return None


@in_vietnamese
def case_of(dossier: Dossier) -> Case:
    """A dossier and its deeds as frozen facts; names of units are those of the day it came in."""
    begun = (dossier.accepted_at or dossier.filed_at or datetime.min).date()
    home = Homes().on(begun)
    events = list(dossier.events.select_related("to_holder").order_by("number"))
    passed = [event.to_unit_id for event in events if event.to_unit_id]
    agency = _agency_then(dossier, events, begun)
    names = organisation.names_of([dossier.filed_with_id, agency, *passed], begun)
    behalf = next((event.reason for event in events if event.reason.startswith(BEHALF)), "")
    return Case(
        code=dossier.code,
        applicant=dossier.applicant_name,
        procedure=dossier.version.name,
        agency=names.get(agency, ""),
        parent=organisation.parent_name_of(home, begun) if home else "",
        desk=names.get(dossier.filed_with_id, ""),
        place=organisation.place_of(home, begun) if home else "",
        behalf=behalf.removeprefix(BEHALF).removesuffix("."),
        address=dossier.applicant_address,
        phone=dossier.applicant_phone,
        email=dossier.applicant_email,
        limit=f"{dossier.limit} {LimitUnit(dossier.limit_unit).label}" if dossier.limit else "",
        return_way=dossier.get_return_way_display(),
        accepted_at=dossier.accepted_at,
        promised_at=dossier.promised_at,
        result=str(Verdict(dossier.verdict).label) if dossier.verdict else "",
        steps=tuple(_step(event, names) for event in events),
        enclosed=tuple(
            Enclosed(part.name, part.words, part.count) for part in filed_parts(dossier) if part.came
        ),
    )


def _agency_then(dossier: Dossier, events: list[Event], day: date) -> int:
    """Whose it was on a day: one that went along to a successor was its predecessor's before."""
    if all(event.deed != Deed.GO_ALONG for event in events):
        return dossier.settled_by_id
    return where_then("dossiers", "dossier", {dossier.pk: dossier.settled_by_id}, day)[dossier.pk]


def motto_on(day: date) -> tuple[str, str]:
    """The two lines at the head of an administrative document."""
    first = lawbook.history("documents.nd30_layout")[0]
    motto, line = lawbook.in_force("documents.nd30_layout", max(day, first.since)).value["national"]
    return motto, line


def own_folder() -> Path:
    """Where the agency puts templates of its own."""
    return Path(settings.DATA_DIR) / "mau-giay"


def _step(event: Event, names: dict[int, str]) -> Step:
    to = names.get(event.to_unit_id or 0, "")
    if event.to_holder is not None:
        to = f"{to}, {event.to_holder}" if to else str(event.to_holder)
    return Step(
        number=event.number,
        deed=Deed(event.deed),
        at=event.at,
        by=event.by_name or event.by,
        post=event.post,
        from_state=event.from_state,
        to=to,
        reason=event.reason,
        basis=event.basis,
        due_before_at=event.due_before_at,
        due_after_at=event.due_after_at,
    )


def _number_line(row: MadePaper | None) -> str:
    if row is None:
        return ""
    return paper_of(row).head.number_line or _("không đánh số")
