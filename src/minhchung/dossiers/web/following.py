"""Being told of a dossier by e-mail: asked for with the paper's token, confirmed and ended by links in mails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from minhchung.dossiers import tracking
from minhchung.dossiers.actions import Refusal, following
from minhchung.dossiers.forms.following import FollowForm
from minhchung.dossiers.papers.tokens import dossier_of
from minhchung.dossiers.web.tracking import private
from minhchung.ground.knocks.actions import Gate, TooOften, knock
from minhchung.ground.knocks.addresses import address_of
from minhchung.ground.knocks.trap import opened_mark

#: Letters that one visitor may have sent in an hour; that go to one address, and for one dossier, in a day.
OF_ADDRESS, HOUR = 10, timedelta(hours=1)
TO_ONE, OF_DOSSIER, DAY = 3, 10, timedelta(days=1)
_DONE = "dossiers/following.html"


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask to be told; the answer is the same whether or not the address is told already."""
    now = datetime.now().replace(microsecond=0)
    found = tracking.tracked(token, now)
    number = dossier_of(token)
    if found is None or number is None:
        raise Http404(_("Mã tra cứu này không dẫn đến hồ sơ nào. Hãy quét lại mã trên giấy tiếp nhận."))
    sent = request.POST if request.method == "POST" else None
    form = FollowForm(sent, now=now, initial={"opened": opened_mark(now)})
    status = 200
    if sent is not None and form.is_valid():
        email = form.cleaned_data["email"]
        source = address_of(request)
        gates = [
            Gate("nhan-tin/dia-chi", source, OF_ADDRESS, HOUR),
            Gate("nhan-tin/thu", email.casefold(), TO_ONE, DAY),
            Gate("nhan-tin/ho-so", str(number), OF_DOSSIER, DAY),
        ]
        try:
            knock(gates, at=now, source=source)
            following.ask_to_follow(dossier=number, address=email, at=now)
        except TooOften as shut:
            return private(
                render(
                    request, "dossiers/follow_wait.html", {"until": shut.until_at, "token": token}, status=429
                )
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {
                "asked": True,
                "code": found.code,
                "token": token,
                "hours": settings.FOLLOW_CONFIRM_HOURS,
            }
            return private(render(request, _DONE, context))
    if form.errors:
        status = 422
    context = {
        "form": form,
        "trap": form["website"],
        "found": found,
        "token": token,
        "days": settings.FOLLOW_DAYS,
    }
    return private(render(request, "dossiers/follow.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_following(request: HttpRequest, token: str) -> HttpResponse:
    """Look, then confirm by a button: programs that look at mails for people open every link in them."""
    now = datetime.now().replace(microsecond=0)
    if request.method == "POST":
        code = following.confirm(token=token, at=now)
        if code is not None:
            return private(render(request, _DONE, {"confirmed": True, "code": code}))
    else:
        code = following.waiting(token, now)
    if code is None:
        raise Http404(_("Đường dẫn xác nhận này đã dùng hoặc đã hết hạn. Hãy đăng ký lại từ trang tra cứu."))
    return private(render(request, "dossiers/confirm_following.html", {"code": code}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_following(request: HttpRequest, token: str) -> HttpResponse:
    """Look, then stop by a button; mail programs stop by sending to it (RFC 8058), without any cookie."""
    code = following.followed_by(token)
    if code is None:
        raise Http404(_("Đường dẫn dừng nhận tin này không đúng. Hãy mở lại từ thư đã nhận."))
    if request.method == "POST":
        following.unfollow(token=token, at=datetime.now().replace(microsecond=0))
        code = ""
    if not code:
        return private(render(request, _DONE, {"stopped": True}))
    return private(render(request, "dossiers/stop_following.html", {"code": code}))
