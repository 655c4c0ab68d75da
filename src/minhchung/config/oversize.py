"""What says of itself that it is larger than anything taken at its address is refused before anything is made of it.

Django would put the whole of it on the disk first, whatever the form behind the address takes. The dossiers' own doors
of files and the page of feedback say it themselves.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _

from minhchung.config.middleware import EDITOR
from minhchung.config.web import too_large
from minhchung.feedback.actions.sending import MOST_BYTES
from minhchung.portal.keeping import LARGEST

#: What a form holds besides its files.
FRAME = 1 << 20
#: A browser shows an answer only after all has been taken from it; so much is taken, and thrown away.
_TAKEN, _BLOCK = 256 << 20, 1 << 16


def sized(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse what is too large with a page, or as the editor's own screen understands it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        most = _most(request)
        if most is None or not size.isdecimal() or int(size) <= most + FRAME:
            return get_response(request)
        _take(request, int(size))
        text = _(
            "Tệp gửi lên vượt %(mb)s MB, mức lớn nhất nhận ở trang này. Hãy nén ảnh trong tệp hoặc tách tệp ra."
        )
        text %= {"mb": most // 1024**2}
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse({"success": False, "error_message": text})
        return too_large(request, text)

    return middleware


def _most(request: HttpRequest) -> int | None:
    """Bytes of files that an address takes; None where its door looks after it."""
    if request.path.startswith(EDITOR):
        return LARGEST
    return MOST_BYTES if settings.SESSION_COOKIE_NAME not in request.COOKIES else None


def _take(request: HttpRequest, size: int) -> None:
    try:
        while size <= _TAKEN and request.read(_BLOCK):
            pass
    except UnreadablePostError:  # hung up meanwhile
        return
