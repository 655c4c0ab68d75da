"""The tables of the room: people, their posts and quota, what they learnt, what befell them, how they were judged."""

from minhchung.staff.models.judged import (
    Assessment,
    AssessmentLine,
    ProductKind,
    QualityClass,
    YearClass,
)
from minhchung.staff.models.learning import (
    BLOCK_OF_LEVEL,
    RANK_OF_LEVEL,
    Block,
    Level,
    Qualification,
    Training,
    TrainingKind,
    TrainingPlan,
)
from minhchung.staff.models.moved import Discipline, Movement, RecruitForm
from minhchung.staff.models.people import ON_QUOTA, Leaving, Person, PersonKind, Sex
from minhchung.staff.models.posts import Appointment, Position, PositionGroup, Quota, QuotaKind
from minhchung.staff.moves import State as AssessmentState

__all__ = [
    "BLOCK_OF_LEVEL",
    "ON_QUOTA",
    "RANK_OF_LEVEL",
    "Appointment",
    "Assessment",
    "AssessmentLine",
    "AssessmentState",
    "Block",
    "Discipline",
    "Leaving",
    "Level",
    "Movement",
    "Person",
    "PersonKind",
    "Position",
    "PositionGroup",
    "ProductKind",
    "Qualification",
    "QualityClass",
    "Quota",
    "QuotaKind",
    "RecruitForm",
    "Sex",
    "Training",
    "TrainingKind",
    "TrainingPlan",
    "YearClass",
]
