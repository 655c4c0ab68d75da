"""Whose dossier it is on a day, and under which calendar its clock is reckoned."""

from __future__ import annotations

from datetime import date
from typing import Any

from minhchung.dossiers.clock import Workshop
from minhchung.organisation import queries as organisation
from minhchung.organisation.calendars import known_calendar


class Homes:
    """The agencies that used the system over time, each with its workshop, as they are when it is made."""

    def __init__(self) -> None:
        self._by_day: dict[date, Any] = {}
        self._times = organisation.home_times()
        self._latest = organisation.home_agency()
        self._workshops: dict[tuple[int, int | None], Workshop] = {}

    def on(self, day: date) -> Any:
        """The agency that used the system that day: a merged agency keeps the dossiers of its time.

        A day before the first agency belongs to the latest one; None while no agency is entered.
        """
        if day not in self._by_day:
            those = (
                time.unit
                for time in self._times
                if time.since <= day and (time.until is None or day < time.until)
            )
            self._by_day[day] = next(those, self._latest)
        return self._by_day[day]

    def workshop_of(self, home: Any, edition: int | None = None) -> Workshop:
        """The workshop of an agency, under its calendar as it is now or as it was known at an edition."""
        key = (home.pk, edition)
        if key not in self._workshops:
            known = known_calendar(home, edition)
            self._workshops[key] = Workshop(known.calendar, known.edition)
        return self._workshops[key]
