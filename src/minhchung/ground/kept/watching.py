"""A table that is watched: the database draws a new token for its topic with every change, whoever makes it.

The first token is drawn when the table begins to be watched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.apps import apps

from minhchung.ground.triggers import TableTriggers

_LOT = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()::text"}


class Watched(TableTriggers):
    """Draws a new token for a topic whenever rows of the table are inserted, changed or deleted."""

    def __init__(self, *, topic: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.topic = topic

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For migrations."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "topic": self.topic}

    def _drawn(self, vendor: str) -> tuple[str, str]:
        """A new token in two statements, not one INSERT ... ON CONFLICT: SQLite would do that as the outer one says."""
        topic, lot = f"'{self.topic}'", _LOT[vendor]
        there = f"SELECT 1 FROM kept_topic WHERE topic = {topic}"  # noqa: S608 (put together from constants)
        return (
            f"UPDATE kept_topic SET token = {lot} WHERE topic = {topic}",  # noqa: S608
            f"INSERT INTO kept_topic (topic, token) SELECT {topic}, {lot} WHERE NOT EXISTS ({there})",
        )

    def _for_sqlite(self, quote: Any) -> tuple[str, ...]:
        drawn = self._drawn("sqlite")
        body = "".join(f"{each}; " for each in drawn)
        triggers = (
            f"CREATE TRIGGER {quote(f'{self.name}_{word.lower()}')} AFTER {word} ON %(table)s BEGIN {body}END"
            for word in ("INSERT", "UPDATE", "DELETE")
        )
        return (*triggers, *drawn)

    def _for_postgresql(self, quote: Any) -> str:
        update, _insert = self._drawn("postgresql")
        lot, watch = _LOT["postgresql"], quote(self.name)
        first = (
            f"INSERT INTO kept_topic (topic, token) VALUES ('{self.topic}', {lot}) "  # noqa: S608
            "ON CONFLICT (topic) DO UPDATE SET token = excluded.token"
        )
        return f"""
CREATE FUNCTION {watch}() RETURNS trigger LANGUAGE plpgsql AS $watch$
BEGIN
  {update};
  IF NOT FOUND THEN
    {first};
  END IF;
  RETURN NULL;
END $watch$;
CREATE TRIGGER {watch} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %(table)s
FOR EACH STATEMENT EXECUTE FUNCTION {watch}();
{first}
"""


def watched_tables() -> Mapping[str, frozenset[str]]:
    """The tables of each topic, as the models declare them."""
    found: dict[str, set[str]] = defaultdict(set)
    for model in apps.get_models():
        for index in model._meta.indexes:
            if isinstance(index, Watched):
                found[index.topic].add(model._meta.db_table)
    return {topic: frozenset(tables) for topic, tables in found.items()}
