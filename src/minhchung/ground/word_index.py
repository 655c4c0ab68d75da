"""An index of words that is part of the table: FTS5 on SQLite, a GIN index on PostgreSQL, asked in one language.

The column holds words separated by one space, already folded by the room. The index is declared among the table's
own, so the database keeps it whatever writes a row, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.backends.ddl_references import Statement, Table
from django.db.models.expressions import RawSQL

_WORDS = "array_remove(string_to_array({column}, ' '), ''::text)"
_VECTOR = f"array_to_tsvector({_WORDS})"
#: PostgreSQL sorts what an index of words found before it gives the last entered ones. An index "of stretches" has a
#: word for so many rows that were entered one after the other, and one for so many more, so that the latest rows are
#: asked first, and older ones only where these have too few.
_STRETCH, _LONG_STRETCH = 2_048, 32_768
_STRETCHES = (
    f"array_to_tsvector(array_append(array_append({_WORDS}, '@' || ({{key}} / {_STRETCH})::text), "
    f"'@@' || ({{key}} / {_LONG_STRETCH})::text))"
)
#: How many of the latest stretches are asked first, and how many long ones next; then all that is older.
_LATEST, _LATEST_LONG = 4, 2

#: From so many rows on, walking back from the last row meets a page of them sooner than sorting them all.
_MANY = 5_000
_ROADS = ("enable_seqscan", "enable_indexscan", "enable_indexonlyscan")
_OPEN_AGAIN = "; ".join(f"SET LOCAL {road} TO DEFAULT" for road in _ROADS)


_CLOSED: ContextVar[bool] = ContextVar("other_roads_are_closed", default=False)


@contextmanager
def by_the_index() -> Iterator[None]:
    """On PostgreSQL, let questions in the block go through the index of words and no other way; SQLite does anyway."""
    if connection.vendor != "postgresql" or _CLOSED.get():
        yield
        return
    mark = _CLOSED.set(True)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("; ".join(f"SET LOCAL {road} = off" for road in _ROADS))
            yield
            cursor.execute(_OPEN_AGAIN)
    finally:
        _CLOSED.reset(mark)


@dataclass(frozen=True)
class Word:
    """A row has this word, or with ``begins`` one that begins so. Letters, digits and "#" only."""

    text: str
    begins: bool = False


@dataclass(frozen=True)
class All:
    """A row has every part."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True)
class Either:
    """A row has at least one part."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True)
class Without:
    """A row has the first part and not the second."""

    part: Asked
    other: Asked


Asked = Word | All | Either | Without


class WordIndex(models.Index):
    """The index of the words of one column; its name is that of the FTS5 table on SQLite.

    ``stretches``: the latest rows are found soon among very many, see ``ranked``.
    """

    def __init__(self, *, stretches: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stretches = stretches

    def deconstruct(self) -> Any:
        """How a migration makes it again."""
        path, arguments, named = super().deconstruct()
        return path, arguments, {**named, "stretches": True} if self.stretches else named

    def _vector(self, column: str, key: str) -> str:
        return (_STRETCHES if self.stretches else _VECTOR).format(column=column, key=key)

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Statement:
        """The statement that makes the index; what keeps it is put off until the table stands."""
        quote = schema_editor.quote_name
        column = quote(model._meta.get_field(self.fields[0]).column)
        parts = {"name": quote(self.name), "column": column, "key": quote(model._meta.pk.column)}
        table = Table(model._meta.db_table, quote)
        if schema_editor.connection.vendor == "postgresql":
            vector = self._vector(column, parts["key"])
            return Statement(
                f"CREATE INDEX %(name)s ON %(table)s USING gin (({vector}))", table=table, **parts
            )
        content = model._meta.db_table.removeprefix("new__").replace("'", "''")
        for moment, body in _KEEPING.items():
            when = moment.format(column=column)
            kept = quote(f"{self.name}_{when.split()[0].lower()}")
            schema_editor.deferred_sql.append(
                Statement(
                    f"CREATE TRIGGER {kept} AFTER {when.split(' WHEN ')[0]} ON %(table)s "
                    f"{_when(when)}BEGIN {body} END",
                    table=table,
                    **parts,
                )
            )
        return Statement(
            "CREATE VIRTUAL TABLE IF NOT EXISTS %(name)s USING fts5(%(column)s, content='%(content)s', "
            "content_rowid=%(key)s, detail=none, columnsize=0, "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars '#'\")",
            table=table,
            content=content,
            **parts,
        )

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        """The statement that removes the index."""
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **kwargs)
        for word in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {schema_editor.quote_name(f'{self.name}_{word}')}")
        return f"DROP TABLE IF EXISTS {schema_editor.quote_name(self.name)}"

    def rows(self, model: type[models.Model], asked: Asked) -> RawSQL:
        """A condition on the model's rows, for ``filter``."""
        quote = connection.ops.quote_name
        table = quote(model._meta.db_table)
        if connection.vendor == "postgresql":
            vector = self._vector(
                f"{table}.{quote(self.fields[0])}", f"{table}.{quote(model._meta.pk.column)}"
            )
            sql, given = f"{vector} @@ %s::tsquery", _for_postgresql(asked)
        else:
            name = quote(self.name)
            sql = (
                f"{table}.{quote(model._meta.pk.column)} IN (SELECT rowid FROM {name} WHERE {name} MATCH %s)"  # noqa: S608
            )
            given = _for_sqlite(asked)
        return RawSQL(sql, [given], output_field=models.BooleanField())  # noqa: S611 (names are the model's own)

    def has_any(self, model: type[models.Model], asked: Asked) -> bool:
        """Whether there is a row at all."""
        if connection.vendor == "postgresql":
            with by_the_index():
                return model._default_manager.filter(self.rows(model, asked)).order_by().exists()
        return bool(self.newest(model, asked, 0, 1))

    def count(self, model: type[models.Model], asked: Asked) -> int:
        """How many rows there are, from the index alone where it can tell."""
        if connection.vendor == "postgresql":
            return model._default_manager.filter(self.rows(model, asked)).order_by().count()
        name = connection.ops.quote_name(self.name)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {name} WHERE {name} MATCH %s", [_for_sqlite(asked)])  # noqa: S608
            number: int = cursor.fetchone()[0]
        return number

    def ranked(self, model: type[models.Model], tiers: Sequence[Asked], most: int) -> list[int]:
        """Numbers of at most so many rows: those of the first tier, the last entered first, then of the next.

        Each tier holds those before it.
        """
        if connection.vendor == "postgresql":
            return self._ranked_by_stretches(model, tiers, most)
        found: dict[int, None] = {}
        for tier in tiers:
            found |= dict.fromkeys(self.newest(model, tier, 0, most))
            if len(found) >= most:
                break
        return list(found)[:most]

    def _ranked_by_stretches(self, model: type[models.Model], tiers: Sequence[Asked], most: int) -> list[int]:
        """Part after part, until there are enough."""
        quote = connection.ops.quote_name
        table, key, column = (
            quote(each) for each in (model._meta.db_table, model._meta.pk.column, self.fields[0])
        )
        found: list[int] = []
        with transaction.atomic(), connection.cursor() as cursor:
            # The greatest number is found by the key's own index: the roads are closed while it is looked up.
            closed = ", ".join(f"set_config('{road}', 'off', true)" for road in _ROADS)
            cursor.execute(f"SELECT (SELECT MAX({key}) FROM {table}), {closed}")  # noqa: S608 (names of a model)
            last = cursor.fetchone()[0] or 0
            for asked, below in _in_parts(tiers, last):
                # Conditions that stand side by side let the index leap over what any of them lacks.
                words = [_for_postgresql(each) for each in _side_by_side(asked)]
                having = " AND ".join([f"{self._vector(column, key)} @@ %s::tsquery"] * len(words))
                cursor.execute(
                    f"SELECT {key} FROM {table} WHERE {having} AND {key} < %s "  # noqa: S608
                    f"ORDER BY {key} DESC LIMIT {most - len(found)}",
                    [*words, below],
                )
                found += [row[0] for row in cursor.fetchall()]
                if len(found) >= most:
                    break
            if connection.savepoint_ids:  # the transaction goes on
                cursor.execute(_OPEN_AGAIN)
        return found

    def newest(
        self, model: type[models.Model], asked: Asked, first: int, last: int, *, count: int = 0
    ) -> list[int]:
        """Numbers of the rows from one place to another, the last entered first.

        ``count``: how many rows are found, where that is known. Many are met soon by walking back from the last row; a
        few are only met through the index, and PostgreSQL cannot tell beforehand how many a word has.
        """
        if connection.vendor == "postgresql":
            rows = model._default_manager.filter(self.rows(model, asked)).order_by("-pk")
            with nullcontext() if count > _MANY else by_the_index():
                return list(rows.values_list("pk", flat=True)[first:last])
        name = connection.ops.quote_name(self.name)
        sql = f"SELECT rowid FROM {name} WHERE {name} MATCH %s ORDER BY rowid DESC LIMIT %s OFFSET %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [_for_sqlite(asked), last - first, first])
            return [row[0] for row in cursor.fetchall()]

    def settle(self) -> None:
        """Sort what was written into the index now: PostgreSQL lets it wait, and every question reads it through."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT gin_clean_pending_list(%s)", [self.name])

    def build_again(self, model: type[models.Model]) -> None:
        """Make the index anew from the rows."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"REINDEX INDEX {connection.ops.quote_name(self.name)}")
            else:
                name = connection.ops.quote_name(self.name)
                cursor.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608

    def faults(self) -> Iterator[str]:
        """What of the index does not agree with the rows; PostgreSQL's own index cannot disagree."""
        if connection.vendor != "sqlite":
            return
        name = connection.ops.quote_name(self.name)
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
        except DatabaseError as broken:
            yield f"{self.name}: {broken}"


def _in_parts(tiers: Sequence[Asked], last: int) -> Iterator[tuple[Asked, int]]:
    """Each tier without those before it, the latest rows first, and below which number its rows are."""
    latest = max(0, last // _STRETCH + 1 - _LATEST)
    before = latest * _STRETCH
    newest_long = max(0, before - 1) // _LONG_STRETCH
    for place, tier in enumerate(tiers):
        alone = Without(tier, tiers[place - 1]) if place else tier
        stretches = range(latest, last // _STRETCH + 1)
        yield All((alone, Either(tuple(Word(f"@{each}") for each in stretches)))), last + 1
        below = before
        for long in range(newest_long, max(-1, newest_long - _LATEST_LONG), -1):
            if below:
                yield All((alone, Word(f"@@{long}"))), below
                below = long * _LONG_STRETCH
        if below:
            yield alone, below


def _side_by_side(asked: Asked) -> tuple[Asked, ...]:
    """Parts of which a row has every one; what it must not have stands with one that it must."""
    match asked:
        case All(parts):
            return tuple(each for part in parts for each in _side_by_side(part))
        case Without(part, other):
            *others, one = _side_by_side(part)
            return (*others, Without(one, other))
        case _:
            return (asked,)


_ADD = "INSERT INTO %(name)s(rowid, %(column)s) VALUES (NEW.%(key)s, NEW.%(column)s);"
_DROP = "INSERT INTO %(name)s(%(name)s, rowid, %(column)s) VALUES ('delete', OLD.%(key)s, OLD.%(column)s);"
#: What happens to a row, and what follows for the index.
_KEEPING = {
    "INSERT": _ADD,
    "DELETE": _DROP,
    "UPDATE OF {column} WHEN OLD.{column} IS NOT NEW.{column}": f"{_DROP} {_ADD}",
}


def _when(moment: str) -> str:
    _event, found, condition = moment.partition(" WHEN ")
    return f"WHEN {condition} " if found else ""


def _for_sqlite(asked: Asked) -> str:
    match asked:
        case Word(text, begins):
            return f'"{text}"{" *" if begins else ""}'
        case All(parts):
            return f"({' AND '.join(map(_for_sqlite, parts))})"
        case Either(parts):
            return f"({' OR '.join(map(_for_sqlite, parts))})"
        case Without(part, other):
            return f"({_for_sqlite(part)} NOT {_for_sqlite(other)})"


def _for_postgresql(asked: Asked) -> str:
    match asked:
        case Word(text, begins):
            return f"'{text}'{':*' if begins else ''}"
        case All(parts):
            return f"({' & '.join(map(_for_postgresql, parts))})"
        case Either(parts):
            return f"({' | '.join(map(_for_postgresql, parts))})"
        case Without(part, other):
            return f"({_for_postgresql(part)} & !{_for_postgresql(other)})"
