"""Whose rows of a table somebody sees, asked by rooms that do not know the table: notices, figures, the guard.

A room whose rows belong to units or to named people says so by :func:`see`, in the configuration; a table that nobody
has spoken of is everybody's who may pass the door.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

Seer = Callable[[Any], "QuerySet[Any] | None"]

_SEERS: dict[str, Seer] = {}


def see(table: str, seer: Seer) -> None:
    """Say who sees which rows of a table ("dossiers.Dossier").

    Args:
        seer: from an account to the rows that it sees, None for all of them.
    """
    _SEERS[table.lower()] = seer


def is_limited(table: str) -> bool:
    """Whether rows of a table belong to somebody at all."""
    return table.lower() in _SEERS


def seen(table: str, user: Any) -> QuerySet[Any] | None:
    """The rows of a table that an account sees; None for all of them."""
    seer = _SEERS.get(table.lower())
    return seer(user) if seer is not None else None
