"""Criteria of indices that cite legal documents in their words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models import IndexCriterion, IndexResult
from minhchung.procedures.citing import Citation


def criteria(on: date) -> Iterator[Citation]:
    """The criteria of the latest result of each index that was announced by a day; older ones are history."""
    latest = IndexResult.objects.filter(kind=OuterRef("result__kind"), announced_on__lte=on).order_by("-year")
    rows = IndexCriterion.objects.filter(result=Subquery(latest.values("pk")[:1])).select_related("result")
    for each in rows.order_by("result__kind", "id"):
        text = "; ".join(words for words in (each.title, each.reason) if words)
        yield Citation(
            _("Tiêu chí của chỉ số"),
            f"{each.result}: {each.number}",
            text,
            "direction:index_criterion",
            each.pk,
        )
