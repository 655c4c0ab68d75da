"""Tables of direction: the work of a year, and what others said of it afterwards."""

from __future__ import annotations

from minhchung.direction.models.indices import IndexKind, IndexResult
from minhchung.direction.models.work import (
    AssignedTask,
    DueKind,
    Finding,
    Head,
    Initiative,
    Inspection,
    Meeting,
    MeetingKind,
    MeetingQuestion,
    MeetingState,
    Plan,
    PlanTask,
)

__all__ = [
    "AssignedTask",
    "DueKind",
    "Finding",
    "Head",
    "IndexKind",
    "IndexResult",
    "Initiative",
    "Inspection",
    "Meeting",
    "MeetingKind",
    "MeetingQuestion",
    "MeetingState",
    "Plan",
    "PlanTask",
]
