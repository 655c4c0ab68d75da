"""Proof of posting: the signed lists by month, one day, and the files with which anybody checks them."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung.ground.signing import ed25519
from minhchung.portal import gazette_shown, lists_shown
from minhchung.procedures import list_queries
from minhchung.procedures.list_format import SIGNATURE_ENDING, name_of

_TYPES = {
    "danh-sach": "application/json; charset=utf-8",
    "chu-ky": "application/octet-stream",
    "khoa": "application/x-pem-file",
}


@require_safe
def posted_lists(request: HttpRequest) -> HttpResponse:
    """The lists of a month, the newest when none is asked for, and how to check one."""
    there, today = list_queries.months(), date.today()
    asked = request.GET.get("thang", "")
    chosen = next((each for each in there if f"{each:%Y-%m}" == asked), there[0] if there else None)
    since, newest = list_queries.first_day(), list_queries.latest()
    table = None
    if chosen is not None and since is not None:
        table = lists_shown.month(chosen, list_queries.lists_of(chosen), since, today)
    context = {
        "pages": gazette_shown.pages("portal:posted_lists"),
        "months": lists_shown.months(there, chosen),
        "years": lists_shown.years(there, chosen),
        "table": table,
        "newest": newest,
        "fingerprint": lists_shown.grouped(newest.fingerprint) if newest else "",
        "file": name_of(newest.day) if newest else "",
        "key_file": lists_shown.key_file(newest.fingerprint) if newest else "",
    }
    return render(request, "portal/gazette/posted_lists.html", context)


@require_safe
def posted_day(request: HttpRequest, day: str) -> HttpResponse:
    """The list of one day: what it names, what differs from the one before, its seal, signature and key."""
    page = list_queries.list_page(_day(day))
    if page is None:
        raise Http404(_none())
    context = {
        "page": page,
        "line": page.line,
        "table": lists_shown.named(page),
        "differing": lists_shown.differing(page),
        "fingerprint": lists_shown.grouped(page.line.fingerprint),
        "other_key": page.before_key is not None and page.before_key != page.line.key,
        "gap": page.before_day is not None and (page.line.day - page.before_day).days > 1,
        "file": name_of(page.line.day),
        "key_file": lists_shown.key_file(page.line.fingerprint),
    }
    return render(request, "portal/gazette/posted_list.html", context)


@require_safe
def posted_day_file(request: HttpRequest, day: str, kind: str) -> HttpResponse:
    """A list to the byte, its signature, or the public key under which it is signed."""
    del request
    on = _day(day)
    found = list_queries.signed_file(on) if kind in _TYPES else None
    if found is None:
        raise Http404(_none())
    content, signature, key = found
    name, saved = {
        "danh-sach": (name_of(on), content),
        "chu-ky": (f"{name_of(on)}{SIGNATURE_ENDING}", signature),
        "khoa": (lists_shown.key_file(ed25519.fingerprint_of(key)), ed25519.pem_of(key)),
    }[kind]
    return _saved(saved, name, _TYPES[kind])


@require_safe
def posted_text(request: HttpRequest, digest: str) -> HttpResponse:
    """What was posted of a procedure, to the byte, by the SHA-256 that lists name it by."""
    del request
    text = list_queries.text_of(digest[:64])
    if text is None:
        raise Http404(_("Không có nội dung niêm yết nào mang mã băm này."))
    return _saved(text.encode(), f"noi-dung-{digest[:16]}.json", _TYPES["danh-sach"])


def _saved(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(content, content_type=content_type, headers=headers)


def _day(text: str) -> date:
    try:
        if len(text) == len("2026-01-31"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Http404(_none())


def _none() -> str:
    return _("Ngày này không có danh sách niêm yết. Danh sách của ngày đã qua không được lập bù.")
