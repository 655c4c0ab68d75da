"""Who sees discipline and assessments: the person, who keeps the files, who decides. The rest see counts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from minhchung.ground.accounts.policy import May
from minhchung.staff.models import Assessment, Movement, Person
from minhchung.staff.moves import Deed


def sees_files(user: Any) -> bool:
    """Whether somebody keeps or decides on everybody's files."""
    return bool(user.may(May.EDIT_STAFF) or user.may(May.APPROVE_STAFF))


def is_own(person: Person, user: Any) -> bool:
    """Whether it is the person himself who asks."""
    return person.account_id is not None and person.account_id == user.pk


def movements_seen(user: Any) -> QuerySet[Movement] | None:
    """The decisions that somebody sees: all but discipline of others; None for all of them."""
    if sees_files(user):
        return None
    return Movement.objects.filter(~Q(deed=Deed.DISCIPLINE) | Q(person__account=user.pk))


def assessments_seen(user: Any) -> QuerySet[Assessment] | None:
    """One's own assessments; None for all of them."""
    return None if sees_files(user) else Assessment.objects.filter(person__account=user.pk)
