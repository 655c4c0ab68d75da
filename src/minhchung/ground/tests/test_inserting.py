"""Inserting many rows: the same rows as the framework's own way, the same numbers, the same refusals."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from minhchung.ground.inserting import insert_records, insert_rows
from minhchung.ground.intake.models import ImportedRow, Outcome, SavedMapping
from minhchung.ground.trail.models import Entry

AT = datetime(2026, 8, 27, 8, 0, 30, 125)

pytestmark = pytest.mark.django_db


class Deeds(StrEnum):
    """A text with a class of its own."""

    CREATE = "create"


def mapping(number: int) -> SavedMapping:
    """A record with text, JSON and a moment."""
    source = f"nguồn {number} “Đắk Nông” % %s"
    return SavedMapping(
        layout="units", source=source, mapping={"cột": [number, None, "Ế"]}, saved_at=AT, saved_by="an"
    )


def stored(model: type[Model]) -> list[dict[str, Any]]:
    """What is in a table, without its numbers."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return list(model._default_manager.order_by("pk").values(*names))


def test_the_same_is_stored_as_by_bulk_create() -> None:
    with transaction.atomic():
        insert_records([mapping(number) for number in range(5)])
    mine = stored(SavedMapping)
    SavedMapping.objects.all().delete()
    SavedMapping.objects.bulk_create([mapping(number) for number in range(5)])
    assert mine == stored(SavedMapping)
    assert mine[0]["mapping"] == {"cột": [0, None, "Ế"]} and mine[0]["saved_at"] == AT


def test_numbers_are_fresh_before_and_after() -> None:
    mapping(0).save()
    records = [mapping(number) for number in range(1, 4)]
    with transaction.atomic():
        insert_records(records)
    mapping(4).save()
    numbers = list(SavedMapping.objects.order_by("pk").values_list("pk", "source"))
    assert [source.split()[1] for _, source in numbers] == ["0", "1", "2", "3", "4"]
    assert [record.pk for record in records] == [number for number, _ in numbers[1:4]]
    records[0].saved_by = "bình"
    records[0].save()  # an update, not a second row
    assert SavedMapping.objects.count() == 5


def test_a_number_given_up_is_never_given_again() -> None:
    with transaction.atomic():
        insert_records([mapping(1)])
    last = SavedMapping.objects.get()
    number = last.pk
    last.delete()
    with transaction.atomic():
        insert_records([mapping(2)])
    assert SavedMapping.objects.get().pk > number


def test_texts_with_a_class_empty_values_and_many_rows() -> None:
    rows = [
        (
            number,
            "staff",
            "person",
            None if number % 2 else number,
            Deeds.CREATE,
            "an",
            AT,
            AT,
            "{}",
            "0" * 64,
        )
        for number in range(1, 3_001)
    ]
    names = ("id", "room", "matter", "record", "deed", "by", "at", "recorded_at", "details", "digest")
    with transaction.atomic():
        insert_rows(Entry, names, rows)
    assert Entry.objects.count() == 3_000
    assert Entry.objects.filter(deed="create", record__isnull=True, at=AT).count() == 1_500


def test_no_rows_are_no_trouble() -> None:
    with transaction.atomic():
        insert_rows(SavedMapping, ("layout", "source", "mapping", "saved_at", "saved_by"), [])
        insert_records([])
    assert not SavedMapping.objects.exists()


@pytest.mark.parametrize(
    ("names", "blamed"),
    [
        pytest.param(("layout", "source", "mapping", "saved_at"), "saved_by", id="a column is left out"),
        pytest.param(
            ("layout", "source", "mapping", "saved_at", "saved_by", "màu"), "màu", id="a column is not known"
        ),
    ],
)
def test_columns_are_all_named(names: tuple[str, ...], blamed: str) -> None:
    with pytest.raises(ValueError, match=blamed), transaction.atomic():
        insert_rows(SavedMapping, names, [("",) * len(names)])


def test_a_broken_constraint_leaves_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_records([mapping(1), mapping(2), mapping(1)])
    assert not SavedMapping.objects.exists()


def test_a_row_of_nobody_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(
            ImportedRow,
            ("run_id", "sheet", "line", "outcome", "matter", "record"),
            [(404, "Danh sách", 5, Outcome.NEW.value, "dossier", 1)],
        )
        transaction.get_connection().check_constraints()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        insert_rows(
            SavedMapping,
            ("layout", "source", "mapping", "saved_at", "saved_by"),
            [("units", "a", {}, AT + timedelta(days=1), "an")],
        )
    assert not SavedMapping.objects.exists()
