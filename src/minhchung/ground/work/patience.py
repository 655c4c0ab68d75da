"""How long a worker may hold a run, and how it shares the database with the people at the desk."""

from __future__ import annotations

#: So many records are done in one transaction: the disk is asked once for all of them, and nobody waits long.
GROUP = 10

#: After so many seconds another run that waits gets its turn.
SLICE_SECONDS = 5.0

#: How many seconds a worker rests when nothing waits.
REST_SECONDS = 1.0

#: After each group the database is left to others for this part of the time that the group took; longer where there is
#: one writer at a time.
YIELD_SHARE = {"sqlite": 0.25, "postgresql": 0.1}

#: A record at which so many workers in a row fell silent is given up; the run goes on behind it.
DEATHS = 3

#: An unconfirmed trial is forgotten after so many days.
FORGET_DAYS = 2
