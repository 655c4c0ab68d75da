"""Files of a dossier on screen: attached, looked at inside the page, saved, taken away; papers as they came in."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.dossiers import actions
from minhchung.dossiers import attachment_queries as lying
from minhchung.dossiers.forms.attaching import OTHERS, DetachForm, LabelsForm, PartsForm
from minhchung.dossiers.models import Attachment, Dossier
from minhchung.dossiers.web.desk import actor_of
from minhchung.dossiers.web.files_shown import listed
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files.kinds import ACCEPTED
from minhchung.ground.files.models import Scan
from minhchung.ground.files.web import handed_out
from minhchung.ground.registers.actions import note_file_reading
from minhchung.ground.skin import pieces

#: Bytes of one piece of an upload.
PIECE = 2 * 1024**2


@require(May.READ_PERSONAL)
@require_safe
def attachments(request: HttpRequest, number: int) -> HttpResponse:
    """The files of a dossier, those taken away, and the form by which others are attached."""
    return attachments_page(request, ours(number))


def attachments_page(
    request: HttpRequest, dossier: Dossier, *, form: LabelsForm | None = None, status: int = 200
) -> HttpResponse:
    """The page; with a form that was sent and refused, it is given back as it was typed."""
    attaches = lying.may_attach(request.user)
    wanted = {"paper": request.GET.get("la", ""), "copy_kind": "copy", "copies": 1}
    form = form or LabelsForm(papers=lying.labels_open(dossier), initial=wanted)
    context = {
        "dossier": dossier,
        "attached": [listed(dossier.pk, each) for each in lying.files_of(dossier.pk)],
        "removed": [listed(dossier.pk, each) for each in lying.files_of(dossier.pk, removed=True)],
        "form": form if attaches else None,
        "form_key": uuid4(),
        "send_url": reverse("dossiers:attach", args=[dossier.pk]),
        "begin_url": reverse("dossiers:upload_begin", args=[dossier.pk]),
        "piece": PIECE,
        "limit": settings.UPLOAD_LIMIT,
        "limit_mb": settings.UPLOAD_LIMIT // 1024**2,
        "accepted": ACCEPTED,
        "scans": bool(settings.CLAMD),
        "crumbs": crumbs(dossier, _("Tệp đính kèm")),
    }
    return render(request, "dossiers/attachments.html", context, status=status)


@require(May.READ_PERSONAL)
@require_safe
def attachment(request: HttpRequest, number: int, file: int) -> HttpResponse:
    """One file: what is known of it, and a look at it where a browser can draw it."""
    row = file_or_404(number, file)
    told = lying.lying(row)
    context = {
        "dossier": row.dossier,
        "each": listed(number, told),
        "shown_url": reverse("dossiers:attachment_shown", args=[number, file]),
        "is_picture": told.content_type.startswith("image/"),
        "is_blocked": told.scan == Scan.INFECTED,
        "may_detach": lying.may_attach(request.user) and told.removed_at is None,
        "crumbs": (
            *crumbs(row.dossier, _("Tệp đính kèm"))[:-1],
            pieces.Crumb(_("Tệp đính kèm"), reverse("dossiers:attachments", args=[number])),
            pieces.Crumb(told.name),
        ),
    }
    return render(request, "dossiers/attachment.html", context)


@require(May.READ_PERSONAL)
@require_safe
def shown(request: HttpRequest, number: int, file: int) -> FileResponse:
    """A file's bytes for the frame of its own page."""
    return _opened(request, file_or_404(number, file), inside_a_page=True)


@require(May.READ_PERSONAL)
@require_safe
def saved(request: HttpRequest, number: int, file: int) -> FileResponse:
    """A file's bytes, to be saved."""
    return _opened(request, file_or_404(number, file), to_disk=True)


@require(May.EDIT_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def detach(request: HttpRequest, number: int, file: int) -> HttpResponseBase:
    """Take a file away for a reason."""
    row = file_or_404(number, file)
    form = DetachForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.detach(
                dossier=number,
                attachment=file,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                at=now(),
            )
        except actions.Refusal as refusal:
            form.add_error(refusal.field_name or None, str(refusal))
        else:
            messages.success(request, _("Đã bỏ tệp “%(name)s” khỏi hồ sơ.") % {"name": row.file.name})
            return redirect("dossiers:attachments", number)
    context = {
        "form": form,
        "name": row.file.name,
        "dossier": row.dossier,
        "back": reverse("dossiers:attachments", args=[number]),
        "crumbs": crumbs(row.dossier, _("Bỏ tệp đính kèm")),
    }
    return render(request, "dossiers/detach.html", context, status=422 if form.errors else 200)


@require(May.EDIT_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def components(request: HttpRequest, number: int) -> HttpResponseBase:
    """Note which papers came in, how many of each."""
    dossier = ours(number)
    form = PartsForm(
        request.POST if request.method == "POST" else None,
        parts=lying.filed_parts(dossier),
        others=OTHERS,
    )
    if request.method == "POST" and form.is_valid():
        try:
            lacking = actions.note_components(
                dossier=number, parts=form.came(), by=actor_of(request), at=now()
            )
        except actions.Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("Đã ghi thành phần hồ sơ.")
            if lacking:
                told += " " + _("Còn thiếu %(count)s giấy tờ bắt buộc.") % {"count": lacking}
            messages.success(request, told)
            return redirect("dossiers:dossier", number)
    context = {"form": form, "dossier": dossier, "crumbs": crumbs(dossier, _("Thành phần hồ sơ"))}
    return render(request, "dossiers/components.html", context, status=422 if form.errors else 200)


def ours(number: int) -> Dossier:
    """A dossier of the own desk.

    Raises:
        Http404: there is none, or the province keeps its files.
    """
    dossier = lying.of_our_desk(number)
    if dossier is None:
        raise Http404(_("Không có hồ sơ này, hoặc tệp của hồ sơ nằm trên hệ thống của tỉnh."))
    return dossier


def file_or_404(number: int, file: int) -> Attachment:
    """A file of that dossier.

    Raises:
        Http404: it belongs to another dossier, or there is none.
    """
    row = lying.file_of(number, file)
    if row is None:
        raise Http404(_("Hồ sơ này không có tệp đó."))
    return row


def crumbs(dossier: Dossier, here: str) -> tuple[pieces.Crumb, ...]:
    """The way to a page under a dossier."""
    return (
        pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
        pieces.Crumb(dossier.code, reverse("dossiers:dossier", args=[dossier.pk])),
        pieces.Crumb(here),
    )


def now() -> datetime:
    """The moment, to the second."""
    return datetime.now().replace(microsecond=0)


def _opened(request: HttpRequest, row: Attachment, **how: bool) -> FileResponse:
    answer = handed_out(row.file, **how)
    if request.method == "GET":
        note_file_reading(
            room="dossiers",
            matter="dossier",
            record=row.dossier_id,
            file=row.pk,
            digest=row.file.digest,
            by=request.user.username,
            at=now(),
        )
    answer["Cache-Control"] = "private, no-store"
    return answer
