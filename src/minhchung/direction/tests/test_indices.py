"""Results of indices: entered and imported as they were announced, and what everybody reads of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from minhchung.direction import public_indices
from minhchung.direction.forms import IndexResultForm
from minhchung.direction.index_imports import IndexResultsImporter
from minhchung.direction.models import IndexResult
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.tables import BadRow
from minhchung.portal.announced_shown import points

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {
    "kind": "reform", "year": 2024, "score": Decimal("88.24"), "decision": "116/QĐ-UBND",
    "announced_on": date(2025, 1, 20), "announced_by": "Ủy ban nhân dân tỉnh",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        pytest.param({"score": 101}, "no_more_than_its_full_score", id="more than all"),
        pytest.param({"score": -1}, "no_more_than_its_full_score", id="less than nothing"),
        pytest.param({"score": 0, "full": 0}, "no_more_than_its_full_score", id="of no points"),
        pytest.param({"rank": 3}, "one_among_so_many", id="a rank among nobody"),
        pytest.param({"ranked_among": 20}, "one_among_so_many", id="nobody's rank"),
        pytest.param({"rank": 21, "ranked_among": 20}, "one_among_so_many", id="behind the last"),
        pytest.param({"rank": 0, "ranked_among": 20}, "one_among_so_many", id="before the first"),
        pytest.param({"decision": ""}, "names_who_announced_it", id="announced by no document"),
        pytest.param({"announced_by": ""}, "names_who_announced_it", id="announced by nobody"),
    ],
)
def test_what_the_table_and_the_form_refuse(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        IndexResult.objects.create(**{**TOLD, **wrong})
    assert not IndexResultForm({"full": 100, **TOLD, **wrong}).is_valid()
    assert IndexResultForm({"full": 100, **TOLD}).is_valid()


def test_an_index_has_one_result_a_year_announced_in_it_or_later() -> None:
    IndexResult.objects.create(**TOLD)
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexResult.objects.create(**TOLD)
    assert "announced_on" in IndexResultForm({"full": 100, **TOLD, "year": 2026}).errors


def imported(**more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("full", "self_score", "appraised", "surveyed", "rank", "ranked_among"))
    return IndexResultsImporter().convert(Row("1", 2, {**empty, **TOLD, **more}))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        pytest.param({"score": Decimal("100.5")}, "score", id="more than all"),
        pytest.param({"score": Decimal("88.2441")}, "score", id="finer than a thousandth"),
        pytest.param({"self_score": Decimal(10_000)}, "self_score", id="too large to keep"),
        pytest.param({"full": Decimal(0), "score": Decimal(0)}, "score", id="of no points"),
        pytest.param({"rank": 3}, "rank", id="a rank among nobody"),
        pytest.param({"rank": 21, "ranked_among": 20}, "rank", id="behind the last"),
        pytest.param({"year": 2026}, "year", id="announced before its year"),
        pytest.param({"year": 24}, "year", id="no year"),
    ],
)
def test_a_row_that_cannot_be_is_refused_where_it_is_wrong(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(BadRow) as refused:
        imported(**wrong)
    assert refused.value.field_name == where


def test_a_row_of_a_hundred_points_needs_not_say_so() -> None:
    assert imported()["full"] == 100
    IndexResult.objects.create(**imported(rank=4, ranked_among=20))
    assert IndexResult.objects.get().rank == 4


def test_everybody_reads_what_was_announced_by_today(client: Client) -> None:
    IndexResult.objects.create(**TOLD, self_score=60, appraised=Decimal("58.5"), rank=4, ranked_among=20)
    IndexResult.objects.create(**{**TOLD, "year": 2023, "score": 85, "announced_on": date(2024, 1, 19)})
    IndexResult.objects.create(**{**TOLD, "kind": "satisfaction", "announced_on": date(2999, 1, 1)})
    (index,) = public_indices.indices(date(2026, 11, 1))
    assert [(each.year, each.score) for each in index.years] == [(2023, 85), (2024, Decimal("88.24"))]
    page = client.get(reverse("portal:results")).content.decode()
    for words in ("88,24 / 100", "85 / 100", "4 trên 20 đơn vị", "58,50", "không công bố", "116/QĐ-UBND"):
        assert words in page, words
    assert "SIPAS" not in page
    assert page.index("88,24 / 100") < page.index("85 / 100"), "the latest first"


@pytest.mark.parametrize(
    ("value", "words"),
    [("100", "100"), ("100.000", "100"), ("88.5", "88,50"), ("88.24", "88,24"), ("0.125", "0,125")],
)
def test_points_are_told_as_they_were_announced(value: str, words: str) -> None:
    assert points(Decimal(value)) == words
