"""The tables of moves of a plan's task and of an initiative: which deed leads from which state to which.

Pure data; where a record stands follows from its days. Deeds add what a table cannot say.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.ground.deeds.moves import Move, Table


class State(StrEnum):
    """Where a task stands."""

    NEW = "new"
    DOING = "doing"
    REPORTED = "reported"
    DONE = "done"
    DROPPED = "dropped"


class Deed(StrEnum):
    """Deeds on a task."""

    START = "start"
    NOTE = "note"
    SHOW = "show"
    UNSHOW = "unshow"
    REPORT = "report"
    SEND_BACK = "send_back"
    FINISH = "finish"
    REOPEN = "reopen"
    POSTPONE = "postpone"
    DROP = "drop"
    ENTRUST = "entrust"
    HAND_OVER = "hand_over"
    JOIN = "join"
    RELEASE = "release"


STATE_NAMES: Mapping[str, Any] = {
    State.NEW: _("Chưa bắt đầu"),
    State.DOING: _("Đang làm"),
    State.REPORTED: _("Chờ xác nhận"),
    State.DONE: _("Đã hoàn thành"),
    State.DROPPED: _("Đưa ra khỏi kế hoạch"),
}
DEED_NAMES: Mapping[str, Any] = {
    Deed.START: _("Bắt đầu làm"),
    Deed.NOTE: _("Ghi tiến độ"),
    Deed.SHOW: _("Thêm minh chứng"),
    Deed.UNSHOW: _("Bỏ minh chứng"),
    Deed.REPORT: _("Báo xong"),
    Deed.SEND_BACK: _("Trả lại để làm tiếp"),
    Deed.FINISH: _("Xác nhận hoàn thành"),
    Deed.REOPEN: _("Mở lại"),
    Deed.POSTPONE: _("Lùi thời hạn"),
    Deed.DROP: _("Đưa ra khỏi kế hoạch"),
    Deed.ENTRUST: _("Giao người thực hiện"),
    Deed.HAND_OVER: _("Chuyển người thực hiện"),
    Deed.JOIN: _("Thêm người cùng làm"),
    Deed.RELEASE: _("Thôi giao"),
}
#: Deeds of whoever keeps the plan; the others are also the lead unit's, and notes and evidence the supporting units'.
KEEPERS = frozenset({Deed.SEND_BACK, Deed.FINISH, Deed.REOPEN, Deed.POSTPONE, Deed.DROP})
SUPPORTING = frozenset({Deed.NOTE, Deed.SHOW, Deed.UNSHOW})
#: Deeds of whoever heads the unit in the lead, and of whoever keeps the plan: who of the unit works on it.
HEADS = frozenset({Deed.ENTRUST, Deed.HAND_OVER, Deed.JOIN, Deed.RELEASE})

_SETTING = (Deed.ENTRUST, Deed.HAND_OVER, Deed.JOIN, Deed.RELEASE)
_STAY = (Deed.SHOW, Deed.UNSHOW, Deed.POSTPONE, *_SETTING)

TASK = Table(
    (
        Move(State.NEW, Deed.START, State.DOING),
        Move(State.NEW, Deed.NOTE, State.DOING),
        *(Move(State.NEW, each, State.NEW) for each in _STAY),
        Move(State.NEW, Deed.REPORT, State.REPORTED),
        Move(State.NEW, Deed.FINISH, State.DONE),
        Move(State.NEW, Deed.DROP, State.DROPPED),
        Move(State.DOING, Deed.NOTE, State.DOING),
        *(Move(State.DOING, each, State.DOING) for each in _STAY),
        Move(State.DOING, Deed.REPORT, State.REPORTED),
        Move(State.DOING, Deed.FINISH, State.DONE),
        Move(State.DOING, Deed.DROP, State.DROPPED),
        *(Move(State.REPORTED, each, State.REPORTED) for each in (Deed.SHOW, Deed.UNSHOW, *_SETTING)),
        Move(State.REPORTED, Deed.SEND_BACK, State.DOING),
        Move(State.REPORTED, Deed.FINISH, State.DONE),
        Move(State.DONE, Deed.REOPEN, State.DOING),
        Move(State.DONE, Deed.ENTRUST, State.DONE),
    ),
    DEED_NAMES,
    STATE_NAMES,
    _("nhiệm vụ"),
)


class InitiativeState(StrEnum):
    """Where an initiative stands."""

    PROPOSED = "proposed"
    RECOGNISED = "recognised"
    APPLIED = "applied"
    DECLINED = "declined"


class InitiativeDeed(StrEnum):
    """Deeds on an initiative."""

    PROPOSE = "create"
    RECOGNISE = "recognise"
    DECLINE = "decline"
    APPLY = "apply"


INITIATIVE_STATES: Mapping[str, Any] = {
    InitiativeState.PROPOSED: _("Đã đề xuất, chờ xem xét"),
    InitiativeState.RECOGNISED: _("Được công nhận"),
    InitiativeState.APPLIED: _("Được công nhận, đang áp dụng"),
    InitiativeState.DECLINED: _("Không được công nhận"),
}
INITIATIVE_DEEDS: Mapping[str, Any] = {
    InitiativeDeed.PROPOSE: _("Đề xuất sáng kiến"),
    InitiativeDeed.RECOGNISE: _("Công nhận"),
    InitiativeDeed.DECLINE: _("Không công nhận"),
    InitiativeDeed.APPLY: _("Đưa vào áp dụng"),
}

_STATUTE = "Điều lệ Sáng kiến, NĐ 13/2012/NĐ-CP"
INITIATIVE = Table(
    (
        Move("", InitiativeDeed.PROPOSE, InitiativeState.PROPOSED, _STATUTE),
        Move(InitiativeState.PROPOSED, InitiativeDeed.RECOGNISE, InitiativeState.RECOGNISED, _STATUTE),
        Move(InitiativeState.PROPOSED, InitiativeDeed.DECLINE, InitiativeState.DECLINED, _STATUTE),
        Move(InitiativeState.RECOGNISED, InitiativeDeed.APPLY, InitiativeState.APPLIED),
    ),
    INITIATIVE_DEEDS,
    INITIATIVE_STATES,
    _("sáng kiến"),
)
