"""Tables of direction: the work of a year, and what others said of it afterwards."""

from __future__ import annotations

from minhchung.direction.models.evidence import Evidence, EvidenceKind, NoteKind, TaskNote
from minhchung.direction.models.holding import Part, TaskHolding
from minhchung.direction.models.indices import IndexCriterion, IndexKind, IndexResult
from minhchung.direction.models.meetings import Meeting, MeetingKind, MeetingQuestion, MeetingState
from minhchung.direction.models.plans import (
    Comparator,
    DueKind,
    Head,
    Plan,
    PlanTable,
    PlanTarget,
    PlanTask,
    TaskSupport,
)
from minhchung.direction.models.work import (
    AssignedTask,
    Finding,
    Initiative,
    Inspection,
    Outreach,
    OutreachForm,
    ReformBudget,
)

__all__ = [
    "AssignedTask",
    "Comparator",
    "DueKind",
    "Evidence",
    "EvidenceKind",
    "Finding",
    "Head",
    "IndexCriterion",
    "IndexKind",
    "IndexResult",
    "Initiative",
    "Inspection",
    "Meeting",
    "MeetingKind",
    "MeetingQuestion",
    "MeetingState",
    "NoteKind",
    "Outreach",
    "OutreachForm",
    "Part",
    "Plan",
    "PlanTable",
    "PlanTarget",
    "PlanTask",
    "ReformBudget",
    "TaskHolding",
    "TaskNote",
    "TaskSupport",
]
