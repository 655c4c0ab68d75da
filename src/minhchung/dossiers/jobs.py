"""The background door of dossiers: brings changed calendars to the dossiers that are still to be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from minhchung.dossiers.actions.calendaring import apply_some, unfinished_runs


def apply_changed_calendars(go_on: Callable[[], bool] = lambda: True) -> int:
    """Go on with every changed calendar to its last dossier, or until ``go_on`` says no; returns how many were seen."""
    looked_at = 0
    for change in unfinished_runs():
        while go_on():
            progress = apply_some(change=change, at=datetime.now().replace(microsecond=0))
            looked_at += progress.looked_at
            if progress.done:
                break
    return looked_at
