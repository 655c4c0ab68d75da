"""Where Wagtail asks us: what goes into the trail, what the editor's menu leaves out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from minhchung.portal.carried_report import publish_carried
from minhchung.portal.embedding import note_shown
from minhchung.portal.models import ArticlePage, HomePage, PageDeed, SectionPage
from minhchung.portal.models.logged import ON_PUBLISH

#: Entries of the editor's menus that lead to what nobody may open.
_LEFT_OUT = {"site-history"}


@hooks.register("register_log_actions")
def note_in_the_trail(actions: Any) -> None:
    """Deeds on our pages are noted by :class:`PageDeed`: in Wagtail's history and in the trail."""
    ON_PUBLISH.extend(note for note in (publish_carried, note_shown) if note not in ON_PUBLISH)
    for kind in (HomePage, SectionPage, ArticlePage):
        actions.register_model(kind, PageDeed)
    actions.log_entry_models.discard(
        PageDeed
    )  # its rows are those of Wagtail's own model, which is listed already


@hooks.register("insert_global_admin_css")
def mend_narrow_screens() -> str:
    """What Wagtail's own sheet leaves unreadable on a telephone."""
    return format_html('<link rel="stylesheet" href="{}">', static("skin/editor.css"))


@hooks.register("construct_reports_menu")
def leave_out(request: HttpRequest, entries: list[Any]) -> None:
    """What the house has of its own, and the guard keeps shut."""
    del request
    entries[:] = [each for each in entries if each.name not in _LEFT_OUT]
