"""In whose place somebody acts: set by the guard of a door, written by the trail beside the one who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LENDER: ContextVar[str] = ContextVar("in_place_of", default="")


def in_place_of() -> str:
    """The account whose permit is used; "" when one acts by one's own."""
    return _LENDER.get()


def stand_in_for(lender: str) -> None:
    """From now on, until the door is closed, deeds are done in that account's place."""
    _LENDER.set(lender)


@contextmanager
def door() -> Iterator[None]:
    """The time of one request: whoever comes in acts for himself until a lent permit is used."""
    token = _LENDER.set("")
    try:
        yield
    finally:
        _LENDER.reset(token)
