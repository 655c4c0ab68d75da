"""Who cites legal documents beside procedures, rules and figures: asked when one of them has ended."""

from __future__ import annotations

from minhchung.direction.citing import criteria
from minhchung.procedures.citing import offer
from minhchung.reports.citing import drafts, outlines

CITERS = (criteria, outlines, drafts)


def arrange_citers() -> None:
    """Name them to the room of procedures, which keeps the list of work."""
    offer(CITERS)
