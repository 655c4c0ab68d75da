"""The words of a plan's table: heads of the reform, and how a plan says when a task is due."""

from __future__ import annotations

import calendar
import re
from datetime import date

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
_MONTH = re.compile(r".*?thang (\d{1,2})(?:[/ ](?:nam )?(\d{4}))?.*")
_QUARTER = re.compile(r".*?quy (iv|iii|ii|i|[1-4])\b(?:[/ ](?:nam )?(\d{4}))?.*")
_DAY = re.compile(r".*?(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?.*")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_due(words: str, year: int) -> tuple[DueKind, date | None]:
    """How a plan words a limit, and its last day in the plan's year: "Quý II", "Tháng 12", "30/6", "Thường xuyên".

    Words that name no day give (OTHER, None); an impossible day raises ValueError.
    """
    text = " ".join(fold(words).split())
    if "thuong xuyen" in text:
        return DueKind.REGULAR, None
    if found := _DAY.fullmatch(text):
        return DueKind.DATE, date(int(found[3] or year), int(found[2]), int(found[1]))
    if found := _MONTH.fullmatch(text):
        return DueKind.MONTH, _month_end(int(found[2] or year), int(found[1]))
    if found := _QUARTER.fullmatch(text):
        return DueKind.QUARTER, _month_end(int(found[2] or year), 3 * _QUARTERS[found[1]])
    return DueKind.OTHER, None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
