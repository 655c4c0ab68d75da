"""What every page knows: whose site it is, whether its data is for demonstration, which work has ended meanwhile."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from minhchung.ground.work.queries import unseen
from minhchung.organisation import queries as organisation


def site(request: HttpRequest) -> dict[str, Any]:
    """Agency's name and the mark of demonstration data."""
    home = organisation.home_agency_name()
    return {"demo_data": settings.DEMO, "agency_name": home, "csp_safe": True}


def ended_work(request: HttpRequest) -> dict[str, Any]:
    """Work of the visitor over many records that is over and whose end he has not seen: addresses with words."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"ended_work": [(reverse(page, args=[number]), words) for page, number, words in unseen(user.pk)]}
