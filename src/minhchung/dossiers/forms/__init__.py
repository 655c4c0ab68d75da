"""What people ask and enter about dossiers; forms check what came in and save nothing."""

from minhchung.dossiers.forms.asking import asked, chosen_columns, conditions
from minhchung.dossiers.forms.contact import ContactForm
from minhchung.dossiers.forms.deeds import (
    AnswerForm,
    ConsultForm,
    ContentForm,
    DeedForm,
    ExtendForm,
    FinishForm,
    GiveBackForm,
    HandOnForm,
    LawfulWaitForm,
    ReasonForm,
    SupplementForm,
)
from minhchung.dossiers.forms.filing import FilingForm
from minhchung.dossiers.forms.moving import MoveForm

__all__ = [
    "AnswerForm",
    "ConsultForm",
    "ContactForm",
    "ContentForm",
    "DeedForm",
    "ExtendForm",
    "FilingForm",
    "FinishForm",
    "GiveBackForm",
    "HandOnForm",
    "LawfulWaitForm",
    "MoveForm",
    "ReasonForm",
    "SupplementForm",
    "asked",
    "chosen_columns",
    "conditions",
]
