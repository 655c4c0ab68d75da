"""Making a paper of a dossier: its number is taken once, what it says is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.dossiers import paper_queries
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.numbering import next_number
from minhchung.dossiers.models import Dossier, MadePaper
from minhchung.dossiers.papers.composing import compose
from minhchung.dossiers.papers.paper import Paper
from minhchung.ground.trail import actions as trail


@transaction.atomic
def make_paper(*, dossier: int, kind: str, event: int, by: str, at: datetime) -> MadePaper:
    """Make a paper after a deed, or give the one that was made: the same number and the same words.

    Args:
        kind: its purpose (receipt, supplement, ...).
        event: the number of the deed in the dossier's story.

    Raises:
        Refusal: there is no such dossier, or this paper cannot be made of it.
    """
    found = Dossier.objects.select_for_update().filter(pk=dossier).first()  # two at once take one number
    if found is None:
        raise Refusal("Không có hồ sơ này.")
    made = paper_queries.made(dossier, kind, event)
    if made is not None:
        return made
    offer = next(
        (each for each in paper_queries.offers(found) if (each.kind, each.event) == (kind, event)), None
    )
    edition = paper_queries.edition_for(found)
    if offer is None or edition is None:
        raise Refusal(
            "Giấy này chỉ lập được khi việc tương ứng đã xảy ra trên hồ sơ do cơ quan tự tiếp nhận. "
            "Xem mục Giấy tờ trên trang hồ sơ."
        )
    year = offer.at.year
    serial = next_number(f"paper.{kind}", year) if edition.numbered(kind) else None
    paper = draft(found, kind, event, serial=serial)
    made = MadePaper.objects.create(
        dossier=found,
        form=kind,
        event=event,
        number=serial,
        year=year,
        edition=edition.name,
        content=paper.as_json(),
        made_at=at,
        made_by=by,
    )
    details = {"form": kind, "event": event, "number": paper.head.number_line, "edition": edition.name}
    trail.write_one(
        trail.Deed("dossiers", "dossier", found.pk, "make_paper", by, at, details), recorded_at=at
    )
    return made


def draft(dossier: Dossier, kind: str, event: int, *, serial: int | None = None) -> Paper:
    """What a paper would say now; nothing is kept and no number taken.

    Raises:
        Refusal: the dossier has no such deed, or no form is known for it.
    """
    edition, case = paper_queries.edition_for(dossier), paper_queries.case_of(dossier)
    if edition is None or not edition.knows(kind) or event not in {step.number for step in case.steps}:
        raise Refusal("Hồ sơ này không lập được giấy đó.")
    motto = paper_queries.motto_on(case.step(event).at.date())
    return compose(kind, case, event, edition, serial=serial, motto=motto)
