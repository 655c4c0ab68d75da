"""When a reflection, complaint or denunciation must be handled: each limit with its explanation and citation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from minhchung.lawbook import in_force
from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines import Limit, Unit, deadline, due

KEY = "feedback.limits"
COMPLAINTS = "feedback.complaints"
DENUNCIATIONS = "feedback.denunciations"


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


@dataclass
class Told:
    """Explanations of limits as they are kept: for each limit its name and the steps of its reckoning."""

    lines: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(cls, kept: str) -> Told:
        """From what was kept."""
        return cls(json.loads(kept) if kept else [])

    def count(
        self,
        name: str,
        start: datetime,
        limit: Mapping[str, Any],
        calendar: WorkingCalendar,
        cites: str,
    ) -> datetime:
        """Reckon a limit, keep how, and give its end. A limit of the same name is told anew.

        Args:
            name: column of the record, "due_at".
            start: from when it runs.
            limit: ``{"value": 7, "unit": "working-day"}``.
            cites: what sets the limit.

        Raises:
            NoCalendarForYear: it reaches into a year without holidays entered.
        """
        reckoned = deadline(start, Limit(limit["value"], Unit(limit["unit"])), calendar)
        self.lines = [line for line in self.lines if line["name"] != name]
        self.lines.append(
            {
                "name": name,
                "limit": str(reckoned.limit),
                "from": start.isoformat(timespec="minutes"),
                "value": limit["value"],
                "unit": str(limit["unit"]),
                "due_at": reckoned.due_at.isoformat(timespec="minutes"),
                "cites": cites,
                "steps": [step.as_dict() for step in reckoned.steps],
            }
        )
        return reckoned.due_at

    def kept(self) -> str:
        """As JSON."""
        return json.dumps(self.lines, ensure_ascii=False, separators=(",", ":"))

    def unequal(self, record: Any, calendar: WorkingCalendar) -> list[str]:
        """Names of the limits whose stored end does not follow from their beginning, or is not the record's own."""
        wrong = []
        for line in self.lines:
            start = datetime.fromisoformat(line["from"])
            again = due(start, Limit(line["value"], Unit(line["unit"])), calendar)
            stored = getattr(record, line["name"])
            if again != stored or line["due_at"] != again.isoformat(timespec="minutes"):
                wrong.append(line["name"])
        return wrong


def working_days(number: int) -> dict[str, Any]:
    """A limit in working days."""
    return {"value": number, "unit": str(Unit.WORKING_DAY)}


def days(number: int) -> dict[str, Any]:
    """A limit in calendar days."""
    return {"value": number, "unit": str(Unit.DAY)}


def _after(start: datetime, number: int, calendar: WorkingCalendar) -> datetime:
    return due(start, Limit(number, Unit.WORKING_DAY), calendar)
