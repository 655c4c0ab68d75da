"""How far everybody can use the public pages, what was tested, and whom to tell what does not work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhchung import __version__


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement; it comes with the version of the program that it speaks of."""
    return render(
        request, "portal/accessibility.html", {"version": __version__, "phone": settings.PUBLIC_PHONE}
    )
