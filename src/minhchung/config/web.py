"""Pages that belong to no room: is the service alive, and what went wrong."""

from __future__ import annotations

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from minhchung.portal.web import led_on


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 "ok" when the database answers; whoever watches the service asks here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


def editor(request: HttpRequest) -> HttpResponse:
    """Stands for the editor's first page where its addresses are only named; asked for, they are read elsewhere.

    Raises:
        Http404: always.
    """
    raise Http404


def _told(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "errors/page.html", {"code": status, "title": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception
    return _told(
        request,
        400,
        _("Yêu cầu không đọc được"),
        _("Địa chỉ hoặc dữ liệu gửi lên không đúng dạng. Hãy quay lại trang trước và thử lại."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; says which permission is missing when the refusal names it."""
    text = (
        str(exception)
        if exception and str(exception)
        else _("Tài khoản của ông/bà không được xem trang này.")
    )
    return _told(request, 403, _("Không có quyền"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, or where an article of an old site stood at the address, where it is read now."""
    moved = led_on(request)
    if moved is not None:
        return moved
    text = _("Trang này không có hoặc đã được chuyển đi. Hãy kiểm tra lại địa chỉ, hoặc tìm từ trang chủ.")
    if exception is not None and exception.args and isinstance(exception.args[0], str) and exception.args[0]:
        text = exception.args[0]
    return _told(request, 404, _("Không tìm thấy trang"), text)


def too_large(request: HttpRequest, text: str) -> HttpResponse:
    """413; ``text`` says how large it may be."""
    return _told(request, 413, _("Tệp quá lớn"), text)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long or came from elsewhere."""
    del reason
    return _told(
        request,
        403,
        _("Biểu mẫu đã hết hiệu lực"),
        _(
            "Trang đã mở quá lâu hoặc trình duyệt chặn cookie. Hãy quay lại, tải lại trang rồi gửi lại biểu mẫu."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: drawn without the database, which may be what has failed."""
    del request  # what pages know of it is asked of the database
    context = {
        "code": 500,
        "title": _("Hệ thống gặp lỗi"),
        "text": _("Lỗi đã được ghi lại. Dữ liệu đã lưu trước đó vẫn còn nguyên; hãy thử lại sau ít phút."),
    }
    return HttpResponse(render_to_string("errors/500.html", context), status=500)
