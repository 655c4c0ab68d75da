"""Inserting many rows: the same rows as the framework's own way, the same numbers, the same refusals."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from minhchung.ground.files.models import KeptFile
from minhchung.ground.inserting import insert_new, insert_rows
from minhchung.ground.intake.models import ImportedRow, ImportRun, Outcome, RunState, SavedMapping
from minhchung.ground.trail.models import Entry

AT = datetime(2026, 8, 27, 8, 0, 30, 125)

pytestmark = pytest.mark.django_db


class Deeds(StrEnum):
    """A text with a class of its own."""

    CREATE = "create"


def given(number: int) -> dict[str, Any]:
    """A row with text, JSON and a moment."""
    source = f"nguồn {number} “Đắk Nông” % %s"
    return {
        "layout": "units",
        "source": source,
        "mapping": {"cột": [number, None, "Ế"]},
        "saved_at": AT,
        "saved_by": "an",
    }


def mapping(number: int) -> SavedMapping:
    """The same as a record."""
    return SavedMapping(**given(number))


def stored(model: type[Model]) -> list[dict[str, Any]]:
    """What is in a table, without its numbers."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return list(model._default_manager.order_by("pk").values(*names))


def test_the_same_is_stored_as_by_bulk_create() -> None:
    with transaction.atomic():
        insert_new(SavedMapping, [given(number) for number in range(5)])
    mine = stored(SavedMapping)
    SavedMapping.objects.all().delete()
    SavedMapping.objects.bulk_create([mapping(number) for number in range(5)])
    assert mine == stored(SavedMapping)
    assert mine[0]["mapping"] == {"cột": [0, None, "Ế"]} and mine[0]["saved_at"] == AT


def test_numbers_are_fresh_before_and_after() -> None:
    mapping(0).save()
    with transaction.atomic():
        new = insert_new(SavedMapping, [given(number) for number in range(1, 4)])
    mapping(4).save()
    numbers = list(SavedMapping.objects.order_by("pk").values_list("pk", "source"))
    assert [source.split()[1] for _, source in numbers] == ["0", "1", "2", "3", "4"]
    assert new == [number for number, _ in numbers[1:4]]


def test_a_number_given_up_is_never_given_again() -> None:
    with transaction.atomic():
        insert_new(SavedMapping, [given(1)])
    last = SavedMapping.objects.get()
    number = last.pk
    last.delete()
    with transaction.atomic():
        insert_new(SavedMapping, [given(2)])
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
        assert insert_new(SavedMapping, []) == []
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
        insert_new(SavedMapping, [given(1), given(2), given(1)])
    assert not SavedMapping.objects.exists()


def test_what_is_not_given_is_the_models_default() -> None:
    SavedMapping.objects.all().delete()
    run = {"layout": "units", "file_id": None, "mapping": {}, "by": "an", "begun_at": AT}
    with transaction.atomic(), pytest.raises(IntegrityError), transaction.atomic():
        insert_new(ImportRun, [run])  # a run has a file
    file = KeptFile.objects.create(
        digest="0" * 64, name="a.xlsx", content_type="x", size=1, purpose="import", kept_by="an", kept_at=AT
    )
    with transaction.atomic():
        (number,) = insert_new(ImportRun, [{**run, "file_id": file.pk}])
    kept = ImportRun.objects.get(pk=number)
    assert (kept.state, kept.cursor, kept.new, kept.finished_at) == (RunState.RUNNING, 0, 0, None)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param({key: value for key, value in given(2).items() if key != "saved_by"}, id="one less"),
        pytest.param({**given(2), "id": 7}, id="one more"),
    ],
)
def test_all_rows_give_the_same_columns(second: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="SavedMapping"), transaction.atomic():
        insert_new(SavedMapping, [given(1), second])


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
