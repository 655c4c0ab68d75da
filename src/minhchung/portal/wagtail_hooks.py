"""Where Wagtail asks us: what goes into the trail, what the editor's menu leaves out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from minhchung.portal.embedding import note_shown
from minhchung.portal.models import ArticlePage, HomePage, PageDeed, SectionPage
from minhchung.portal.models.logged import ON_PUBLISH

#: Entries of the editor's menus that lead to what nobody may open.
_LEFT_OUT = {"site-history"}


@hooks.register("register_log_actions")
def note_in_the_trail(actions: Any) -> None:
    """Deeds on our pages are noted by :class:`PageDeed`: in Wagtail's history and in the trail."""
    if note_shown not in ON_PUBLISH:
        ON_PUBLISH.append(note_shown)
    for kind in (HomePage, SectionPage, ArticlePage):
        actions.register_model(kind, PageDeed)
    actions.log_entry_models.discard(
        PageDeed
    )  # its rows are those of Wagtail's own model, which is listed already


@hooks.register("construct_reports_menu")
def leave_out(request: HttpRequest, entries: list[Any]) -> None:
    """What the house has of its own, and the guard keeps shut."""
    del request
    entries[:] = [each for each in entries if each.name not in _LEFT_OUT]
