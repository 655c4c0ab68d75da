"""A question whose SQL is put together once gives the rows that Django gives, at each number it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from minhchung.dossiers import waits
from minhchung.dossiers.actions import acting, reviewing, stepping
from minhchung.dossiers.models import Dossier, Event, Mark, Pause, StepRun
from minhchung.dossiers.tests.cast import an_own_desk, in_work, received
from minhchung.ground.inserting import insert_row, write_columns
from minhchung.ground.prepared import Prepared
from minhchung.organisation.models import Unit, UnitVersion

pytestmark = pytest.mark.django_db


def test_a_row_is_found_by_a_text_too():
    Unit.objects.create(code="7305421998877", kind="agency")
    one = Unit.objects.create(code="a'b", kind="agency")
    by_code = Prepared(lambda code: Unit.objects.filter(code=code), by=str)
    assert by_code.first("a'b") == one and by_code.first("không có") is None


QUESTIONS = [
    pytest.param(acting._DOSSIER, lambda number: Dossier.objects.filter(pk=number), id="the dossier"),
    pytest.param(
        acting._LAST_EVENT,
        lambda number: Event.objects.filter(dossier=number).order_by("-number")[:1],
        id="its last event",
    ),
    pytest.param(
        stepping._LAST_RUN,
        lambda number: StepRun.objects.filter(dossier=number).order_by("-place")[:1],
        id="its last step",
    ),
    pytest.param(waits._OF_DOSSIER, lambda number: Pause.objects.filter(dossier=number), id="its waits"),
    pytest.param(reviewing._MARKS, lambda number: Mark.objects.filter(dossier=number), id="its marks"),
]


def values(rows: Any) -> list[dict[str, Any]]:
    return [
        {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields} for row in rows
    ]


@pytest.mark.parametrize(("prepared", "rows"), QUESTIONS)
def test_the_rows_are_those_of_django(prepared, rows):
    version = an_own_desk()
    for dossier in (received(version), in_work(version)):
        Pause.objects.create(dossier=dossier, kind="stop", from_at=dossier.accepted_at, reason="Chờ")
        Mark.objects.create(
            dossier=dossier, detector="many_waits", detail="x", rule="y", found_at=dossier.filed_at
        )
        assert values(prepared.all(dossier.pk)) == values(rows(dossier.pk))
        assert [prepared.first(dossier.pk)] == list(rows(dossier.pk)) or not rows(dossier.pk)
    assert prepared.first(0) is None and prepared.all(0) == []


@pytest.mark.needs("postgresql")
@pytest.mark.only_on("postgresql")
def test_the_dossier_of_a_deed_is_held():
    acting._DOSSIER.first(0)
    assert acting._DOSSIER._composed is not None and "FOR UPDATE" in acting._DOSSIER._composed[0]
    assert connection.vendor == "postgresql"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(lambda number: Unit.objects.only("code").filter(pk=number), id="half rows"),
        pytest.param(lambda number: Unit.objects.all(), id="no number"),
        pytest.param(lambda number: Unit.objects.filter(pk=number, id=number), id="the number twice"),
        pytest.param(
            lambda number: UnitVersion.objects.select_related("unit").filter(pk=number), id="rows read along"
        ),
    ],
)
def test_what_is_not_whole_rows_by_one_number_is_refused(rows):
    with pytest.raises(ValueError, match="asked for"):
        Prepared(rows, by=int).first(1)


def test_one_row_is_inserted_with_the_models_defaults_and_unknown_names_are_refused():
    insert_row(Unit, code="a", kind="agency")
    like = Unit.objects.create(code="b", kind="agency")
    made = Unit.objects.get(code="a")
    assert {**values([made])[0], "id": 0, "code": ""} == {**values([like])[0], "id": 0, "code": ""}
    with pytest.raises(ValueError, match="colour"):
        insert_row(Unit, code="c", colour="red")


def test_named_columns_of_a_held_row_are_written_and_no_others():
    unit = Unit.objects.create(code="a", kind="agency")
    unit.code, unit.kind = "b", "department"
    write_columns(unit, [])
    assert Unit.objects.get().code == "a"
    write_columns(unit, ["code"])
    assert (Unit.objects.get().code, Unit.objects.get().kind) == ("b", "agency")
    with pytest.raises(ValueError, match="colour"):
        write_columns(unit, ["colour"])
    with pytest.raises(ValueError, match="id"):
        write_columns(unit, ["id"])
    unit.pk = 10**6
    with pytest.raises(ObjectDoesNotExist):
        write_columns(unit, ["code"])


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written():
    unit = Unit.objects.create(code="a", kind="agency")
    for write in (lambda: write_columns(unit, ["code"]), lambda: insert_row(Unit, code="b", kind="agency")):
        with pytest.raises(RuntimeError, match="transaction"):
            write()
