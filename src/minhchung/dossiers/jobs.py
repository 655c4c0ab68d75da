"""The background door of dossiers: changed calendars come to the dossiers still to be reached, forecasts stay fresh.

And what is over of telling by e-mail ends.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from minhchung.dossiers.actions.calendaring import apply_some, unfinished_runs
from minhchung.dossiers.actions.following import end_what_is_over
from minhchung.dossiers.actions.foreseeing import foresee

#: How long a forecast is fresh: its share of the limit used moves by a few per cent an hour at most.
FRESH = timedelta(hours=1)
#: How often what is over of telling by e-mail is ended.
TIDY = timedelta(minutes=10)


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


class Followers:
    """Ends what is over of telling by e-mail, every :data:`TIDY`, while somebody asks it to now and then."""

    def __init__(self) -> None:
        self._ended_at: datetime | None = None

    def tidy(self) -> int | None:
        """Returns how many addresses are told no more; None when it is not time yet."""
        now = datetime.now().replace(microsecond=0)
        if self._ended_at is not None and self._ended_at <= now < self._ended_at + TIDY:
            return None
        count = end_what_is_over(at=now)
        self._ended_at = now
        return count


class Forecasts:
    """Keeps the forecasts of open dossiers no older than :data:`FRESH`, while somebody asks it to now and then."""

    def __init__(self) -> None:
        self._reckoned_at: datetime | None = None

    def refresh(self) -> int | None:
        """Reckon them anew when they have grown old; returns how many dossiers have one, None when they were fresh."""
        now = datetime.now().replace(microsecond=0)
        if self._reckoned_at is not None and self._reckoned_at <= now < self._reckoned_at + FRESH:
            return None
        count = foresee(at=now)
        self._reckoned_at = now
        return count
