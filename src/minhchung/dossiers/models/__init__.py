"""Dossiers with their waits and explanations, what the desk keeps of the work on them, papers, and what is reckoned."""

from minhchung.dossiers.models.desk import BEHALF, Consultation, Event, Once, Posting, Series, Telling
from minhchung.dossiers.models.papers import MadePaper, PaperKind
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
from minhchung.dossiers.models.reviewing import ForecastCheck, Mark, Outlook, Pace, StepPace
from minhchung.dossiers.models.steps import StepRun

__all__ = [
    "BEHALF",
    "ApplicantKind",
    "Channel",
    "Consultation",
    "Difference",
    "DifferenceKind",
    "Dossier",
    "Event",
    "Explanation",
    "ForecastCheck",
    "MadePaper",
    "Mark",
    "Once",
    "Outlook",
    "Pace",
    "PaperKind",
    "Pause",
    "PauseKind",
    "Posting",
    "Reconciliation",
    "Replay",
    "Replayed",
    "ReturnWay",
    "Series",
    "Source",
    "StepPace",
    "StepRun",
    "Telling",
    "Verdict",
]
