"""Saying where an official works at the desk."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhchung.dossiers.models import Charge, Posting
from minhchung.ground.trail import actions as trail


@transaction.atomic
def post(
    *, user: int, unit: int, title: str, role: str = "", until: date | None = None, by: str, at: datetime
) -> Posting:
    """Put an account into a unit under a title; the same posting again changes nothing.

    Args:
        role: what it may do there, where that is not its own role: such a post stands beside the others. A post under
            its own role takes the place of the former one.
        until: the day before which the post ends; None while that is open.
    """
    held = Posting.objects.filter(user=user, role=role)
    found = (held.filter(unit=unit) if role else held).first() or Posting(user_id=user, role=role)
    if found.pk and (found.unit_id, found.post, found.until) == (unit, title, until):
        return found
    found.unit_id, found.post, found.until = unit, title, until
    found.save()
    details = {"after": {"user": user, "unit": unit, "post": title, "role": role, "until": until}}
    trail.write_one(trail.Deed("dossiers", "posting", found.pk, "change", by, at, details), recorded_at=at)
    return found


@transaction.atomic
def put_in_charge(*, unit: int, field: str, by: str, at: datetime) -> Charge:
    """Put a unit in charge of a field of work; the same again changes nothing."""
    found = Charge.objects.filter(unit=unit, field=field, until=None).first()
    if found is None:
        found = Charge.objects.create(unit_id=unit, field=field)
        details = {"after": {"unit": unit, "field": field}}
        trail.write_one(trail.Deed("dossiers", "charge", found.pk, "create", by, at, details), recorded_at=at)
    return found
