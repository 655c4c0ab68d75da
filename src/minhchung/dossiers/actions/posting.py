"""Saying where an official works at the desk."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.dossiers.models import Posting
from minhchung.ground.trail import actions as trail


@transaction.atomic
def post(*, user: int, unit: int, title: str, by: str, at: datetime) -> Posting:
    """Put an account into a unit under a title; the same posting again changes nothing."""
    found = Posting.objects.filter(user=user).first() or Posting(user_id=user)
    if found.pk and (found.unit_id, found.post) == (unit, title):
        return found
    found.unit_id, found.post = unit, title
    found.save()
    details = {"after": {"user": user, "unit": unit, "post": title}}
    trail.write_one(trail.Deed("dossiers", "posting", found.pk, "change", by, at, details), recorded_at=at)
    return found
