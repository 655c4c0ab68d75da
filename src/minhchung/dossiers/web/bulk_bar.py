"""What a list of dossiers needs to offer a deed over many of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from minhchung.dossiers.bulk.deeds import BULK_DEEDS

#: The form to which the boxes of the list's rows belong.
BULK_FORM = "viec-hang-loat"


def bulk_bar(request: HttpRequest, found: int) -> dict[str, Any] | None:
    """What the list needs to offer deeds over many of its dossiers; None for those who may do none of them."""
    deeds = [(each.slug, each.button) for each in BULK_DEEDS.values() if request.user.may(each.permit)]
    if not deeds or not found:
        return None
    kept = [(name, value) for name, values in request.GET.lists() if name != "trang" for value in values]
    return {"deeds": deeds, "kept": kept, "found": found, "url": reverse("dossiers:bulk_new")}
