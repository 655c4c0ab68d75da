"""Papers on screen: making one, opening it as PDF or Word, the templates that an agency may replace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.dossiers import actions, desk_queries, paper_queries, sights
from minhchung.dossiers.actions.papering import draft
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.papers import editions
from minhchung.dossiers.papers.composing import DEEDS
from minhchung.dossiers.papers.paper import Paper
from minhchung.dossiers.papers.pdf import pdf_of
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.papers.word import (
    BadTemplate,
    docx_of,
    drawn,
    fault_of,
    field_names,
    filled,
    own_template,
    values_of,
)
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.actions import note_reading
from minhchung.ground.skin import pieces

_PERSONAL = ("applicant_name", "applicant_address", "applicant_phone", "applicant_email")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SIZES = ("a4", "a5")


@dataclass(frozen=True)
class Listed:
    """A paper in the section of a dossier's page; ``large_url`` is its PDF in A4 where it is smaller by custom."""

    offer: paper_queries.Offer
    make_url: str
    pdf_url: str
    large_url: str
    word_url: str
    fault: str


def papers_section(dossier: Dossier, user: Any) -> dict[str, Any]:
    """What a dossier's page tells of its papers: nothing to those who may not read personal data."""
    if not user.may(May.READ_PERSONAL):
        return {}
    edition, listed = paper_queries.edition_for(dossier), []
    for offer in paper_queries.offers(dossier):
        place = [dossier.pk, offer.kind, offer.event]
        listed.append(
            Listed(
                offer,
                reverse("dossiers:make_paper", args=place),
                reverse("dossiers:paper", args=[*place, "pdf"]),
                f"{reverse('dossiers:paper', args=[*place, 'pdf'])}?kho=a4"
                if offer.kind == "receipt"
                else "",
                reverse("dossiers:paper", args=[*place, "docx"]),
                fault_of(offer.kind, paper_queries.own_folder()),
            )
        )
    receipts = [each for each in listed if each.offer.kind == "receipt" and not each.offer.made]
    return {
        "papers": listed,
        "paper_edition": edition,
        "receipt_to_make": receipts[-1] if receipts and dossier.ended_at is None else None,
    }


@require(May.READ_PERSONAL)
@require_POST
def make(request: HttpRequest, number: int, kind: str, event: int) -> HttpResponseBase:
    """Make a paper, which takes its number, and open it; made before, it is only opened."""
    if desk_queries.dossier(number) is None:
        raise Http404(_("Không có hồ sơ này."))
    try:
        actions.make_paper(dossier=number, kind=kind, event=event, by=request.user.username, at=_now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("dossiers:dossier", number)
    return redirect("dossiers:paper", number, kind, event, "pdf")


@require(May.READ_PERSONAL)
@require_safe
def paper(request: HttpRequest, number: int, kind: str, event: int, suffix: str) -> HttpResponse:
    """A made paper as PDF, which the browser shows and prints, or as Word; the reading is written to the trail."""
    made = paper_queries.made(number, kind, event)
    if made is None or suffix not in ("pdf", "docx"):
        raise Http404(_("Giấy này chưa được lập; hãy lập ở mục Giấy tờ trên trang hồ sơ."))
    told = with_address(request, paper_queries.paper_of(made), number)
    _note(request, number)
    name = f"{kind}-{told.code.replace('/', '-')}-{event}.{suffix}"
    if suffix == "docx":
        content, fault = drawn(told, paper_queries.own_folder())
        if fault:
            messages.error(request, f"{_('Mẫu riêng bị lỗi, đang dùng mẫu có sẵn')}: {fault}")
        return _file(content, _WORD, f'attachment; filename="{name}"')
    size = request.GET.get("kho", "")
    content = pdf_of(told, made.made_at, size=size if size in _SIZES else "")
    return _file(content, "application/pdf", f'inline; filename="{name}"')


@require(May.READ_RECORDS)
@require_safe
def paper_templates(request: HttpRequest) -> HttpResponse:
    """Which Word templates there are, the fields that each may name, and what is wrong with the agency's own."""
    edition, folder = editions.latest(), paper_queries.own_folder()
    may_preview = request.user.may(May.READ_PERSONAL)
    sight = sights.sight_of(request.user, _now())
    listed = []
    for kind in DEEDS:
        example = paper_queries.latest_with(kind, sight) if may_preview else None
        told = values_of(draft(example[0], kind, example[1])) if example else {}
        fields = field_names(kind, edition)
        listed.append(
            {
                "kind": kind,
                "title": edition.title(kind),
                "number": edition.number(kind),
                "own": own_template(kind, folder) is not None,
                "fault": fault_of(kind, folder),
                "preview_url": reverse("dossiers:paper_preview", args=[kind]) if example else "",
                "table": pieces.Table(
                    caption=_("Các trường của mẫu %(kind)s.docx") % {"kind": kind},
                    columns=(
                        pieces.Column(_("Trường"), nowrap=True),
                        pieces.Column(_("Là gì"), wide=True),
                        pieces.Column(_("Trên một hồ sơ thật")),
                    ),
                    rows=tuple(
                        pieces.Row(
                            (
                                pieces.Cell(f"{{{{ {name} }}}}"),
                                pieces.Cell(str(words)),
                                pieces.Cell(_shown(told.get(name))),
                            )
                        )
                        for name, words in fields.items()
                    ),
                ),
            }
        )
        if example:
            _note(request, example[0].pk)
    context = {
        "listed": listed,
        "folder": folder,
        "edition": edition,
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Mẫu giấy tờ")),
        ),
    }
    return render(request, "dossiers/paper_templates.html", context)


@require(May.READ_PERSONAL)
@require_safe
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """The Word file that a form's template gives on the latest real dossier; no number is taken."""
    example = paper_queries.latest_with(kind, sights.sight_of(request.user, _now()))
    if example is None:
        raise Http404(_("Chưa có hồ sơ nào để xem thử mẫu này."))
    dossier, event = example
    _note(request, dossier.pk)
    told = with_address(request, draft(dossier, kind, event), dossier.pk)
    folder = paper_queries.own_folder()
    own = own_template(kind, folder)
    try:
        content = filled(own, told) if own is not None else docx_of(told)
    except BadTemplate as bad:
        messages.error(request, str(bad))
        return redirect("dossiers:paper_templates")
    return _file(content, _WORD, f'attachment; filename="xem-thu-{kind}.docx"')


def with_address(request: HttpRequest, told: Paper, dossier: int) -> Paper:
    """The paper with the address where its dossier may be looked up."""
    return replace(
        told, check_address=request.build_absolute_uri(reverse("look_up", args=[token_of(dossier)]))
    )


def _note(request: HttpRequest, dossier: int) -> None:
    note_reading(
        room="dossiers",
        matter="dossier",
        record=dossier,
        fields=_PERSONAL,
        by=request.user.username,
        at=_now(),
    )


def _file(content: bytes, kind: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return _("%(count)s mục") % {"count": len(value)}
    return str(value or "–")


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
