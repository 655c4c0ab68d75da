"""What stands in a record's story beside the changed fields, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.registers.columns import capitalised, shown

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
    "from": _("từ đơn vị"),
    "to": _("sang đơn vị"),
    "reorganisation": _("việc sắp xếp"),
}


def note_words(name: str, value: Any) -> tuple[str, str]:
    """Name and words of a detail of the trail; one without a name keeps its own, a day is said as days are."""
    label = capitalised(str(NOTE_NAMES.get(name, name.replace("_", " "))))
    return label, _said(value)


def _said(value: Any) -> str:
    if not isinstance(value, str) or value[4:5] != "-":
        return shown(value)
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return shown(read if len(value) > 10 else read.date())
