"""Dossiers with their waits and explanations, what the desk keeps of the work on them, and papers made for them."""

from minhchung.dossiers.models.attachments import Attachment, AttachmentKind, CopyKind, FiledPart
from minhchung.dossiers.models.desk import BEHALF, Consultation, Event, Once, Posting, Series, Telling
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
from minhchung.dossiers.models.replaying import Replay, Replayed
from minhchung.dossiers.models.steps import StepRun

__all__ = [
    "ARRIVAL",
    "BEHALF",
    "TALLY",
    "WORDS",
    "ApplicantKind",
    "Attachment",
    "AttachmentKind",
    "Channel",
    "Consultation",
    "CopyKind",
    "Difference",
    "DifferenceKind",
    "Dossier",
    "Event",
    "Explanation",
    "FiledPart",
    "ListSetup",
    "MadePaper",
    "NearWord",
    "Once",
    "PaperKind",
    "Pause",
    "PauseKind",
    "Posting",
    "Reconciliation",
    "Replay",
    "Replayed",
    "ReturnWay",
    "SavedList",
    "Series",
    "Source",
    "StepRun",
    "Tally",
    "Telling",
    "Verdict",
]
