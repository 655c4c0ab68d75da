"""Tracking for people outside: by code and a second secret, or straight from a paper's QR code."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.dossiers import tracking
from minhchung.dossiers.forms.tracking import TrackForm
from minhchung.ground.knocks.actions import Gate, TooOften, give_back, knock
from minhchung.ground.knocks.addresses import address_of

#: Wrong tries of one address, in a quarter of an hour; of one code by its telephone, from wherever, in a day.
OF_ADDRESS, QUARTER = 10, timedelta(minutes=15)
OF_CODE, DAY = 20, timedelta(days=1)


@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponseBase:
    """Ask for code and secret; a wrong code and a wrong secret are answered alike.

    Only wrong tries count. A code that strangers have tried too often still opens by the token of its receipt, which
    has a hundred bits.
    """
    now = datetime.now().replace(microsecond=0)
    sent = request.POST if request.method == "POST" else None
    form = TrackForm(sent)
    if sent is not None and form.is_valid():
        code, secret = form.cleaned_data["code"], form.cleaned_data["secret"]
        gates = [Gate("tra-cuu/dia-chi", address_of(request), OF_ADDRESS, QUARTER)]
        if len("".join(secret.split())) <= tracking.DIGITS:
            gates.append(Gate("tra-cuu/ma-ho-so", code.strip().upper(), OF_CODE, DAY))
        try:
            knock(gates, at=now, source=address_of(request))
        except TooOften as shut:
            by_code = shut.gate.name == "tra-cuu/ma-ho-so"
            return private(
                render(
                    request,
                    "dossiers/track_wait.html",
                    {"until": shut.until_at, "by_code": by_code},
                    status=429,
                )
            )
        token = tracking.found_by(code, secret)
        if token is not None:
            give_back(gates)
            return redirect("look_up", token)
        form.add_error(
            None, _("Không có hồ sơ nào khớp với mã và thông tin xác nhận này. Hãy xem lại giấy tiếp nhận.")
        )
    return private(render(request, "dossiers/track.html", {"form": form}, status=422 if form.errors else 200))


@require_safe
def look_up(request: HttpRequest, token: str) -> HttpResponse:
    """What anybody with a paper's QR code may know of its dossier: code, state, promise and why; nobody's name."""
    now = datetime.now().replace(microsecond=0)
    found = tracking.tracked(token, now)
    if found is None:
        raise Http404(_("Mã tra cứu này không dẫn đến hồ sơ nào. Hãy quét lại mã trên giấy tiếp nhận."))
    return private(render(request, "dossiers/look_up.html", {"found": found, "now": now, "token": token}))


def private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, found by no machine."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
