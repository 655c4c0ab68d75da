"""The room's tables."""

from minhchung.legislation.models.checks import Check, CheckKind, Fault
from minhchung.legislation.models.documents import Family, LegalDocument, Role
from minhchung.legislation.models.events import DisseminationEvent, EventForm, Subject
from minhchung.legislation.models.lists import Listing, Systematisation, SystematisedDocument
from minhchung.legislation.models.reviews import (
    Ground,
    Outcome,
    Review,
    ReviewSheet,
    SheetLine,
    SheetState,
)
from minhchung.legislation.models.validity import (
    ENDING,
    LEANING,
    OWN_ISSUER,
    Cause,
    Change,
    Kind,
    Relation,
    ValidityEvent,
)

__all__ = [
    "ENDING",
    "LEANING",
    "OWN_ISSUER",
    "Cause",
    "Change",
    "Check",
    "CheckKind",
    "DisseminationEvent",
    "EventForm",
    "Family",
    "Fault",
    "Ground",
    "Kind",
    "LegalDocument",
    "Listing",
    "Outcome",
    "Relation",
    "Review",
    "ReviewSheet",
    "Role",
    "SheetLine",
    "SheetState",
    "Subject",
    "Systematisation",
    "SystematisedDocument",
    "ValidityEvent",
]
