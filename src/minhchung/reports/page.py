"""The report as a fragment of HTML: every figure a link to its records, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from minhchung.reports.composition import (
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Table,
    from_dict,
)
from minhchung.reports.drawing import svg_of


def fragment(stored: dict[str, Any]) -> str:
    """The HTML of a stored composition."""
    return html_of(from_dict(stored))


def html_of(composition: Composition) -> str:
    """The HTML of a composition: letterhead, content, signature."""
    parts = [_letterhead(composition.letterhead)]
    for number, block in enumerate(composition.blocks):
        if isinstance(block, Heading):
            parts.append(f"<h{block.level + 1}>{escape(block.text)}</h{block.level + 1}>")
        elif isinstance(block, Paragraph):
            parts.append(f"<p>{_runs(block.runs)}</p>")
        elif isinstance(block, Table):
            parts.append(_table(block))
        elif isinstance(block, Chart):
            parts.append(f'<figure class="chart">{svg_of(block, f"bieu-do-{number}")}</figure>')
    parts.extend(f'<p class="muted small">{escape(remark)}</p>' for remark in composition.remarks)
    parts.append(_signature(composition.letterhead))
    return "\n".join(parts)


def _letterhead(head: Letterhead) -> str:
    bases = "".join(f"<p><em>{escape(base)};</em></p>" for base in head.bases)
    return (
        f'<header class="report-head"><p>{escape(head.parent_agency)}<br><strong>{escape(head.agency)}</strong></p>'
        f"<p>{escape(head.number)} · {escape(head.place)}, {escape(head.date_words)}</p>"
        f"<h1>{escape(head.kind)}<br>{escape(head.abstract)}</h1></header>{bases}"
    )


def _signature(head: Letterhead) -> str:
    if not head.post:
        return ""
    return f'<p class="report-sign"><strong>{escape(head.post.upper())}</strong><br>{escape(head.name)}</p>'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_figure(run) if isinstance(run, FigureCell) else escape(run) for run in runs)


def _figure(cell: FigureCell) -> str:
    mark = ' <sup title="số khai">k</sup>' if cell.declared else ""
    title = escape(f"{cell.title} ({cell.cites})", quote=True)
    return f'<a class="num" href="{escape(cell.href, quote=True)}" title="{title}">{escape(cell.printed)}</a>{mark}'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    rows = []
    for row in table.rows:
        cells = []
        for place, run in enumerate(row):
            if isinstance(run, FigureCell):
                cells.append(
                    f'<td class="num" data-label="{escape(table.columns[place], quote=True)}">{_figure(run)}</td>'
                )
            elif place == 1:
                cells.append(f'<th scope="row">{escape(run)}</th>')
            else:
                cells.append(
                    f'<td data-label="{escape(table.columns[place], quote=True)}">{escape(run)}</td>'
                )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    note = f'<p class="table-note small muted">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<div class="table-wrap"><table class="table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>{note}"
    )
