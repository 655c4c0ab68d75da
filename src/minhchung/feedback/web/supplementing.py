"""What the agency asked the sender for, sent by himself from the page by which he follows."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from minhchung.feedback import actions
from minhchung.feedback.actions import sending
from minhchung.feedback.forms.sending import SupplementForm
from minhchung.feedback.web.desk import tell
from minhchung.feedback.web.sending import (
    HOUR,
    OF_ADDRESS,
    followed_or_404,
    kept_files,
    left_unread,
    open_anew,
    shown,
    wait,
)
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.knocks.actions import Gate, TooOften, knock
from minhchung.ground.knocks.addresses import address_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take words and files of the sender, once, while they are asked for; what is too large is not even read."""
    now = datetime.now().replace(microsecond=0)
    found = followed_or_404(token, now)
    if request.method != "POST":
        return redirect("sent_feedback", token)
    unread = left_unread(request)
    if unread is not None:
        return shown(request, token, found, now, refused=unread)
    return _supplement(request, token)


@csrf_protect
def _supplement(request: HttpRequest, token: str) -> HttpResponseBase:
    now = datetime.now().replace(microsecond=0)
    found = followed_or_404(token, now)
    form = SupplementForm(request.POST, now=now)
    if form.is_valid():
        key = sending.form_of(str(form.cleaned_data["form_key"]))
        try:
            sending.check_sent(key)
            knock(
                [Gate("bo-sung-phan-anh", address_of(request), OF_ADDRESS, HOUR)],
                at=now,
                source=address_of(request),
            )
            files = kept_files(request, now) if found.may_supplement else []
            content = form.cleaned_data["content"]
            sending.supplement(number=found.number, content=content, files=files, at=now, form=key)
        except actions.Repeated:
            return redirect("sent_feedback", token)
        except TooOften as shut:
            return wait(request, shut)
        except NotAccepted as refusal:
            form.add_error(None, str(refusal))
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            return redirect("sent_feedback", token)
    open_anew(form, now)
    return shown(request, token, found, now, supplement=form)
