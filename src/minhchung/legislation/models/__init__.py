"""The room's tables."""

from minhchung.legislation.models.checks import Check, CheckKind, Fault
from minhchung.legislation.models.documents import Family, LegalDocument, Role
from minhchung.legislation.models.drafts import Draft, Quality, QualityMark, Stage
from minhchung.legislation.models.enforcement import Following, FollowKind, Recommendation
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
from minhchung.legislation.models.texts import DocumentFile, DocumentWords, Reading
from minhchung.legislation.models.validity import (
    ENDING,
    LEANING,
    OWN_ISSUER,
    TURNED,
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
    "TURNED",
    "Cause",
    "Change",
    "Check",
    "CheckKind",
    "DisseminationEvent",
    "DocumentFile",
    "DocumentWords",
    "Draft",
    "EventForm",
    "Family",
    "Fault",
    "FollowKind",
    "Following",
    "Ground",
    "Kind",
    "LegalDocument",
    "Listing",
    "Outcome",
    "Quality",
    "QualityMark",
    "Reading",
    "Recommendation",
    "Relation",
    "Review",
    "ReviewSheet",
    "Role",
    "SheetLine",
    "SheetState",
    "Stage",
    "Subject",
    "Systematisation",
    "SystematisedDocument",
    "ValidityEvent",
]
