"""When a reflection or recommendation must be refused, supplemented, answered and its answer published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.lawbook import in_force
from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines import Limit, Unit, due

KEY = "feedback.limits"


@dataclass(frozen=True)
class Promise:
    """The limits that begin to run when a sender (or another body) hands it over, with their citation."""

    refuse_due_at: datetime
    supplement_due_at: datetime
    due_at: datetime
    cites: str


def promised(handed_over_at: datetime, calendar: WorkingCalendar) -> Promise:
    """The limits that run from sending, or from the latest transfer.

    Args:
        handed_over_at: naive local moment.
        calendar: working days of the agency.

    Raises:
        NoCalendarForYear: the limits reach into a year without holidays entered.
        NoRule: the lawbook has no limits for that day.
    """
    rule = in_force(KEY, on=handed_over_at.date())
    return Promise(
        refuse_due_at=_after(handed_over_at, rule.value["refuse_working_days"], calendar),
        supplement_due_at=_after(handed_over_at, rule.value["supplement_working_days"], calendar),
        due_at=_after(handed_over_at, rule.value["answer_working_days"], calendar),
        cites=rule.cites,
    )


def publish_due(answered_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The limit for publishing an answer.

    Raises:
        NoCalendarForYear: the limit reaches into a year without holidays entered.
        NoRule: the lawbook has no limits for that day.
    """
    rule = in_force(KEY, on=answered_at.date())
    return _after(answered_at, rule.value["publish_working_days"], calendar)


def _after(start: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    return due(start, Limit(days, Unit.WORKING_DAY), calendar)
