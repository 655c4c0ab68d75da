"""The moves of reflections, complaints and denunciations, each with its article. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.deeds.moves import Move, Table


class Deed(StrEnum):
    """Deeds on reflections and recommendations."""

    RECEIVE = "receive"
    CLASSIFY = "classify"
    ASSIGN = "assign"
    REFUSE = "refuse"
    ASK_SUPPLEMENT = "ask_supplement"
    TAKE_SUPPLEMENT = "take_supplement"
    MOVE = "move"
    DRAFT = "draft"
    ANSWER = "answer"
    PUBLISH = "publish"
    RATE = "rate"
    REOPEN = "reopen"
    GO_ALONG = "go_along"


DEED_NAMES: Mapping[str, Any] = {
    Deed.RECEIVE: _("Tiếp nhận"),
    Deed.CLASSIFY: _("Phân loại"),
    Deed.ASSIGN: _("Phân công xử lý"),
    Deed.REFUSE: _("Từ chối tiếp nhận"),
    Deed.ASK_SUPPLEMENT: _("Yêu cầu bổ sung thông tin"),
    Deed.TAKE_SUPPLEMENT: _("Nhận bổ sung"),
    Deed.MOVE: _("Chuyển cơ quan khác"),
    Deed.DRAFT: _("Trình dự thảo trả lời"),
    Deed.ANSWER: _("Trả lời"),
    Deed.PUBLISH: _("Công khai trả lời"),
    Deed.RATE: _("Ghi đánh giá của người gửi"),
    Deed.REOPEN: _("Mở lại"),
    Deed.GO_ALONG: _("Chuyển sang đơn vị kế thừa"),
}
_STATE_NAMES: Mapping[str, Any] = {
    "waiting": _("Chờ phân loại"),
    "supplement": _("Chờ bổ sung"),
    "in_progress": _("Đang xử lý"),
    "answered": _("Đã trả lời, chờ công khai"),
    "published": _("Đã công khai trả lời"),
    "refused": _("Từ chối tiếp nhận"),
    "moved": _("Chuyển cơ quan khác"),
    "reopened": _("Mở lại, đang xử lý"),
}
_RECEIVED = "NĐ 20/2008/NĐ-CP; QĐ 31/2021/QĐ-TTg, Điều 41-43"
_HANDLED = "QĐ 31/2021/QĐ-TTg, Điều 44-45"
_PUBLISHED = "QĐ 31/2021/QĐ-TTg, Điều 46; NĐ 20/2008/NĐ-CP, Điều 19"
_RATED = "QĐ 766/QĐ-TTg, chỉ số 5.3"

FEEDBACK = Table(
    [
        Move("", Deed.RECEIVE, "waiting", _RECEIVED),
        Move("waiting", Deed.CLASSIFY, "waiting", _RECEIVED),
        Move("in_progress", Deed.CLASSIFY, "in_progress", _RECEIVED),
        Move("waiting", Deed.ASSIGN, "in_progress", _HANDLED),
        Move("in_progress", Deed.ASSIGN, "in_progress", _HANDLED),
        Move("reopened", Deed.ASSIGN, "reopened", _HANDLED),
        Move("waiting", Deed.REFUSE, "refused", _RECEIVED),
        Move("supplement", Deed.REFUSE, "refused", _RECEIVED),
        Move("waiting", Deed.ASK_SUPPLEMENT, "supplement", _RECEIVED),
        Move("supplement", Deed.TAKE_SUPPLEMENT, "waiting", _RECEIVED),
        Move("waiting", Deed.MOVE, "moved", _HANDLED),
        Move("supplement", Deed.MOVE, "moved", _HANDLED),
        Move("in_progress", Deed.MOVE, "moved", _HANDLED),
        Move("in_progress", Deed.DRAFT, "in_progress", _HANDLED),
        Move("reopened", Deed.DRAFT, "reopened", _HANDLED),
        Move("in_progress", Deed.ANSWER, "answered", _HANDLED),
        Move("reopened", Deed.ANSWER, "answered", _HANDLED),
        Move("answered", Deed.PUBLISH, "published", _PUBLISHED),
        Move("answered", Deed.RATE, "answered", _RATED),
        Move("published", Deed.RATE, "published", _RATED),
        Move("answered", Deed.REOPEN, "reopened", _RATED),
        Move("published", Deed.REOPEN, "reopened", _RATED),
        *(
            Move(state, Deed.GO_ALONG, state, "NQ 190/2025/QH15")
            for state in ("waiting", "supplement", "in_progress", "reopened", "answered")
        ),
    ],
    DEED_NAMES,
    _STATE_NAMES,
    _("phản ánh, kiến nghị"),
)


class CaseState(StrEnum):
    """Where a complaint or a denunciation stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    CONCLUDED = "concluded"
    CLOSED = "closed"
    DECLINED = "declined"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    STOPPED = "stopped"


CASE_STATE_NAMES: Mapping[str, Any] = {
    CaseState.WAITING: _("Chờ thụ lý"),
    CaseState.ACCEPTED: _("Đã thụ lý, đang giải quyết"),
    CaseState.CONCLUDED: _("Đã kết luận, chờ gửi"),
    CaseState.CLOSED: _("Đã đóng"),
    CaseState.DECLINED: _("Không thụ lý"),
    CaseState.MOVED: _("Chuyển cơ quan có thẩm quyền"),
    CaseState.WITHDRAWN: _("Người gửi đã rút"),
    CaseState.SUSPENDED: _("Tạm đình chỉ giải quyết"),
    CaseState.STOPPED: _("Đã đình chỉ giải quyết"),
}


class CaseDeed(StrEnum):
    """Deeds on complaints and denunciations."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    DECLINE = "decline"
    HAND_OVER = "hand_over"
    NAME = "name_persons"
    EXTEND = "extend_case"
    CONCLUDE = "conclude"
    CLOSE = "close_case"
    WITHDRAW = "withdraw_case"
    SUSPEND = "suspend_case"
    RESUME = "resume_case"
    STOP = "stop_case"


CASE_DEED_NAMES: Mapping[str, Any] = {
    CaseDeed.RECEIVE: _("Vào sổ"),
    CaseDeed.ACCEPT: _("Thụ lý"),
    CaseDeed.DECLINE: _("Không thụ lý"),
    CaseDeed.HAND_OVER: _("Chuyển cơ quan có thẩm quyền"),
    CaseDeed.NAME: _("Giao người giải quyết, xác minh"),
    CaseDeed.EXTEND: _("Gia hạn giải quyết"),
    CaseDeed.CONCLUDE: _("Ghi quyết định, kết luận"),
    CaseDeed.CLOSE: _("Gửi kết quả và đóng"),
    CaseDeed.WITHDRAW: _("Ghi nhận việc rút"),
    CaseDeed.SUSPEND: _("Tạm đình chỉ giải quyết"),
    CaseDeed.RESUME: _("Tiếp tục giải quyết"),
    CaseDeed.STOP: _("Đình chỉ giải quyết"),
}


def _case_table(cites: Mapping[str, str], noun: Any) -> Table:
    waiting, accepted, suspended = CaseState.WAITING, CaseState.ACCEPTED, CaseState.SUSPENDED
    rows = (
        ("", CaseDeed.RECEIVE, waiting),
        (waiting, CaseDeed.ACCEPT, accepted),
        (waiting, CaseDeed.DECLINE, CaseState.DECLINED),
        (waiting, CaseDeed.HAND_OVER, CaseState.MOVED),
        (waiting, CaseDeed.NAME, waiting),
        (accepted, CaseDeed.NAME, accepted),
        (accepted, CaseDeed.EXTEND, accepted),
        (accepted, CaseDeed.CONCLUDE, CaseState.CONCLUDED),
        (CaseState.CONCLUDED, CaseDeed.CLOSE, CaseState.CLOSED),
        (waiting, CaseDeed.WITHDRAW, CaseState.WITHDRAWN),
        (accepted, CaseDeed.WITHDRAW, CaseState.WITHDRAWN),
        (suspended, CaseDeed.WITHDRAW, CaseState.WITHDRAWN),
        (accepted, CaseDeed.SUSPEND, suspended),
        (suspended, CaseDeed.RESUME, accepted),
        (suspended, CaseDeed.NAME, suspended),
        (accepted, CaseDeed.STOP, CaseState.STOPPED),
        (suspended, CaseDeed.STOP, CaseState.STOPPED),
    )
    moves = [Move(str(start), str(deed), str(end), cites[deed]) for start, deed, end in rows]
    return Table(moves, CASE_DEED_NAMES, CASE_STATE_NAMES, noun)


COMPLAINT = _case_table(
    {
        CaseDeed.RECEIVE: "Luật Khiếu nại, Điều 8, 49",
        CaseDeed.ACCEPT: "Luật Khiếu nại, Điều 27, 36, 50",
        CaseDeed.DECLINE: "Luật Khiếu nại, Điều 11, 27",
        CaseDeed.HAND_OVER: "Luật Khiếu nại, Điều 27",
        CaseDeed.NAME: "Luật Khiếu nại, Điều 29, 38, 52",
        CaseDeed.EXTEND: "Luật Khiếu nại, Điều 28, 37, 50",
        CaseDeed.CONCLUDE: "Luật Khiếu nại, Điều 31, 40, 54, 56",
        CaseDeed.CLOSE: "Luật Khiếu nại, Điều 32, 34, 41, 43",
        CaseDeed.WITHDRAW: "Luật Khiếu nại, Điều 10, 11a",
        CaseDeed.SUSPEND: "Luật Khiếu nại, Điều 11a khoản 1",
        CaseDeed.RESUME: "Luật Khiếu nại, Điều 11a khoản 4",
        CaseDeed.STOP: "Luật Khiếu nại, Điều 11a khoản 2",
    },
    _("khiếu nại"),
)
DENUNCIATION = _case_table(
    {
        CaseDeed.RECEIVE: "Luật Tố cáo, Điều 23, 24",
        CaseDeed.ACCEPT: "Luật Tố cáo, Điều 29",
        CaseDeed.DECLINE: "Luật Tố cáo, Điều 24, 29",
        CaseDeed.HAND_OVER: "Luật Tố cáo, Điều 24 khoản 2",
        CaseDeed.NAME: "Luật Tố cáo, Điều 31",
        CaseDeed.EXTEND: "Luật Tố cáo, Điều 30",
        CaseDeed.CONCLUDE: "Luật Tố cáo, Điều 35",
        CaseDeed.CLOSE: "Luật Tố cáo, Điều 35, 39, 40",
        CaseDeed.WITHDRAW: "Luật Tố cáo, Điều 33, 34",
        CaseDeed.SUSPEND: "Luật Tố cáo, Điều 34 khoản 1",
        CaseDeed.RESUME: "Luật Tố cáo, Điều 34 khoản 2",
        CaseDeed.STOP: "Luật Tố cáo, Điều 34 khoản 3",
    },
    _("tố cáo"),
)
