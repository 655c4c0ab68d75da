"""Statements that are sent together do what they would do one after the other, and fail with their deed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from minhchung.ground.inserting import insert_numbered, insert_row, insert_rows
from minhchung.ground.kept.tests.cast import asked
from minhchung.ground.together import ask, tell, together
from minhchung.organisation.models import Unit

pytestmark = pytest.mark.django_db
_RENAME = "UPDATE organisation_unit SET code = %s WHERE code = %s"
_CODES = "SELECT string_agg(code, ',' ORDER BY code) FROM organisation_unit"
_TEXT = "Ban; 100 % “đúng” -- 'nháy' \\\\ %s"


def codes() -> list[str]:
    return sorted(Unit.objects.values_list("code", flat=True))


def test_what_is_held_back_is_there_when_something_is_asked_and_after_the_block():
    with together():
        insert_row(Unit, code="a", kind="agency")
        tell(_RENAME, [_TEXT, "a"])
        found = ask(("SELECT count(*) FROM organisation_unit WHERE code = %s", [_TEXT]))
        assert found == (1,)
        insert_rows(Unit, _columns(), [_values("b"), _values("c")])
    assert codes() == sorted([_TEXT, "b", "c"])


@pytest.mark.parametrize("count", [1, 3, 40])
def test_few_rows_and_many_come_in_alike(count):
    rows = [_values(f"u{number:02d}") for number in range(count)]
    insert_rows(Unit, _columns(), rows)
    insert_row(Unit, **{**dict(zip(_columns(), _values("x"), strict=True)), "kind": "agency"})
    assert codes() == sorted([f"u{number:02d}" for number in range(count)] + ["x"])


def test_a_row_that_is_there_already_is_passed_over_where_that_is_wanted():
    insert_row(Unit, code="a", kind="agency")
    insert_row(Unit, but_once=True, code="a", kind="agency")
    assert codes() == ["a"]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_row(Unit, code="a", kind="agency")
    with pytest.raises(IntegrityError), transaction.atomic(), together():
        insert_row(Unit, code="a", kind="agency")
        insert_row(Unit, code="b", kind="agency")
    assert codes() == ["a"]


def test_a_block_that_fails_sends_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic(), together():
        insert_row(Unit, code="a", kind="agency")
        raise ZeroDivisionError
    with transaction.atomic(), together():
        insert_row(Unit, code="b", kind="agency")
    assert codes() == ["b"]


def test_a_new_row_gets_the_number_that_the_database_gives():
    first, second = Unit(code="a", kind="agency"), Unit(code="b", kind="agency")
    with together():
        insert_numbered(first)
        insert_numbered(second)
    assert {each.pk: each.code for each in Unit.objects.all()} == {first.pk: "a", second.pk: "b"}
    first.code = "c"
    first.save()
    assert codes() == ["b", "c"]


@pytest.mark.needs("postgresql")
@pytest.mark.only_on("postgresql")
def test_ten_statements_are_one_way_to_the_server_and_each_sees_the_ones_before():
    with asked() as heard, together():
        for number in range(9):
            insert_row(Unit, code=f"u{number}", kind="agency")
        tell(_RENAME, ["v8", "u8"])
        assert ask((_CODES, [])) == ("u0,u1,u2,u3,u4,u5,u6,u7,v8",)
    assert len(heard) == 1 and connection.vendor == "postgresql"


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_held_back():
    with pytest.raises(RuntimeError), together():
        pass
    with pytest.raises(RuntimeError):
        insert_numbered(Unit(code="a", kind="agency"))


def _columns() -> list[str]:
    return [column.attname for column in Unit._meta.concrete_fields if not column.primary_key]


def _values(code: str) -> list[Any]:
    unit = Unit(code=code, kind="agency")
    return [getattr(unit, name) for name in _columns()]
