"""The page shown while the system is being worked on: a file says so, whether or not the database is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from minhchung.config.middleware import POLICY

#: While a file of this name lies in the data folder, every page answers that the system is being worked on.
NAME = "bao-tri"
#: Seconds after which whoever asks, a browser or a machine, may ask again.
RETRY_AFTER = 900
#: Answered all the same: whoever watches the service asks there.
_OPEN = ("/healthz",)
_LONGEST = 1000


def maintenance(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 503 while the file lies there; what is written in it is shown as the reason."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path in _OPEN:
            return get_response(request)
        try:
            text = Path(settings.DATA_DIR, NAME).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return get_response(request)
        except OSError:
            text = ""
        return _page(text.strip()[:_LONGEST])

    return middleware


def _page(reason: str) -> HttpResponse:
    context = {
        "code": 503,
        "title": _("Hệ thống đang bảo trì"),
        "text": reason or _("Dữ liệu vẫn còn nguyên. Mời ông/bà quay lại sau ít phút."),
        "closed": True,
    }
    # Drawn without the context of pages, which asks the database: that may be what is being worked on.
    response = HttpResponse(render_to_string("errors/500.html", context), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response["Content-Security-Policy"] = POLICY
    return response
