"""What every page knows: whose site it is and whether its data is for demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from minhchung.organisation import queries as organisation


def site(request: HttpRequest) -> dict[str, Any]:
    """Agency's name and the mark of demonstration data."""
    home = organisation.home_agency_name()
    return {"demo_data": settings.DEMO, "agency_name": home, "csp_safe": True}
