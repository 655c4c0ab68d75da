"""The lines of tables as HTML, put together here and not by a template: a page has hundreds of cells."""

from __future__ import annotations

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import conditional_escape as escaped
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table


def body(table: Table) -> SafeString:
    """The rows of a table; a row of another length than the head is an error, not a short line."""
    return mark_safe("".join([_row(table, row) for row in table.rows]))  # noqa: S308 - every part is escaped below


def total(table: Table) -> SafeString:
    """The last, true line of a table; "" without one."""
    if table.total is None:
        return SafeString()
    first, *others = zip(table.columns, table.total.cells, strict=True)
    picks = '<td class="pick"></td>' if table.picks else ""
    cells = "".join([_data(column, cell, _any(cell)) for column, cell in others])
    return mark_safe(f'<tr>{picks}<th scope="row">{escaped(first[1].text)}</th>{cells}</tr>')  # noqa: S308


def _row(table: Table, row: Row) -> str:
    parts = ["<tr>", _pick(table.picks, row) if table.picks else ""]
    parts += [
        _head(column, cell, row.url) if place == row.head else _data(column, cell, _any(cell))
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True))
    ]
    parts.append("</tr>")
    return "".join(parts)


def _pick(form: str, row: Row) -> str:
    if not row.pick:
        return '<td class="pick"></td>'
    label = f"{_('Đánh dấu')} {row.cells[row.head].text}"
    return (
        f'<td class="pick"><input type="checkbox" form="{escaped(form)}" name="d" value="{escaped(row.pick)}" '
        f'aria-label="{escaped(label)}"></td>'
    )


def _head(column: Column, cell: Cell, url: str) -> str:
    if not url:
        return f'<th scope="row"{_look(column)}>{_any(cell)}</th>'
    link = f'<a class="row-link" href="{escaped(url)}">{escaped(cell.text)}</a>'
    return f'<th scope="row"{_look(column)}>{link}{_sub(cell)}</th>'


def _data(column: Column, cell: Cell, inside: str) -> str:
    return f'<td{_look(column)} data-label="{escaped(column.label)}">{inside}</td>'


def _look(column: Column) -> str:
    kind = "num" if column.number else "nowrap" if column.nowrap else "wide" if column.wide else ""
    return f' class="{kind}"' if kind else ""


def _any(cell: Cell) -> str:
    if cell.badge:
        told = badge(cell.badge)
    elif cell.url:
        told = f'<a href="{escaped(cell.url)}">{escaped(cell.text)}</a>'
    else:
        told = escaped(cell.text)
    return f"<span>{told}{_sub(cell)}</span>" if cell.badge or cell.text or cell.sub else ""


def _sub(cell: Cell) -> str:
    return f'<span class="sub">{escaped(cell.sub)}</span>' if cell.sub else ""


def badge(state: Badge) -> SafeString:
    """A state: its shape and its words."""
    told = (
        f'<span class="badge t-{escaped(state.tone)}">{_shape(str(state.tone))}{escaped(state.words)}</span>'
    )
    return mark_safe(told)  # noqa: S308


@lru_cache(maxsize=32)
def _shape(tone: str) -> str:
    return render_to_string("skin/components/shape.html", {"tone": tone}).strip()
