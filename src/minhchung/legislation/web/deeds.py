"""Doing a deed on a document, a sheet, a check or a period: one page for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from minhchung.ground.accounts.access import View, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.legislation import actions, queries, shown
from minhchung.legislation.models import (
    Check,
    Draft,
    LegalDocument,
    Recommendation,
    Relation,
    ReviewSheet,
    Systematisation,
    ValidityEvent,
)
from minhchung.legislation.web.doors import DOORS


@dataclass(frozen=True)
class On:
    """What deeds are done on: its table, the page of a record, who may."""

    model: Any
    page: str
    title: Any
    permit: May = May.EDIT_LEGISLATION
    of: Callable[[Any], int] = lambda record: int(record.pk)


_ON = {
    "document": On(LegalDocument, "document", gettext_lazy("Văn bản pháp luật")),
    "change": On(
        ValidityEvent, "document", gettext_lazy("Văn bản pháp luật"), of=lambda event: int(event.document_id)
    ),
    "relation": On(
        Relation, "document", gettext_lazy("Văn bản pháp luật"), of=lambda relation: int(relation.source_id)
    ),
    "sheet": On(ReviewSheet, "sheet", gettext_lazy("Phiếu rà soát")),
    "approval": On(ReviewSheet, "sheet", gettext_lazy("Phiếu rà soát"), May.APPROVE_LEGISLATION),
    "period": On(Systematisation, "systematisation", gettext_lazy("Kỳ hệ thống hóa")),
    "check": On(Check, "check", gettext_lazy("Kiểm tra văn bản")),
    "draft": On(Draft, "draft", gettext_lazy("Chương trình soạn thảo")),
    "recommendation": On(Recommendation, "recommendation", gettext_lazy("Kiến nghị về thi hành pháp luật")),
}


def deed(matter: str) -> View:
    """The page of a deed: what is entered, and why it was refused; nothing typed is lost."""
    on = _ON[matter]

    @require(on.permit)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
        door, record = DOORS[matter].get(slug), queries.record(on.model, number)
        if door is None or record is None:
            raise Http404(_("Không có bản ghi hoặc việc này."))
        here = reverse(f"legislation:{on.page}", args=[on.of(record)])
        revision = getattr(record, "revision", None)
        form = door.form(request.POST if request.method == "POST" else None, initial={"revision": revision})
        if request.method == "POST" and form.is_valid():
            words = form.words()
            if revision is not None:
                words["revision"] = form.cleaned_data["revision"]
            try:
                done = door.do(number, by=request.user.username, at=_moment(), **words)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                messages.success(request, _("Đã xong: %(deed)s.") % {"deed": str(door.button).lower()})
                if isinstance(done, actions.Consequences):
                    for words in shown.consequences(done):
                        messages.warning(request, words)
                return redirect(reverse(f"legislation:{door.leads}", args=[done]) if door.leads else here)
        context = {
            "form": form,
            "heading": door.button,
            "above": str(record),
            "lead": door.lead,
            "button": door.button,
            "cancel_url": here,
            "crumbs": (
                pieces.Crumb(str(on.title), reverse(f"legislation:{on.page}_list")),
                pieces.Crumb(str(record)[:80], here),
                pieces.Crumb(str(door.button)),
            ),
        }
        return render(request, "legislation/deed.html", context, status=422 if form.errors else 200)

    return view


def _moment() -> datetime:
    return datetime.now().replace(microsecond=0)
