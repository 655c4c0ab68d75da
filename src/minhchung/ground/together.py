"""Statements whose answers nobody waits for, sent together: on PostgreSQL one way to the server instead of ten.

A deed writes a dozen rows of which it asks nothing back. SQLite lives in the process and does each at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

_Statement = tuple[str, Sequence[Any]]
#: What is held back; None outside a block.
_HELD: ContextVar[list[_Statement] | None] = ContextVar("statements_held_back", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Hold back what :func:`tell` is given until :func:`ask`, or the end of the block; when it fails they are dropped.

    Inside the transaction of a deed, which then fails too. Nothing else may read in the block what is held back. A
    block in a block is part of it.

    Raises:
        RuntimeError: called outside a transaction.
        django.db.IntegrityError: a constraint is broken by one of them; says so when they are sent.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("statements are held back inside the transaction of the deed")
    if connection.vendor != "postgresql" or _HELD.get() is not None:
        yield
        return
    held: list[_Statement] = []
    mark = _HELD.set(held)
    try:
        yield
        if held:
            _send(held)
    finally:
        _HELD.reset(mark)


def tell(sql: str, values: Sequence[Any]) -> None:
    """Do one statement now, or hold it back."""
    held = _HELD.get()
    if held is None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
    else:
        held.append((sql, values))


def ask(*questions: _Statement) -> tuple[Any, ...] | None:
    """Do what is held back, then these, each seeing what the ones before it waited for; the last one's first row."""
    held = _HELD.get() or []
    if connection.vendor == "postgresql":
        rows = _send([*held, *questions])
        held.clear()
        return rows
    found = None
    for sql, values in questions:
        with connection.cursor() as cursor:
            found = cursor.execute(sql, values).fetchone()
    return found


def _send(statements: Sequence[_Statement]) -> tuple[Any, ...] | None:
    """All of them in one message; PostgreSQL takes each in its order, and gives each its own view of the rows.

    Each is filled in by itself: the driver remembers how a statement is put together, but not so long a one.
    """
    with connection.cursor() as cursor:
        cursor.execute("; ".join(cursor.mogrify(sql, values) for sql, values in statements))
        while cursor.nextset():
            pass
        return cursor.fetchone() if cursor.description else None
