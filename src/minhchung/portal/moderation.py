"""The way of an article to the public, step by step: sent on by its writer, edited, let through by a leader."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Revision

from minhchung.portal import tree
from minhchung.portal.arranging import arrange
from minhchung.portal.models import ArticlePage
from minhchung.portal.models.logged import acting_as


class CannotTakeStep(ValueError):
    """The article does not wait for this account; says so."""


@transaction.atomic
def write_article(*, section: str, user: Any, at: datetime, **told: Any) -> ArticlePage:
    """A draft under a section, in the hand of its writer."""
    arrange()
    page = tree.add_article(tree.section(section), at=at, owner=user, **told)
    page.save_revision(user=user)
    return page


@transaction.atomic
def submit(page: ArticlePage, *, user: Any) -> None:
    """Send an article on its way.

    Raises:
        CannotTakeStep: it is on its way already, or there is none.
    """
    arrange()
    workflow = page.get_workflow()
    if workflow is None or page.workflow_in_progress:
        raise CannotTakeStep("Bài đang chờ duyệt, hoặc chưa có quy trình duyệt bài.")
    workflow.start(page, user)


@transaction.atomic
def approve(page: ArticlePage, *, user: Any, comment: str = "") -> None:
    """Take the step that an article waits for; the last one publishes it, or waits for the moment that it bears.

    Raises:
        CannotTakeStep: it waits for nobody, or not for this account.
    """
    arrange()
    state = page.current_workflow_task_state
    offered = [] if state is None else [name for name, *_more in state.task.specific.get_actions(page, user)]
    if "approve" not in offered:
        raise CannotTakeStep(f"Bài “{page.title}” không chờ {user} duyệt.")
    state.task.specific.on_action(state, user, "approve", comment=comment)


def publish_due(at: datetime) -> int:
    """Publish what bears a moment that has come, and take down what has had its time; says how many.

    The moment is Wagtail's clock's; ``at`` only spares the work while nothing is due.
    """
    coming = Revision.objects.filter(approved_go_live_at__lte=at)
    going = Page.objects.filter(Q(expire_at__lte=at), live=True)
    count = coming.count() + going.count()
    if count:
        arrange()
        with acting_as("hẹn giờ"):
            call_command("publish_scheduled", verbosity=0)
    return count
