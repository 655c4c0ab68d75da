"""What a unit is and when it was, asked by rooms before they enter what belongs to it."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from minhchung.organisation.models import UnitKind, UnitVersion

#: Kinds of units that may be public units with an autonomy of their own.
PUBLIC_KINDS = frozenset({UnitKind.PUBLIC_UNIT, UnitKind.ONE_STOP})


def may_be_public(kind: str) -> bool:
    """Whether a unit of a kind may be a public unit; agencies and their rooms are none."""
    return kind in PUBLIC_KINDS


def lasted_in(unit: int, first: date, last: date) -> bool:
    """Whether a unit was there on any day of a span, both ends included; one of which no time is entered was."""
    versions = UnitVersion.objects.filter(unit=unit)
    within = versions.filter(Q(until=None) | Q(until__gt=first), since__lte=last)
    return within.exists() or not versions.exists()
