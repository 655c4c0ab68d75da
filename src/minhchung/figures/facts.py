"""Fact tables: the columns that figures may use, each with unit and meaning, and one select that yields them.

A room subclasses :class:`Facts`, names its columns and its select, and adds methods in the field's words.
An instance is a set of rows: the table and the conditions that narrowed it.

    class DossierFacts(Facts):
        name = "dossiers"
        columns = (Column("id", "int64", "số bản ghi"), ...)
        select = "SELECT id, ... FROM dossiers_dossier"

        def received_in(self, window):
            return self.where(self.t.accepted_at >= window.since, self.t.accepted_at < window.until)

Facts carry naive local time (Asia/Ho_Chi_Minh, no daylight saving), so windows are plain comparisons.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self

import ibis


@dataclass(frozen=True)
class Column:
    """A column that figures may use.

    Attributes:
        name: its name in the select and in Parquet.
        type: an Ibis type: int64, string, timestamp, date, boolean.
        meaning: Vietnamese, shown as the heading of a drill-down.
        unit: of the values, empty when none.
        shown: listed on drill-down pages (identifiers and helpers are not).
        personal: never leaves the database: left out of Parquet, bundles and public pages.
        of_units: holds the codes of units; by it a figure can be restated over a reorganisation.
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    shown: bool = True
    personal: bool = False
    of_units: bool = False


class Facts:
    """A set of rows of one fact table."""

    name: ClassVar[str]
    title: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    select: ClassVar[str]
    #: Columns that each row has from at most one row of another table: name -> (its value, how ``select``, named
    #: ``own``, is joined to it; columns may share a join). Only those that a question names are joined: of a million
    #: rows that counts.
    elsewhere: ClassVar[Mapping[str, tuple[str, str]]] = MappingProxyType({})
    #: URL pattern of one record's page, e.g. "/ho-so/{id}/"; empty when the record has no page.
    record_url: ClassVar[str] = ""
    #: The table whose rows the facts' ids name, where not everybody sees all of them ("dossiers.Dossier").
    record_table: ClassVar[str] = ""

    def __init__(self, conditions: tuple[Any, ...] = ()) -> None:
        self.conditions = conditions

    @property
    def t(self) -> Any:
        """The unbound Ibis table."""
        return _table(self.view_name(), self.columns)

    def where(self, *conditions: Any) -> Self:
        """The rows that also meet ``conditions`` (Ibis boolean expressions over ``self.t``)."""
        return type(self)(self.conditions + conditions)

    def condition(self) -> Any:
        """All conditions as one expression; True for the whole table."""
        return _all(self.conditions)

    @classmethod
    def url_of(cls, number: int) -> str:
        """Address of the page of the record with that id; empty when it has none."""
        return cls.record_url.format(id=number)

    def beyond(self, wider: Facts) -> Any:
        """The conditions that narrowed ``wider`` to this set, as one expression.

        Raises:
            ValueError: this set was not narrowed from ``wider``, so it need not lie inside it.
        """
        shared = len(wider.conditions)
        inside = type(self) is type(wider) and len(self.conditions) >= shared
        if not inside or any(
            mine is not theirs and not mine.equals(theirs)
            for mine, theirs in zip(self.conditions, wider.conditions, strict=False)
        ):
            raise ValueError(f"{self.name}: the part of a share must be narrowed from its whole")
        return _all(self.conditions[shared:])

    @classmethod
    def view_name(cls) -> str:
        """Name of the table that the compiled SQL reads from, on every engine."""
        return f"fact_{cls.name}"

    @classmethod
    def select_of(cls, names: Collection[str]) -> str:
        """The select that yields at least the columns of these names."""
        joined = {name: cls.elsewhere[name] for name in cls.elsewhere if name in names}
        if not joined:
            return cls.select
        values = "".join(f", {value} AS {name}" for name, (value, _join) in joined.items())
        joins = " ".join(dict.fromkeys(join for _value, join in joined.values()))
        return f"SELECT own.*{values} FROM ({cls.select}) own {joins}"

    @classmethod
    def column(cls, name: str) -> Column:
        """The declared column of that name.

        Raises:
            KeyError: no such column.
        """
        return {column.name: column for column in cls.columns}[name]


@cache
def _table(name: str, columns: tuple[Column, ...]) -> Any:
    return ibis.table({column.name: column.type for column in columns}, name=name)


def _all(conditions: tuple[Any, ...]) -> Any:
    if not conditions:
        return ibis.literal(True)
    result = conditions[0]
    for condition in conditions[1:]:
        result = result & condition
    return result
