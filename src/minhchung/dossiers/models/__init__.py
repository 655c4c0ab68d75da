"""Dossiers with their waits and explanations, and what the desk keeps of the work on them, step by step."""

from minhchung.dossiers.models.desk import Consultation, Event, Once, Posting, Series
from minhchung.dossiers.models.reconciling import Difference, DifferenceKind, Reconciliation
from minhchung.dossiers.models.record import (
    ApplicantKind,
    Channel,
    Dossier,
    Explanation,
    Pause,
    PauseKind,
    ReturnWay,
    Source,
    Verdict,
)
from minhchung.dossiers.models.replaying import Replay, Replayed
from minhchung.dossiers.models.steps import StepRun

__all__ = [
    "ApplicantKind",
    "Channel",
    "Consultation",
    "Difference",
    "DifferenceKind",
    "Dossier",
    "Event",
    "Explanation",
    "Once",
    "Pause",
    "PauseKind",
    "Posting",
    "Reconciliation",
    "Replay",
    "Replayed",
    "ReturnWay",
    "Series",
    "Source",
    "StepRun",
    "Verdict",
]
