"""Tasks of a plan as the screens show them: frozen rows, cards, bars, charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.direction import moves
from minhchung.direction.board_queries import STANDING_NAMES, Given, Standing, TaskRow, counts_by_head
from minhchung.direction.models import Head
from minhchung.direction.moves import Deed, State
from minhchung.ground.skin import charts, pieces
from minhchung.ground.skin.charts.gantt import Gantt, Span
from minhchung.rules.rounding import printed_number, printed_rate
from minhchung.rules.windows import Window

TONES = {
    Standing.DONE: pieces.Tone.KEPT,
    Standing.DONE_LATE: pieces.Tone.SOON,
    Standing.OPEN: pieces.Tone.OPEN,
    Standing.NEAR: pieces.Tone.SOON,
    Standing.OVERDUE: pieces.Tone.LATE,
    Standing.DROPPED: pieces.Tone.NONE,
}
_BARS = {
    Standing.DONE: "jade",
    Standing.DONE_LATE: "bronze",
    Standing.OPEN: "river",
    Standing.NEAR: "bronze",
    Standing.OVERDUE: "lacquer",
    Standing.DROPPED: "grey",
}
#: The heads in a word or two, for the foot of a drawing.
_SHORT = {
    Head.DIRECTION: gettext_lazy("Chỉ đạo"),
    Head.INSTITUTIONS: gettext_lazy("Thể chế"),
    Head.PROCEDURES: gettext_lazy("Thủ tục"),
    Head.ORGANISATION: gettext_lazy("Bộ máy"),
    Head.CIVIL_SERVICE: gettext_lazy("Công vụ"),
    Head.FINANCE: gettext_lazy("Tài chính"),
    Head.MODERNISATION: gettext_lazy("Hiện đại hóa"),
}
#: The states that are columns of the board, in their order.
COLUMNS = (State.NEW, State.DOING, State.REPORTED, State.DONE)
#: Which deed a card leads on with: the words come from the table of moves.
NEXT = {State.NEW: Deed.START, State.DOING: Deed.REPORT, State.REPORTED: Deed.FINISH}
#: How many cards of a column, and bars of the drawing, are shown; all of them are in the table.
MOST_CARDS, MOST_BARS = 40, 80


@dataclass(frozen=True)
class Card:
    """A task on the board: ``deed`` and ``url`` move it on; ``at_once`` needs nothing entered."""

    title: str
    page: str
    head: str
    lead_unit: str
    due: str
    badge: pieces.Badge
    percent: str
    holder: str = ""
    deed: str = ""
    url: str = ""
    at_once: bool = False
    revision: int = 0
    form_key: str = ""


@dataclass(frozen=True)
class BoardColumn:
    """A state with its cards; ``more`` counts those that are not shown."""

    title: str
    count: str
    cards: tuple[Card, ...]
    more: str = ""


def badge_of(standing: Standing) -> pieces.Badge:
    """How a task stands, in a word with its tone."""
    return pieces.Badge(str(STANDING_NAMES[standing]), TONES[standing])


def due_of(row: TaskRow) -> str:
    """The limit: its day, and the plan's own words where they say more."""
    return f"{row.due_on:%d/%m/%Y}" if row.due_on else row.due_words or _("không ghi thời hạn")


def beside_of(row: TaskRow) -> str:
    """Those who work on it beside, in words; "" where nobody does."""
    names = ", ".join(name for _user, name in row.hands.beside)
    return _("cùng làm: %(names)s") % {"names": names} if names else ""


def table_of(rows: Sequence[TaskRow], caption: str) -> pieces.Table:
    """The tasks as a table."""
    return pieces.Table(
        caption=caption,
        columns=(
            pieces.Column(_("STT"), nowrap=True),
            pieces.Column(_("Nhiệm vụ")),
            pieces.Column(_("Chủ trì")),
            pieces.Column(_("Người thực hiện")),
            pieces.Column(_("Thời hạn"), nowrap=True),
            pieces.Column(_("Tình hình"), nowrap=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.number),
                    pieces.Cell(row.title, sub=_sub(row)),
                    pieces.Cell(row.lead_unit or "–", sub=row.support_units),
                    pieces.Cell(row.hands.name or _("chưa giao"), sub=beside_of(row)),
                    pieces.Cell(
                        due_of(row),
                        sub=row.as_planned and _("kế hoạch ghi: %(words)s") % {"words": row.as_planned},
                    ),
                    pieces.Cell(badge=badge_of(row.standing), sub=_state(row)),
                ),
                url=reverse("direction:plan_task", args=[row.id]),
                head=1,
            )
            for row in rows
        ),
        empty=_("Không có nhiệm vụ nào khớp"),
    )


def columns_of(
    rows: Sequence[TaskRow], *, keeps: bool, units: Sequence[int], user: int | None = None
) -> tuple[BoardColumn, ...]:
    """The board: what stands where, and on each card the deed that leads on, for whoever may do it."""
    found = []
    for state in COLUMNS:
        here = [row for row in rows if row.state == state]
        found.append(
            BoardColumn(
                str(moves.STATE_NAMES[state]),
                printed_number(len(here)),
                tuple(_card(row, keeps=keeps, units=units, user=user) for row in here[:MOST_CARDS]),
                printed_number(len(here) - MOST_CARDS) if len(here) > MOST_CARDS else "",
            )
        )
    return tuple(found)


def gantt_of(rows: Sequence[TaskRow], year: int, today: date) -> Gantt | None:
    """The year of the plan as bars; None when there is nothing to draw."""
    drawn = [row for row in rows if row.state != State.DROPPED][:MOST_BARS]
    if not drawn:
        return None
    late = sum(row.standing == Standing.OVERDUE for row in drawn)
    done = sum(row.state == State.DONE for row in drawn)
    return Gantt(
        _("Kế hoạch năm %(year)s theo thời gian") % {"year": year},
        _("%(all)s nhiệm vụ: %(done)s đã hoàn thành, %(late)s quá hạn. Hình thoi là ngày hoàn thành.")
        % {"all": printed_number(len(drawn)), "done": printed_number(done), "late": printed_number(late)},
        year,
        tuple(
            Span(
                f"{row.number}. {row.title}",
                row.since,
                row.due_on,
                row.done_on,
                _BARS[row.standing],
                _("%(title)s: %(standing)s; hạn %(due)s%(done)s")
                % {
                    "title": f"{row.number}. {row.title}",
                    "standing": STANDING_NAMES[row.standing],
                    "due": due_of(row),
                    "done": _("; xong %(day)s") % {"day": f"{row.done_on:%d/%m/%Y}"} if row.done_on else "",
                },
            )
            for row in drawn
        ),
        today,
        _("hôm nay"),
    )


def progress_of(rows: Sequence[TaskRow], year: int) -> charts.Chart | None:
    """How far the plan has come, by its heads; None when there is nothing to count."""
    counted = counts_by_head(row for row in rows if row.state != State.DROPPED)
    heads = [value for value in Head.values if value in counted]
    if not heads:
        return None
    parts = (
        (_("Hoàn thành"), (Standing.DONE,), "jade"),
        (_("Hoàn thành, quá hạn"), (Standing.DONE_LATE,), "bronze"),
        (_("Trong hạn"), (Standing.OPEN, Standing.NEAR), "river"),
        (_("Quá hạn"), (Standing.OVERDUE,), "lacquer"),
    )
    total = sum(sum(each.values()) for each in counted.values())
    done = sum(each.get(kind, 0) for each in counted.values() for kind in (Standing.DONE, Standing.DONE_LATE))
    return charts.StackedBars(
        _("Tiến độ kế hoạch năm %(year)s theo nội dung") % {"year": year},
        _("Đã hoàn thành %(done)s trên %(total)s nhiệm vụ (%(rate)s).")
        % {"done": printed_number(done), "total": printed_number(total), "rate": printed_rate(done, total)},
        tuple(str(_SHORT[Head(each)]) for each in heads),
        tuple(
            charts.Series(
                name, tuple(sum(counted[head].get(kind, 0) for kind in kinds) for head in heads), tone
            )
            for name, kinds, tone in parts
        ),
        _("nhiệm vụ"),
        _("Nội dung"),
    )


#: The figures whose records stand behind the columns of the summary of tasks from above.
_GIVEN_FIGURES = (
    "direction.assigned",
    "direction.assigned_done_on_time",
    "direction.assigned_late_done",
    "direction.assigned_open_in_time",
    "direction.assigned_open_overdue",
)


def given_table(rows: Sequence[Given], window: Window, on: date) -> pieces.Table:
    """Tasks from above by whoever gave them, as of a day, with the sum that has to come out.

    A number opens its records; what is still open does so once the window is over, as its figure speaks of the end.
    """
    numbers = ("given", "on_time", "late", "open", "overdue")
    names = (
        _("Được giao"),
        _("Đúng hạn"),
        _("Xong quá hạn"),
        _("Chưa xong, trong hạn"),
        _("Chưa xong, quá hạn"),
    )
    total = [sum(getattr(row, name) for row in rows) for name in numbers]
    same = all(row.sums_up for row in rows)
    opened = len(numbers) if on == window.last_day else numbers.index("open")

    def cells(told: Sequence[int], by: str = "") -> tuple[pieces.Cell, ...]:
        group = f"&{urlencode({'nhom': 'assigned_by', 'gia-tri': by})}#ban-ghi" if by else "#ban-ghi"
        return tuple(
            pieces.Cell(
                printed_number(number),
                url=f"{reverse('figures:figure', args=[key])}?ky={window.label}{group}"
                if place < opened
                else "",
            )
            for place, (number, key) in enumerate(zip(told, _GIVEN_FIGURES, strict=True))
        )

    return pieces.Table(
        caption=_("Nhiệm vụ cấp trên giao trong kỳ: %(window)s") % {"window": window.title},
        columns=(
            pieces.Column(_("Cơ quan, người giao"), wide=True),
            *(pieces.Column(name, number=True) for name in names),
        ),
        rows=tuple(
            pieces.Row((pieces.Cell(row.by), *cells([getattr(row, name) for name in numbers], row.by)))
            for row in rows
        ),
        total=pieces.Row((pieces.Cell(_("Cộng")), *cells(total))) if rows else None,
        note=_("Được giao = đúng hạn + xong quá hạn + chưa xong trong hạn + chưa xong quá hạn: %(verdict)s.")
        % {"verdict": _("khớp") if same else _("KHÔNG khớp, cần xem lại")},
        empty=_("Chưa có nhiệm vụ nào được giao trong kỳ"),
    )


def _card(row: TaskRow, *, keeps: bool, units: Sequence[int], user: int | None) -> Card:
    deed = NEXT.get(row.state)
    works = row.lead in units or row.hands.holds(user)
    may = deed is not None and (keeps or (deed not in moves.KEEPERS and works))
    page = reverse("direction:plan_task", args=[row.id])
    return Card(
        f"{row.number}. {row.title}",
        page,
        str(Head(row.head).label),
        row.lead_unit,
        due_of(row),
        badge_of(row.standing),
        f"{row.percent} %" if row.percent is not None and row.state != State.DONE else "",
        row.hands.name,
        str(moves.DEED_NAMES[deed]) if may and deed is not None else "",
        reverse("direction:task_deed", args=[row.id, SLUGS[deed]]) if may and deed is not None else "",
        may and deed == Deed.START,
        row.revision,
        str(uuid4()),
    )


#: The deeds that a card leads on with, as they stand in addresses.
SLUGS = {Deed.START: "bat-dau", Deed.REPORT: "bao-xong", Deed.FINISH: "hoan-thanh"}


def _state(row: TaskRow) -> str:
    """Where it stands, and how much of it is done where somebody said so."""
    words = str(moves.STATE_NAMES[row.state])
    done = row.state == State.DONE or row.percent is None
    return words if done else f"{words} · {row.percent} %"


def _sub(row: TaskRow) -> str:
    told = [str(Head(row.head).label)]
    if row.product:
        told.append(_("sản phẩm: %(what)s") % {"what": row.product})
    if not row.in_original:
        told.append(_("bổ sung"))
    return " · ".join(told)
