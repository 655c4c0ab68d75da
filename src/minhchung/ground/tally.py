"""Counts of a table's rows by the values of some columns, kept by the database itself in the same transaction.

``SELECT COUNT(*)`` over a million rows takes longer than a page may; the tally has as many rows as there are
combinations that occur. On PostgreSQL two writers would wait for each other at one counter and could block each
other for good, so each change there is a row of its own (+1, -1), and now and then the rows are folded together,
passing over those that somebody else is folding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.models import Count, Sum

from minhchung.ground.triggers import TableTriggers

#: After how many changes the rows of the tally are folded on PostgreSQL (a power of two).
_FOLD_AFTER = 512


class KeepTally(TableTriggers):
    """Declared among a table's indexes: keeps the tally of the named columns in ``table``.

    The tally is a table of the same columns and ``number``; a combination may stand in several rows of it. It is kept
    from then on; :meth:`count_again` counts what is there already.
    """

    def __init__(self, *, table: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.table = table

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        """For migrations."""
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "table": self.table}

    def count_again(self, model: type[models.Model], tally: type[models.Model]) -> None:
        """Count all rows anew, inside the caller's transaction."""
        if connection.vendor == "postgresql":
            with (
                connection.cursor() as cursor
            ):  # what is written meanwhile waits, and is counted by its own change
                quote = connection.ops.quote_name
                cursor.execute(f"LOCK TABLE {quote(model._meta.db_table)} IN SHARE ROW EXCLUSIVE MODE")
        tally._default_manager.all().delete()
        tally._default_manager.bulk_create(
            tally(**dict(zip(self.fields, values, strict=True)), number=number)
            for values, number in self._counted(model).items()
        )

    def faults(self, model: type[models.Model], tally: type[models.Model]) -> Iterator[str]:
        """Every combination whose kept count is not that of the rows."""
        kept = self.kept(tally)
        counted = self._counted(model)
        for values in sorted(kept.keys() | counted.keys()):
            if kept.get(values, 0) != counted.get(values, 0):
                yield f"{' · '.join(values)}: ghi {kept.get(values, 0)}, đếm lại {counted.get(values, 0)}"

    def kept(self, tally: type[models.Model]) -> Counter[tuple[str, ...]]:
        """The number of rows of each combination."""
        found = tally._default_manager.values_list(*self.fields).annotate(sum=Sum("number")).order_by()
        return Counter({values: number for *_key, number in found if (values := tuple(_key)) and number})

    def _counted(self, model: type[models.Model]) -> Counter[tuple[str, ...]]:
        found = model._default_manager.values_list(*self.fields).annotate(sum=Count("pk")).order_by()
        return Counter({tuple(key): number for *key, number in found})

    def _for_sqlite(self, quote: Any) -> tuple[str, ...]:
        names = [quote(name) for name in self.fields]
        table, columns = quote(self.table), ", ".join(names)
        same = {row: " AND ".join(f"{name} = {row}.{name}" for name in names) for row in ("OLD", "NEW")}
        new = ", ".join(f"NEW.{name}" for name in names)
        less = f"UPDATE {table} SET number = number - 1 WHERE {same['OLD']};"  # noqa: S608
        more = (
            f"UPDATE {table} SET number = number + 1 WHERE {same['NEW']}; "  # noqa: S608
            f"INSERT INTO {table} ({columns}, number) SELECT {new}, 1 "
            f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {same['NEW']});"
        )
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)

        def trigger(word: str, when: str, body: str) -> str:
            return f"CREATE TRIGGER {quote(f'{self.name}_{word}')} AFTER {when} BEGIN {body} END"

        return (
            trigger("insert", "INSERT ON %(table)s", more),
            trigger("delete", "DELETE ON %(table)s", less),
            trigger("update", f"UPDATE OF {columns} ON %(table)s WHEN {changed}", f"{less} {more}"),
        )

    def _for_postgresql(self, quote: Any) -> str:
        names = [quote(name) for name in self.fields]
        table, columns = quote(self.table), ", ".join(names)
        old, new = (", ".join(f"{row}.{name}" for name in names) for row in ("OLD", "NEW"))
        keep = quote(self.name)
        return f"""
CREATE FUNCTION {keep}() RETURNS trigger LANGUAGE plpgsql AS $keep$
DECLARE place bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF ROW({old}) IS NOT DISTINCT FROM ROW({new}) THEN RETURN NULL; END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO {table} ({columns}, number) VALUES ({old}, -1) RETURNING id INTO place;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO {table} ({columns}, number) VALUES ({new}, 1) RETURNING id INTO place;
  END IF;
  IF mod(place, {_FOLD_AFTER}) < 2 THEN -- a change takes two places
    WITH gone AS (
      DELETE FROM {table} WHERE id IN (SELECT id FROM {table} FOR UPDATE SKIP LOCKED) RETURNING {columns}, number
    )
    INSERT INTO {table} ({columns}, number)
    SELECT {columns}, sum(number) FROM gone GROUP BY {columns} HAVING sum(number) <> 0;
  END IF;
  RETURN NULL;
END $keep$;
CREATE TRIGGER {keep} AFTER INSERT OR DELETE OR UPDATE OF {columns} ON %(table)s
FOR EACH ROW EXECUTE FUNCTION {keep}()
"""  # noqa: S608
