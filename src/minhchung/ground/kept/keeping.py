"""Answers that are kept under the token of their topic.

The token is asked before the answer, and once more after an answer that was not there yet: what was read while
somebody else changed the tables is given, but not kept. A token that was drawn in a transaction that failed is never
seen again, so what was read there is never taken for the truth. On PostgreSQL whoever has asked for the tokens holds
their table lightly until his transaction ends, so that a change can wait for him (:func:`hold_all`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection
from django.utils.translation import get_language

from minhchung.ground.kept.watching import watched_tables

_P = ParamSpec("_P")
_T = TypeVar("_T")
_MISSING = object()

#: The tokens of the deed that is under way; empty when they must be asked again, None outside a deed.
_DEED: ContextVar[dict[str, str] | None] = ContextVar("tokens_of_the_deed", default=None)
#: Every function whose answers are kept, with its topic: for the test that compares what they ask with what is watched.
KEEPERS: dict[Callable[..., Any], str] = {}


def kept(topic: str, *, most: int = 1024) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Keep a function's answers, inside transactions and :func:`asking_once`, until a table of the topic changes.

    The function asks tables of the topic alone, takes hashable arguments by place, and answers with something that
    cannot be changed. Elsewhere it is asked each time.

    Args:
        most: so many answers are kept; then all are let go.
    """

    def keeping(ask: Callable[_P, _T]) -> Callable[_P, _T]:
        answers: dict[tuple[Hashable, ...], Any] = {}

        @wraps(ask)
        def answered(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            if kwargs:
                raise TypeError(f"{ask.__name__} takes its arguments by place: they are the key")
            token = _tokens().get(topic) if _DEED.get() is not None or connection.in_atomic_block else None
            if token is None:
                return ask(*args, **kwargs)
            key = (token, get_language(), *args)  # an answer may bear words of the language it was given in
            found = answers.get(
                key, _MISSING
            )  # reading, writing and clearing are one step each for other threads
            if found is _MISSING:
                found = ask(*args, **kwargs)
                if _asked().get(topic) == token:
                    if len(answers) >= most:
                        answers.clear()
                    answers[key] = found
            return found

        KEEPERS[answered] = topic
        return answered

    return keeping


@contextmanager
def asking_once() -> Iterator[None]:
    """Ask for the tokens once, now, and take them for the rest of the block.

    For a deed inside its transaction, once it holds what it waits for and before it holds what others wait for. What
    others change meanwhile comes before it or after it, never in the midst. A deed that changes a watched table itself,
    or takes such a change back, asks anew. A deed in a deed is part of it. For a page that is only read, too: what it
    shows of these tables is as of its beginning. A request that does a deed is not put into such a block.
    """
    if _DEED.get() is not None:
        yield
        return
    tokens = _asked()

    def written(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if not sql.startswith("SELECT") and (
            sql.startswith("ROLLBACK") or any(table in sql for table in _all_watched())
        ):
            tokens.clear()
        return done

    mark = _DEED.set(tokens)
    try:
        with connection.execute_wrapper(written):
            yield
    finally:
        _DEED.reset(mark)


def hold_all() -> None:
    """Wait on PostgreSQL for every transaction that has asked for the tokens; let no other ask until one's own end.

    Called before anything else is read or written. SQLite has one writer at a time anyway.

    Raises:
        django.db.OperationalError: it took longer than ``lock_timeout``.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE kept_topic IN ACCESS EXCLUSIVE MODE")


@cache
def _all_watched() -> tuple[str, ...]:
    return tuple(sorted(table for tables in watched_tables().values() for table in tables))


def _tokens() -> Mapping[str, str]:
    deed = _DEED.get()
    if deed is None:
        return _asked()
    if not deed:
        deed.update(_asked())
    return deed


def _asked() -> dict[str, str]:
    """The tokens as they are now; a topic without one keeps nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT topic, token FROM kept_topic")
        return dict(cursor.fetchall())
