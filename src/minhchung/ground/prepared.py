"""Questions that every deed asks: their SQL is put together once for a process, by Django, and then only filled in.

Putting a statement together takes Django several times as long as SQLite takes to answer it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models import QuerySet

_M = TypeVar("_M", bound=models.Model)
#: Stands for the value while the statement is put together; keys of Wagtail's tables are of 32 bits on PostgreSQL.
_MARK = 2_107_305_421
_Key = TypeVar("_Key", int, str)


class Prepared(Generic[_M, _Key]):
    """A question for rows of a model by one number, or by one text."""

    def __init__(self, rows: Callable[[_Key], QuerySet[_M]], *, by: type[_Key]) -> None:
        """``rows``: the rows for a key; compared with a column of its kind, whole rows, nothing read along."""
        self._rows = rows
        self._mark = by(_MARK)
        self._composed: tuple[str, tuple[Any, ...], Any, type[_M], list[str]] | None = None

    def first(self, key: _Key) -> _M | None:
        """The first row; None when there is none."""
        found = self.all(key, most=1)
        return found[0] if found else None

    def all(self, key: _Key, *, most: int | None = None) -> list[_M]:
        """The rows, or the first so many of them."""
        sql, values, converters, model, names = self._composed or self._compose()
        with connection.cursor() as cursor:
            cursor.execute(sql, [key if value == self._mark else value for value in values])
            rows = cursor.fetchall() if most is None else cursor.fetchmany(most)
        return [model.from_db(connection.alias, names, self._converted(row, converters)) for row in rows]

    def _converted(self, row: tuple[Any, ...], converters: Any) -> list[Any]:
        values = list(row)
        for place, functions, expression in converters:
            for convert in functions:
                values[place] = convert(values[place], expression, connection)
        return values

    def _compose(self) -> tuple[str, tuple[Any, ...], Any, type[_M], list[str]]:
        query = self._rows(self._mark).query
        compiler = query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        if values.count(self._mark) != 1:
            raise ValueError(f"one key is asked for in {sql}")
        expressions = [each[0] for each in compiler.select]
        names = [each.target.attname for each in expressions]
        if names != [column.attname for column in query.model._meta.concrete_fields]:
            raise ValueError(f"whole rows are asked for, not {names}")
        converters = _in_order(compiler.get_converters(expressions))
        self._composed = (sql, tuple(values), converters, query.model, names)
        return self._composed


def _in_order(converters: dict[int, Any]) -> list[tuple[Any, ...]]:
    """Place, functions and expression of each column that is not taken as it comes."""
    return [(place, *converters[place]) for place in sorted(converters)]
