"""Forms of the room: they check what came in and save nothing."""

from minhchung.feedback.forms.book import FeedbackForm
from minhchung.feedback.forms.cases import (
    CaseFiling,
    CaseReasonForm,
    ConcludeForm,
    ExtendCaseForm,
    IdentityForm,
    NameForm,
    NoteForm,
)
from minhchung.feedback.forms.deeds import (
    AssignForm,
    ClassifyForm,
    ContentForm,
    LateReasonForm,
    MoveForm,
    PublishForm,
    RateForm,
    ReasonForm,
    ReceiveForm,
    TextForm,
)
from minhchung.feedback.forms.surveys import SlipForm, SurveyForm

__all__ = [
    "AssignForm",
    "CaseFiling",
    "CaseReasonForm",
    "ClassifyForm",
    "ConcludeForm",
    "ContentForm",
    "ExtendCaseForm",
    "FeedbackForm",
    "IdentityForm",
    "LateReasonForm",
    "MoveForm",
    "NameForm",
    "NoteForm",
    "PublishForm",
    "RateForm",
    "ReasonForm",
    "ReceiveForm",
    "SlipForm",
    "SurveyForm",
    "TextForm",
]
