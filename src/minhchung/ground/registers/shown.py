"""Lists and records as the skin draws them, and the addresses of a register's screens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.accounts.queries import full_names
from minhchung.ground.intake.queries import Source
from minhchung.ground.registers import queries
from minhchung.ground.registers.columns import Column
from minhchung.ground.registers.queries import Ask
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number

if TYPE_CHECKING:
    from minhchung.ground.registers.register import Register

#: More letters than this in one cell want the room that others leave.
_A_LINE = 60


def list_table(register: type[Register], request: HttpRequest, ask: Ask, page: queries.Page) -> pieces.Table:
    """The list as the skin draws it; every row leads to its record."""
    name = f"{_namespace(request)}{register.matter}"
    head = next((place for place, column in enumerate(page.columns) if column.name == register.named_by), 0)
    beneath = register.beneath([line.number for line in page.lines], ask.text) if ask.text else {}
    rows = tuple(
        pieces.Row(
            tuple(
                pieces.Cell(cell.text, sub=beneath.get(line.number, "") if place == head else "")
                for place, cell in enumerate(line.cells)
            ),
            url=reverse(name, args=[line.number]),
            head=head,
        )
        for line in page.lines
    )
    told = {
        "found": printed_number(page.found),
        "total": printed_number(page.total),
        "what": register.singular,
    }
    wide = _widest(rows)
    caption = (
        _("Tìm thấy %(found)s trong %(total)s %(what)s")
        if ask.text or ask.filters
        else _("Tất cả %(total)s %(what)s")
    )
    return pieces.Table(
        caption=caption % told,
        columns=tuple(
            _heading(request, ask, column, wide=place == wide) for place, column in enumerate(page.columns)
        ),
        rows=rows,
        empty=_("Không có bản ghi nào khớp với điều kiện tìm"),
    )


def _widest(rows: tuple[pieces.Row, ...]) -> int | None:
    """The place of the column with the longest words of the page, where they fill more than a line."""
    longest = [
        max(len(text) for text in texts)
        for texts in zip(*[[c.text for c in row.cells] for row in rows], strict=True)
    ]
    return longest.index(max(longest)) if longest and max(longest) > _A_LINE else None


def _heading(request: HttpRequest, ask: Ask, column: Column, *, wide: bool) -> pieces.Column:
    """A heading with the link that sorts by it, or turns the order around."""
    sortable = bool(column.sort) and (ask.sees_personal or not column.personal)
    direction = {column.name: "asc", f"-{column.name}": "desc"}.get(ask.sort, "")
    wanted = f"-{column.name}" if direction == "asc" else column.name
    return pieces.Column(
        column.label,
        number=column.is_number,
        sort_url=_link(request, sap=wanted, trang=None) if sortable else "",
        sorted=direction,
        wide=wide,
    )


def pages_of(request: HttpRequest, page: queries.Page) -> pieces.Pages | None:
    """Where we are in the list; None when it fits on one page."""
    if page.pages == 1:
        return None
    return pieces.Pages(
        page.number,
        page.pages,
        printed_number(page.first),
        printed_number(page.last),
        printed_number(page.found),
        previous_url=_link(request, trang=page.number - 1) if page.number > 1 else "",
        next_url=_link(request, trang=page.number + 1) if page.number < page.pages else "",
    )


def related_table(listed: dict[str, Any], user: Any) -> pieces.Table:
    """Records that hang on another, with their true total; each leads to its page where the reader may open it."""
    register: type[Register] | None = listed["register"]
    opens = register is not None and user.may(register.read)
    shown, total = len(listed["rows"]), listed["total"]
    note = _("Hiện %(shown)s trong %(total)s bản ghi.") % {"shown": shown, "total": printed_number(total)}
    return pieces.Table(
        caption=f"{listed['title']} ({printed_number(total)})",
        columns=tuple(pieces.Column(column.label, number=column.is_number) for column in listed["columns"]),
        rows=tuple(
            pieces.Row(
                tuple(pieces.Cell(text) for text in row),
                url=reverse(f"{register.room}:{register.matter}", args=[number])
                if register and opens
                else "",
            )
            for row, number in zip(listed["rows"], listed["numbers"], strict=True)
        ),
        note=note if shown < total else "",
    )


def story_lines(told: tuple[queries.Told, ...]) -> list[dict[str, Any]]:
    """A record's story with the tone of each line; who acted by his name where the account has one."""
    names = full_names({each.by for each in told})
    return [
        {
            "tone": "open" if each.changes else "none",
            **each.__dict__,
            "by": names.get(each.by) or each.by,
        }
        for each in told
    ]


def sources(found: tuple[Source, ...]) -> tuple[Source, ...]:
    """Where a record was imported from; who imported it by his name where the account has one."""
    names = full_names({each.by for each in found})
    return tuple(replace(each, by=names.get(each.by) or each.by) for each in found)


def crumbs(
    register: type[Register], request: HttpRequest, label: str, editing: int | None = None
) -> tuple[pieces.Crumb, ...]:
    """The way to a record's page, or to its form."""
    listed = pieces.Crumb(register.title, url_of(register, request, "list"))
    short = label if len(label) <= 80 else f"{label[:79]}…"
    if editing is None:
        return listed, pieces.Crumb(short)
    return listed, pieces.Crumb(short, url_of(register, request, "", editing)), pieces.Crumb(_("Sửa"))


def url_of(register: type[Register], request: HttpRequest, what: str, *args: int) -> str:
    """The address of one of the register's screens: "list", "new", "csv", "edit", or "" for a record."""
    return reverse(f"{_namespace(request)}{register.matter}{'_' if what else ''}{what}", args=args)


def _namespace(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"{match.namespace}:" if match is not None and match.namespace else ""


def query(request: HttpRequest, **changes: Any) -> str:
    """What was asked, with changes; None takes a part away."""
    asked = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    text = urlencode([(name, value) for name, values in asked.lists() for value in values if value])
    return f"?{text}" if text else ""


def _link(request: HttpRequest, **changes: Any) -> str:
    return request.path + query(request, **changes)
