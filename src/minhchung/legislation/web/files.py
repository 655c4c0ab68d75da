"""Files of documents: attached, read for searching, handed out."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import queries as kept_files
from minhchung.ground.files import scanner
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.web import handed_out
from minhchung.ground.skin import pieces
from minhchung.legislation import actions, queries
from minhchung.legislation.forms import FileForm, ReasonForm

PURPOSE = "legislation.document"


@require(May.EDIT_LEGISLATION)
@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, number: int) -> HttpResponseBase:
    """Attach a file to a document; its words are read."""
    document = queries.document(number)
    if document is None:
        raise Http404(_("Không có văn bản này."))
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = FileForm(*sent)
    here = reverse("legislation:document", args=[number])
    if request.method == "POST" and form.is_valid():
        by, at, file = request.user.username, datetime.now().replace(microsecond=0), form.cleaned_data["file"]
        try:
            kept, _warnings = files.keep_checked(
                file.chunks(),
                name=file.name or "",
                purpose=PURPOSE,
                scanner=scanner.configured(),
                by=by,
                at=at,
            )
            opened = kept_files.opened(kept.pk)
            assert opened is not None  # it was kept just now
            made = actions.attach(
                document=number,
                file=kept.pk,
                path=opened.path,
                content_type=opened.content_type,
                ocr=settings.OCR_COMMAND,
                by=by,
                at=at,
            )
        except NotAccepted as refused:
            form.add_error("file", str(refused))
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            told = _("Đã đính kèm: %(name)s. %(how)s.") % {
                "name": kept.name,
                "how": made.get_reading_display(),
            }
            (messages.success if made.text else messages.warning)(request, f"{told} {made.note}".strip())
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Đính kèm tệp"),
        "above": str(document),
        "button": _("Đính kèm"),
        "cancel_url": here,
        "with_file": True,
        "crumbs": (
            pieces.Crumb(_("Văn bản pháp luật"), reverse("legislation:document_list")),
            pieces.Crumb(str(document)[:80], here),
            pieces.Crumb(_("Đính kèm tệp")),
        ),
    }
    return render(request, "legislation/deed.html", context, status=422 if form.errors else 200)


@require(May.EDIT_LEGISLATION)
@require_http_methods(["GET", "HEAD", "POST"])
def detach(request: HttpRequest, number: int, file: int) -> HttpResponseBase:
    """Take away a file of a document, for a reason."""
    document, found = queries.document(number), queries.file_of(number, file)
    if document is None or found is None:
        raise Http404(_("Văn bản không có tệp này."))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    here = reverse("legislation:document", args=[number])
    if request.method == "POST" and form.is_valid():
        by, at = request.user.username, datetime.now().replace(microsecond=0)
        try:
            actions.detach(document=number, file=file, reason=form.cleaned_data["reason"], by=by, at=at)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Đã bỏ tệp: %(name)s.") % {"name": found.file.name})
            return redirect(here)
    context = {
        "form": form,
        "heading": _("Bỏ tệp"),
        "above": f"{document}: {found.file.name}",
        "lead": _(
            "Tệp không còn ở văn bản này và không được tìm thấy nữa; tên tệp và lý do nằm trong Lịch sử."
        ),
        "button": _("Bỏ tệp"),
        "cancel_url": here,
        "crumbs": (
            pieces.Crumb(_("Văn bản pháp luật"), reverse("legislation:document_list")),
            pieces.Crumb(str(document)[:80], here),
            pieces.Crumb(_("Bỏ tệp")),
        ),
    }
    return render(request, "legislation/deed.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def document_file(request: HttpRequest, number: int, file: int) -> HttpResponseBase:
    """A file of a document, for those who are signed in."""
    found = queries.file_of(number, file)
    kept = kept_files.kept_file(found.file_id) if found else None
    if kept is None:
        raise Http404(_("Văn bản không có tệp này."))
    answer = handed_out(kept, to_disk=True)
    answer["Cache-Control"] = "private, no-store"
    return answer
