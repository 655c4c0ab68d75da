"""What next year's plan should hold: tasks that are not done, and criteria of the index that lost points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from minhchung.direction.models import DueKind, IndexCriterion, IndexKind, IndexResult, PlanTask
from minhchung.rules.rounding import printed_number


@dataclass(frozen=True)
class Proposal:
    """A task that is proposed, with the reason; ``key`` names where it comes from, "task:12" or "criterion:7"."""

    key: str
    head: str
    title: str
    product: str
    product_count: int | None
    lead_unit: str
    support_units: str
    why: str
    lost: Decimal = Decimal(0)

    def values(self, number: int, year: int) -> Mapping[str, Any]:
        """As a task of a draft, to be done within the year until the officer sets another limit."""
        return {
            "number": str(number),
            "head": self.head,
            "title": moved_on(self.title, year),
            "product": moved_on(self.product, year),
            "product_count": self.product_count,
            "lead_unit": self.lead_unit,
            "support_units": self.support_units,
            "due_kind": DueKind.DATE,
            "due_on": date(year, 12, 31),
            "due_words": f"Trong năm {year}",
        }


def moved_on(words: str, year: int) -> str:
    """Words of the year before for a year: "năm 2026" becomes "năm 2027"; numbers of documents, periods, days stay."""
    return re.sub(rf"(?<![\d/.–-])(?<![–-] ){year - 1}(?![\d/]|\s*[-–]\s*\d)", str(year), words)


def proposed(year: int) -> tuple[Proposal, ...]:
    """For the plan of a year: unfinished tasks of the year before, then criteria by the points that they lost."""
    return (*_unfinished(year - 1), *_lost(year))


def result_before(year: int) -> IndexResult | None:
    """The latest result of the reform index of a year before."""
    found = IndexResult.objects.filter(kind=IndexKind.REFORM, year__lt=year)
    return found.order_by("-year").first()


def _unfinished(year: int) -> list[Proposal]:
    rows = PlanTask.objects.filter(
        plan__year=year, plan__issued_on__isnull=False, done_on__isnull=True, dropped_on__isnull=True
    )
    return [
        Proposal(
            f"task:{each.pk}",
            each.head,
            each.title,
            each.product,
            each.product_count,
            each.lead_unit,
            each.support_units,
            _("nhiệm vụ số %(number)s năm %(year)s chưa hoàn thành") % {"number": each.number, "year": year},
        )
        for each in rows.order_by("id")
    ]


def _lost(year: int) -> list[Proposal]:
    result = result_before(year)
    if result is None:
        return []
    rows = IndexCriterion.objects.filter(result=result, score__lt=F("full")).annotate(
        lost=F("full") - F("score")
    )
    return [
        Proposal(
            f"criterion:{each.pk}",
            each.head,
            f"Khắc phục điểm mất ở tiêu chí {each.number}: {each.title}",
            "Tài liệu kiểm chứng đạt điểm tối đa của tiêu chí",
            None,
            "",
            "",
            _("tiêu chí %(number)s mất %(lost)s điểm năm %(year)s%(reason)s")
            % {
                "number": each.number,
                "lost": printed_number(each.full - each.score, 2),
                "year": result.year,
                "reason": f": {each.reason}" if each.reason else "",
            },
            each.full - each.score,
        )
        for each in rows.order_by("-lost", "id")
    ]
