"""Tables of units: what they are over time, how they were reorganised, what they are for, when they are open."""

from minhchung.organisation.models.duties import (
    DelegatedTask,
    DelegationCheck,
    DelegationKind,
    DutyKind,
    UnitDuty,
)
from minhchung.organisation.models.reorganising import (
    PassedOn,
    Reorganisation,
    ReorganisationState,
    ReorganisationStep,
)
from minhchung.organisation.models.units import (
    ENDING,
    CalendarChange,
    ChangeKind,
    ChangeState,
    OfficeHours,
    Succession,
    SuccessionKind,
    Unit,
    UnitKind,
    UnitVersion,
)

__all__ = [
    "ENDING",
    "CalendarChange",
    "ChangeKind",
    "ChangeState",
    "DelegatedTask",
    "DelegationCheck",
    "DelegationKind",
    "DutyKind",
    "OfficeHours",
    "PassedOn",
    "Reorganisation",
    "ReorganisationState",
    "ReorganisationStep",
    "Succession",
    "SuccessionKind",
    "Unit",
    "UnitDuty",
    "UnitKind",
    "UnitVersion",
]
