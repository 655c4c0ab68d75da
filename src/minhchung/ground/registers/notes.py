"""What a line of a story says beside the changed fields: reasons, decisions, where something went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.registers.columns import capitalised, shown

#: Details that a deed keeps for other rooms to reckon with; people read the same in words.
_FOR_RECKONING = {
    "put_in_force": ("cases", "procedure"),
    "read_table": ("digest", "table"),
    "take_table": ("table",),
    "carry_out": ("counts",),
    "carry_rest": ("counts",),
    "go_along": ("reorganisation", "from", "to", "lay", "settled", "state", "event", "goes_on_as"),
}
#: Names of details that stand in a story beside the changed fields.
NOTE_NAMES = {
    "sheet": _("trang tính"),
    "line": _("dòng"),
    "reason": _("lý do"),
    "address": _("địa chỉ mạng"),
    "told": _("nội dung"),
    "provisions": _("điều, khoản, điểm"),
    "state": _("trạng thái"),
    "opinion": _("ý kiến"),
    "note": _("kết quả"),
    "evidence": _("minh chứng"),
    "percent": _("khối lượng đã làm (%)"),
    "cites": _("căn cứ"),
    "tasks": _("số nhiệm vụ"),
    "file": _("tệp"),
    "decision": _("quyết định"),
    "amount": _("số tiền (đồng)"),
    "number": _("số"),
    "content": _("nội dung"),
    "purpose": _("mục đích"),
    "reference": _("văn bản, chứng từ"),
    "degree": _("mức tự bảo đảm"),
    "decided_on": _("ngày quyết định"),
    "on": _("có hiệu lực từ"),
    "movement": _("số bản ghi của quyết định"),
    "from_unit": _("từ đơn vị"),
    "to_unit": _("sang đơn vị"),
    "units": _("đơn vị"),
    "units_before": _("trước đó ghi"),
    "moved": _("số bản ghi đã chuyển"),
    "manner": _("hình thức"),
    "as_planned": _("kế hoạch ghi"),
    "post": _("chức vụ"),
    "until": _("đến trước ngày"),
    "began_on": _("bắt đầu ngày"),
    "stopped_on": _("dừng hết ngày"),
    "holder": _("người thực hiện"),
    "from_holder": _("chuyển từ"),
    "since_on": _("từ ngày"),
    "until_on": _("đến trước ngày"),
    "lines": _("số dòng"),
    "targets": _("số chỉ tiêu"),
    "document": _("văn bản"),
    "title": _("tên"),
    "window": _("kỳ"),
    "seal": _("dấu niêm"),
}


def note_words(name: str, value: Any) -> tuple[str, str]:
    """Name and words of a detail of the trail; one without a name keeps its own, a day is said as days are."""
    label = capitalised(str(NOTE_NAMES.get(name, name.replace("_", " "))))
    return label, day_or_words(value) or shown(value, plain_number=name != "amount")


def day_or_words(value: Any) -> str:
    """A text as it is, or the day or moment that it writes as 2026-08-27; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    if value[4:5] != "-":
        return value
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return shown(read if len(value) > len("2026-08-27") else read.date())


def told_notes(deed: str, details: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The details of a deed that people read, under their names in the table; the changed fields are left out."""
    hidden = ("before", "after", *_FOR_RECKONING.get(deed, ()))
    return tuple(
        (name, value)
        for name, value in details.items()
        if name not in hidden and value not in (None, "", [], {})
    )


def notes_of(deed: str, details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The same in words."""
    return tuple(note_words(name, value) for name, value in told_notes(deed, details))
