"""What a line of a story says beside the changed fields: reasons, decisions, where something went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from minhchung.ground.registers.columns import capitalised, shown

#: Details that a deed keeps for other rooms to reckon with; people read the same in words.
_FOR_RECKONING = {
    "go_along": ("reorganisation", "from", "to", "lay", "settled", "state", "event", "goes_on_as"),
}
#: Names of details that stand in a story beside the changed fields.
NOTE_NAMES = {
    "sheet": "trang tính",
    "line": "dòng",
    "reason": "lý do",
    "address": "địa chỉ mạng",
    "told": "nội dung",
    "provisions": "điều, khoản, điểm",
    "state": "trạng thái",
    "opinion": "ý kiến",
    "note": "kết quả",
    "evidence": "minh chứng",
    "percent": "khối lượng đã làm (%)",
    "cites": "căn cứ",
    "tasks": "số nhiệm vụ",
    "file": "tệp",
    "decision": "quyết định",
    "amount": "số tiền (đồng)",
    "number": "số",
    "content": "nội dung",
    "purpose": "mục đích",
    "reference": "văn bản, chứng từ",
    "degree": "mức tự bảo đảm",
    "decided_on": "ngày quyết định",
    "on": "có hiệu lực từ",
    "movement": "số bản ghi của quyết định",
    "from_unit": "từ đơn vị",
    "to_unit": "sang đơn vị",
    "as_planned": "kế hoạch ghi",
    "post": "chức vụ",
    "until": "đến trước ngày",
    "began_on": "bắt đầu ngày",
    "stopped_on": "dừng hết ngày",
    "holder": "người thực hiện",
    "from_holder": "chuyển từ",
    "since_on": "từ ngày",
    "until_on": "đến trước ngày",
}


def _note(name: str, value: Any) -> str:
    """A detail in words; days are kept as 2026-08-27."""
    if name.endswith("_on") and isinstance(value, str):
        return shown(date.fromisoformat(value))
    return shown(value) if name == "amount" else str(value)


def told_notes(deed: str, details: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The details of a deed that people read, under their names in the table; the changed fields are left out."""
    hidden = ("before", "after", *_FOR_RECKONING.get(deed, ()))
    return tuple(
        (name, value) for name, value in details.items() if name not in hidden and value not in (None, "")
    )


def notes_of(line: Any) -> tuple[tuple[str, str], ...]:
    """The same of a line of the trail in words."""
    return tuple(
        (capitalised(NOTE_NAMES.get(name, name)), _words(name, value))
        for name, value in told_notes(line.deed, line.details)
    )


def _words(name: str, value: Any) -> str:
    if name == "amount":
        return shown(value)
    try:
        return shown(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)
