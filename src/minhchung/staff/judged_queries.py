"""Questions about judging: where somebody worked, which law scores, what a year gave, the share of the best."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from minhchung import lawbook
from minhchung.rules import merit
from minhchung.staff.models import (
    Appointment,
    Assessment,
    AssessmentState,
    Person,
    PersonKind,
    ProductKind,
    QualityClass,
)
from minhchung.staff.products import Counted, sources

#: What judges those whom the decree on civil servants does not govern, and everybody before it.
_BY_CRITERIA = "NĐ 90/2020/NĐ-CP, sửa đổi bởi NĐ 48/2023/NĐ-CP"
_SETTLED = (AssessmentState.DECIDED, AssessmentState.OBJECTED, AssessmentState.ANSWERED)


@dataclass(frozen=True)
class Cap:
    """The share of the best beside one assessment: how many there are, how many are good, how many may be."""

    excellent: int
    good: int
    most: int
    percent: int
    cites: str

    @property
    def fits(self) -> bool:
        """Whether one more is within the share."""
        return self.excellent < self.most


@dataclass(frozen=True)
class Product:
    """A product of the catalogue with what its source counted for a person, if anybody counts it."""

    id: int
    title: str
    weight: Decimal
    source: str
    source_title: str
    counted: Counted | None


def place_at(person: Person, first: date, last: date) -> Appointment | None:
    """The main post held last in a time."""
    return (
        Appointment.objects.filter(
            Q(until__isnull=True) | Q(until__gt=first), person=person, main=True, since__lte=last
        )
        .order_by("-since")
        .first()
    )


def scale_on(day: date, kind: str) -> tuple[merit.Scale | None, str]:
    """The scale of points for a kind of person on a day, None where criteria judge; and under which decree."""
    if kind == PersonKind.CIVIL_SERVANT:
        try:
            rule = lawbook.in_force("staff.scoring", day)
        except lawbook.NoRule:
            return None, _BY_CRITERIA
        return merit.Scale.of(rule.value), rule.cites
    return None, _BY_CRITERIA


@dataclass(frozen=True)
class YearlyTime:
    """When the work of a year is judged by criteria: from ``opens`` on, done before ``before``."""

    opens: date
    before: date


def yearly_by_criteria(year: int) -> YearlyTime | None:
    """When a year's work is judged by criteria; None in a year that knows no such judging."""
    try:
        days = lawbook.in_force("staff.yearly_by_criteria", date(year, 12, 31)).value
    except lawbook.NoRule:
        return None
    return YearlyTime(date(year, *days["opens"]), date(year, *days["before"]))


def judged_by_decree(day: date) -> bool:
    """Whether the lawbook knows the decree that judges work on a day."""
    return any(rule.in_force(day) for rule in lawbook.history("staff.excellent_cap"))


def rule_of(name: str, kind: str) -> str:
    """The lawbook's rule ("excellent_cap", "objection") of a kind of person; NĐ 335/2025 is of civil servants only."""
    return f"staff.{name}" if kind == PersonKind.CIVIL_SERVANT else f"staff.{name}_by_criteria"


def totals_of(person: int, year: int) -> list[Decimal]:
    """The points of the times of a year that were decided."""
    found = Assessment.objects.filter(person=person, year=year, state__in=_SETTLED, total__isnull=False)
    return list(found.exclude(part="").order_by("part").values_list("total", flat=True))


def within_cap(record: Assessment) -> Cap:
    """The share of the best in a person's unit and group of like duties, that year, without his own assessment."""
    rule = lawbook.in_force(rule_of("excellent_cap", record.person.kind), date(record.year, 12, 31))
    percent = int(rule.value["percent"])
    beside = Assessment.objects.filter(
        year=record.year, part="", unit=record.unit_id, leads=record.leads, state__in=_SETTLED
    ).exclude(pk=record.pk)
    classes = list(beside.values_list("quality", flat=True))
    good, best = classes.count(QualityClass.GOOD), classes.count(QualityClass.EXCELLENT)
    return Cap(best, good, merit.most_excellent(good, percent), percent, rule.cites)


def products_for(person: Person, first: date, last: date) -> tuple[Product, ...]:
    """The catalogue of the last day, with what real work of the person's account counts in the time."""
    kinds = ProductKind.objects.filter(Q(until__isnull=True) | Q(until__gt=last), since__lte=last).order_by(
        "code"
    )
    known = sources()
    found = []
    for kind in kinds:
        source = known.get(kind.source)
        counted = source.count(person.account_id, first, last) if source and person.account_id else None
        found.append(
            Product(kind.pk, kind.title, kind.weight, kind.source, source.title if source else "", counted)
        )
    return tuple(found)


def unconfirmed(cites_of: tuple[str, ...], day: date) -> tuple[str, ...]:
    """Remarks of the rules whose text was not read, to stand on the screen beside what they decide."""
    notes = []
    for key in cites_of:
        try:
            rule = lawbook.in_force(key, day)
        except lawbook.NoRule:
            continue
        if rule.confidence != "high":
            notes.append(f"{rule.cites}: {rule.note or 'chưa xác nhận từ văn bản gốc'}")
    return tuple(notes)


def assessment_in(rows: QuerySet[Assessment] | None, number: int) -> Assessment | None:
    """An assessment by its number, among the rows that somebody sees (None: all)."""
    those = Assessment.objects.all() if rows is None else rows
    return those.select_related("person").filter(pk=number).first()
