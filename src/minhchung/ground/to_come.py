"""Days of what has happened: one that is still to come is refused everywhere in the same words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext as _


class Refusing(Protocol):
    """How a room refuses: a sentence, and the field that it is about."""

    def __call__(self, message: str, /, *, field_name: str) -> Exception:
        """What is raised."""


def refusal_of(what: str, on: date, today: date) -> str:
    """Why a day cannot be that of something that has happened ("Ngày ban hành"); "" where it has come.

    A moment counts by its day: clocks of two systems may differ by minutes.
    """
    day = on.date() if isinstance(on, datetime) else on
    if day <= today:
        return ""
    return _("%(what)s %(day)s chưa đến; hãy kiểm tra lại ngày.") % {"what": what, "day": f"{day:%d/%m/%Y}"}


def refuse(what: str, on: date, at: datetime, refusing: Refusing, field_name: str = "on") -> None:
    """Refuse, as a room refuses, a day that had not come when the deed is done at ``at``.

    Raises:
        Exception: what ``refusing`` makes.
    """
    words = refusal_of(what, on, at.date())
    if words:
        raise refusing(words, field_name=field_name)
