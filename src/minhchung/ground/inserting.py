"""Inserting many new rows of one table at once, or writing a row that is held, without building SQL value by value.

Values go through the same fields as Django's own, are checked by the same constraints of the database, and must come
inside the caller's transaction. Measured in ``benchmarks/importing.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, connections, models

from minhchung.ground.together import ask, tell

#: Fields that hand these values to the database as they are.
_PLAIN_FIELDS = (
    models.BigAutoField,
    models.BigIntegerField,
    models.CharField,
    models.ForeignKey,
    models.IntegerField,
    models.OneToOneField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.TextField,
)
_PLAIN_VALUES = (str, int, type(None))
#: So many rows are one statement.
_FEW = 12


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]], *, but_once: bool = False
) -> None:
    """Insert rows of values.

    Args:
        names: attributes of the model ("run_id", "line"), in the order of the values; a row leaves out no column
            but one that the database numbers by itself.
        but_once: pass over a row that breaks a uniqueness.

    Raises:
        RuntimeError: called outside a transaction.
        ValueError: a column is left out or not known.
        django.db.IntegrityError: a constraint is broken; nothing of this call stays after the rollback.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("many rows are inserted inside the transaction of the deed")
    fields, sql = _statement(model, tuple(names))
    otherwise = " ON CONFLICT DO NOTHING" if but_once else ""
    columns = list(zip(*rows, strict=True))
    if not columns:
        return
    given = [_for_database(field, values) for field, values in zip(fields, columns, strict=True)]
    lines = list(zip(*given, strict=True))
    if len(lines) <= _FEW:
        into = sql.rpartition(" VALUES ")[0]
        all_of_them = f"{into} VALUES {', '.join(_marks(line) for line in lines)}{otherwise}"
        tell(all_of_them, [value for line in lines for value in line if value is not None])
        return
    with connection.cursor() as cursor:
        cursor.executemany(sql + otherwise, lines)


def insert_row(model: type[models.Model], *, but_once: bool = False, **values: Any) -> None:
    """Insert one new row, whose number nobody asks for: values by attribute, the model's defaults fill the others.

    Args:
        but_once: do nothing when such a row is there already.

    Raises:
        RuntimeError, ValueError, django.db.IntegrityError: as :func:`insert_rows`.
    """
    fields = _given_fields(model)
    names = [field.attname for field in fields]
    if values.keys() - set(names):
        raise ValueError(f"{model.__name__}: {sorted(values.keys() - set(names))}")
    row = [values[field.attname] if field.attname in values else field.get_default() for field in fields]
    insert_rows(model, names, [row], but_once=but_once)


def insert_numbered(row: models.Model) -> None:
    """Insert a new row that the database numbers; its number and state are set as ``save`` does it.

    Raises:
        RuntimeError: called outside a transaction.
        django.db.IntegrityError: a constraint is broken.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row is inserted inside the transaction of the deed")
    model = type(row)
    given = _given_fields(model)
    fields, sql = _statement(model, tuple(field.attname for field in given))
    values = [_for_database(field, [field.pre_save(row, add=True)])[0] for field in fields]
    key, into = model._meta.pk, sql.rpartition(" VALUES ")[0]
    said = [value for value in values if value is not None]
    found = ask((f"{into} VALUES {_marks(values)} RETURNING {connection.ops.quote_name(key.column)}", said))
    assert found is not None  # or an error was raised
    setattr(row, key.attname, found[0])
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001 (as save does)


def _marks(values: Sequence[Any]) -> str:
    """A place for each value; what is empty is said in the statement, which then has less to fill in."""
    return f"({', '.join('NULL' if value is None else '%s' for value in values)})"


@cache
def _given_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """Those that the database does not number by itself."""
    return tuple(field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField))


@lru_cache(maxsize=256)
def _statement(model: type[models.Model], names: tuple[str, ...]) -> tuple[tuple[Any, ...], str]:
    """The fields of these attributes and the statement that inserts a row of them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    left_out = {field.attname for field in _given_fields(model)} - set(names)
    if left_out or set(names) - fields.keys():
        raise ValueError(f"{model.__name__}: {sorted(left_out) or sorted(set(names) - fields.keys())}")
    quote = connection.ops.quote_name
    into = ", ".join(quote(fields[name].column) for name in names)
    marks = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({marks})"  # noqa: S608
    return tuple(fields[name] for name in names), sql


def write_columns(row: models.Model, names: Iterable[str]) -> None:
    """Write these attributes of a row that the caller holds in his transaction.

    Raises:
        RuntimeError: called outside a transaction.
        django.core.exceptions.ObjectDoesNotExist: the row is gone.
        django.db.IntegrityError: a constraint is broken.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a row that is held is written inside the transaction that holds it")
    wanted = set(names)
    fields = [field for field in row._meta.concrete_fields if field.attname in wanted]
    if len(fields) != len(wanted) or row._meta.pk in fields:
        raise ValueError(f"{type(row).__name__}: {sorted(wanted)}")
    if not fields:
        return
    quote = connection.ops.quote_name
    into = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    values = [_for_database(field, [getattr(row, field.attname)])[0] for field in fields]
    table, key = quote(row._meta.db_table), quote(row._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {into} WHERE {key} = %s", [*values, row.pk])  # noqa: S608
        if cursor.rowcount != 1:
            raise ObjectDoesNotExist(f"{type(row).__name__} {row.pk}")


def insert_new(model: type[models.Model], given: Sequence[Mapping[str, Any]]) -> list[int]:
    """Insert new rows of a model that the database numbers, without making objects of them.

    Args:
        given: for each row the values by attribute ("run_id", "line"), the same attributes in all; the model's
            defaults fill the others.

    Returns:
        The number of each row.

    Raises:
        RuntimeError, ValueError, django.db.IntegrityError: as :func:`insert_rows`.
    """
    if not given:
        return []
    numbers = _numbers(model, len(given))
    key = model._meta.pk.attname
    fields = [field for field in model._meta.concrete_fields if field.attname != key]
    names = [field.attname for field in fields if field.attname in given[0]]
    if any(len(values) != len(names) for values in given):
        raise ValueError(f"{model.__name__}: not every row has {names} and nothing else")
    defaults = [field for field in fields if field.attname not in given[0]]
    pick = _picker(names)
    rows = (
        (number, *pick(values), *[field.get_default() for field in defaults])
        for number, values in zip(numbers, given, strict=True)
    )
    insert_rows(model, [key, *names, *[field.attname for field in defaults]], rows)
    return numbers


def _picker(names: Sequence[str]) -> Callable[[Mapping[str, Any]], tuple[Any, ...]]:
    return itemgetter(*names) if len(names) > 1 else lambda values: tuple(values[name] for name in names)


def _numbers(model: type[models.Model], count: int) -> list[int]:
    """Numbers that no other row has or will get, from the table's own counter."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # The transaction holds SQLite's write lock from its first statement on (BEGIN IMMEDIATE).
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
        last = found[0] if found else 0
        return list(range(last + 1, last + 1 + count))


def _for_database(field: Any, values: Sequence[Any]) -> Sequence[Any]:
    """A column's values as the database takes them."""
    here = connections[DEFAULT_DB_ALIAS]  # not the stand-in, which looks for it at each touch
    if type(field) in _PLAIN_FIELDS:
        return [
            value if type(value) in _PLAIN_VALUES else field.get_db_prep_save(value, here) for value in values
        ]
    if type(field) is models.DateTimeField and here.vendor == "sqlite":
        return [
            value.isoformat(" ") if type(value) is datetime else value and field.get_db_prep_save(value, here)
            for value in values
        ]
    return [field.get_db_prep_save(value, here) for value in values]
