"""What people said of the made-up agency: feedback at the desk, complaints, a denunciation, surveys.

All of it happens by the same deeds as in an office; names are drawn by chance, telephone numbers are not issued.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from minhchung.config.demo import cast
from minhchung.config.demo.dossiers import TODAY
from minhchung.dossiers.desk_queries import ended_between
from minhchung.feedback import actions
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS, Actor, Filing, Message, cases, surveying
from minhchung.feedback.actions.sending import SENDER
from minhchung.feedback.case_queries import count
from minhchung.feedback.desk_queries import of_the_desk
from minhchung.feedback.surveys import edition_on
from minhchung.rules.calendar import WorkingCalendar

_SURVEYS = 160
_WORDS = (
    ("conduct", "Lao động", "Cán bộ hẹn trả kết quả ba lần mà không báo lý do."),
    ("regulation", "Đầu tư", "Đề nghị bỏ yêu cầu nộp bản sao công chứng đã có trên hệ thống."),
    ("conduct", "Xây dựng", "Điện thoại đường dây nóng gọi nhiều lần không có người nghe máy."),
    ("regulation", "Môi trường", "Mẫu đơn trên trang thông tin khác mẫu niêm yết tại quầy."),
    ("conduct", "Đất đai", "Được hướng dẫn bổ sung hồ sơ hai lần, mỗi lần một loại giấy tờ khác nhau."),
    ("regulation", "Lao động", "Đề nghị cho nộp báo cáo sử dụng lao động bằng bản điện tử."),
)
_ANSWER = "Cơ quan đã kiểm tra, rút kinh nghiệm và hướng dẫn cụ thể bằng văn bản cho người gửi."


def tell(people: dict[str, Actor], unit: int, calendar: WorkingCalendar, random: Random) -> None:
    """Make all of it once: feedback in every state, cases in both registers, surveys of finished dossiers."""
    if of_the_desk():
        return
    for number, (kind, sector, words) in enumerate(_WORDS):
        _feedback(number, kind, sector, words, people, unit, calendar, random)
    if not count(COMPLAINTS):
        _cases(people, calendar, random)
    _surveys(random)


def _feedback(
    number: int,
    kind: str,
    sector: str,
    words: str,
    people: dict[str, Actor],
    unit: int,
    calendar: WorkingCalendar,
    random: Random,
) -> None:
    """The first one goes all the way, each further one stops a step earlier; the last has just come in."""
    at = _moment(calendar, 26 - 4 * number, 9)
    name, phone = cast.person(random).name, cast.phone(random)
    content = f"Tôi là {name}, điện thoại {phone}. {words}"
    channel = ("phone", "web", "direct", "email")[number % 4]
    message = Message(
        kind=kind, sector=sector, content=content, channel=channel,
        sent_at=at - timedelta(hours=1), sender_name=name, sender_phone=phone,
    )  # fmt: skip
    record = actions.receive(message=message, by=SENDER if channel == "web" else people["desk"], at=at)

    def do(deed: Any, day: int, who: str = "desk", **told: Any) -> None:
        moment = _after(calendar, at, day)
        if moment.date() <= TODAY:
            deed(number=record.pk, revision=None, by=people[who], at=moment, **told)

    if number >= 5:
        return
    do(actions.classify, 1, kind=kind, sector=sector)
    if number == 4:
        do(actions.ask_supplement, 2, reason="Đề nghị cho biết mã hồ sơ và ngày hẹn.")
        return
    do(actions.assign, 1, to_unit=unit, to_holder=people["specialist"].user)
    if number == 3:
        return
    do(actions.draft, 2, "specialist", text=_ANSWER)
    if number == 2:
        return
    do(actions.answer, 3, "leader", text=f"{_ANSWER} Mọi việc cần thêm xin gọi {phone}.")
    if number == 1:
        return
    do(actions.publish, 4, content=words, text=_ANSWER)
    do(actions.rate, 6, rating="dissatisfied", content="Chưa nói rõ ai chịu trách nhiệm")
    do(actions.reopen, 7, reason="Người gửi đề nghị nói rõ trách nhiệm của cán bộ")


def _cases(people: dict[str, Actor], calendar: WorkingCalendar, random: Random) -> None:
    for matter, days in ((COMPLAINTS, 30), (COMPLAINTS, 6), (DENUNCIATIONS, 20)):
        at = _moment(calendar, days, 10)
        filing = Filing(
            channel="paper",
            who=cast.person(random).name,
            contact="Khu công nghiệp (minh họa)",
            against="Quyết định thu hồi giấy phép (minh họa)"
            if matter is COMPLAINTS
            else cast.person(random).name,
            content="Nội dung minh họa do máy sinh ra, không phải vụ việc có thật.",
            round="first" if matter is COMPLAINTS else "",
        )
        named = [people["specialist"].user] if matter is DENUNCIATIONS else []
        record = cases.receive(
            matter=matter, filing=filing, named=[each for each in named if each], by=people["leader"], at=at
        )
        if days < 10:
            continue
        told: dict[str, Any] = {
            "matter": matter,
            "number": record.pk,
            "revision": None,
            "by": people["leader"],
        }
        cases.accept(at=_after(calendar, at, 3), **told)
        users = [people["specialist"].user or 0]
        cases.name_persons(at=_after(calendar, at, 4), users=users, task="Tổ trưởng Tổ xác minh", **told)
        if matter is COMPLAINTS:
            moment = _after(calendar, at, 15)
            conclusion = {
                "outcome": "partly",
                "decision": "118/QĐ-BQLKCN",
                "conclusion": "Công nhận một phần (minh họa).",
            }
            cases.conclude(at=moment, **conclusion, **told)
            cases.close(at=_after(calendar, moment, 1), reason="Gửi qua bưu chính (minh họa)", **told)


def _surveys(random: Random) -> None:
    """Of dossiers finished in this and the last years some people answer; most are satisfied, a few are not."""
    found = ended_between(datetime(TODAY.year - 2, 1, 1), datetime(TODAY.year, TODAY.month, TODAY.day))
    for number, ended_at in random.sample(found, min(_SURVEYS, len(found))):
        edition = edition_on(ended_at.date())
        if edition is None:
            continue
        mood = random.random()
        marks = {}
        for criterion in edition.criteria:
            if criterion.optional and random.random() < 0.5:
                continue
            levels = [value for value, _words in criterion.options]
            weights = [6, 5, 2, 1, 1] if mood < 0.85 else [1, 1, 2, 4, 3]
            marks[criterion.key] = random.choices(levels, weights[: len(levels)])[0]
        surveying.answer(
            dossier=number,
            marks=marks,
            way="link" if random.random() < 0.6 else "slip",
            by="",
            at=ended_at + timedelta(hours=random.randrange(1, 60)),
            comment="Mong được nhắc hẹn bằng tin nhắn." if random.random() < 0.05 else "",
        )


def _moment(calendar: WorkingCalendar, days_before: int, hour: int) -> datetime:
    day = calendar.next_working_day(TODAY - timedelta(days=days_before))
    return datetime(day.year, day.month, day.day, hour)


def _after(calendar: WorkingCalendar, at: datetime, days: int) -> datetime:
    day = calendar.next_working_day(at.date() + timedelta(days=days))
    return datetime(day.year, day.month, day.day, 10 + days % 6)
