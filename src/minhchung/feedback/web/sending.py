"""The public page of reflections and recommendations: sent with files, followed by a secret, the answer rated once."""

from __future__ import annotations

import logging
import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.feedback import actions, following
from minhchung.feedback.actions import sending
from minhchung.feedback.forms.sending import RateAnswerForm, SendForm, SupplementForm
from minhchung.feedback.web.desk import tell
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import scanner
from minhchung.ground.files.kinds import ACCEPTED
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.web import handed_out
from minhchung.ground.knocks.actions import Gate, TooOften, knock
from minhchung.ground.knocks.addresses import address_of
from minhchung.ground.knocks.trap import LONGEST, opened_at, opened_mark
from minhchung.ground.registers.actions import note_file_reading

_LOG = logging.getLogger("minhchung.feedback")
#: What one address may send: so many in an hour; ratings and wrong secrets likewise.
OF_ADDRESS, HOUR = 10, timedelta(hours=1)
_FRAME = 1 << 20
_SECRET = re.compile(r"[A-Z2-7]{20}")
_PURPOSE = "feedback.file"
_FILES: dict[str, Any] = {
    "accepted": ACCEPTED,
    "most_files": sending.MOST_FILES,
    "most_mb": sending.MOST_BYTES // 1024**2,
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponseBase:
    """The form, and what was sent by it; nothing typed is lost on an error, the same form sent twice makes one.

    What is too large by its own word, or written in another charset by its own word, is refused before it is read; so
    the protection against forged forms, which reads the form, comes after.
    """
    if request.method == "POST":
        unread = left_unread(request)
        if unread is not None:
            return _refused(request, *unread)
    elif "ma" in request.GET:
        secret = "".join(request.GET["ma"].split()).upper()
        if _SECRET.fullmatch(secret):
            return redirect("sent_feedback", secret)
        return _refused(request, 422, _("Mã theo dõi gồm 20 chữ và số, như đã nhận khi gửi. Hãy xem lại."))
    return _send(request)


def left_unread(request: HttpRequest) -> tuple[int, str] | None:
    """With which status, and why, what came is refused before it is read; None when it may be read."""
    charset = (request.content_params or {}).get("charset", "utf-8").lower().replace("_", "-")
    if charset not in ("utf-8", "utf8"):
        return 415, _("Biểu mẫu gửi lên không dùng bảng mã Unicode (UTF-8) nên không đọc được.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > sending.MOST_BYTES + _FRAME:
        too_large = _(
            "Các tệp gửi kèm vượt %(mb)s MB. Hãy quét với độ phân giải thấp hơn hoặc gửi ít tệp hơn."
        )
        return 413, too_large % {"mb": sending.MOST_BYTES // 1024**2}
    return None


@csrf_protect
def _send(request: HttpRequest) -> HttpResponseBase:
    now = datetime.now().replace(microsecond=0)
    sent = request.POST if request.method == "POST" else None
    form = SendForm(sent, now=now, initial={"form_key": uuid4(), "opened": opened_mark(now)})
    if sent is not None and form.is_valid():
        key = sending.form_of(str(form.cleaned_data["form_key"]))
        try:
            sending.check_sent(key)
            knock(
                [Gate("gui-phan-anh/dia-chi", address_of(request), OF_ADDRESS, HOUR)],
                at=now,
                source=address_of(request),
            )
            record = sending.send(message=form.message(), files=kept_files(request, now), at=now, form=key)
        except actions.Repeated as done:
            return redirect("sent_feedback", following.secret_of(done.record))
        except TooOften as shut:
            return wait(request, shut)
        except NotAccepted as refusal:
            form.add_error(None, str(refusal))
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            return redirect("sent_feedback", following.secret_of(record.pk))
    if sent is not None:
        open_anew(form, now)
    return _form(request, form, 422 if form.errors else 200)


def open_anew(form: Any, now: datetime) -> None:
    """A form that comes back with a moment that is none, or too old, is good again from now on."""
    opened = opened_at(form.data.get("opened", ""))
    if opened is None or not now - LONGEST < opened <= now:
        form.data = form.data.copy()
        form.data["opened"] = opened_mark(now)


def kept_files(request: HttpRequest, now: datetime) -> list[int]:
    """Numbers of the files that came along, each looked through by its content.

    Raises:
        NotAccepted: too many, empty, of a wrong or dangerous kind, infected.
    """
    came = request.FILES.getlist("files")
    if len(came) > sending.MOST_FILES:
        raise NotAccepted(_("Gửi kèm nhiều nhất %(most)s tệp.") % {"most": sending.MOST_FILES})
    numbers = []
    for file in came:
        kept, _warnings = files.keep_checked(
            file.chunks(),
            name=file.name or "",
            purpose=_PURPOSE,
            scanner=scanner.configured(),
            by=sending.SENDER.username,
            at=now,
        )
        numbers.append(kept.pk)
    return numbers


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request: HttpRequest, token: str) -> HttpResponseBase:
    """Follow what one has sent, and rate the answer once."""
    now = datetime.now().replace(microsecond=0)
    found = followed_or_404(token, now)
    came = request.POST if request.method == "POST" else None
    form = RateAnswerForm(came)
    if came is not None and form.is_valid():
        try:
            knock(
                [Gate("danh-gia-tra-loi", address_of(request), OF_ADDRESS, HOUR)],
                at=now,
                source=address_of(request),
            )
            sending.rate_once(number=found.number, at=now, **form.cleaned_data)
        except TooOften as shut:
            return wait(request, shut)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            return redirect("sent_feedback", token)
    return shown(request, token, found, now, form=form)


def followed_or_404(token: str, now: datetime) -> following.Followed:
    """What a secret leads to.

    Raises:
        Http404: nowhere.
    """
    found = following.followed(token, now)
    if found is None:
        raise Http404(
            _("Mã theo dõi này không dẫn đến phản ánh, kiến nghị nào. Hãy xem lại mã đã nhận khi gửi.")
        )
    return found


def shown(
    request: HttpRequest,
    token: str,
    found: following.Followed,
    now: datetime,
    *,
    form: Any = None,
    supplement: SupplementForm | None = None,
    refused: tuple[int, str] | None = None,
) -> HttpResponse:
    """The page by which a sender follows; ``refused`` is the status and the reason why what came was not read."""
    if supplement is None and found.may_supplement:
        supplement = SupplementForm(None, now=now, initial={"form_key": uuid4(), "opened": opened_mark(now)})
    errors = (form is not None and form.errors) or (supplement is not None and supplement.errors)
    context = {
        "found": found,
        "form": form if form is not None else RateAnswerForm(None),
        "supplement": supplement,
        "refused": refused[1] if refused else "",
        "token": token,
        "now": now,
        **_FILES,
    }
    status = refused[0] if refused else 422 if errors else 200
    return private(render(request, "feedback/sent.html", context, status=status))


@require(May.READ_PERSONAL)
@require_safe
def file(request: HttpRequest, number: int, file: int) -> HttpResponseBase:
    """A file that a sender attached, to be saved; who opened it is written to the trail."""
    row = following.file_of(number, file)
    if row is None:
        raise Http404(_("Không có tệp này."))
    answer = handed_out(row.file, to_disk=True)
    if request.method == "GET":
        note_file_reading(
            room="feedback",
            matter="feedback",
            record=number,
            file=row.pk,
            digest=row.file.digest,
            by=request.user.username,
            at=datetime.now().replace(microsecond=0),
        )
    answer["Cache-Control"] = "private, no-store"
    return answer


def _form(request: HttpRequest, form: SendForm, status: int) -> HttpResponse:
    context = {"form": form, "trap": form["website"], **_FILES}
    return private(render(request, "feedback/send.html", context, status=status))


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """The empty form with the reason why what came was not even read."""
    now = datetime.now().replace(microsecond=0)
    _LOG.warning("Từ chối phản ánh gửi lên (%s) từ %s", status, address_of(request))
    form = SendForm(None, now=now, initial={"form_key": uuid4(), "opened": opened_mark(now)})
    context = {"form": form, "refused": sentence, "trap": form["website"], **_FILES}
    return private(render(request, "feedback/send.html", context, status=status))


def wait(request: HttpRequest, shut: TooOften) -> HttpResponse:
    """The page that says until when one waits."""
    return private(render(request, "feedback/send_wait.html", {"until": shut.until_at}, status=429))


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no machine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
