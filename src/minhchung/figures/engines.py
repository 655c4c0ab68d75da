"""Engines: where the same question is asked - the Django database (SQLite, PostgreSQL) or DuckDB over Parquet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis
import pyarrow.parquet as pq

from minhchung.figures.facts import Column, Facts
from minhchung.figures.questions import Question
from minhchung.figures.statements import Statement, Unwritten, statement


class Engine(Protocol):
    """Answers questions about fact tables."""

    def rows(self, question: Question) -> list[tuple[Any, ...]]:
        """All rows of the answer."""
        ...

    def stream(self, question: Question, size: int = 5_000) -> Iterator[list[tuple[Any, ...]]]:
        """The same in chunks of at most ``size`` rows."""
        ...


_MOMENT = re.compile(r"CAST\('(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)' AS TIMESTAMP\)")
#: Types of columns as DuckDB names them.
_DUCK_TYPES = {
    "int64": "BIGINT",
    "string": "VARCHAR",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
_DIALECTS = {"sqlite": "sqlite", "postgresql": "postgres"}


class DjangoEngine:
    """The database that holds the records, through Django's own connection: one transaction with the page."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.dialect = _DIALECTS[connection.vendor]

    def sql(self, question: Question) -> str:
        """The SQL text: the room's select as a named subquery, then the question over it."""
        facts, said = question.facts, _said(question, self.dialect)
        own = f"{facts.view_name()} AS ({facts.select_of(said.columns)})"
        if said.text.startswith("WITH "):
            return f"WITH {own}, {said.text.removeprefix('WITH ')}"
        return f"WITH {own} {said.text}"

    def rows(self, question: Question) -> list[tuple[Any, ...]]:
        with self.connection.cursor() as cursor:
            cursor.execute(self.sql(question))
            return [tuple(row) for row in cursor.fetchall()]

    def stream(self, question: Question, size: int = 5_000) -> Iterator[list[tuple[Any, ...]]]:
        with self.connection.chunked_cursor() as cursor:
            cursor.execute(self.sql(question))
            while rows := cursor.fetchmany(size):
                yield [tuple(row) for row in rows]


class DuckEngine:
    """DuckDB over Parquet files ``<fact table>.parquet`` in a folder: no database needed.

    A file of an earlier time may lack columns that were added since; they are unknown (NULL) in each of its rows.
    """

    def __init__(self, folder: Path, facts: Iterable[type[Facts]]) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET enable_progress_bar = false")
        for each in facts:
            path = folder / f"{each.name}.parquet"
            if path.exists():
                name = str(path).replace("'", "''")
                self.connection.execute(
                    f"CREATE VIEW {each.view_name()} AS SELECT *{_lacking(each, path)} FROM read_parquet('{name}')"
                )

    def rows(self, question: Question) -> list[tuple[Any, ...]]:
        return self._asked(question).fetchall()

    def arrays(self, question: Question) -> dict[str, Any]:
        """Columns of the answer as NumPy arrays, by name."""
        return dict(self._asked(question).fetchnumpy())

    def stream(self, question: Question, size: int = 5_000) -> Iterator[list[tuple[Any, ...]]]:
        result = self._asked(question)
        while rows := result.fetchmany(size):
            yield rows

    def _asked(self, question: Question) -> duckdb.DuckDBPyConnection:
        return self.connection.execute(_said(question, "duckdb").text)


def _lacking(facts: type[Facts], path: Path) -> str:
    there = set(pq.read_schema(path).names)
    wanted = [column for column in facts.columns if not column.personal and column.name not in there]
    return "".join(f', CAST(NULL AS {_DUCK_TYPES[column.type]}) AS "{column.name}"' for column in wanted)


def _said(question: Question, dialect: str) -> Statement:
    try:
        return statement(question, dialect)
    except Unwritten:
        return compiled(question, dialect)


def compiled(question: Question, dialect: str) -> Statement:
    """The SQL of any question as Ibis compiles it; slower than the one written here, and the measure of it in tests."""
    text = str(ibis.to_sql(question.expression(), dialect=dialect))
    if dialect == "postgres":
        text = _MOMENT.sub(r"CAST('\1' AS TIMESTAMPTZ)", text)  # as in minhchung.figures.statements
    return Statement(text, frozenset(column.name for column in question.facts.columns))


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
