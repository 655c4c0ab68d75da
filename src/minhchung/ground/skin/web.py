"""The living page of all components, for staff."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from minhchung.ground.skin.samples import gallery_context


@login_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with sample data, on one page."""
    return render(request, "skin/gallery.html", gallery_context())
