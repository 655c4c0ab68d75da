"""Questions about marks: those of one dossier, those of a period, and how many each detector found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from minhchung.dossiers.models import Mark
from minhchung.rules.integrity import DETECTOR_NAMES, Detector
from minhchung.rules.windows import Window


@dataclass(frozen=True)
class Shown:
    """A mark as a page shows it."""

    number: int
    dossier: int
    code: str
    detector: str
    title: str
    detail: str
    rule: str
    ended_at: datetime | None
    verdict: str
    explanation: str
    explained_by: str
    explained_at: datetime | None


@dataclass(frozen=True)
class Counted:
    """How many dossiers a detector marked, and how many of the marks were explained."""

    detector: str
    title: str
    marks: int
    explained: int


def of_dossier(dossier: int) -> tuple[Shown, ...]:
    """The marks of one dossier."""
    return tuple(
        _shown(row) for row in Mark.objects.filter(dossier=dossier).select_related("dossier").order_by("pk")
    )


def found(window: Window | None, detector: str = "") -> QuerySet[Mark]:
    """Marks of dossiers that ended in a window, or of all; those ended last at the front."""
    rows = Mark.objects.filter(_in(window)).select_related("dossier")
    if detector:
        rows = rows.filter(detector=detector)
    return rows.order_by("-dossier__ended_at", "-pk")


def shown(rows: QuerySet[Mark]) -> tuple[Shown, ...]:
    """Marks as a page shows them."""
    return tuple(_shown(row) for row in rows)


def counted(window: Window | None) -> tuple[Counted, ...]:
    """Each detector's number, also of those that found nothing."""
    rows = (
        Mark.objects.filter(_in(window))
        .values("detector")
        .annotate(marks=Count("pk"), explained=Count("pk", filter=~Q(explanation="")))
    )
    numbers = {row["detector"]: (row["marks"], row["explained"]) for row in rows}
    return tuple(
        Counted(str(each), DETECTOR_NAMES[each], *numbers.get(str(each), (0, 0))) for each in Detector
    )


def _in(window: Window | None) -> Q:
    if window is None:
        return Q()
    return Q(dossier__ended_at__gte=window.since, dossier__ended_at__lt=window.until)


def _shown(row: Mark) -> Shown:
    return Shown(
        number=row.pk,
        dossier=row.dossier_id,
        code=row.dossier.code,
        detector=row.detector,
        title=DETECTOR_NAMES[Detector(row.detector)],
        detail=row.detail,
        rule=row.rule,
        ended_at=row.dossier.ended_at,
        verdict=row.dossier.verdict,
        explanation=row.explanation,
        explained_by=row.explained_by,
        explained_at=row.explained_at,
    )
