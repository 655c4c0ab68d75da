"""The report as a fragment of HTML: every figure a link to its records, every text escaped.

The head is that of the paper: issuer and national motto side by side, number and date, title. On a narrow screen the
two halves stand one above the other and the rows of a table become cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from minhchung import lawbook
from minhchung.reports.composition import (
    Block,
    Cell,
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Table,
    ended,
    from_dict,
    plain,
    runs_in,
)
from minhchung.reports.drawing import svg_of
from minhchung.reports.fitting import HEAD_WIDTHS, sense_lines

LAYOUT = "documents.nd30_layout"


def fragment(stored: dict[str, Any]) -> str:
    """The HTML of a stored composition."""
    return html_of(from_dict(stored))


def html_of(composition: Composition) -> str:
    """The HTML of a composition: letterhead, content, remarks, signature."""
    parts = [_letterhead(composition.letterhead)]
    parts.extend(_block(block, number) for number, block in enumerate(composition.blocks))
    parts.extend(f'<p class="report-note small muted">{escape(remark)}</p>' for remark in composition.remarks)
    parts.append(_signature(composition.letterhead))
    return "\n".join(part for part in parts if part)


def _block(block: Block, number: int) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level + 1}>{escape(block.line)}</h{block.level + 1}>"
    if isinstance(block, Paragraph):
        note = ' class="report-note small muted"' if block.style == "note" else ""
        return f"<p{note}>{_runs(block.runs)}</p>"
    if isinstance(block, ListBlock):
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{_runs(item)}</li>' for item in block.items)}</{tag}>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        words = escape(f"{block.title}. {block.source}" if block.source else block.title)
        drawn = svg_of(block, f"bieu-do-{number}")
        return f'<figure class="chart">{drawn}<figcaption class="chart-words">{words}</figcaption></figure>'
    return '<hr class="report-break">' if isinstance(block, PageBreak) else ""


def _letterhead(head: Letterhead) -> str:
    motto, line = lawbook.history(LAYOUT)[-1].value["national"]
    agency = "<br>".join(escape(words) for words in sense_lines(head.agency.upper(), HEAD_WIDTHS[0], 12))
    parent = "<br>".join(
        escape(words) for words in sense_lines(head.parent_agency.upper(), HEAD_WIDTHS[0], 12, bold=False)
    )
    number = escape(head.number_line).replace("  ", "\u00a0\u00a0")  # room for the clerk's number
    bases = "".join(f'<p class="report-base"><em>{escape(base)}</em></p>' for base in ended(head.bases))
    return (
        '<header class="report-head"><div class="report-issuer">'
        f'<p>{parent}</p><p class="report-ruled"><strong>{agency}</strong></p>'
        f'<p class="report-number">{number}</p></div><div class="report-nation">'
        f'<p><strong>{escape(motto)}</strong></p><p class="report-ruled"><strong>{escape(line)}</strong></p>'
        f'<p class="report-place"><em>{escape(head.place)}, {escape(head.date_words)}</em></p></div>'
        f'<h1 class="report-ruled">{escape(head.kind)}<br>{escape(head.abstract)}</h1></header>{bases}'
    )


def _signature(head: Letterhead) -> str:
    recipients = "".join(f"<li>{escape(name)}</li>" for name in ended(head.recipients))
    lines = [*head.authority.upper().splitlines(), *head.post.upper().splitlines()]
    signing = "<br>".join(f"<strong>{escape(line)}</strong>" for line in lines)
    return (
        '<footer class="report-foot"><div class="report-recipients small"><p><strong><em>Nơi nhận:</em></strong></p>'
        f"<ul>{recipients}</ul></div>"
        f'<p class="report-sign">{signing}<strong class="report-name">{escape(head.name)}</strong></p></footer>'
    )


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_figure(run) if isinstance(run, FigureCell) else escape(run) for run in runs)


def _figure(cell: FigureCell) -> str:
    title = escape(f"{cell.title} ({cell.cites})", quote=True)
    href = escape(cell.href, quote=True)
    return f'<a class="num" href="{href}" title="{title}">{escape(cell.shown)}</a>'


def _table(table: Table) -> str:
    rows = []
    for place, row in enumerate(table.rows):
        total = ' class="report-total"' if table.total and place + 1 == len(table.rows) else ""
        rows.append(
            f"<tr{total}>{''.join(_cell(table, column, cell) for column, cell in enumerate(row))}</tr>"
        )
    note = f'<p class="report-note small muted">{escape(table.note)}</p>' if table.note else ""
    anchor = f' id="{escape(table.anchor, quote=True)}"' if table.anchor else ""
    return (
        f'<div class="table-wrap"{anchor} tabindex="0" role="region" aria-label="{escape(table.caption, quote=True)}">'
        f'<table class="table"><caption>{escape(table.caption)}</caption>'
        f"<thead>{_heads(table)}</thead><tbody>{''.join(rows)}</tbody></table></div>{note}"
    )


def _cell(table: Table, place: int, cell: Cell) -> str:
    if place == 1:
        return f'<th scope="row">{_runs(runs_in(cell))}</th>'
    kind = _kind(table, place)
    if not plain(cell):
        return f"<td{kind}></td>"
    label = escape(_label(table, place), quote=True)
    return f'<td{kind} data-label="{label}">{_runs(runs_in(cell))}</td>'


def _kind(table: Table, place: int) -> str:
    return ' class="num"' if place in table.numeric else ""


def _label(table: Table, place: int) -> str:
    """The heading of a column with the one above it, for a table whose rows are cards."""
    over = [span.text for span in table.spans for _column in range(span.columns)]
    own = table.columns[place]
    return f"{over[place]}: {own}" if over and over[place] else own


def _heads(table: Table) -> str:
    own = [
        f'<th scope="col"{_kind(table, place)}>{escape(name)}</th>'
        for place, name in enumerate(table.columns)
    ]
    if not table.spans:
        return f"<tr>{''.join(own)}</tr>"
    upper, place = [], 0
    for span in table.spans:
        if span.text:
            upper.append(f'<th scope="colgroup" colspan="{span.columns}">{escape(span.text)}</th>')
        else:
            both = own[place : place + span.columns]
            upper.extend(head.replace("<th", '<th rowspan="2"', 1) for head in both)
        place += span.columns
    lower = (head for place, head in enumerate(own) if place not in table.unspanned)
    return f"<tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr>"
