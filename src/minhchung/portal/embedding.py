"""Figures in articles: asked when they are read, or as they stood when the article went to the public."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.figures import kept, shown
from minhchung.figures.answers import Answer
from minhchung.figures.periods import window_named, years_shown
from minhchung.figures.register import REGISTER, UnknownFigure
from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts import Chart
from minhchung.portal.models import ShownFigure
from minhchung.rules.windows import BadWindow


@dataclass(frozen=True)
class Told:
    """A figure as a page shows it. ``frozen_at`` is None for numbers of this moment."""

    key: str
    face: pieces.Figure
    table: pieces.Table
    chart: Chart
    as_of: datetime
    frozen: bool
    window: str

    @property
    def place(self) -> str:
        """A mark for it on a page."""
        return re.sub(r"[^a-z0-9]+", "-", f"{self.key}-{self.window}".lower()).strip("-")


def told(
    key: str, window: str, *, at: datetime, page: int | None = None, frozen: bool = False
) -> Told | None:
    """A figure over a window; None where there is none.

    Args:
        page: of which page, for what was frozen with it.
    """
    row = ShownFigure.objects.filter(page=page, key=key, window=window).first() if frozen and page else None
    try:
        if row is not None and row.told is not None:
            answers = [_answer(each) for each in row.told]
            return _shown(answers[0], answers[1:], row.at, frozen=True)
        answers = _ask(key, window)
    except (UnknownFigure, BadWindow):
        return None
    return _shown(answers[0], answers[1:], at, frozen=False)


@transaction.atomic
def note_shown(page: Any, at: datetime) -> None:
    """Note the figures of a page that goes to the public; those to be frozen keep their first numbers."""
    had = {(row.key, row.window): row for row in ShownFigure.objects.filter(page=page.pk)}
    wanted = {}
    for block in getattr(page, "body", ()):
        if block.block_type == "figure":
            value = block.value
            wanted[value["key"], value["window"]] = bool(value["frozen"])
    for pair, frozen in wanted.items():
        row = had.pop(pair, None)
        if row is not None and (row.told is not None) == frozen:
            continue
        numbers = [_numbers(each) for each in _ask(*pair)] if frozen else None
        ShownFigure.objects.update_or_create(
            page_id=page.pk, key=pair[0], window=pair[1], defaults={"told": numbers, "at": at}
        )
    ShownFigure.objects.filter(pk__in=[row.pk for row in had.values()]).delete()


def shown_window(key: str, asked: str) -> str | None:
    """The window asked for, or the first one where none is, of a figure that an article visitors read shows."""
    found = ShownFigure.objects.filter(key=key, page__live=True).order_by("window")
    if asked:
        found = found.filter(window=asked)
    return found.values_list("window", flat=True).first()


def _ask(key: str, name: str) -> list[Answer]:
    figure, window = REGISTER[key], window_named(name)
    spans = (window, *years_shown(window))
    found = kept.answers_of([(figure.key, each) for each in spans])
    return [found[figure.key, each.label] for each in spans]


def _shown(answer: Answer, years: list[Answer], at: datetime, *, frozen: bool) -> Told:
    figure = answer.figure
    by_year = years or [answer]
    rows = tuple(
        pieces.Row((pieces.Cell(each.window.label), pieces.Cell(each.in_words), pieces.Cell(each.printed)))
        for each in by_year
    )
    table = pieces.Table(
        f"{figure.title} theo năm",
        (
            pieces.Column("Năm"),
            pieces.Column(figure.unit.capitalize() or "Số"),
            pieces.Column("Giá trị", number=True),
        ),
        rows,
    )
    return Told(
        key=figure.key,
        face=replace(shown.face(answer, link=False), beside=()),
        table=table,
        chart=shown.by_year_chart(figure, by_year),
        as_of=at,
        frozen=frozen,
        window=answer.window.label,
    )


def _numbers(answer: Answer) -> dict[str, Any]:
    return {
        "key": answer.figure.key,
        "version": answer.figure.version,
        "window": answer.window.label,
        "kind": answer.kind,
        "value": answer.value,
        "part": answer.part,
        "whole": answer.whole,
    }


def _answer(told: dict[str, Any]) -> Answer:
    return Answer(
        REGISTER[told["key"]],
        window_named(told["window"]),
        told["kind"],
        told["value"],
        told["part"],
        told["whole"],
    )
