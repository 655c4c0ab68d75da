"""Finding words in columns that bear no folded copy: numbers and symbols of papers, account names.

Databases differ in what they take for small and capital of one letter: SQLite knows plain letters alone, so that "qđ"
would not find "QĐ". Here a letter with a mark, and "d", which may stand for "đ", fit any one letter; all others fit
themselves, small or capital.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Field, Lookup

_ANY_LETTER = "_"


def pattern(word: str) -> str:
    """What LIKE is asked for a word somewhere in a text; its signs that mean something to LIKE mean themselves."""
    return f"%{''.join(map(_sign, word))}%"


def _sign(sign: str) -> str:
    if sign in "\\%_":
        return f"\\{sign}"
    return _ANY_LETTER if sign in "dD" or (sign.isalpha() and not sign.isascii()) else sign


@Field.register_lookup
class Written(Lookup):  # type: ignore[type-arg]
    """``column__written="nđ-cp"``: has the word, in small or capital letters, "d" for "đ" allowed."""

    lookup_name = "written"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The condition."""
        column, values = self.process_lhs(compiler, connection)
        asked = f"{column}::text ILIKE" if connection.vendor == "postgresql" else f"{column} LIKE"
        return f"{asked} %s ESCAPE '\\'", [*values, pattern(str(self.rhs))]


def has_word(column: str, word: str) -> models.Q:
    """The condition that a column has a word."""
    return models.Q(**{f"{column}__written": word})
