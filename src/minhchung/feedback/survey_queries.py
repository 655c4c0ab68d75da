"""Questions about surveys: the index of a period with how far it can be trusted, and the answers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Avg, Count, Q, QuerySet, Sum

from minhchung import lawbook
from minhchung.dossiers.desk_queries import dossier
from minhchung.feedback.models import SurveyAnswer, SurveyMark
from minhchung.feedback.surveys import Edition, edition_named, editions
from minhchung.figures.answers import answer as figure_answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.rules.sampling import Interval, wilson
from minhchung.rules.windows import Window

#: The figure that says of how many dossiers people could have answered.
POPULATION = "dossiers.solved"


@dataclass(frozen=True)
class Tally:
    """A criterion in a period: how many answered, how many were satisfied, the interval; or the mean of points."""

    key: str
    text: str
    answers: int
    satisfied: int
    interval: Interval | None
    mean: float | None = None


@dataclass(frozen=True)
class Result:
    """A period under one edition of the criteria.

    Attributes:
        surveys: how many dossiers were answered for.
        population: how many dossiers were solved in the period.
        part, whole: satisfied answers among all answers of criteria: the index.
        people: how many were satisfied in the greater part of what they answered, with its interval. Answers of one
            person hang together, so the margin of error is told for people, not for single answers.
        points: of the former criteria, total and most that could be had.
    """

    edition: Edition
    surveys: int
    population: int
    part: int
    whole: int
    people: int
    interval: Interval | None
    tallies: tuple[Tally, ...]
    points: tuple[int, int] | None
    confidence: int


def results(window: Window) -> tuple[Result, ...]:
    """What was answered in a period, edition by edition, the newest first; those without answers are left out.

    The newest edition is always there, with nothing in it where nothing was answered.
    """
    told = [_result(edition, window) for edition in editions()]
    return tuple(each for place, each in enumerate(told) if place == 0 or each.surveys)


def answers(window: Window, edition: str = "") -> QuerySet[SurveyAnswer]:
    """The answers of a period, the newest first."""
    rows = SurveyAnswer.objects.filter(answered_at__gte=window.since, answered_at__lt=window.until)
    rows = rows.filter(edition=edition) if edition else rows
    return rows.select_related("dossier").prefetch_related("marks").order_by("-answered_at", "-id")


def survey(number: int) -> SurveyAnswer | None:
    """One answer with its marks."""
    return SurveyAnswer.objects.select_related("dossier").prefetch_related("marks").filter(pk=number).first()


def of_mark(number: int) -> int | None:
    """The answer that a mark belongs to."""
    return SurveyMark.objects.filter(pk=number).values_list("answer_id", flat=True).first()


def answered(number: int) -> datetime | None:
    """When the survey of a dossier was answered; None while it has not been."""
    return SurveyAnswer.objects.filter(dossier=number).values_list("answered_at", flat=True).first()


def subject(number: int) -> Any | None:
    """The dossier that a survey is about."""
    return dossier(number)


def edition_of(kept: SurveyAnswer) -> Edition | None:
    """The criteria that an answer was given to."""
    return edition_named(kept.edition)


def _result(edition: Edition, window: Window) -> Result:
    rows = answers(window, edition.name)
    surveys = rows.count()
    population = max(_population(window), surveys)
    marks = SurveyMark.objects.filter(answer__in=rows.values("pk"))
    by_key = {
        each["criterion"]: each
        for each in marks.values("criterion").annotate(
            answers=Count("pk"),
            good=Count("pk", filter=Q(satisfied=True)),
            mean=Avg("value"),
            total=Sum("value"),
        )
    }
    rule = lawbook.in_force("feedback.sampling", window.last_day)
    score = float(Decimal(rule.value["standard_score"]))
    tallies = tuple(
        Tally(
            criterion.key,
            criterion.text,
            told["answers"],
            told["good"],
            wilson(told["good"], told["answers"], population=population, score=score),
            float(told["mean"]) if told["mean"] is not None else None,
        )
        for criterion in edition.criteria
        for told in [by_key.get(criterion.key, {"answers": 0, "good": 0, "mean": None, "total": 0})]
    )
    people = _people(rows)
    return Result(
        edition,
        surveys,
        population,
        sum(each.satisfied for each in tallies),
        sum(each.answers for each in tallies),
        people,
        wilson(people, surveys, population=population, score=score),
        tallies,
        (sum(each["total"] for each in by_key.values()), surveys * edition.most_points)
        if edition.by_points
        else None,
        rule.value["confidence_percent"],
    )


def _people(rows: QuerySet[SurveyAnswer]) -> int:
    counted = (
        rows.prefetch_related(None)
        .select_related(None)
        .annotate(
            good=Count("marks", filter=Q(marks__satisfied=True)),
            bad=Count("marks", filter=Q(marks__satisfied=False)),
        )
    )
    return sum(1 for good, bad in counted.values_list("good", "bad") if good > bad)


def _population(window: Window) -> int:
    told = figure_answer(REGISTER[POPULATION], window, DjangoEngine(connection))
    return int(told.value or 0)
