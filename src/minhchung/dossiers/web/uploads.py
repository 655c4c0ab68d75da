"""Sending files: a plain form with several files, and a small protocol for pieces with resuming.

POST   tai-len/          begin: {key, name, size} -> {url, offset}
GET    tai-len/<key>/    how far it came: {offset, size}
PATCH  tai-len/<key>/    a piece; the header Upload-Offset says where it begins -> {offset}
POST   tai-len/<key>/    finish, with what is said of the file -> {url}
DELETE tai-len/<key>/    give it up

An upload belongs to one person, one signed-in session and one dossier; for everybody else there is none. Every answer
is JSON; a refusal has ``error``, a sentence. A piece in the wrong place is told the right one (409, ``offset``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from minhchung.dossiers import actions
from minhchung.dossiers import attachment_queries as lying
from minhchung.dossiers.forms.attaching import LabelsForm
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.web.attachments import attachments_page, now, ours
from minhchung.dossiers.web.desk import actor_of
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import queries, scanner
from minhchung.ground.files.refusals import NotAccepted

PURPOSE = "dossiers.attachment"
_BLOCK = 1 << 16
#: What a form weighs besides its files.
_FRAME = 1 << 20
_PATIENT_PAGE = 413


class Measured(FileUploadHandler):
    """Stops a form whose files turn out larger than they may be, before they fill the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.request.counted = getattr(self.request, "counted", 0)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count, and stop beyond the limit."""
        del start
        self.request.counted += len(raw_data)
        if self.request.counted > settings.UPLOAD_LIMIT:
            self.request.too_large = True
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""


@csrf_exempt
@require(May.EDIT_DOSSIERS)
@require_POST
def attach(request: HttpRequest, number: int) -> HttpResponseBase:
    """Attach the files of a plain form; each that is refused is named, the others are kept.

    What is too large by its own word is refused before a byte of it is read; so the protection against forged forms,
    which reads the form, comes after.
    """
    dossier = ours(number)
    if int(request.META.get("CONTENT_LENGTH") or 0) > settings.UPLOAD_LIMIT + _FRAME:
        return _too_large(request, dossier)
    request.upload_handlers = [Measured(request), TemporaryFileUploadHandler(request)]
    return _attach(request, dossier)


@csrf_protect
def _attach(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    try:
        form = LabelsForm(request.POST, papers=lying.labels_open(dossier))
        sent = request.FILES.getlist("files")
    except (UnreadablePostError, MultiPartParserError):
        messages.error(
            request, _("Kết nối bị ngắt khi đang gửi tệp; chưa có tệp nào được nhận. Hãy gửi lại.")
        )
        return redirect("dossiers:attachments", dossier.pk)
    if getattr(request, "too_large", False):
        return _too_large(request, dossier)
    if not sent:
        form.add_error(None, _("Chưa chọn tệp nào."))
    if not form.is_valid():
        return attachments_page(request, dossier, form=form, status=422)
    kept, key = 0, request.POST.get("form_key", "")
    for place, file in enumerate(sent):
        try:
            done = _kept(request, dossier, file, form, f"{key}:{place}" if key else file.name)
        except (NotAccepted, actions.Refusal) as refusal:
            form.add_error(None, str(refusal))
        else:
            kept += 1
            if done.told:
                messages.warning(request, done.told)
    if kept:
        messages.success(request, _("Đã đính kèm %(count)s tệp.") % {"count": kept})
    if form.errors:
        return attachments_page(request, dossier, form=form, status=422)
    return redirect("dossiers:attachments", dossier.pk)


def _kept(request: HttpRequest, dossier: Dossier, file: Any, form: LabelsForm, key: str) -> actions.Attached:
    labels = form.labels()
    actions.refuse_attaching(dossier.pk, labels)
    by = actor_of(request)
    kept, warnings = files.keep_checked(
        file.chunks(),
        name=file.name or "",
        purpose=PURPOSE,
        scanner=scanner.configured(),
        by=by.username,
        at=now(),
    )
    return actions.attach(
        dossier=dossier.pk,
        file=kept.pk,
        digest=kept.digest,
        labels=labels,
        warnings=warnings,
        form=key,
        by=by,
        at=now(),
    )


def _too_large(request: HttpRequest, dossier: Dossier) -> HttpResponseBase:
    messages.error(
        request,
        _(
            "Các tệp gửi một lần vượt %(mb)s MB. Hãy gửi thành nhiều lần, hoặc quét với độ phân giải thấp hơn; "
            "chưa có tệp nào được nhận."
        )
        % {"mb": settings.UPLOAD_LIMIT // 1024**2},
    )
    return attachments_page(request, dossier, status=_PATIENT_PAGE)


@require(May.EDIT_DOSSIERS)
@require_POST
def begin(request: HttpRequest, number: int) -> JsonResponse:
    """Begin an upload, or find the one begun by the same key."""
    dossier = ours(number)
    try:
        asked = json.loads(request.body)
        key, name, size = UUID(asked["key"]), str(asked["name"]), int(asked["size"])
    except (ValueError, KeyError, TypeError):
        return _refused(_("Yêu cầu tải lên không đọc được."), 400)
    try:
        upload = files.begin_upload(
            upload=key,
            purpose=PURPOSE,
            record=dossier.pk,
            name=name,
            size=size,
            session=_session(request),
            by=request.user.username,
            at=now(),
        )
    except files.NoSuchUpload:
        return _refused(_("Dấu của lần tải lên này đã dùng cho tệp khác."), 409)
    except files.TooLarge as refusal:
        return _refused(str(refusal), 413)
    except files.DiskFull as refusal:
        return _refused(str(refusal), 507)
    except NotAccepted as refusal:
        return _refused(str(refusal), 422)
    url = reverse("dossiers:upload", args=[dossier.pk, upload.pk])
    return JsonResponse({"url": url, "offset": queries.received_of(upload)}, status=201)


@require(May.EDIT_DOSSIERS)
@require_http_methods(["GET", "HEAD", "PATCH", "POST", "DELETE"])
def upload(request: HttpRequest, number: int, key: UUID) -> JsonResponse:
    """How far an upload came; a piece of it; its end."""
    dossier = ours(number)
    found = queries.upload_of(
        key, purpose=PURPOSE, record=dossier.pk, session=_session(request), by=request.user.username
    )
    if found is None:
        return _refused(_("Không có lần tải lên này trong phiên làm việc hiện tại."), 404)
    if request.method == "PATCH":
        return _piece(request, found)
    if request.method == "POST":
        return _finished(request, dossier, found)
    if request.method == "DELETE":
        files.abandon(found)
        return JsonResponse({})
    answer = JsonResponse({"offset": queries.received_of(found), "size": found.size})
    answer["Upload-Offset"] = str(queries.received_of(found))
    answer["Cache-Control"] = "no-store"
    return answer


def _piece(request: HttpRequest, found: Any) -> JsonResponse:
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal():
        return _refused(_("Thiếu vị trí bắt đầu của phần gửi lên."), 400)
    try:
        there = files.receive_upload(found, offset=int(offset), content=_blocks(request), at=now())
    except files.WrongOffset as wrong:
        return JsonResponse({"offset": wrong.received}, status=409)
    except UnreadablePostError:
        return JsonResponse({"offset": queries.received_of(found)}, status=400)
    except files.TooLarge as refusal:
        return _refused(str(refusal), 413)
    except files.DiskFull as refusal:
        return _refused(str(refusal), 507)
    except NotAccepted as refusal:
        return _refused(str(refusal), 422)
    return JsonResponse({"offset": there})


def _blocks(request: HttpRequest) -> Iterator[bytes]:
    while block := request.read(_BLOCK):
        yield block


def _finished(request: HttpRequest, dossier: Dossier, found: Any) -> JsonResponse:
    form = LabelsForm(request.POST, papers=lying.labels_open(dossier))
    if not form.is_valid():
        told = "; ".join(str(error) for errors in form.errors.values() for error in errors)
        return _refused(told, 422)
    by = actor_of(request)
    try:
        labels = form.labels()
        actions.refuse_attaching(dossier.pk, labels)
        kept, warnings = files.finish_upload(found, scanner=scanner.configured(), by=by.username, at=now())
        done = actions.attach(
            dossier=dossier.pk,
            file=kept.pk,
            digest=kept.digest,
            labels=labels,
            warnings=warnings,
            form=str(found.pk),
            by=by,
            at=now(),
        )
    except files.WrongOffset as wrong:
        return JsonResponse({"offset": wrong.received}, status=409)
    except (NotAccepted, actions.Refusal) as refusal:
        return _refused(str(refusal), 422)
    url = reverse("dossiers:attachment", args=[dossier.pk, done.attachment.pk])
    return JsonResponse({"url": url, "name": kept.name, "told": done.told}, status=201)


def session_mark(session_key: str | None) -> str:
    """A mark of a signed-in session that leads back to none."""
    return hashlib.sha256(f"upload:{session_key}".encode()).hexdigest()


def _session(request: HttpRequest) -> str:
    return session_mark(request.session.session_key)


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
