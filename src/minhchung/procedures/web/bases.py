"""The inbox of procedures whose basis has ended, and what is done about each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.legislation.queries import name_of
from minhchung.procedures import actions, bases, bases_shown
from minhchung.procedures.citing import citing
from minhchung.procedures.forms import GoOnForm, StandOnForm

_DEEDS: dict[str, tuple[Any, Any]] = {
    "doi-can-cu": (StandOnForm, gettext_lazy("Đổi căn cứ")),
    "cho-phep": (GoOnForm, gettext_lazy("Ghi văn bản cho phép tiếp tục nhận")),
}


@require(May.READ_RECORDS)
@require_safe
def basis_work(request: HttpRequest) -> HttpResponse:
    """What cites documents that have ended: procedures with limits and forms, rules, figures, criteria, reports."""
    today = datetime.now().date()
    asked = request.GET.get("van-ban", "")
    document = int(asked) if asked.isdecimal() and len(asked) < 18 else None
    may = request.user.may(May.EDIT_PROCEDURES)
    lines = bases.work(today, document=document)
    context = {
        "table": bases_shown.basis_work(lines, today, may_change=may),
        "citing": bases_shown.citing(citing(today, document=document)),
        "stopped": sum(1 for each in lines if each.stops and each.ended_on <= today),
        "may_change": may,
        "narrowed": "" if document is None else name_of(document) or str(document),
    }
    return render(request, "procedures/basis_work.html", context)


@require(May.EDIT_PROCEDURES)
@require_POST
def link_bases(request: HttpRequest) -> HttpResponseBase:
    """Find the documents that procedures cite in their own words."""
    now = datetime.now().replace(microsecond=0)
    found = actions.link_bases(on=now.date(), by=request.user.username, at=now)
    messages.success(request, _("Đã tìm thấy thêm %(count)s căn cứ.") % {"count": found})
    return redirect("procedures:basis_work")


@require(May.EDIT_PROCEDURES)
@require_http_methods(["GET", "HEAD", "POST"])
def basis_deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """Put a procedure on another document, or say by which text it goes on without the one that ended."""
    basis = bases.basis(number)
    if slug not in _DEEDS or basis is None:
        raise Http404(_("Không có căn cứ hoặc việc này."))
    form_class, words = _DEEDS[slug]
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {"basis": number, "by": request.user.username, "at": datetime.now().replace(microsecond=0)}
        try:
            if slug == "doi-can-cu":
                actions.stand_on(document=form.cleaned_data["document"].pk, **told)
            else:
                actions.go_on_without(allowed_by=form.cleaned_data["allowed_by"], **told)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": str(words).lower()})
            return redirect("procedures:basis_work")
    back = reverse("procedures:basis_work")
    context = {
        "form": form,
        "heading": words,
        "above": str(basis),
        "button": words,
        "cancel_url": back,
        "crumbs": (pieces.Crumb(_("Căn cứ hết hiệu lực"), back), pieces.Crumb(str(words))),
    }
    return render(request, "legislation/deed.html", context, status=422 if form.errors else 200)
