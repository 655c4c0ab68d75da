"""What an official did on dossiers in a time, for those who count work: steps due or finished, done, done late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F, Q
from django.urls import reverse

from minhchung.dossiers.models import StepRun, Verdict
from minhchung.dossiers.sights import visible


@dataclass(frozen=True)
class Steps:
    """Numbers of an official's steps in a time: ``given`` (finished or due then), ``done``, of these ``late``."""

    given: tuple[int, ...]
    done: tuple[int, ...]
    late: tuple[int, ...]


@dataclass(frozen=True)
class StepShown:
    """A step to somebody who sees its dossier; nothing of the applicant stands in it."""

    code: str
    name: str
    url: str
    due_at: datetime | None
    ended_at: datetime | None
    late: bool


def steps_of(user: int, first: date, last: date) -> Steps:
    """The steps that an account held, from the first day to the end of the last; one query."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last + timedelta(days=1), time.min)
    done = Q(ended_at__gte=begin, ended_at__lt=end)
    open_but_due = Q(due_at__gte=begin, due_at__lt=end) & (Q(ended_at__isnull=True) | Q(ended_at__gte=end))
    found = StepRun.objects.filter(done | open_but_due, holder=user).order_by("pk")
    rows = list(found.values_list("pk", "ended_at", "verdict"))
    ended = [(pk, verdict) for pk, at, verdict in rows if at is not None and begin <= at < end]
    return Steps(
        tuple(pk for pk, _at, _verdict in rows),
        tuple(pk for pk, _verdict in ended),
        tuple(pk for pk, verdict in ended if verdict == Verdict.OVERDUE),
    )


def steps_shown(steps: Sequence[int], user: Any, at: datetime) -> list[StepShown]:
    """Of these steps those whose dossiers an account sees, by their limits."""
    rows = StepRun.objects.filter(pk__in=steps, dossier__in=visible(user, at)).select_related("dossier")
    return [
        StepShown(
            step.dossier.code,
            step.name,
            reverse("dossiers:dossier", args=[step.dossier_id]),
            step.due_at,
            step.ended_at,
            step.verdict == Verdict.OVERDUE,
        )
        for step in rows.order_by(F("due_at").asc(nulls_last=True), "pk")
    ]
