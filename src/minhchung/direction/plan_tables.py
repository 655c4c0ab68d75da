"""Reading the table of a plan as it really comes, in Word or Excel: merged cells, free words for limits, many units.

Every line of the table becomes a line here: a task, a head or group, or something that is neither and says what. What
cannot be read is kept word for word with a remark; nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from minhchung.direction.models import DueKind, Head
from minhchung.direction.people import People
from minhchung.direction.plan_cells import Numbers, money_of, products_in, units_of, without_bullet
from minhchung.direction.plan_grids import CannotReadTable, GridRow, grids_of
from minhchung.direction.plan_words import head_of, read_limit
from minhchung.direction.units import Units
from minhchung.ground.intake.columns import Field
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.headings import ENOUGH, is_numbering, likeness

_SEARCHED = 30

FIELDS = (
    Field("number", "STT", synonyms=("TT", "Số thứ tự", "Số TT")),
    Field("group", "Nhiệm vụ chung", synonyms=("Nhóm nhiệm vụ", "Nội dung", "Mục tiêu", "Lĩnh vực")),
    Field(
        "title",
        "Nhiệm vụ cụ thể",
        synonyms=(
            "Nhiệm vụ",
            "Hoạt động",
            "Nội dung nhiệm vụ",
            "Nội dung công việc",
            "Nhiệm vụ, giải pháp",
            "Tên nhiệm vụ",
        ),
    ),
    Field(
        "product",
        "Sản phẩm",
        synonyms=("Kết quả đầu ra", "Sản phẩm, kết quả", "Kết quả", "Sản phẩm dự kiến", "Kết quả, sản phẩm"),
    ),
    Field(
        "lead_unit",
        "Đơn vị chủ trì",
        synonyms=(
            "Cơ quan chủ trì",
            "Chủ trì",
            "Cơ quan, đơn vị chủ trì",
            "Đơn vị thực hiện",
            "Cơ quan thực hiện",
        ),
    ),
    Field(
        "support_units",
        "Đơn vị phối hợp",
        synonyms=("Cơ quan phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp"),
    ),
    Field(
        "due",
        "Thời gian hoàn thành",
        synonyms=("Thời hạn", "Thời gian thực hiện", "Thời hạn hoàn thành", "Thời gian", "Tiến độ"),
    ),
    Field(
        "budget",
        "Kinh phí",
        synonyms=("Dự kiến kinh phí", "Kinh phí dự kiến", "Kinh phí (triệu đồng)", "Kinh phí thực hiện"),
    ),
    Field(
        "holder",
        "Người thực hiện",
        synonyms=(
            "Cán bộ thực hiện",
            "Công chức thực hiện",
            "Người phụ trách",
            "Chuyên viên phụ trách",
            "Chuyên viên",
        ),
    ),
    Field("note", "Ghi chú"),
)
_ORDINAL = re.compile(r"(?:[IVXLivxl]+|[A-Za-zĐđ]|\d+(?:\.\d+)*)[.)]?")
_ROMAN = re.compile(r"^\s*([IVXL]+)[.)\s]")
_TOTAL = re.compile(r"^(?:tổng cộng|tổng số|cộng)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What the words of a table may name: units and people."""

    units: Units
    people: People

    @classmethod
    def on(cls, day: date) -> Known:
        """Those that are known; units of a day may be named in short."""
        return cls(Units(day), People())


@dataclass
class Line:
    """What became of a line: "title", "header", "head", "group", "task", "empty" or "note"."""

    line: int
    kind: str
    cells: tuple[str, ...]
    remarks: list[str] = field(default_factory=list)
    task: dict[str, Any] | None = None

    def kept(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


@dataclass
class _State:
    """Where the reading stands: head, group, numbers; what was read before: titles, leads, names in short."""

    head: Head = Head.DIRECTION
    head_known: bool = False
    group: str = ""
    numbers: Numbers = field(default_factory=Numbers)
    titles: dict[tuple[str, str, str], str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    last: dict[str, Any] | None = None
    next_number: str | None = None


def read_file(path: Path, *, year: int, known: Known) -> tuple[Line, ...]:
    """The lines of the best table of a file.

    Raises:
        CannotReadTable: no Word or Excel file, damaged, too large, or without a table of tasks.
    """
    grids = grids_of(path)
    found = [(columns, grid) for grid in grids if (columns := _columns(grid)) is not None]
    if not found:
        raise CannotReadTable(
            "Không thấy bảng nhiệm vụ: cần một bảng có cột nhiệm vụ và ít nhất một trong các cột sản phẩm, "
            "chủ trì, thời gian hoàn thành."
        )
    (first, last, places), grid = max(found, key=lambda each: (len(each[0][2]), len(each[1])))
    return read_grid(grid, first, last, places, year=year, known=known)


def read_grid(
    grid: Sequence[GridRow], first: int, last: int, places: dict[str, int], *, year: int, known: Known
) -> tuple[Line, ...]:
    """Every line of a table under its header (rows ``first`` to ``last``) as what it is."""
    state, lines = _State(), []
    heading = tuple(grid[last].cells)
    while first and any(grid[first].carried):  # cells of the header go on from the line above
        first -= 1
    for place, row in enumerate(grid):
        if place < first:
            lines.append(Line(row.line, "title", row.cells))
        elif place <= last or row.cells == heading or is_numbering(row.cells):
            lines.append(Line(row.line, "header", row.cells))
        else:
            state.next_number = _number_after(grid, place, places)
            lines.append(_line(row, places, state, year, known))
    return tuple(lines)


def _number_after(grid: Sequence[GridRow], place: int, places: dict[str, int]) -> str | None:
    """The number of the next line that is not empty, None after the last: a line before "1.1" or "-" names a group."""
    column = places.get("number", 0)
    rest = (row for row in grid[place + 1 :] if any(each.strip() for each in row.cells))
    row = next(rest, None)
    if row is None:
        return None
    return row.cells[column].strip() if column < len(row.cells) else ""


def _line(row: GridRow, places: dict[str, int], state: _State, year: int, known: Known) -> Line:
    told = {name: row.cells[place] if place < len(row.cells) else "" for name, place in places.items()}
    words = [each for each in dict.fromkeys(row.cells) if each.strip()]
    if not words:
        return Line(row.line, "empty", row.cells)
    if _TOTAL.match(words[0]) or (len(words) > 1 and _TOTAL.match(words[1]) and _ORDINAL.fullmatch(words[0])):
        return Line(row.line, "note", row.cells, ["dòng cộng"])
    texts = [each for each in words if not _ORDINAL.fullmatch(each.strip())]
    own = [told.get(name, "") for name in ("product", "lead_unit", "due")]
    if (
        len(texts) == 1
        and (row.one_cell or not any(own) or own.count(texts[0]) == len([x for x in own if x]))
        and not _is_bare_task(row, told, texts[0], state)
    ):
        return _grouped(row, words, texts[0], state)
    if not texts:
        return Line(row.line, "note", row.cells, ["không có nội dung nhiệm vụ"])
    return _task(row, told, places, state, year, known)


def _is_bare_task(row: GridRow, told: dict[str, str], text: str, state: _State) -> bool:
    """Whether a line with a number and one text is a task that lacks all else, not the name of a group."""
    number = told.get("number", "").strip().rstrip(".)")
    if row.one_cell or not number.replace(".", "").isdecimal() or head_of(text) is not None:
        return False
    after = state.next_number
    return after is None or (after != "" and not after.startswith((f"{number}.", "-", "–", "+", "a")))


def _grouped(row: GridRow, words: list[str], text: str, state: _State) -> Line:
    """A line with one text: a head of the programme, a group under it, or a remark below the table."""
    roman = _ROMAN.match(f"{words[0]} ")
    head = head_of(text)
    if head is not None and (roman or words[0] == text.strip() or _ORDINAL.fullmatch(words[0].strip())):
        state.head, state.head_known, state.group = head, True, ""
        state.numbers.ordinal = roman[1] if roman else ""
        return Line(row.line, "head", row.cells)
    if state.last is not None and re.match(
        r"^(?:ghi chú|lưu ý|nơi nhận|\(\*\)|người lập)", text, re.IGNORECASE
    ):
        return Line(row.line, "note", row.cells)
    state.group = text
    remark = [] if len(text) < 200 else ["đoạn dài, xem là nhóm nhiệm vụ"]
    if roman and state.head_known:
        remark.append(
            f"không nhận ra là nội dung cải cách nào: các nhiệm vụ bên dưới tạm ghi vào {state.head.label}"
        )
    return Line(row.line, "group", row.cells, remark)


def _task(
    row: GridRow, told: dict[str, str], places: dict[str, int], state: _State, year: int, known: Known
) -> Line:
    remarks: list[str] = []
    title = without_bullet(told.get("title", "").strip())
    if "group" in places and told["group"].strip():
        state.group = told["group"].strip()
        group_head = head_of(state.group)
        if group_head is not None and not state.head_known:
            state.head = group_head
    if not title:
        title = state.last["title"] if state.last is not None else state.group
        remarks.append("ô nhiệm vụ trống: lấy nhiệm vụ của dòng trên")
    elif "title" in places and _is_carried(row, places["title"]):
        remarks.append("ô nhiệm vụ gộp với dòng trên: tách thành một nhiệm vụ cho mỗi sản phẩm")
    if not state.head_known and head_of(state.group) is None:
        remarks.append("không rõ thuộc nội dung cải cách nào: tạm để ở Chỉ đạo, điều hành")
    number = state.numbers.give(told.get("number", ""), remarks)
    lead, support = units_of(
        told.get("lead_unit", ""), told.get("support_units", ""), known.units, state.said, remarks
    )
    if not lead:
        lead = state.leads.get(number.rpartition(".")[0], "")
        remarks.append(
            "đơn vị chủ trì lấy của nhiệm vụ có phần này"
            if lead
            else "không ghi đơn vị chủ trì: phải bổ sung trước khi ban hành"
        )
    state.leads[number] = lead
    limit = read_limit(told.get("due", ""), year)
    product = told.get("product", "").strip()
    count = limit.count or products_in(product)
    if limit.remark and (limit.kind != DueKind.REGULAR or limit.count or not count):
        remarks.append(limit.remark)
    if count and not limit.count:
        remarks.append(f"đếm {count} sản phẩm")
    if not product:
        remarks.append("không ghi sản phẩm: phải bổ sung trước khi ban hành")
    money, source = money_of(told.get("budget", ""), remarks)
    task = {
        "number": number,
        "head": str(state.head),
        "title": title,
        "product": product,
        "product_count": count,
        "lead_unit": lead[:255],
        "support_units": support[:500],
        "due_kind": str(limit.kind),
        "due_on": limit.due_on.isoformat() if limit.due_on else None,
        "due_words": told.get("due", "").strip()[:200],
        "budget": money,
        "budget_source": source[:200],
    }
    for name, most in (
        ("lead_unit", lead),
        ("support_units", support),
        ("due_words", told.get("due", "").strip()),
    ):
        if len(most) > len(task[name] or ""):
            remarks.append("ô quá dài nên bị cắt trong sổ; nguyên văn giữ ở đây")
    of = [known.units.read(each) for each in (lead, *known.units.parts(support))]
    holder, doubt = known.people.of_units(told.get("holder", ""), of)
    if doubt:
        remarks.append(f"{doubt}: giao sau khi ban hành")
    if holder is not None:
        task |= {"holder": holder, "holder_name": known.people.names[holder]}
    same = state.titles.setdefault((task["head"], fold(title), fold(product)), task["number"])
    if same != task["number"]:
        remarks.append(f"trùng với nhiệm vụ {same}: nếu ghi hai lần thì bỏ một khỏi dự thảo")
    state.last = task
    return Line(row.line, "task", row.cells, remarks, task)


def _is_carried(row: GridRow, place: int) -> bool:
    return place < len(row.carried) and row.carried[place]


def _columns(grid: Sequence[GridRow]) -> tuple[int, int, dict[str, int]] | None:
    """The header of a table and which column holds which field; None where it is no table of tasks."""
    best: tuple[float, tuple[int, int, dict[str, int]]] | None = None
    for first in range(min(len(grid), _SEARCHED)):
        for depth in (1, 2):
            block = grid[first : first + depth]
            if len(block) < depth or block[0].one_cell or (depth > 1 and is_numbering(block[1].cells)):
                continue
            scored, places = _assigned(block)
            usable = "title" in places and {"product", "lead_unit", "due"} & places.keys()
            if usable and (best is None or scored - 0.02 * depth > best[0] + 1e-9):
                best = scored - 0.02 * depth, (first, first + depth - 1, places)
    return best[1] if best else None


def _assigned(block: Sequence[GridRow]) -> tuple[float, dict[str, int]]:
    width = max(len(row.cells) for row in block)
    headings = [
        " – ".join(
            dict.fromkeys(row.cells[place] for row in block if place < len(row.cells) and row.cells[place])
        )
        for place in range(width)
    ]
    pairs = sorted(
        (
            (likeness(heading, each)[0], -place, each.name)
            for place, heading in enumerate(headings)
            if heading and len(heading) < 120
            for each in FIELDS
        ),
        reverse=True,
    )
    places: dict[str, int] = {}
    score = 0.0
    for sure, place, name in pairs:
        if sure < ENOUGH or name in places or -place in places.values():
            continue
        places[name] = -place
        score += sure
    if "title" not in places and "group" in places:
        places["title"] = places.pop("group")
    return score, places
