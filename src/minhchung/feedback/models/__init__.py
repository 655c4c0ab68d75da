"""Reflections and recommendations, complaints and denunciations with their stories, answers to surveys."""

from minhchung.feedback.models.cases import (
    CaseChannel,
    Complaint,
    ComplaintEvent,
    ComplaintNamed,
    Denunciation,
    DenunciationEvent,
    DenunciationNamed,
    Outcome,
    Round,
)
from minhchung.feedback.models.files import FeedbackFile
from minhchung.feedback.models.record import (
    Feedback,
    FeedbackChannel,
    FeedbackState,
    Kind,
    Rating,
    SenderKind,
    Source,
)
from minhchung.feedback.models.story import FeedbackEvent
from minhchung.feedback.models.surveys import SurveyAnswer, SurveyMark, SurveyWay

__all__ = [
    "CaseChannel",
    "Complaint",
    "ComplaintEvent",
    "ComplaintNamed",
    "Denunciation",
    "DenunciationEvent",
    "DenunciationNamed",
    "Feedback",
    "FeedbackChannel",
    "FeedbackEvent",
    "FeedbackFile",
    "FeedbackState",
    "Kind",
    "Outcome",
    "Rating",
    "Round",
    "SenderKind",
    "Source",
    "SurveyAnswer",
    "SurveyMark",
    "SurveyWay",
]
