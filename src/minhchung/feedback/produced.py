"""What an official did on reflections and recommendations in a time, for those who count work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q

from minhchung.feedback.models import Feedback


@dataclass(frozen=True)
class Answers:
    """Reflections in an official's hands in a time: ``given`` (answered or due then), ``done``, of these ``late``."""

    given: int
    done: int
    late: int


def answers_of(user: int, first: date, last: date) -> Answers:
    """The reflections that an account held, from the first day to the end of the last; one query."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    done = Q(answered_at__gte=begin, answered_at__lt=end)
    open_but_due = Q(due_at__gte=begin, due_at__lt=end) & (
        Q(answered_at__isnull=True) | Q(answered_at__gte=end)
    )
    found = Feedback.objects.filter(holder=user).aggregate(
        given=Count("id", filter=done | open_but_due),
        done=Count("id", filter=done),
        late=Count("id", filter=done & Q(answered_at__gt=F("due_at"))),
    )
    return Answers(found["given"], found["done"], found["late"])
