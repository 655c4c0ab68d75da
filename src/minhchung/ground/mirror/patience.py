"""How long connectors wait: for a file to be whole, for a server, and after a failure."""

from __future__ import annotations

from datetime import timedelta

#: A file whose last change is younger may still be written.
SETTLED_AFTER = timedelta(seconds=10)

#: A file that cannot be read may still be on its way for so long; afterwards it is put aside as broken.
UNREADABLE_FOR = timedelta(minutes=10)

#: For so long a worker may hold a connector without a sign of life; each chunk of an import is one.
LEASE = timedelta(minutes=30)

#: Seconds that a server may keep silent, and that one page may take in all.
SERVER_SECONDS, PAGE_SECONDS = 20.0, 120.0

#: Seconds between tries of one page inside a round.
SECONDS_BETWEEN_TRIES = (1.0, 4.0)

#: Minutes until the next round after so many failures in a row; the last one holds for all that follow.
MINUTES_AFTER_FAILURES = (1, 5, 15, 60)

#: How many seconds the watcher rests between two looks.
REST_SECONDS = 5.0


def wait_after(failures: int) -> timedelta:
    """The wait after so many failures in a row."""
    place = min(max(failures, 1), len(MINUTES_AFTER_FAILURES)) - 1
    return timedelta(minutes=MINUTES_AFTER_FAILURES[place])
