"""Days of what has happened: one that is still to come is refused everywhere in the same words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _


def refusal_of(what: str, on: date, today: date) -> str:
    """Why a day cannot be that of something that has happened ("Ngày ban hành"); "" where it has come."""
    if on <= today:
        return ""
    return _("%(what)s %(day)s chưa đến; hãy kiểm tra lại ngày.") % {"what": what, "day": f"{on:%d/%m/%Y}"}
