"""The report that an article carries is published with it, by whichever way the article goes to the public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from minhchung.reports.actions import CannotFreeze, mark_published
from minhchung.reports.queries import is_published


class CannotPublish(CannotFreeze, PermissionDenied):
    """The report that an article carries cannot be published by this person, or not yet; the editor answers 403."""


def publish_carried(page: Any, by: str, at: datetime) -> None:
    """Note that the report of a page is published, once.

    Raises:
        CannotPublish: the report is not frozen, or its publisher has frozen it himself.
    """
    report = getattr(page, "report_id", None)
    if not report or is_published(report):
        return
    try:
        mark_published(report_id=report, by=by, at=at)
    except CannotFreeze as cannot:
        raise CannotPublish(str(cannot)) from cannot
