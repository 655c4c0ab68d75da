"""Internal processes of the made-up board: for each procedure with a code, steps within its committed limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from minhchung.config.demo.agency import INVESTMENT_AFTER, OFFICE_AFTER, Rows

_DECISION = "QĐ 1582/QĐ-UBND ngày 30/11/2025 (minh họa)"
_HEAD = "Lãnh đạo Ban"
#: Unit, post, what is done, what comes of it, and the days it takes; the work itself takes what is left.
_SHORT = (
    (OFFICE_AFTER, "Công chức một cửa", "Tiếp nhận, kiểm tra hồ sơ", "Giấy tiếp nhận, hẹn trả", "0,5"),
    (INVESTMENT_AFTER, "Chuyên viên", "Thẩm định hồ sơ, dự thảo kết quả", "Dự thảo kết quả", ""),
    (_HEAD, "Phó Trưởng ban", "Ký duyệt kết quả", "Kết quả được ký", "0,25"),
    (OFFICE_AFTER, "Công chức một cửa", "Số hóa, trả kết quả", "Kết quả", "0,25"),
)
_LONG = (
    (OFFICE_AFTER, "Công chức một cửa", "Tiếp nhận, kiểm tra hồ sơ", "Giấy tiếp nhận, hẹn trả", "0,5"),
    (INVESTMENT_AFTER, "Lãnh đạo phòng", "Phân công thụ lý", "Phân công", "0,25"),
    (INVESTMENT_AFTER, "Chuyên viên", "Thẩm định hồ sơ, dự thảo văn bản", "Dự thảo văn bản", ""),
    ("Sở, ngành liên quan", "", "Cho ý kiến về chuyên ngành", "Văn bản góp ý", "2"),
    ("UBND cấp xã", "", "Cho ý kiến về địa bàn", "Văn bản góp ý", "1"),
    (_HEAD, "Phó Trưởng ban", "Ký duyệt kết quả", "Kết quả được ký", "0,5"),
    (OFFICE_AFTER, "Công chức một cửa", "Số hóa, trả kết quả", "Kết quả", "0,25"),
)
_CONSULTED = "lấy ý kiến"


def worksheet(procedures: Rows) -> Rows:
    """Rows of the process-steps layout, from the worksheet of procedures."""
    return [row for each in procedures if each["code"] for row in _steps(each)]


def _steps(procedure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    value, unit = procedure["committed_limit"].split(" ", 1)
    if unit == "giờ làm việc":
        days = Fraction(int(value), 8)
    elif unit == "ngày làm việc":
        days = Fraction(int(value))
    elif unit == "ngày":  # not comparable: five working days in seven stay well within
        days = Fraction(int(value) * 5 // 7)
    else:
        return
    steps = _LONG if days >= 6 else _SHORT
    fixed = sum(_days(each[4]) for each in steps if each[4] and each[0] != "UBND cấp xã")
    if days <= fixed:
        return
    since: date = procedure["since"]
    for number, (unit_name, post, name, product, time) in enumerate(steps, start=1):
        yield {
            "code": procedure["code"],
            "number": number,
            "name": name,
            "unit_name": unit_name,
            "post": post,
            "time": f"{time} ngày" if time else f"{_written(days - fixed)} ngày",
            "product": product,
            "parallel_group": _CONSULTED if product == "Văn bản góp ý" else "",
            "decision": _DECISION,
            "since": since,
        }


def _days(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _written(days: Fraction) -> str:
    return f"{float(days):.4f}".rstrip("0").rstrip(".").replace(".", ",")
