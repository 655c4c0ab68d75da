"""A table whose rows are written once: the database itself refuses to change or delete one, whoever asks."""

from __future__ import annotations

from typing import Any

from minhchung.ground.triggers import TableTriggers

_SAID = "rows of this table are never changed or deleted"


class Unchanging(TableTriggers):
    """Refuses every update and delete of a row, as an integrity error.

    Emptying the whole table at once (TRUNCATE on PostgreSQL, dropping it) is not refused: it is the way of whoever owns
    the database, and what is signed elsewhere than in the table tells of it.
    """

    def _for_sqlite(self, quote: Any) -> tuple[str, ...]:
        return tuple(
            f"CREATE TRIGGER {quote(f'{self.name}_{word.lower()}')} BEFORE {word} ON %(table)s "
            f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
            for word in ("UPDATE", "DELETE")
        )

    def _for_postgresql(self, quote: Any) -> str:
        guard = quote(self.name)
        return f"""
CREATE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql AS $guard$
BEGIN
  RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'restrict_violation';
END $guard$;
CREATE TRIGGER {guard} BEFORE UPDATE OR DELETE ON %(table)s FOR EACH ROW EXECUTE FUNCTION {guard}();
"""
