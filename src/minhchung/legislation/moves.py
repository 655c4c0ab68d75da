"""Which deed leads a sheet of review, and a draft, from which state to which, under which article. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.deeds.moves import Move, Table
from minhchung.legislation.models import SheetState, Stage

_REVIEWED = "NĐ 79/2025/NĐ-CP, Điều 34, 38 (trước 01/4/2025: NĐ 34/2016/NĐ-CP, Điều 143, 152)"
_W, _A, _J, _P, _D, _X = (str(each) for each in SheetState)
SHEET_DEEDS: Mapping[str, Any] = {
    "add_line": _("Ghi kết quả từng điều, khoản"),
    "ask": _("Trình xin ý kiến pháp chế"),
    "judge": _("Cho ý kiến pháp chế"),
    "send_back": _("Trả lại để làm thêm"),
    "approve": _("Duyệt kết quả rà soát"),
    "carry_out": _("Ghi kết quả xử lý"),
    "drop": _("Hủy phiếu"),
}
SHEET = Table(
    [
        Move(_W, "add_line", _W, _REVIEWED),
        Move(_W, "ask", _A, _REVIEWED),
        Move(_A, "judge", _J, _REVIEWED),
        Move(_A, "send_back", _W, _REVIEWED),
        Move(_J, "send_back", _W, _REVIEWED),
        Move(_J, "approve", _P, _REVIEWED),
        Move(_P, "carry_out", _D, _REVIEWED),
        Move(_W, "drop", _X, _REVIEWED),
        Move(_A, "drop", _X, _REVIEWED),
        Move(_J, "drop", _X, _REVIEWED),
    ],
    SHEET_DEEDS,
    {str(each): each.label for each in SheetState},
    _("phiếu rà soát"),
)

_DRAFTED = "Luật 64/2025/QH15; NĐ 78/2025/NĐ-CP (trước 01/4/2025: Luật 80/2015/QH13; NĐ 34/2016/NĐ-CP)"
_PL, _WR, _CO, _AP, _SU, _IS, _DR = (str(each) for each in Stage)
DRAFT_DEEDS: Mapping[str, Any] = {
    "write": _("Bắt đầu soạn thảo"),
    "consult": _("Lấy ý kiến"),
    "appraise": _("Ghi kết quả thẩm định"),
    "mark": _("Đánh giá chất lượng"),
    "submit": _("Trình ban hành"),
    "issue": _("Ghi văn bản đã ban hành"),
    "send_back": _("Trả lại để chỉnh lý"),
    "drop": _("Đưa ra khỏi chương trình"),
}
DRAFT = Table(
    [
        Move(_PL, "write", _WR, _DRAFTED),
        Move(_WR, "consult", _CO, _DRAFTED),
        Move(_CO, "appraise", _AP, _DRAFTED),
        Move(_AP, "submit", _SU, _DRAFTED),
        Move(_SU, "issue", _IS, _DRAFTED),
        *(Move(stage, "send_back", _WR, _DRAFTED) for stage in (_AP, _SU)),
        *(Move(stage, "mark", stage, _DRAFTED) for stage in (_WR, _CO, _AP)),
        *(Move(stage, "drop", _DR, _DRAFTED) for stage in (_PL, _WR, _CO, _AP, _SU)),
    ],
    DRAFT_DEEDS,
    {str(each): each.label for each in Stage},
    _("dự thảo"),
)
