"""Why a deed of this room was not done."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The deed was not done; ``message`` says in Vietnamese why, by which article, and what may be done instead."""


class CannotIssue(Refused):
    """The issuer did not exist on the day of issue."""


class CannotRelate(Refused):
    """The edge would contradict the law, the days or another edge."""


class CannotChange(Refused):
    """The change of validity would contradict what is kept of the document."""


class CannotHandle(Refused):
    """The review or check asks for nothing, was handled already, or would be handled before it was made."""


class CannotReview(Refused):
    """The sheet is not there yet, or lacks what the deed asks for."""


class CannotList(Refused):
    """The document or the period cannot be listed so."""


def need(text: str, sentence: str) -> str:
    """A text that must be there.

    Raises:
        Refused: it is empty; with that sentence.
    """
    text = text.strip()
    if not text:
        raise Refused(sentence)
    return text
