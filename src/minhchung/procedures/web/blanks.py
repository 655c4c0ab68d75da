"""Blank forms of a version's components: the page where they are attached, replaced and taken away, and the files."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import queries as kept_files
from minhchung.ground.files import scanner
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.web import handed_out
from minhchung.procedures import actions, queries
from minhchung.procedures.blanks import ACCEPTED, MOST_BYTES
from minhchung.procedures.queries import Part, VersionRow

PURPOSE = "procedures.form"
#: What a form weighs besides its file.
_FRAME = 1 << 20


@require(May.EDIT_PROCEDURES)
@require_safe
def blank_forms(request: HttpRequest, number: int) -> HttpResponse:
    """The components of a version, each with its blank form and a place to send one."""
    return _page(request, _version(number))


@require(May.READ_RECORDS)
@require_safe
def blank_form(request: HttpRequest, number: int, component: int) -> HttpResponseBase:
    """The blank form of a component, whether the version is posted or not."""
    part = _part(_version(number), component)
    kept = kept_files.kept_file(part.blank.file) if part.blank else None
    if kept is None:
        raise Http404(_("Thành phần này chưa có tệp mẫu."))
    return handed_out(kept, to_disk=True)


@csrf_exempt
@require(May.EDIT_PROCEDURES)
@require_POST
def attach_blank_form(request: HttpRequest, number: int, component: int) -> HttpResponseBase:
    """Attach a blank form to a component, in place of the one before.

    What is too large by its own word is refused before a byte of it is read; so the protection against forged forms,
    which reads the form, comes after.
    """
    version = _version(number)
    part = _part(version, component)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES + _FRAME:
        sentence = _("Tệp vượt %(mb)s MB, mức lớn nhất cho một mẫu đơn; chưa có gì được nhận.")
        return _page(
            request, version, refused=sentence % {"mb": MOST_BYTES // 1024**2}, at=part.id, status=413
        )
    return _attach(request, version, part)


@csrf_protect
def _attach(request: HttpRequest, version: VersionRow, part: Part) -> HttpResponseBase:
    try:
        sent = request.FILES.get("file")
    except (UnreadablePostError, MultiPartParserError):
        sentence = _("Kết nối bị ngắt khi đang gửi tệp; chưa có gì được nhận. Hãy gửi lại.")
        return _page(request, version, refused=sentence, at=part.id, status=400)
    if sent is None:
        return _page(request, version, refused=_("Chưa chọn tệp nào."), at=part.id, status=422)
    by, now = request.user.username, datetime.now().replace(microsecond=0)
    try:
        kept, warnings = files.keep_checked(
            sent.chunks(),
            name=sent.name or "",
            purpose=PURPOSE,
            scanner=scanner.configured(),
            by=by,
            at=now,
        )
        made = actions.attach_form(component=part.id, file=kept.pk, by=by, at=now)
    except (NotAccepted, actions.CannotAttachForm) as refusal:
        return _page(request, version, refused=str(refusal), at=part.id, status=422)
    messages.success(request, _("Đã gắn tệp “%(name)s”.") % {"name": made.name})
    for warning in warnings:
        messages.warning(request, warning)
    return redirect("procedures:blank_forms", version.id)


@require(May.EDIT_PROCEDURES)
@require_POST
def drop_blank_form(request: HttpRequest, number: int, component: int) -> HttpResponseBase:
    """Take the blank form of a component away."""
    version = _version(number)
    part = _part(version, component)
    by, now = request.user.username, datetime.now().replace(microsecond=0)
    if actions.drop_form(component=part.id, by=by, at=now):
        messages.success(request, _("Đã bỏ tệp mẫu của “%(name)s”.") % {"name": part.name})
    return redirect("procedures:blank_forms", version.id)


def _version(number: int) -> VersionRow:
    found = queries.version_row(number)
    if found is None:
        raise Http404(_("Không có phiên bản thủ tục này."))
    return found


def _part(version: VersionRow, component: int) -> Part:
    found = next((each for each in queries.components_of(version.id) if each.id == component), None)
    if found is None:
        raise Http404(_("Phiên bản này không có thành phần hồ sơ đó."))
    return found


def _page(
    request: HttpRequest, version: VersionRow, *, refused: str = "", at: int = 0, status: int = 200
) -> HttpResponse:
    context = {
        "version": version,
        "parts": queries.components_of(version.id),
        "refused": refused,
        "refused_at": at,
        "accepted": ACCEPTED,
        "most_mb": MOST_BYTES // 1024**2,
        "scans": scanner.configured() is not None,
    }
    return render(request, "procedures/blank_forms.html", context, status=status)
