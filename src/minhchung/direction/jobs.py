"""The background door of direction: units are reminded of what is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhchung.direction.actions.reminding import remind

#: How often it is looked whether somebody has to be reminded.
EVERY = timedelta(hours=1)


class Reminders:
    """Reminds of tasks that are near or past their limit, every :data:`EVERY`, while somebody asks it to."""

    def __init__(self) -> None:
        self._looked_at: datetime | None = None

    def look(self) -> int | None:
        """Returns how many tasks were near or late; None when it is not time yet."""
        now = datetime.now().replace(microsecond=0)
        if self._looked_at is not None and self._looked_at <= now < self._looked_at + EVERY:
            return None
        count = remind(at=now)
        self._looked_at = now
        return count
