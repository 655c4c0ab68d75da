"""Real rows that are made by deeds of their own: an old article with its page, a file, a picture; a judged time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import PIL.Image
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile

from minhchung.portal.actions import carry_over
from minhchung.procedures.actions import Signer, list_posted


def former_article(a_row: Any, stage: Any) -> Any:
    """An article of before there were pages, carried over into one."""
    article = a_row(apps.get_model("portal.Article"), stage, page=None, report=None)
    carry_over(at=datetime(2026, 8, 27, 8, 0))
    return article


def figure(stage: Any) -> Any:
    """A figure that a published article shows."""
    stage.row("portal.Article").refresh_from_db()
    page = stage.row("portal.Article").page
    told = {"key": "dossiers.received", "window": "2025", "at": datetime(2026, 8, 27, 8, 0)}
    return apps.get_model("portal.ShownFigure").objects.create(page=page, **told)


def rendition() -> Any:
    """A picture as readers get it, its bytes on the disk."""
    drawn = BytesIO()
    PIL.Image.new("RGB", (4, 4)).save(drawn, "PNG")
    file = ImageFile(BytesIO(drawn.getvalue()), name="x.png")
    return (
        apps.get_model("portal.Picture")
        .objects.create(title="x", description="x", file=file)
        .get_rendition("width-2")
    )


def paper(stage: Any) -> Any:
    """A file attached to an article that visitors see."""
    paper = apps.get_model("portal.Paper")(title="x", content_type_found="application/pdf")
    paper.file.save("x.pdf", ContentFile(b"%PDF-1.7"), save=True)
    stage.row("portal.Article").refresh_from_db()
    page = stage.row("portal.Article").page
    apps.get_model("portal.Attachment").objects.create(page=page, paper=paper)
    return paper


def component(a_row: Any, stage: Any, own: bool) -> Any:
    """A paper with its blank form: of the posted version, or of one of another procedure."""
    version = stage.row("procedures.ProcedureVersion")
    if not own:
        procedure = a_row(apps.get_model("procedures.Procedure"), stage)
        version = a_row(apps.get_model("procedures.ProcedureVersion"), stage, procedure=procedure)
    made = a_row(apps.get_model("procedures.Component"), stage, version=version)
    file = stage.row("files.KeptFile")
    a_row(apps.get_model("procedures.BlankForm"), stage, component=made, file=file)
    return made


def posted_list(stage: Any) -> Any:
    """The signed list of a day, with a procedure in it."""
    stage.row("procedures.ProcedureVersion")
    signer = Signer(bytes(32), lambda _content: bytes(64))
    return list_posted(agency="x", address_of=str, signer=signer, by="x", at=datetime(2026, 8, 27, 8, 0))


def posted_text(stage: Any) -> Any:
    """What a list says was posted."""
    stage.row("procedures.PostedList")
    return apps.get_model("procedures.PostedText").objects.get()


def assessment(a_row: Any, stage: Any, judged: Any, *, closed: bool) -> Any:
    """Of somebody's work, another's where nobody is named; answered where it is closed, else still to be objected to."""
    account = judged or stage.other
    people = apps.get_model("staff.Person")
    person = people.objects.filter(account=account).first() or a_row(people, stage, account=account)
    told = {"state": "answered" if closed else "decided", "object_until": date(2100, 1, 1)}
    return a_row(apps.get_model("staff.Assessment"), stage, person=person, **told)


def counted_line(a_row: Any, stage: Any, judged: Any) -> Any:
    """A product of somebody's judged time, counted from dossiers."""
    return a_row(apps.get_model("staff.AssessmentLine"), stage, assessment=judged, source="dossiers.steps")


def successors(a_row: Any, stage: Any) -> Any:
    """A unit that another succeeds."""
    unit = apps.get_model("organisation.Unit")
    told = {"predecessor": a_row(unit, stage), "successor": a_row(unit, stage)}
    return a_row(apps.get_model("organisation.Succession"), stage, **told)


def evidence(a_row: Any, stage: Any, whose: str, user: Any) -> Any:
    """A place in a file that shows a task of a plan done."""
    told = {"kind": "file", "page": "1", "file": stage.row("files.KeptFile", whose, user)}
    return a_row(
        apps.get_model("direction.Evidence"), stage, task=stage.row("direction.PlanTask", whose, user), **told
    )


def meeting(a_row: Any, stage: Any, whose: str, user: Any) -> Any:
    """Held, with minutes that are published."""
    begins = datetime(2026, 8, 27, 8, 0)
    told = {"begins_at": begins, "ends_at": begins + timedelta(hours=2), "place": "x", "state": "held"}
    results = {"attended": 1, "raised": 1, "answered": 1, "minutes": stage.row("files.KeptFile", whose, user)}
    return a_row(
        apps.get_model("direction.Meeting"), stage, **told, **results, minutes_published_on=date(2026, 8, 27)
    )


def legal_file(a_row: Any, stage: Any, own: bool) -> Any:
    """A file of a legal document; somebody else's hangs on another document."""
    texts = apps.get_model("legislation.LegalDocument")
    document = stage.row("legislation.LegalDocument") if own else a_row(texts, stage)
    return a_row(apps.get_model("legislation.DocumentFile"), stage, document=document)


def legal_edge(a_row: Any, stage: Any) -> Any:
    """An edge between two legal documents."""
    other = a_row(apps.get_model("legislation.LegalDocument"), stage)
    return a_row(apps.get_model("legislation.Relation"), stage, target=other)
