"""What an official did on reflections and recommendations in a time, for those who count work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.urls import reverse

from minhchung.feedback.models import Feedback


@dataclass(frozen=True)
class Answers:
    """Numbers of reflections in an official's hands: ``given`` (answered or due then), ``done``, of these ``late``."""

    given: tuple[int, ...]
    done: tuple[int, ...]
    late: tuple[int, ...]


@dataclass(frozen=True)
class AnswerShown:
    """A reflection by its code and sector; neither its sender nor its words stand in it."""

    code: str
    sector: str
    url: str
    due_at: datetime | None
    ended_at: datetime | None
    late: bool


def answers_of(user: int, first: date, last: date) -> Answers:
    """The reflections that an account held, from the first day to the end of the last; one query."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    done = Q(answered_at__gte=begin, answered_at__lt=end)
    open_but_due = Q(due_at__gte=begin, due_at__lt=end) & (
        Q(answered_at__isnull=True) | Q(answered_at__gte=end)
    )
    found = Feedback.objects.filter(done | open_but_due, holder=user).order_by("pk")
    rows = list(found.values_list("pk", "answered_at", "due_at"))
    ended = [(pk, at, due) for pk, at, due in rows if at is not None and begin <= at < end]
    return Answers(
        tuple(pk for pk, _at, _due in rows),
        tuple(pk for pk, _at, _due in ended),
        tuple(pk for pk, at, due in ended if due is not None and at > due),
    )


def answers_shown(records: Sequence[int]) -> list[AnswerShown]:
    """These reflections by their limits; everybody of the agency may open one, each under his rights."""
    rows = Feedback.objects.filter(pk__in=records).order_by(F("due_at").asc(nulls_last=True), "pk")
    return [
        AnswerShown(
            row.code,
            row.sector,
            reverse("feedback:feedback", args=[row.pk]),
            row.due_at,
            row.answered_at,
            row.answered_at is not None and row.due_at is not None and row.answered_at > row.due_at,
        )
        for row in rows
    ]
