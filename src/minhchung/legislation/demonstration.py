"""What the demonstration asks of the room that its doors do otherwise: records made from values.

Deeds alone write; these only fill the tables' rows in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhchung.legislation import actions
from minhchung.legislation.models import (
    Check,
    Draft,
    Family,
    Following,
    LegalDocument,
    Recommendation,
)


def local_texts() -> tuple[LegalDocument, ...]:
    """The normative texts that the agency drafted for its province, the oldest first."""
    rows = LegalDocument.objects.filter(family=Family.NORMATIVE, role="drafted")
    return tuple(rows.order_by("issued_on", "id"))


def a_document(*, by: str, at: datetime, **values: Any) -> LegalDocument:
    """A normative document."""
    return actions.save_document(LegalDocument(family=Family.NORMATIVE, **values), by=by, at=at)


def a_check(document: LegalDocument, *, by: str, at: datetime, **values: Any) -> int:
    """A check of a document; its number."""
    return actions.save_check(Check(document=document, **values), by=by, at=at).pk


def a_draft(*, by: str, at: datetime, **values: Any) -> int:
    """A draft of the programme; its number."""
    return actions.save_draft(Draft(**values), by=by, at=at).pk


def a_following(*, by: str, at: datetime, **values: Any) -> int:
    """A plan, inspection or survey; its number."""
    return actions.save_following(Following(**values), by=by, at=at).pk


def a_recommendation(following: int, *, by: str, at: datetime, **values: Any) -> int:
    """A recommendation; its number."""
    found = Following.objects.get(pk=following)
    return actions.save_recommendation(Recommendation(following=found, **values), by=by, at=at).pk
