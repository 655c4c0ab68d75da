"""What the page of a unit and that of a reorganisation show beside their fields, as pieces of the skin."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.registers.columns import of_field, shown
from minhchung.ground.registers.notes import day_or_words, notes_of
from minhchung.ground.registers.queries import Change, Told
from minhchung.ground.registers.shown import story_lines
from minhchung.ground.skin import pieces
from minhchung.ground.trail.queries import Line, story_of
from minhchung.ground.trail.words import deed_name
from minhchung.organisation import actions
from minhchung.organisation.handovers import handovers_of
from minhchung.organisation.models import Reorganisation

#: What a draft says of itself; who wrote it and when stands at the head of each line.
_TOLD = ("kind", "name", "on", "decision", "reason")


def handovers(unit: int) -> pieces.Table | None:
    """From whom a unit took over and to whom it handed over, each leading on; None where nothing was handed over."""
    found = handovers_of(unit)
    if not found:
        return None
    rows = []
    for each in found:
        told = (
            reverse("organisation:reorganisation", args=[each.reorganisation])
            if each.reorganisation
            else reverse("organisation:succession", args=[each.succession])
        )
        rows.append(
            pieces.Row(
                (
                    pieces.Cell(f"{each.on:%d/%m/%Y}", url=told),
                    pieces.Cell(each.kind_name),
                    unit_cell(each.before, each.before_name, here=unit),
                    unit_cell(each.after, each.after_name, here=unit),
                    pieces.Cell(each.decision),
                )
            )
        )
    columns = (
        pieces.Column(_("Từ ngày"), nowrap=True),
        pieces.Column(_("Hình thức")),
        pieces.Column(_("Đơn vị trước")),
        pieces.Column(_("Đơn vị sau")),
        pieces.Column(_("Quyết định"), wide=True),
    )
    return pieces.Table(_("Kế thừa"), columns, tuple(rows))


def unit_cell(unit: int | None, name: str, *, here: int = 0) -> pieces.Cell:
    """A unit by its name, leading to its page unless this is it; "–" for nobody."""
    if unit is None:
        return pieces.Cell("–")
    return pieces.Cell(name, url="" if unit == here else reverse("organisation:unit", args=[unit]))


def story(number: int) -> list[dict[str, object]]:
    """The story of a reorganisation: who prepared, changed and carried it out, with what it said before and after."""
    lines = story_of(actions.ROOM, actions.REORGANISATION, number)
    told = tuple(
        Told(
            deed_name(line.deed), line.by, line.at, line.recorded_at, _changes(line),
            notes_of(line.deed, line.details),
        )
        for line in lines
    )  # fmt: skip
    return story_lines(told)


def _changes(line: Line) -> tuple[Change, ...]:
    before, after = line.details.get("before") or {}, line.details.get("after") or {}
    found = []
    for name in _TOLD:
        if before.get(name) == after.get(name):
            continue
        column = of_field(Reorganisation._meta.get_field(name), name)
        choices = dict(column.choices)
        was, now = (
            day_or_words(value) if value and value not in choices else shown(value, choices)
            for value in (before.get(name), after.get(name))
        )
        found.append(Change(column.label, was, now))
    return tuple(found)
