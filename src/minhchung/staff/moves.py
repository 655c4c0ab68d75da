"""What may be done with a person and with an assessment: two tables of moves, with the article of each.

Pure data. Deeds add what a table cannot say (days, regimes, shares, who may).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.deeds.moves import Move, Table


class Standing(StrEnum):
    """Where a person stands with the agency."""

    NOT_YET = ""
    PRESENT = "present"
    LEFT = "left"


STANDING_NAMES: Mapping[str, Any] = {
    Standing.NOT_YET: _("chưa vào cơ quan"),
    Standing.PRESENT: _("đang công tác"),
    Standing.LEFT: _("đã thôi làm việc"),
}


class Deed(StrEnum):
    """Decisions on a person."""

    RECRUIT = "recruit"
    APPOINT = "appoint"
    REAPPOINT = "reappoint"
    ROTATE = "rotate"
    TRANSFER = "transfer"
    CONCURRENT = "concurrent"
    RELEASE = "release"
    RELIEVE = "relieve"
    DISCIPLINE = "discipline"
    LEAVE = "leave"
    REORGANISE = "reorganise"


DEED_NAMES: Mapping[str, Any] = {
    Deed.RECRUIT: _("Tuyển dụng, tiếp nhận"),
    Deed.APPOINT: _("Bổ nhiệm"),
    Deed.REAPPOINT: _("Bổ nhiệm lại"),
    Deed.ROTATE: _("Luân chuyển"),
    Deed.TRANSFER: _("Điều động"),
    Deed.CONCURRENT: _("Giao kiêm nhiệm"),
    Deed.RELEASE: _("Thôi kiêm nhiệm"),
    Deed.RELIEVE: _("Thôi giữ chức vụ, miễn nhiệm"),
    Deed.DISCIPLINE: _("Kỷ luật"),
    Deed.LEAVE: _("Thôi làm việc"),
    Deed.REORGANISE: _("Chuyển theo đơn vị khi sắp xếp"),
}


class State(StrEnum):
    """Where an assessment stands."""

    PROPOSED = "proposed"
    OPINED = "opined"
    DECIDED = "decided"
    OBJECTED = "objected"
    ANSWERED = "answered"


STATE_NAMES: Mapping[str, Any] = {
    State.PROPOSED: _("Đã đề xuất, chờ ý kiến tập thể"),
    State.OPINED: _("Đã có ý kiến, chờ quyết định"),
    State.DECIDED: _("Đã quyết định"),
    State.OBJECTED: _("Có kiến nghị, chờ trả lời"),
    State.ANSWERED: _("Đã trả lời kiến nghị"),
}


class Judging(StrEnum):
    """Deeds on an assessment."""

    PROPOSE = "propose"
    OPINE = "opine"
    DECIDE = "judge"
    OBJECT = "object"
    ANSWER = "answer_objection"


JUDGING_NAMES: Mapping[str, Any] = {
    Judging.PROPOSE: _("Đề xuất mức xếp loại"),
    Judging.OPINE: _("Ghi ý kiến của tập thể, cấp ủy"),
    Judging.DECIDE: _("Quyết định xếp loại"),
    Judging.OBJECT: _("Kiến nghị về kết quả"),
    Judging.ANSWER: _("Trả lời kiến nghị"),
}


_LAW = "Luật Cán bộ, công chức 80/2025/QH15"
_HERE, _GONE = Standing.PRESENT, Standing.LEFT
PEOPLE = Table(
    (
        Move(Standing.NOT_YET, Deed.RECRUIT, _HERE, "NĐ 170/2025/NĐ-CP; trước đó NĐ 138/2020/NĐ-CP"),
        Move(_HERE, Deed.APPOINT, _HERE, _LAW),
        Move(_HERE, Deed.REAPPOINT, _HERE, _LAW),
        Move(_HERE, Deed.TRANSFER, _HERE, _LAW),
        Move(_HERE, Deed.ROTATE, _HERE, _LAW),
        Move(_HERE, Deed.CONCURRENT, _HERE, _LAW),
        Move(_HERE, Deed.RELEASE, _HERE, _LAW),
        Move(_HERE, Deed.RELIEVE, _HERE, _LAW),
        Move(_HERE, Deed.DISCIPLINE, _HERE, "NĐ 112/2020/NĐ-CP, sửa đổi bởi NĐ 71/2023/NĐ-CP"),
        Move(_HERE, Deed.LEAVE, _GONE, "Luật Cán bộ, công chức; nghị định của chế độ được hưởng"),
        Move(_HERE, Deed.REORGANISE, _HERE, "NQ 190/2025/QH15"),
    ),
    DEED_NAMES,
    STANDING_NAMES,
    _("người này"),
)

_JUDGED = "công chức từ năm 2026: NĐ 335/2025/NĐ-CP; trước đó và người khác: NĐ 90/2020/NĐ-CP"
ASSESSMENTS = Table(
    (
        Move("", Judging.PROPOSE, State.PROPOSED, _JUDGED),
        Move(State.PROPOSED, Judging.OPINE, State.OPINED, _JUDGED),
        Move(State.OPINED, Judging.DECIDE, State.DECIDED, _JUDGED),
        Move(State.DECIDED, Judging.OBJECT, State.OBJECTED, _JUDGED),
        Move(State.OBJECTED, Judging.ANSWER, State.ANSWERED, _JUDGED),
    ),
    JUDGING_NAMES,
    STATE_NAMES,
    _("phiếu đánh giá"),
)
