"""The words of a plan's table: heads of the reform, and how a plan says when a task is due."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from minhchung.direction.models import DueKind, Head
from minhchung.ground.intake.folding import fold

HEADS = (
    *Head.choices,
    ("direction", "Điều hành"),
    ("direction", "Công tác chỉ đạo, điều hành"),
    ("institutions", "Thể chế"),
    ("procedures", "Cải cách TTHC"),
    ("procedures", "Thủ tục hành chính"),
    ("organisation", "Cải cách tổ chức bộ máy hành chính nhà nước"),
    ("organisation", "Tổ chức bộ máy"),
    ("civil_service", "Cải cách chế độ công vụ"),
    ("civil_service", "Xây dựng và nâng cao chất lượng đội ngũ CBCCVC"),
    ("civil_service", "Công vụ"),
    ("finance", "Tài chính công"),
    ("modernisation", "Hiện đại hóa hành chính"),
    ("modernisation", "Xây dựng và phát triển Chính phủ điện tử, Chính phủ số"),
    ("modernisation", "Chính quyền điện tử, chính quyền số"),
)
_NAMED_YEAR = r"(?:\s*[/-]\s*|\s+(?:nam\s+)?)(\d{4})"
_MONTH = re.compile(
    rf"\bthang\s+(?:\d{{1,2}}\s*(?:-|den|,|va)\s*(?:thang\s+)?)*(\d{{1,2}})(?:{_NAMED_YEAR})?"
)
_QUARTER = re.compile(
    rf"\bquy\s+(?:(?:iv|iii|ii|i|[1-4])\s*(?:-|den|,|va)\s*(?:quy\s+)?)*(iv|iii|ii|i|[1-4])\b(?:{_NAMED_YEAR})?"
)
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}))?(?!\d)")
_LONG_DAY = re.compile(r"\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{4}))?")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_IN_A_YEAR = {"tuan": 52, "thang": 12, "quy": 4, "nam": 1}
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6}
_NUMBER = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
#: "2 lần/năm", "01 lần mỗi quý".
_TIMES_IN = re.compile(
    rf"\b({_NUMBER}) lan\s*(?:/|(?:mot|moi|trong)\s)\s*(?:(?:0?1|mot)\s+)?(tuan|thang|quy|nam)\b"
)
#: "6 tháng/lần", "quý một lần".
_ONCE_IN = re.compile(rf"(?:\b({_NUMBER})\s+)?\b(tuan|thang|quy|nam)\s*(?:/\s*|\s)(?:(?:0?1|mot)\s+)?lan\b")
_EVERY = re.compile(r"\b(?:hang|moi|theo)\s+(tuan|thang|quy|nam)\b(?! (?:dinh|che|trinh|hoach)\b)")
#: "quý, 6 tháng, năm": the four reports of a year; "6 tháng, năm": two of them.
_REPORTS = (
    (re.compile(r"\bquy(?: i)?\s*(?:,|;|va|-)\s*(?:0?6|sau) thang\b"), 4),
    (re.compile(r"\b(?:0?6|sau) thang\s*(?:,|;|va|-)\s*(?:1\s*)?nam\b"), 2),
)
_REGULAR = ("thuong xuyen", "lien tuc", "dinh ky", "hang ngay")
_HALF = re.compile(r"\b0?6 thang dau nam|\bsau thang dau nam|\bgiua nam\b")
_WHOLE = re.compile(
    r"\b(?:ca|trong|het) nam(?: \d{4})?$|\bnam \d{4}$|\bcuoi nam(?: \d{4})?$|\b0?6 thang cuoi nam"
)
_BETWEEN = re.compile(r"\s*[;,]\s*|\s+va\s+")
_BEFORE = re.compile(r"\btruoc\b(?! (?:va|hoac) trong)")


@dataclass(frozen=True)
class Limit:
    """How a plan words a limit.

    Attributes:
        due_on: its last day, where the words name one.
        count: how many times a year its product comes, where they say so.
        remark: what was understood beyond the plain, or why nothing was; "" when there is nothing to say.
    """

    kind: DueKind
    due_on: date | None = None
    count: int | None = None
    remark: str = ""


def read_due(words: str, year: int) -> tuple[DueKind, date | None]:
    """How a plan words a limit, and its last day in the plan's year: "Quý II", "Tháng 12", "30/6", "Thường xuyên".

    Words that name no day give (OTHER, None); an impossible day raises ValueError.
    """
    limit = _read(_plain(words), year)
    return limit.kind, limit.due_on


def read_limit(words: str, year: int) -> Limit:
    """The same with what should be said of it; a day that is none is not read, and says so."""
    if not words.strip():
        return Limit(DueKind.OTHER, remark="không ghi thời hạn")
    try:
        limit = _read(_plain(words), year)
    except ValueError:
        return Limit(DueKind.OTHER, remark=f"“{words}” không phải ngày có thật: giữ nguyên văn, chưa có hạn")
    if limit.due_on is not None and limit.due_on.year != year and not limit.remark:
        return replace(limit, remark=f"hạn {limit.due_on:%d/%m/%Y} không thuộc năm {year} của kế hoạch")
    return limit


def _plain(words: str) -> str:
    """Folded, on one line; lines of a cell stand apart by ";"."""
    lines = (" ".join(fold(line).split()) for line in words.splitlines())
    return "; ".join(line for line in lines if line)


def _read(text: str, year: int) -> Limit:
    """How often in the year, one day, or several of which the last is the limit.

    Raises:
        ValueError: it names a day that is none.
    """
    count = _times_a_year(text)
    if count > 1:
        return Limit(DueKind.REGULAR, count=count, remark=f"định kỳ: {count} lần một năm")
    if count == 1:
        return Limit(DueKind.DATE, date(year, 12, 31), remark="mỗi năm một lần: hạn hết ngày 31/12")
    whole = _one(text, year)
    if whole.due_on is None:
        return whole
    parts = _BETWEEN.split(text)
    ends = {limit.due_on for limit in (_one(part, year) for part in parts) if limit.due_on is not None}
    if len(ends) < 2:
        return whole
    if parts[0].startswith("truoc"):
        parts = [part if part.startswith("truoc") else f"truoc {part}" for part in parts]
    last = max((_one(part, year) for part in parts), key=lambda limit: limit.due_on or date.min)
    return replace(last, remark=f"nhiều mốc thời gian: hạn là mốc cuối {last.due_on:%d/%m/%Y}")


def _times_a_year(text: str) -> int:
    """How many times a year, as the words say it; 0 where they do not."""
    for words, count in _REPORTS:
        if words.search(text):
            return count
    if found := _TIMES_IN.search(text):
        return _number(found[1]) * _IN_A_YEAR[found[2]]
    if found := _ONCE_IN.search(text):
        return _IN_A_YEAR[found[2]] // max(1, _number(found[1] or "1"))
    found = _EVERY.search(text)
    return _IN_A_YEAR[found[1]] if found else 0


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _one(text: str, year: int) -> Limit:
    """The first of the ways in which one limit may be worded that fits.

    Raises:
        ValueError: it names a day that is none.
    """
    if any(each in text for each in _REGULAR):
        return Limit(
            DueKind.REGULAR, remark="thường xuyên: cần số sản phẩm đếm được mới tính được hoàn thành"
        )
    before = bool(_BEFORE.search(text))
    if found := _LONG_DAY.search(text) or _DAY.search(text):
        return _ended(DueKind.DATE, date(int(found[3] or year), int(found[2]), int(found[1])), before)
    if found := _MONTH.search(text):
        month, in_year = int(found[1]), int(found[2] or year)
        first = date(in_year, month, 1)
        return _ended(DueKind.MONTH, first if before else _month_end(in_year, month), before)
    if found := _QUARTER.search(text):
        quarter, in_year = _QUARTERS[found[1]], int(found[2] or year)
        first = date(in_year, 3 * quarter - 2, 1)
        return _ended(DueKind.QUARTER, first if before else _month_end(in_year, 3 * quarter), before)
    if _HALF.search(text):
        return Limit(DueKind.DATE, date(year, 6, 30), remark="sáu tháng đầu năm: hạn hết ngày 30/6")
    if _WHOLE.search(text):
        return Limit(DueKind.DATE, date(year, 12, 31), remark="trong năm: hạn hết ngày 31/12")
    return Limit(DueKind.OTHER, remark="thời hạn không ghi ngày: giữ nguyên văn, không tính quá hạn")


def _ended(kind: DueKind, last: date, before: bool) -> Limit:
    """A limit by its last day; "trước" means that the day named is no longer in it."""
    if not before:
        return Limit(kind, last)
    day = last - timedelta(days=1)
    return Limit(DueKind.DATE, day, remark=f"“trước”: hạn hết ngày {day:%d/%m/%Y}")


def head_of(words: str) -> Head | None:
    """The head that a line of a plan names: "III. Cải cách tổ chức bộ máy", "Thủ tục hành chính"; None for none."""
    text = " ".join(re.sub(r"[\W_]+", " ", fold(words)).split())
    return next((head for keys, head in _KEYS if any(key in text for key in keys)), None)


_KEYS: tuple[tuple[tuple[str, ...], Head], ...] = (
    (("chi dao dieu hanh", "chi dao", "dieu hanh"), Head.DIRECTION),
    (("the che",), Head.INSTITUTIONS),
    (("thu tuc hanh chinh", "tthc"), Head.PROCEDURES),
    (("bo may",), Head.ORGANISATION),
    (("cong vu", "doi ngu"), Head.CIVIL_SERVICE),
    (("tai chinh cong",), Head.FINANCE),
    (
        (
            "hien dai hoa",
            "chinh phu dien tu",
            "chinh quyen dien tu",
            "chinh phu so",
            "chinh quyen so",
            "chuyen doi so",
        ),
        Head.MODERNISATION,
    ),
)


def _month_end(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"month {month}")
    return date(year, month, calendar.monthrange(year, month)[1])
