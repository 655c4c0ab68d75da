"""Counting tries: one statement for each, so that tries at the same instant cannot slip through together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from minhchung.ground.knocks.models import Knock

_LOG = logging.getLogger("minhchung.knocks")
#: A span that is over begins anew with this try.
_COUNT = """
INSERT INTO knocks_knock (key, count, until_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN knocks_knock.until_at <= %s THEN 1 ELSE knocks_knock.count + 1 END,
  until_at = CASE WHEN knocks_knock.until_at <= %s THEN excluded.until_at ELSE knocks_knock.until_at END
RETURNING count
"""


@dataclass(frozen=True)
class Gate:
    """What is counted, and how often it may be tried in a span.

    Attributes:
        name: of the gate, for the log: "tra-cuu/dia-chi".
        value: what is counted: an address, a code.
        most: so many tries are let through in the span; the next ones are not until it is over.
    """

    name: str
    value: str
    most: int
    span: timedelta

    @property
    def key(self) -> str:
        """Under which it is counted."""
        return salted_hmac(f"minhchung.knocks.{self.name}", self.value, algorithm="sha256").hexdigest()


class TooOften(Exception):
    """Tried too often; ``gate`` says at which gate, ``until_at`` when it opens again."""

    def __init__(self, gate: Gate, until_at: datetime) -> None:
        super().__init__(gate.name)
        self.gate, self.until_at = gate, until_at


def knock(gates: Sequence[Gate], *, at: datetime, source: str = "") -> None:
    """Count a try at every gate, or refuse it at the first one that is shut; a refused try is logged, not counted.

    Args:
        source: the address it came from, for the log.

    Raises:
        TooOften: a gate is shut.
    """
    shut = {
        each.key: each for each in Knock.objects.filter(pk__in=[gate.key for gate in gates], until_at__gt=at)
    }
    for gate in gates:
        found = shut.get(gate.key)
        if found is not None and found.count >= gate.most:
            _refuse(gate, found.until_at, source)
    for gate in gates:
        until = at + gate.span
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [gate.key, until, at, at])
            count = cursor.fetchone()[0]
        if count == 1:
            _forget(at)
        if count > gate.most:  # others tried at this instant
            _refuse(gate, until, source)


def is_first(gate: Gate, *, at: datetime) -> bool:
    """Count something at a gate that shuts nobody out; True for the first time in its span."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [gate.key, at + gate.span, at, at])
        first = bool(cursor.fetchone()[0] == 1)
    if first:
        _forget(at)
    return first


@transaction.atomic
def give_back(gates: Sequence[Gate]) -> None:
    """The try was a right one: it does not count."""
    Knock.objects.filter(pk__in=[gate.key for gate in gates], count__gt=0).update(count=F("count") - 1)


def _refuse(gate: Gate, until: datetime, source: str) -> None:
    _LOG.warning("Từ chối ở %s: thử quá %s lần, từ %s, đến %s", gate.name, gate.most, source or "-", until)
    raise TooOften(gate, until)


def _forget(at: datetime) -> None:
    """Clear away what ran out."""
    Knock.objects.filter(until_at__lte=at - timedelta(days=1)).delete()
