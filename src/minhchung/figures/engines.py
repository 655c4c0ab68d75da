"""Engines: where the same expression runs - the Django database (SQLite, PostgreSQL) or DuckDB over Parquet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis

from minhchung.figures.facts import Column, Facts


class Engine(Protocol):
    """Runs Ibis expressions over fact tables."""

    def rows(self, expression: Any, facts: type[Facts]) -> list[tuple[Any, ...]]:
        """All rows of an expression over one fact table."""
        ...

    def stream(
        self, expression: Any, facts: type[Facts], size: int = 5_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        """The same in chunks of at most ``size`` rows."""
        ...


_MOMENT = re.compile(r"CAST\('(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)' AS TIMESTAMP\)")
_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


class DjangoEngine:
    """The database that holds the records, through Django's own connection: one transaction with the page."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.dialect = _DIALECTS[connection.vendor]

    def sql(self, expression: Any, facts: type[Facts]) -> str:
        """The SQL text: the room's select as a named subquery, then the expression over it."""
        text = _compiled(expression, self.dialect)
        if self.dialect == "postgres":
            # The columns are "timestamp with time zone" of the session's zone. A literal of that type is compared as
            # it is and may use an index; one without a zone would be converted for every row.
            text = _MOMENT.sub(r"CAST('\1' AS TIMESTAMPTZ)", text)
        own = f"{facts.view_name()} AS ({facts.select})"
        if text.startswith("WITH "):
            return f"WITH {own}, {text.removeprefix('WITH ')}"
        return f"WITH {own} {text}"

    def rows(self, expression: Any, facts: type[Facts]) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql(expression, facts))
            return [tuple(row) for row in cursor.fetchall()]

    def stream(
        self, expression: Any, facts: type[Facts], size: int = 5_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        with self.connection.chunked_cursor() as cursor:
            cursor.execute(self.sql(expression, facts))
            while rows := cursor.fetchmany(size):
                yield [tuple(row) for row in rows]


class DuckEngine:
    """DuckDB over Parquet files ``<fact table>.parquet`` in a folder: no database needed."""

    def __init__(self, folder: Path, facts: Iterable[type[Facts]]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET enable_progress_bar = false")
        for each in facts:
            path = folder / f"{each.name}.parquet"
            if path.exists():
                name = str(path).replace("'", "''")
                self.connection.execute(
                    f"CREATE VIEW {each.view_name()} AS SELECT * FROM read_parquet('{name}')"
                )

    def rows(self, expression: Any, facts: type[Facts]) -> list[tuple[Any, ...]]:
        del facts
        return self.connection.execute(_compiled(expression, "duckdb")).fetchall()

    def arrays(self, expression: Any) -> dict[str, Any]:
        """Columns of an expression as NumPy arrays, by name."""
        return dict(self.connection.execute(_compiled(expression, "duckdb")).fetchnumpy())

    def stream(
        self, expression: Any, facts: type[Facts], size: int = 5_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        del facts
        result = self.connection.execute(_compiled(expression, "duckdb"))
        while rows := result.fetchmany(size):
            yield rows


@lru_cache(maxsize=512)
def _compiled(expression: Any, dialect: str) -> str:
    return str(ibis.to_sql(expression, dialect=dialect))


def plain(value: Any, column: Column) -> Any:
    """A database's value as plain Python: SQLite gives text for moments and 0/1 for truth."""
    if value is None:
        return None
    if column.type == "timestamp" and isinstance(value, str):
        return datetime.fromisoformat(value)
    if column.type == "date" and isinstance(value, str):
        return date.fromisoformat(value[:10])
    if column.type == "boolean":
        return bool(value)
    if column.type == "int64":
        return int(value)
    return value
