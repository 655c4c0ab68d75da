"""What every request passes: headers by which nothing but our own origin may run or load, and one asking for tokens."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from minhchung.ground.kept.keeping import asking_once

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The editor of the public site puts scripts and styles into its pages, shows what an author has just written in a
#: frame of its own, and draws pictures that are not saved yet. What it shows comes from people who are signed in.
POLICY_OF_EDITOR = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
EDITOR = "/bien-tap/"
#: Where its addresses are read from.
EDITOR_ADDRESSES = "minhchung.config.urls_editing"


def editor_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Know the addresses of the editor of the public site where one of them is asked for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EDITOR):
            request.urlconf = EDITOR_ADDRESSES  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add the content security policy and forbid features that no page uses."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith(EDITOR):
            # A preview has come through here before, under the address that its page will have.
            response.headers["Content-Security-Policy"] = POLICY_OF_EDITOR
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        return response

    return middleware


def visitors(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Who brings no session's cookie is nobody: known without asking for the session.

    A page that has asked, if only whether somebody is signed in, hangs on the cookie ("Vary: Cookie"), and nothing
    between us and its readers may keep it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()
        return get_response(request)

    return middleware


def no_null_characters(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse an address with a null character in it, which no name bears and PostgreSQL takes for an error."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("a null character in the address")
        return get_response(request)

    return middleware


def one_reading(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A page that is only read asks once whether what seldom changes has changed; a deed asks by itself."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with asking_once():
            return get_response(request)

    return middleware
