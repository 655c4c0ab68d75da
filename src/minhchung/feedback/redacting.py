"""What people wrote, for those who may not read personal data: whatever would name somebody is struck out."""

from __future__ import annotations

from minhchung.feedback.models import Feedback
from minhchung.rules import redaction


def known_of(record: Feedback) -> tuple[str, ...]:
    """What is known of the people in the matter."""
    known = (
        record.sender_name,
        record.sender_email,
        record.sender_phone,
        record.official,
        *(part.strip() for part in record.sender_contact.replace(";", ",").split(",")),
    )
    return tuple(each for each in known if each)


def without_names(record: Feedback, text: str) -> str:
    """The text with everything struck out that would name somebody; more rather than less."""
    return redaction.struck(text, redaction.find(text, known=known_of(record)))


def readable(record: Feedback, text: str, *, sees_personal: bool) -> str:
    """The text as somebody may read it."""
    return text if sees_personal else without_names(record, text)
