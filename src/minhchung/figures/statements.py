"""Questions as SQL text, for the few forms that all engines share; whatever else an expression holds is Ibis' to say.

Ibis compiles any expression for many databases, by building a syntax tree and rewriting it several times: milliseconds
for every figure. Figures use a handful of forms (docs/decisions/0004), which are written here in one walk over the same
expression. Tests ask every figure both ways on each engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis.expr.operations as ops

from minhchung.figures.facts import Facts
from minhchung.figures.questions import Listing, Question, Tally


class Unwritten(Exception):
    """An expression holds a form that is not written here; Ibis must compile it."""


@dataclass(frozen=True)
class Statement:
    """SQL text over the fact table, and the columns of the fact table that it names."""

    text: str
    columns: frozenset[str]


def statement(question: Question, dialect: str) -> Statement:
    """The SQL of a question for "sqlite", "postgres" or "duckdb".

    Raises:
        Unwritten: it holds a form that is not written here.
    """
    if isinstance(question, Tally):
        return _TallyWriter(question.facts, dialect).tally(question)
    return _Writer(question.facts, dialect).listing(question)


class _Writer:
    """Writes the values of one question and remembers the columns that they name."""

    def __init__(self, facts: type[Facts], dialect: str) -> None:
        self.table, self.dialect = facts().t.op(), dialect
        self.named: set[str] = set()

    def listing(self, question: Listing) -> Statement:
        some = "" if question.limit is None else f" LIMIT {question.limit} OFFSET {question.offset}"
        chosen, rows = self.chosen(question.columns), self.rows(question)
        return self.done(f"SELECT {chosen} {rows} ORDER BY {self.column('id')}{some}")

    def done(self, text: str) -> Statement:
        return Statement(text, frozenset(self.named))

    def rows(self, question: Question) -> str:
        where = "" if question.where is None else f" WHERE {self.write(question.where.op())}"
        return f"FROM {_name(question.facts.view_name())} AS t{where}"

    def chosen(self, values: Any) -> str:
        return ", ".join(f"{self.write(value.op())} AS {_name(name)}" for name, value in values.items())

    def column(self, name: str) -> str:
        self.named.add(name)
        return f"t.{_name(name)}"

    def write(self, node: Any) -> str:
        form = _FORMS.get(type(node))
        if form is None:
            raise Unwritten(type(node).__name__)
        return form(self, node)

    def field(self, node: Any) -> str:
        if node.rel is not self.table and node.rel != self.table:
            raise Unwritten("a column of another table")
        return self.column(node.name)

    def literal(self, node: Any) -> str:
        value, kind = node.value, node.dtype
        if value is None:
            raise Unwritten("an unknown value")
        if kind.is_boolean():
            return "TRUE" if value else "FALSE"
        if kind.is_integer():
            return str(value)
        if kind.is_string():
            return _text(value)
        if kind.is_timestamp() and value.tzinfo is None:
            return f"{_MOMENTS[self.dialect]}{_text(value.isoformat(' '))}"
        if kind.is_date():
            return f"{_DAYS[self.dialect]}{_text(value.isoformat())}"
        raise Unwritten(str(kind))

    def one_of(self, node: Any) -> str:
        if not node.options:
            raise Unwritten("one of none")
        return f"({self.write(node.value)} IN ({', '.join(self.write(each) for each in node.options)}))"

    def every(self, node: Any) -> str:
        return f"({' AND '.join(self.write(term) for term in _terms(node))})"


class _TallyWriter(_Writer):
    """Writes aggregates over named terms: figures and windows share most of them, and each is found once for a row."""

    def __init__(self, facts: type[Facts], dialect: str) -> None:
        super().__init__(facts, dialect)
        self.terms: dict[str, str] = {}

    def tally(self, question: Tally) -> Statement:
        by = self.shared(self.column(question.by)) if question.by else ""
        chosen, rows = self.chosen(question.measures), self.rows(question)
        terms = ", ".join(f"{text} AS {name}" for text, name in self.terms.items()) or "1"
        text = f"{chosen} FROM (SELECT {terms} {rows}{_FENCES[self.dialect]}) AS r"
        if not by:
            return self.done(f"SELECT {text}")
        return self.done(f"SELECT {by}, {text} GROUP BY {by} ORDER BY {by} ASC NULLS LAST")

    def shared(self, text: str) -> str:
        """The name of a term in the rows that are tallied."""
        return self.terms.setdefault(text, f"c{len(self.terms)}")

    def write(self, node: Any) -> str:
        if isinstance(node, ops.CountStar):
            return f"COUNT(*){self.only(node)}"
        if isinstance(node, ops.Sum):
            return f"SUM({self.shared(self.write(node.arg))}){self.only(node)}"
        return super().write(node)

    def only(self, node: Any) -> str:
        if node.where is None:
            return ""
        names = dict.fromkeys(self.shared(self.write(term)) for term in _terms(node.where))
        return f" FILTER (WHERE {' AND '.join(names)})"


def _terms(node: Any) -> list[Any]:
    """The conditions of a chain that must all hold, in their order."""
    terms: list[Any] = []
    while isinstance(node, ops.And):
        terms.append(node.right)
        node = node.left
    return [node, *reversed(terms)]


def _between(sign: str) -> Callable[[_Writer, Any], str]:
    return lambda writer, node: f"({writer.write(node.left)} {sign} {writer.write(node.right)})"


#: SQLite keeps moments and days as text. PostgreSQL's columns are "timestamp with time zone" of the session's zone: a
#: literal of that type is compared as it is and may use an index; one without a zone is converted for every row.
_MOMENTS = {"sqlite": "", "postgres": "TIMESTAMPTZ ", "duckdb": "TIMESTAMP "}
_DAYS = {"sqlite": "", "postgres": "DATE ", "duckdb": "DATE "}
#: What keeps an engine from putting the terms back into each aggregate. DuckDB finds common terms by itself; PostgreSQL
#: would no longer share the rows among its workers.
_FENCES = {"sqlite": " LIMIT -1", "postgres": "", "duckdb": ""}
_FORMS: dict[type, Callable[[_Writer, Any], str]] = {
    ops.Field: _Writer.field,
    ops.Literal: _Writer.literal,
    ops.And: _Writer.every,
    ops.Or: _between("OR"),
    ops.Equals: _between("="),
    ops.NotEquals: _between("<>"),
    ops.Less: _between("<"),
    ops.LessEqual: _between("<="),
    ops.Greater: _between(">"),
    ops.GreaterEqual: _between(">="),
    ops.Not: lambda writer, node: f"(NOT {writer.write(node.arg)})",
    ops.IsNull: lambda writer, node: f"({writer.write(node.arg)} IS NULL)",
    ops.NotNull: lambda writer, node: f"({writer.write(node.arg)} IS NOT NULL)",
    ops.InValues: _Writer.one_of,
    ops.Alias: lambda writer, node: writer.write(node.arg),
}


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
