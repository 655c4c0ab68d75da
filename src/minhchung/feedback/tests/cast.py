"""Situations for tests: an agency with two rooms, people, and what came in on Monday 06/04/2026 at nine."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from minhchung.dossiers.tests.cast import a_board, at
from minhchung.feedback import actions
from minhchung.feedback.actions import COMPLAINTS, Actor, Filing, Message, cases
from minhchung.feedback.actions.acting import Matter
from minhchung.feedback.models import Feedback
from minhchung.ground.accounts.models import User
from minhchung.organisation.models import Unit, UnitVersion

CAME = "2026-04-06T09:00"
SENDER = "Nguyễn Thị Hoa"
CONTENT = (
    "Tôi là Nguyễn Thị Hoa, điện thoại 0912 345 678, ở số 12 đường Lê Lợi, phường Hội Phú. "
    "Cán bộ Trần Văn Bình hẹn ba lần không trả kết quả."
)


def an_agency() -> Unit:
    """The board with the room "QLDN"."""
    board = a_board()
    unit = Unit.objects.create(code="QLDN", kind="department")
    UnitVersion.objects.create(unit=unit, name="Phòng QLDN", parent=board, since=date(2010, 1, 1))
    return board


def an_account(username: str, role: str = "specialist") -> User:
    """An account of that name."""
    found, _made = User.objects.get_or_create(
        username=username, defaults={"full_name": username.capitalize(), "role": role}
    )
    return found


def an_actor(username: str = "lan", *, approves: bool = False, role: str = "specialist") -> Actor:
    """Somebody who acts."""
    user = an_account(username, role)
    return Actor(username=username, name=str(user), post="chuyên viên", user=user.pk, approves=approves)


def a_message(**more: Any) -> Message:
    """A citizen about the conduct of an official, by telephone."""
    told: dict[str, Any] = {
        "kind": "conduct",
        "sector": "Lao động",
        "content": CONTENT,
        "channel": "phone",
        "sent_at": at(CAME),
        "sender_name": SENDER,
        "sender_phone": "0912345678",
        **more,
    }
    return Message(**told)


def received(moment: str = CAME, **more: Any) -> Feedback:
    """It has come in."""
    return actions.receive(message=a_message(**more), by=an_actor(), at=at(moment))


def do(deed: Any, record: Feedback, moment: str, *, by: Actor | None = None, **more: Any) -> Feedback:
    """A deed on the newest state of a record."""
    return deed(number=record.pk, revision=None, by=by or an_actor(), at=at(moment), **more)


def in_work(**more: Any) -> Feedback:
    """Classified, and given to the room."""
    record = received(**more)
    do(actions.classify, record, CAME, kind="conduct", sector="Lao động", official="Trần Văn Bình")
    return do(actions.assign, record, CAME, to_unit=Unit.objects.get(code="QLDN").pk)


def answered(moment: str = "2026-04-15T10:00") -> Feedback:
    """Answered by the leader."""
    record = in_work()
    text = "Đã nhắc nhở cán bộ. Bà Hoa liên hệ số 0912345678."
    return do(actions.answer, record, moment, by=an_actor("sep", approves=True), text=text)


def a_filing(**more: Any) -> Filing:
    """What comes in by post."""
    told: dict[str, Any] = {
        "channel": "paper",
        "who": SENDER,
        "contact": "số 12 đường Lê Lợi",
        "against": "Quyết định số 15/QĐ-BQL",
        "content": "Không đồng ý với quyết định thu hồi.",
        **more,
    }
    return Filing(**told)


def a_case(
    matter: Matter, moment: str = "2026-08-03T09:00", *, named: tuple[str, ...] = (), **more: Any
) -> Any:
    """A complaint (the first one) or a denunciation, entered by Lan."""
    if matter is COMPLAINTS:
        more.setdefault("round", "first")
    return cases.receive(
        matter=matter,
        filing=a_filing(**more),
        named=[an_account(name).pk for name in named],
        by=an_actor("lan", approves=True),
        at=at(moment),
    )


def day(text: str) -> datetime:
    """The close of office on a day."""
    return datetime.fromisoformat(f"{text}T17:30")
