"""The working calendar of an agency: the country's days with its own office hours."""

from __future__ import annotations

from datetime import date

from minhchung import lawbook
from minhchung.organisation.models import Unit
from minhchung.organisation.queries import office_hours_of
from minhchung.rules.calendar import OfficeHours, WorkingCalendar


def calendar_of(unit: Unit) -> WorkingCalendar:
    """The calendar of an agency; where it declared no office hours, those of the lawbook hold."""
    own = tuple(
        OfficeHours.by_weekday(each.weekly, since=each.since, until=each.until, cites=each.cites)
        for each in office_hours_of(unit)
    )
    default = tuple(
        OfficeHours.same_each_weekday(
            rule.value["weekdays"], since=rule.since, until=rule.until or date.max, cites=rule.cites
        )
        for rule in lawbook.history("clocks.office_hours")
    )
    return WorkingCalendar(lawbook.national_days(), (*own, *default))
