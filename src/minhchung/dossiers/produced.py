"""What an official did on dossiers in a time, for those who count work: steps due or finished, done, done late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q

from minhchung.dossiers.models import StepRun, Verdict


@dataclass(frozen=True)
class Steps:
    """Steps that were an official's in a time: ``given`` (finished or due then), ``done``, of these ``late``."""

    given: int
    done: int
    late: int


def steps_of(user: int, first: date, last: date) -> Steps:
    """The steps that an account held, from the first day to the end of the last; one query."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    done = Q(ended_at__gte=begin, ended_at__lt=end)
    open_but_due = Q(due_at__gte=begin, due_at__lt=end) & (Q(ended_at__isnull=True) | Q(ended_at__gte=end))
    found = StepRun.objects.filter(holder=user).aggregate(
        given=Count("id", filter=done | open_but_due),
        done=Count("id", filter=done),
        late=Count("id", filter=done & Q(verdict=Verdict.OVERDUE)),
    )
    return Steps(found["given"], found["done"], found["late"])
