"""How long the delivery waits: between tries, for a server, and for a worker that may have died."""

from __future__ import annotations

from datetime import timedelta

#: Minutes from a failed try to the next one; when the list is used up, the notice is given up with its reason.
MINUTES_BETWEEN_TRIES = (1, 5, 15, 60, 240, 720, 1440)

#: For so long a worker may hold a notice; longer than any server is waited for. Afterwards anyone takes it up.
LEASE = timedelta(minutes=10)

#: How many seconds a server may keep silent at each step of the conversation.
SERVER_SECONDS = 20.0

#: How many seconds the delivery rests when nothing is due.
REST_SECONDS = 5.0


def next_wait(failed: int) -> timedelta | None:
    """The wait after so many failed tries; None when that was the last."""
    return (
        timedelta(minutes=MINUTES_BETWEEN_TRIES[failed - 1]) if failed <= len(MINUTES_BETWEEN_TRIES) else None
    )
