"""States of a dossier and the one table of what leads where, with its effect on the clock.

The ten codes are those exchanged nationally; code 8 "Dừng xử lý" means two things in practice and is kept
as two states of our own, temporary and final, both written outside as 8.
Sources: NĐ 118/2025/NĐ-CP art. 15-23; the national list of states (1-10).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a dossier stands. The value is what the database keeps."""

    REGISTERED = "1"
    ACCEPTED = "2"
    REFUSED = "3"
    IN_PROGRESS = "4"
    SUPPLEMENT_ASKED = "5"
    PAYMENT_ASKED = "6"
    WITHDRAWN = "7"
    STOPPED_FOR_A_WHILE = "8t"
    STOPPED_FOR_GOOD = "8f"
    FINISHED = "9"
    RETURNED = "10"

    @property
    def national_code(self) -> int:
        """The code under which the national portal knows this state (1..10)."""
        return int(self.value.rstrip("tf"))


STATE_NAMES = {
    State.REGISTERED: "Mới đăng ký",
    State.ACCEPTED: "Được tiếp nhận",
    State.REFUSED: "Không được tiếp nhận",
    State.IN_PROGRESS: "Đang xử lý",
    State.SUPPLEMENT_ASKED: "Yêu cầu bổ sung giấy tờ",
    State.PAYMENT_ASKED: "Yêu cầu thực hiện nghĩa vụ tài chính",
    State.WITHDRAWN: "Công dân yêu cầu rút hồ sơ",
    State.STOPPED_FOR_A_WHILE: "Tạm dừng xử lý",
    State.STOPPED_FOR_GOOD: "Dừng xử lý",
    State.FINISHED: "Đã xử lý xong",
    State.RETURNED: "Đã trả kết quả",
}


class ClockEffect(StrEnum):
    """What a move does to the time limit."""

    NONE = "none"
    START = "start"
    RUN = "run"
    PAUSE = "pause"
    RESTART = "restart"
    RESUME = "resume"
    EXTEND = "extend"
    END = "end"


class Deed(StrEnum):
    """The verbs of the law."""

    REGISTER = "register"
    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_CORRECTION = "ask_correction"
    HAND_ON = "hand_on"
    CONSULT = "consult"
    TAKE_OPINION = "take_opinion"
    EXTEND = "extend"
    REPORT_LOST = "report_lost"
    ASK_SUPPLEMENT = "ask_supplement"
    TAKE_SUPPLEMENT = "take_supplement"
    ASK_PAYMENT = "ask_payment"
    TAKE_PAYMENT = "take_payment"
    STOP_FOR_A_WHILE = "stop_for_a_while"
    RESUME = "resume"
    STOP_FOR_GOOD = "stop_for_good"
    CLOSE_SILENT = "close_silent"
    WITHDRAW = "withdraw"
    FINISH = "finish"
    CORRECT_RESULT = "correct_result"
    RETURN = "return"
    MOVE_TO_PROCESS = "move_to_process"
    CHANGE_CALENDAR = "change_calendar"
    CORRECT_CONTACT = "correct_contact"
    GO_ALONG = "go_along"


DEED_NAMES = {
    Deed.REGISTER: "ghi nhận hồ sơ nộp trực tuyến",
    Deed.ACKNOWLEDGE: "báo đã nhận hồ sơ trực tuyến",
    Deed.ACCEPT: "tiếp nhận",
    Deed.REFUSE: "từ chối",
    Deed.ASK_CORRECTION: "yêu cầu sửa hồ sơ trước khi tiếp nhận",
    Deed.HAND_ON: "chuyển xử lý",
    Deed.CONSULT: "lấy ý kiến cơ quan khác",
    Deed.TAKE_OPINION: "nhận ý kiến trả lời",
    Deed.EXTEND: "xin lỗi và hẹn lại",
    Deed.REPORT_LOST: "ghi nhận mất giấy tờ",
    Deed.ASK_SUPPLEMENT: "yêu cầu bổ sung",
    Deed.TAKE_SUPPLEMENT: "nhận bổ sung",
    Deed.ASK_PAYMENT: "yêu cầu thực hiện nghĩa vụ tài chính",
    Deed.TAKE_PAYMENT: "ghi nhận đã thực hiện nghĩa vụ tài chính",
    Deed.STOP_FOR_A_WHILE: "tạm dừng",
    Deed.RESUME: "xử lý tiếp",
    Deed.STOP_FOR_GOOD: "dừng xử lý",
    Deed.CLOSE_SILENT: "đóng vì không bổ sung",
    Deed.WITHDRAW: "cho rút hồ sơ",
    Deed.FINISH: "trả kết quả về bộ phận một cửa",
    Deed.CORRECT_RESULT: "sửa kết quả sai",
    Deed.RETURN: "trả kết quả cho người nộp",
    Deed.MOVE_TO_PROCESS: "chuyển sang quy trình nội bộ khác",
    Deed.CHANGE_CALENDAR: "tính lại hạn vì lịch làm việc thay đổi",
    Deed.CORRECT_CONTACT: "sửa thông tin liên hệ",
    Deed.GO_ALONG: "chuyển sang cơ quan kế thừa",
}


@dataclass(frozen=True)
class Move:
    """One row of the table: ``deed`` leads from ``start`` to ``end`` and does ``clock`` to the time limit."""

    start: State | None
    deed: Deed
    end: State
    clock: ClockEffect
    cites: str
    needs_reason: bool = False


class ForbiddenMove(ValueError):
    """The law knows no such move; the message says in Vietnamese what may be done instead."""


_ND118 = "NĐ 118/2025/NĐ-CP"
_BLDS = "Bộ luật Dân sự 91/2015/QH13, Điều 147, 148"
_S, _D, _C = State, Deed, ClockEffect

MOVES: tuple[Move, ...] = (
    Move(None, _D.REGISTER, _S.REGISTERED, _C.NONE, f"{_ND118} Điều 15"),
    Move(None, _D.ACCEPT, _S.ACCEPTED, _C.START, f"{_ND118} Điều 17.3"),
    Move(_S.REGISTERED, _D.ACKNOWLEDGE, _S.REGISTERED, _C.NONE, f"{_ND118} Điều 17.2"),
    Move(_S.REGISTERED, _D.ACCEPT, _S.ACCEPTED, _C.START, f"{_ND118} Điều 17.2, 17.3"),
    Move(_S.REGISTERED, _D.REFUSE, _S.REFUSED, _C.NONE, f"{_ND118} Điều 17.1", needs_reason=True),
    Move(
        _S.REGISTERED,
        _D.ASK_CORRECTION,
        _S.SUPPLEMENT_ASKED,
        _C.NONE,
        f"{_ND118} Điều 17.1",
        needs_reason=True,
    ),
    Move(_S.REGISTERED, _D.WITHDRAW, _S.WITHDRAWN, _C.NONE, f"{_ND118} Điều 21"),
    Move(_S.ACCEPTED, _D.HAND_ON, _S.IN_PROGRESS, _C.RUN, f"{_ND118} Điều 18"),
    Move(_S.ACCEPTED, _D.FINISH, _S.FINISHED, _C.END, f"{_ND118} Điều 17.4"),
    Move(_S.ACCEPTED, _D.WITHDRAW, _S.WITHDRAWN, _C.END, f"{_ND118} Điều 21"),
    Move(_S.ACCEPTED, _D.EXTEND, _S.ACCEPTED, _C.EXTEND, f"{_ND118} Điều 19.6", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.EXTEND, _S.IN_PROGRESS, _C.EXTEND, f"{_ND118} Điều 19.6", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.CONSULT, _S.IN_PROGRESS, _C.RUN, f"{_ND118} Điều 19.4", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.TAKE_OPINION, _S.IN_PROGRESS, _C.RUN, f"{_ND118} Điều 19.4", needs_reason=True),
    Move(_S.ACCEPTED, _D.REPORT_LOST, _S.ACCEPTED, _C.RUN, f"{_ND118} Điều 23.2", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.REPORT_LOST, _S.IN_PROGRESS, _C.RUN, f"{_ND118} Điều 23.2", needs_reason=True),
    Move(_S.FINISHED, _D.REPORT_LOST, _S.FINISHED, _C.NONE, f"{_ND118} Điều 23.2", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.HAND_ON, _S.IN_PROGRESS, _C.RUN, f"{_ND118} Điều 19"),
    Move(
        _S.IN_PROGRESS,
        _D.ASK_SUPPLEMENT,
        _S.SUPPLEMENT_ASKED,
        _C.PAUSE,
        f"{_ND118} Điều 19.5",
        needs_reason=True,
    ),
    Move(
        _S.IN_PROGRESS,
        _D.ASK_PAYMENT,
        _S.PAYMENT_ASKED,
        _C.PAUSE,
        "pháp luật chuyên ngành",
        needs_reason=True,
    ),
    Move(_S.IN_PROGRESS, _D.WITHDRAW, _S.WITHDRAWN, _C.END, f"{_ND118} Điều 21"),
    Move(
        _S.IN_PROGRESS,
        _D.STOP_FOR_A_WHILE,
        _S.STOPPED_FOR_A_WHILE,
        _C.PAUSE,
        "pháp luật chuyên ngành",
        needs_reason=True,
    ),
    Move(
        _S.IN_PROGRESS,
        _D.STOP_FOR_GOOD,
        _S.STOPPED_FOR_GOOD,
        _C.END,
        f"{_ND118} Điều 19.3",
        needs_reason=True,
    ),
    Move(_S.IN_PROGRESS, _D.REFUSE, _S.REFUSED, _C.END, f"{_ND118} Điều 19.3", needs_reason=True),
    Move(_S.IN_PROGRESS, _D.FINISH, _S.FINISHED, _C.END, f"{_ND118} Điều 22"),
    Move(_S.SUPPLEMENT_ASKED, _D.ACCEPT, _S.ACCEPTED, _C.START, f"{_ND118} Điều 17.1, 17.3"),
    Move(_S.SUPPLEMENT_ASKED, _D.TAKE_SUPPLEMENT, _S.IN_PROGRESS, _C.RESTART, f"{_ND118} Điều 19.5"),
    Move(_S.SUPPLEMENT_ASKED, _D.WITHDRAW, _S.WITHDRAWN, _C.END, f"{_ND118} Điều 21"),
    Move(
        _S.SUPPLEMENT_ASKED,
        _D.CLOSE_SILENT,
        _S.STOPPED_FOR_GOOD,
        _C.END,
        f"{_ND118} Điều 19.5",
        needs_reason=True,
    ),
    Move(_S.PAYMENT_ASKED, _D.TAKE_PAYMENT, _S.IN_PROGRESS, _C.RESUME, "pháp luật chuyên ngành"),
    Move(_S.PAYMENT_ASKED, _D.WITHDRAW, _S.WITHDRAWN, _C.END, f"{_ND118} Điều 21"),
    Move(
        _S.PAYMENT_ASKED,
        _D.STOP_FOR_GOOD,
        _S.STOPPED_FOR_GOOD,
        _C.END,
        f"{_ND118} Điều 19.3",
        needs_reason=True,
    ),
    Move(_S.STOPPED_FOR_A_WHILE, _D.RESUME, _S.IN_PROGRESS, _C.RESUME, "pháp luật chuyên ngành"),
    Move(_S.FINISHED, _D.RETURN, _S.RETURNED, _C.NONE, f"{_ND118} Điều 22"),
    Move(_S.FINISHED, _D.CORRECT_RESULT, _S.IN_PROGRESS, _C.NONE, f"{_ND118} Điều 23.1", needs_reason=True),
    *(
        Move(state, _D.MOVE_TO_PROCESS, state, _C.NONE, f"{_ND118} Điều 27.3", needs_reason=True)
        for state in (
            _S.ACCEPTED,
            _S.IN_PROGRESS,
            _S.SUPPLEMENT_ASKED,
            _S.PAYMENT_ASKED,
            _S.STOPPED_FOR_A_WHILE,
        )
    ),
    *(
        Move(state, _D.CHANGE_CALENDAR, state, _C.NONE, _BLDS, needs_reason=True)
        for state in (
            _S.ACCEPTED,
            _S.IN_PROGRESS,
            _S.SUPPLEMENT_ASKED,
            _S.PAYMENT_ASKED,
            _S.STOPPED_FOR_A_WHILE,
        )
    ),
    # Where the applicant is reached may prove wrong in every state: the last notice tells of the end.
    *(
        Move(
            state,
            _D.CORRECT_CONTACT,
            state,
            _C.NONE,
            "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15",
            needs_reason=True,
        )
        for state in _S
    ),
    # The successor goes on with what was in hand: no step is done again, no clock is touched. A result that waits to be
    # handed out is handed out by it.
    *(
        Move(state, _D.GO_ALONG, state, _C.NONE, "NQ 190/2025/QH15")
        for state in (
            _S.REGISTERED,
            _S.ACCEPTED,
            _S.IN_PROGRESS,
            _S.SUPPLEMENT_ASKED,
            _S.PAYMENT_ASKED,
            _S.STOPPED_FOR_A_WHILE,
            _S.FINISHED,
        )
    ),
)

#: Deeds that are no step of the procedure: a refusal does not offer them.
_BESIDE = frozenset({Deed.CORRECT_CONTACT, Deed.GO_ALONG})

_TABLE = {(move.start, move.deed): move for move in MOVES}

#: In hand and not ended: the columns "đang giải quyết".
OPEN = frozenset(
    {
        State.ACCEPTED,
        State.IN_PROGRESS,
        State.SUPPLEMENT_ASKED,
        State.PAYMENT_ASKED,
        State.STOPPED_FOR_A_WHILE,
    }
)
#: The clock stands still.
PAUSED = frozenset({State.SUPPLEMENT_ASKED, State.PAYMENT_ASKED, State.STOPPED_FOR_A_WHILE})
#: Work has ended; a dossier that had been accepted then counts as solved.
ENDED = frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED_FOR_GOOD, State.FINISHED, State.RETURNED})


def move(start: State | None, deed: Deed) -> Move:
    """The row of the table for this deed in this state.

    Raises:
        ForbiddenMove: the table has no such row.
    """
    found = _TABLE.get((start, deed))
    if found is None:
        others = (each.deed for each in moves_from(start) if each.deed not in _BESIDE)
        allowed = ", ".join(DEED_NAMES[each] for each in others) or "không còn việc nào"
        name = STATE_NAMES[start] if start else "chưa có hồ sơ"
        raise ForbiddenMove(
            f"Hồ sơ đang ở trạng thái “{name}”, không thể {DEED_NAMES[deed]}. Được phép: {allowed}."
        )
    return found


def moves_from(start: State | None) -> tuple[Move, ...]:
    """Every move that the law allows in this state."""
    return tuple(each for each in MOVES if each.start == start)


def reachable() -> frozenset[State]:
    """States that some chain of deeds leads to, beginning with no dossier."""
    seen: set[State | None] = {None}
    grew = True
    while grew:
        grew = False
        for each in MOVES:
            if each.start in seen and each.end not in seen:
                seen.add(each.end)
                grew = True
    return frozenset(state for state in seen if state is not None)


def state_from_national(code: int, *, ended: bool) -> State:
    """Our state for a national code; ``ended`` decides which half of code 8 is meant.

    Raises:
        ValueError: the code is not 1..10.
    """
    if code == 8:
        return State.STOPPED_FOR_GOOD if ended else State.STOPPED_FOR_A_WHILE
    return State(str(code))
