"""The page on which anybody checks a bundle: in his browser, or by the command."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhchung.portal import gazette_shown as shown
from minhchung.reports.public_queries import published

#: Bytes of a file that a browser is asked to hold; a larger one is for the command.
_LIMIT = 512 * 1024**2
#: The page may load the house's own files and ask nobody for anything: a file that it reads cannot leave.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@require_safe
def check_bundle(request: HttpRequest) -> HttpResponse:
    """The place to drop a bundle, the command, and the seals of what is published."""
    context = {"pages": shown.pages("portal:check_bundle"), "reports": published(), "limit": _LIMIT}
    response = render(request, "portal/gazette/check.html", context)
    response["Content-Security-Policy"] = _POLICY
    return response
