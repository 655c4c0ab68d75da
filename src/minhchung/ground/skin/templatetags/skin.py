"""The components by name: ``{% figure f %}``, ``{% data_table t %}``, ``{% card title="..." %} ... {% endcard %}``.

Each gives frozen values of :mod:`minhchung.ground.skin.pieces` to a template of the same name under
``skin/components/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from minhchung.ground.skin import charts, pieces, rows

register = template.Library()
FOLDER = "skin/components"


@register.inclusion_tag(f"{FOLDER}/figure.html")
def figure(figure: pieces.Figure, level: int = 3) -> dict[str, Any]:
    """The figure; ``level`` is that of its heading."""
    return {"figure": figure, "level": level}


@register.simple_tag
def badge(words: str | pieces.Badge, tone: str = "none") -> SafeString:
    """A state: a frozen badge, or its words and tone."""
    return rows.badge(words if isinstance(words, pieces.Badge) else pieces.Badge(words, pieces.Tone(tone)))


@register.inclusion_tag(f"{FOLDER}/table.html")
def data_table(
    table: pieces.Table, table_id: str = "bang", density: bool = False, wide: bool = False
) -> dict[str, Any]:
    """A table. ``table_id`` must be unique on the page; ``wide`` scrolls inside its own frame."""
    return {"table": table, "table_id": table_id, "density": density, "wide": wide}


register.filter("body", rows.body)
register.filter("total", rows.total)


@register.inclusion_tag(f"{FOLDER}/breadcrumb.html")
def breadcrumb(crumbs: Sequence[pieces.Crumb]) -> dict[str, Any]:
    """The way to this page."""
    return {"crumbs": crumbs}


@register.inclusion_tag(f"{FOLDER}/timeline.html")
def timeline(events: Iterable[pieces.Event]) -> dict[str, Any]:
    """A dossier's story."""
    return {"events": events}


@register.inclusion_tag(f"{FOLDER}/steps.html")
def steps(steps: Iterable[pieces.Step]) -> dict[str, Any]:
    """The steps of a procedure and where we stand."""
    return {"steps": steps}


@register.inclusion_tag(f"{FOLDER}/tabs.html")
def tabs(items: Iterable[pieces.NavItem], label: str) -> dict[str, Any]:
    """Views of one thing, each with its own address."""
    return {"items": items, "label": label}


@register.inclusion_tag(f"{FOLDER}/pagination.html")
def pagination(pages: pieces.Pages) -> dict[str, Any]:
    """Where we are in a long list."""
    return {"pages": pages}


@register.inclusion_tag(f"{FOLDER}/progress.html")
def progress(label: str, done: int, total: int, progress_id: str = "tien-do") -> dict[str, Any]:
    """How far a job or a plan has come."""
    return {"label": label, "done": done, "total": total, "progress_id": progress_id}


@register.inclusion_tag(f"{FOLDER}/strip.html")
def deadline_strip(strip: pieces.Strip) -> dict[str, Any]:
    """The days from receipt to promise."""
    return {"strip": strip}


@register.inclusion_tag(f"{FOLDER}/print_header.html")
def print_header(head: pieces.PrintHead) -> dict[str, Any]:
    """The head of the page on paper."""
    return {"head": head}


@register.inclusion_tag(f"{FOLDER}/field.html")
def form_row(field: BoundField) -> dict[str, Any]:
    """One field: label above, error beside, help below."""
    return {"field": field}


@register.inclusion_tag(f"{FOLDER}/error_summary.html")
def error_summary(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """What is wrong with a form, with a link to each field; nothing when nothing is wrong.

    ``focus`` brings the reader there when the page opens.
    """
    return {"form": form, "focus": focus}


@register.inclusion_tag(f"{FOLDER}/chart.html")
def chart(chart: charts.Chart, chart_id: str = "bieu-do", level: int = 3) -> dict[str, Any]:
    """A chart with its numbers as a table beneath; drawn twice, for a page and for a phone."""
    return {
        "chart": chart,
        "level": level,
        # Drawn here, every text escaped by the drawing.
        "wide": mark_safe(charts.to_svg(chart, chart_id, 560)),  # noqa: S308
        "narrow": mark_safe(charts.to_svg(chart, f"{chart_id}-hep", 340)),  # noqa: S308
        "table": charts.to_table(chart),
        "table_id": f"{chart_id}-bang",
    }


@register.simple_tag
def message_notice(message: Message) -> SafeString:
    """A message of the last deed as a notice."""
    tone = pieces.TONE_OF_LEVEL.get(message.level_tag, pieces.Tone.NONE)
    return _wrapped("notice", format_html("<p>{}</p>", message.message), tone=tone, title="", level=2)


@register.simple_block_tag
def card(content: SafeString, title: str = "", level: int = 2, card_id: str = "") -> SafeString:
    """A card around what stands between the tags."""
    return _wrapped("card", content, title=title, level=level, card_id=card_id)


@register.simple_block_tag
def notice(
    content: SafeString, tone: str = "open", title: str = "", level: int = 2, role: str = ""
) -> SafeString:
    """A notice in a tone; ``role="alert"`` for what must be heard at once."""
    return _wrapped("notice", content, tone=pieces.Tone(tone), title=title, level=level, role=role)


@register.simple_block_tag
def empty_state(content: SafeString, title: str, level: int = 0) -> SafeString:
    """Nothing here yet: say why and what to do next between the tags; with a level the title is a heading."""
    return _wrapped("empty", content, title=title, level=level)


@register.simple_block_tag
def filter_row(content: SafeString, label: str, clear_url: str = "") -> SafeString:
    """Filters of a list in one row (a GET form); the fields stand between the tags."""
    return _wrapped("filters", content, label=label, clear_url=clear_url)


@register.simple_block_tag
def dialog(
    content: SafeString, dialog_id: str, title: str, button: str, button_class: str = ""
) -> SafeString:
    """A button and the dialog that it opens, without JavaScript."""
    return _wrapped(
        "dialog", content, dialog_id=dialog_id, title=title, button=button, button_class=button_class
    )


def _wrapped(name: str, content: SafeString, **values: Any) -> SafeString:
    return render_to_string(f"{FOLDER}/{name}.html", {"content": content, **values})


@register.simple_tag
def shortcuts() -> SafeString:
    """The dialog that tells the keys: the same on every page, so drawn once for each language."""
    return _shortcuts(get_language())


@lru_cache(maxsize=8)
def _shortcuts(language: str | None) -> SafeString:
    del language  # in which it is drawn
    return render_to_string(f"{FOLDER}/shortcuts.html")
