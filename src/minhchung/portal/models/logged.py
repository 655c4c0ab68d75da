"""What Wagtail notes of a deed on a page goes into the trail as well, in the same breath: this is the one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import PageLogEntry
from wagtail.models.audit_log import BaseLogEntryManager

from minhchung.ground.trail.actions import Deed, write
from minhchung.reports.actions import CannotFreeze, mark_published
from minhchung.reports.queries import is_published

#: Wagtail's name of a deed, and the trail's. Others (a look at a comment, a draft saved) are Wagtail's alone.
DEEDS = {
    "wagtail.publish": "publish",
    "wagtail.publish.schedule": "schedule",
    "wagtail.publish.scheduled": "publish_scheduled",
    "wagtail.schedule.cancel": "cancel_schedule",
    "wagtail.unpublish": "unpublish",
    "wagtail.unpublish.scheduled": "unpublish_scheduled",
    "wagtail.delete": "delete",
    "wagtail.move": "move",
    "wagtail.workflow.start": "submit",
    "wagtail.workflow.approve": "approve",
    "wagtail.workflow.reject": "reject",
    "wagtail.workflow.cancel": "cancel_submission",
}
_PUBLISH = ("wagtail.publish", "wagtail.publish.scheduled")
#: What else is done when a page goes to the public, in the same transaction.
ON_PUBLISH: list[Callable[[Any, datetime], None]] = []
#: Who does something without an account: the command line, the work in the background.
_ACTING: ContextVar[str] = ContextVar("acting", default="hệ thống")


@contextmanager
def acting_as(name: str) -> Iterator[None]:
    """Deeds in this block that bear no account are this one's."""
    token = _ACTING.set(name)
    try:
        yield
    finally:
        _ACTING.reset(token)


class CannotPublish(CannotFreeze, PermissionDenied):
    """The report that an article carries cannot be published by this person, or not yet; the editor answers 403."""


class PageDeedManager(BaseLogEntryManager):
    """Writes a deed into Wagtail's history of a page and into the trail."""

    @transaction.atomic
    def log_action(self, instance: Any, action: str, **told: Any) -> Any:
        """Note a deed on a page."""
        entry = PageLogEntry.objects.log_action(instance, action, **told)
        if (
            action in _PUBLISH
            and getattr(instance, "report_id", None)
            and not is_published(instance.report_id)
        ):
            self._publish_report(instance, entry)
        if action in _PUBLISH:
            for note in ON_PUBLISH:
                note(instance, entry.timestamp.replace(microsecond=0))
        if action in DEEDS:
            by = entry.user.username if entry.user is not None else _ACTING.get()
            at = entry.timestamp.replace(microsecond=0)
            details = {"title": entry.label, "revision": entry.revision_id}
            write([Deed("portal", "page", instance.pk, DEEDS[action], by, at, details)], recorded_at=at)
        return entry

    def _publish_report(self, page: Any, entry: Any) -> None:
        """An article that carries a report publishes it.

        Raises:
            CannotPublish: the report is not frozen, or its publisher has frozen it himself.
        """
        by = entry.user.username if entry.user is not None else _ACTING.get()
        try:
            mark_published(report_id=page.report_id, by=by, at=entry.timestamp.replace(microsecond=0))
        except CannotFreeze as cannot:
            raise CannotPublish(str(cannot)) from cannot

    def viewable_by_user(self, user: Any) -> Any:
        """What an account may see of the history, as Wagtail says it."""
        return PageLogEntry.objects.viewable_by_user(user)

    def for_instance(self, instance: Any) -> Any:
        """The history of a page."""
        return PageLogEntry.objects.for_instance(instance)


class PageDeed(PageLogEntry):
    """Wagtail's history of a page, written together with the trail."""

    objects = PageDeedManager()

    class Meta:
        proxy = True
