"""Dossiers with their waits and explanations, what the desk keeps of the work on them, papers, and what is reckoned."""

from minhchung.dossiers.models.attachments import Attachment, AttachmentKind, CopyKind, FiledPart
from minhchung.dossiers.models.calendars import CalendarRun, CalendarTouch
from minhchung.dossiers.models.desk import (
    BEHALF,
    Charge,
    Consultation,
    Event,
    Once,
    Posting,
    Series,
    Telling,
)
from minhchung.dossiers.models.following import Follower
from minhchung.dossiers.models.lists import ListSetup, SavedList
from minhchung.dossiers.models.papers import MadePaper, PaperKind
from minhchung.dossiers.models.reconciling import Difference, DifferenceKind, Reconciliation
from minhchung.dossiers.models.record import (
    ARRIVAL,
    TALLY,
    WORDS,
    ApplicantKind,
    Channel,
    Dossier,
    Explanation,
    NearWord,
    Pause,
    PauseKind,
    ReturnWay,
    Source,
    Tally,
    Verdict,
)
from minhchung.dossiers.models.replaying import Replay, Replayed, ReplayPoint
from minhchung.dossiers.models.reviewing import ForecastCheck, Mark, Outlook, Pace, StepPace
from minhchung.dossiers.models.sight import DossierRows, Sight
from minhchung.dossiers.models.steps import StepRun

__all__ = [
    "ARRIVAL",
    "BEHALF",
    "TALLY",
    "WORDS",
    "ApplicantKind",
    "Attachment",
    "AttachmentKind",
    "CalendarRun",
    "CalendarTouch",
    "Channel",
    "Charge",
    "Consultation",
    "CopyKind",
    "Difference",
    "DifferenceKind",
    "Dossier",
    "DossierRows",
    "Event",
    "Explanation",
    "FiledPart",
    "Follower",
    "ForecastCheck",
    "ListSetup",
    "MadePaper",
    "Mark",
    "NearWord",
    "Once",
    "Outlook",
    "Pace",
    "PaperKind",
    "Pause",
    "PauseKind",
    "Posting",
    "Reconciliation",
    "Replay",
    "ReplayPoint",
    "Replayed",
    "ReturnWay",
    "SavedList",
    "Series",
    "Sight",
    "Source",
    "StepPace",
    "StepRun",
    "Tally",
    "Telling",
    "Verdict",
]
