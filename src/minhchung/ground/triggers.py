"""Triggers that are part of a table: declared among its indexes, so that they outlive every way of changing it.

They are made by migrations and by tests without them; SQLite changes a table by making it anew, and makes its indexes
anew with it.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table

_SUFFIXES = ("insert", "update", "delete")


class TableTriggers(models.Index):
    """An index that is none: what the database does itself with each insert, update and delete of the table.

    On SQLite the triggers are called ``<name>_insert``, ``<name>_update`` and ``<name>_delete``; on PostgreSQL they
    hang on a function of the index's name.
    """

    @abstractmethod
    def _for_sqlite(self, quote: Any) -> tuple[str, ...]:
        """The statements, those that make the triggers first; the table's name stands as ``%(table)s``."""

    @abstractmethod
    def _for_postgresql(self, quote: Any) -> str:
        """The statements; the table's name stands as ``%(table)s``."""

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **kwargs: Any) -> Statement:
        """What makes the triggers."""
        table = Table(model._meta.db_table, schema_editor.quote_name)
        if schema_editor.connection.vendor == "postgresql":
            return Statement(self._for_postgresql(schema_editor.quote_name), table=table)
        first, *others = self._for_sqlite(schema_editor.quote_name)
        for other in others:
            schema_editor.deferred_sql.append(Statement(other, table=table))
        return Statement(first, table=table)

    def remove_sql(self, model: Any, schema_editor: Any, **kwargs: Any) -> Any:
        """What takes them away."""
        quote = schema_editor.quote_name
        if schema_editor.connection.vendor == "postgresql":
            return f"DROP FUNCTION {quote(self.name)}() CASCADE"
        *first, last = (f"DROP TRIGGER IF EXISTS {quote(f'{self.name}_{word}')}" for word in _SUFFIXES)
        for statement in first:
            schema_editor.execute(statement)
        return last
