"""The catalogue of the made-up board: 41 procedures of 2016-2020 with their cut limits, then those of 2021 on."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from minhchung.config.demo.agency import BOARD_NAME, Rows
from minhchung.config.demo.dossiers import Offer
from minhchung.rules.deadlines import Limit, Unit

_SOURCE = Path(__file__).parent / "data" / "procedures.csv"
_UNITS = {
    "ngày làm việc": Unit.WORKING_DAY,
    "ngày": Unit.DAY,
    "giờ làm việc": Unit.WORKING_HOUR,
    "tháng": Unit.MONTH,
}
#: How much of the work each field brings.
_WEIGHTS = {
    "Lao động, việc làm": 40,
    "Xuất nhập khẩu": 120,
    "Đầu tư tại Việt Nam": 6,
    "Hoạt động xây dựng": 9,
}


def worksheet(random: Random) -> Rows:
    """Rows of the procedures layout: legal and committed limits, decisions, postings."""
    with _SOURCE.open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    old = [row for row in source if row["core_41"] == "1"]
    new = [row for row in source if row["set"] == "2021+" and row["legal_limit"]]
    return [
        *(_row(row, quiet=True, random=random) for row in old),
        *_once(_row(row, quiet=False, random=random) for row in new),
    ]


def offers(sheet: Rows) -> list[Offer]:
    """What the counter promises, from the same worksheet."""
    found = []
    for row in sheet:
        value, unit = row["committed_limit"].split(" ", 1)
        found.append(
            Offer(
                name=row["name"],
                field=row["field"],
                limit=Limit(int(value), _UNITS[unit]),
                since=row["since"],
                until=row["until"],
                weight=_WEIGHTS.get(row["field"], 3),
            )
        )
    return found


def _row(source: dict[str, str], *, quiet: bool, random: Random) -> dict[str, Any]:
    value, unit = int(source["legal_limit"]), source["legal_unit"]
    cut = quiet or random.random() < 0.85
    committed = (
        max(1, value * 8 // 10 if quiet or random.random() < 0.5 else value * 7 // 10) if cut else value
    )
    since = date.fromisoformat(source["since"])
    posted = date(2015, 12, 1) if quiet else since
    year = 2015 if quiet else since.year
    row: dict[str, Any] = {
        "code": source["national_code"],
        "name": source["name"],
        "field": source["field"],
        "legal_limit": f"{value} {unit}",
        "committed_limit": f"{committed} {unit}",
        "cut_decision": f"QĐ {1800 + int(source['number'])}/QĐ-UBND ngày 20/11/{year}" if cut else "",
        "decision": f"QĐ {1700 + int(source['number'])}/QĐ-UBND ngày 15/11/{year}",
        "legal_basis": source["legal_basis"],
        "online_level": _level(source["online_level"]),
        "posted_national_on": posted,
        "posted_counter_on": posted,
        "posted_web_on": None if not quiet and random.random() < 0.06 else posted,
        "since": since,
        "until": date.fromisoformat(source["until"]) if source["until"] else None,
        "fee": source["fee"],
        **_parts(source["name"], source["field"]),
        "settled_by": BOARD_NAME,
        "source": source["source"],
        "confidence": source["confidence"],
    }
    return row


def _parts(name: str, field: str) -> dict[str, Any]:
    """What is posted of a procedure besides: made up, and says so."""
    matter = name[0].lower() + name[1:]
    return {
        "order_of_doing": (
            "Bước 1: Tổ chức, cá nhân nộp hồ sơ tại bộ phận một cửa, qua bưu chính công ích hoặc trực tuyến.\n"
            "Bước 2: Bộ phận một cửa kiểm tra; hồ sơ đủ thì tiếp nhận và hẹn trả, chưa đủ thì hướng dẫn bổ sung.\n"
            "Bước 3: Phòng chuyên môn thẩm định, lấy ý kiến khi cần, trình lãnh đạo quyết định.\n"
            "Bước 4: Trả kết quả tại nơi đã hẹn. (minh họa)"
        ),
        "ways_of_doing": "Trực tiếp, qua dịch vụ bưu chính công ích, hoặc trực tuyến. (minh họa)",
        "sets": 1,
        "subjects": "Tổ chức, cá nhân, doanh nghiệp trong khu công nghiệp. (minh họa)",
        "result": f"Văn bản {matter}. (minh họa)",
        "conditions": f"Đủ điều kiện theo pháp luật về {field[0].lower()}{field[1:]}. (minh họa)",
    }


def _level(text: str) -> str:
    """The level in the words of its time."""
    if text.startswith("mức 4"):
        return "Mức độ 4"
    if text.startswith("mức 3"):
        return "Mức độ 3"
    return "Một phần" if text.startswith("một phần") else "Toàn trình"


def _once(rows: Any) -> Rows:
    """Each name and first day once: two codes of one name that day would leave the counter in doubt."""
    seen: set[tuple[str, date]] = set()
    kept: Rows = []
    for row in rows:
        key = (row["name"], row["since"])
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept
