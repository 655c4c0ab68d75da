"""Dossiers of the made-up agency: filed on working days, finished before or after their promise as the years went.

2016-2020 every promise was kept. From 2021 on there are late ones, supplements, extensions and withdrawals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from minhchung.config.demo import cast
from minhchung.rules.calendar import WorkingCalendar, at_minute
from minhchung.rules.deadlines import Limit, Pause, Unit, due, restarted

#: The day up to which the agency's work is told.
TODAY = date(2026, 6, 30)
#: Year and month of the ends that were corrected by a later file.
CORRECTED = (2026, 5)
QUIET = (date(2016, 1, 4), date(2020, 12, 31))
LIVELY = (date(2021, 1, 4), TODAY)


@dataclass(frozen=True)
class Offer:
    """A procedure as the counter offers it between two days."""

    name: str
    field: str
    limit: Limit
    since: date
    until: date | None
    weight: int

    def open(self, on: date) -> bool:
        """Whether it is offered on a day."""
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Desk:
    """What the desk knows while it writes dossiers."""

    calendar: WorkingCalendar
    offers: Sequence[Offer]
    enterprises: Sequence[str]
    code_before: str
    code_after: str
    merged_on: date


def stories(
    desk: Desk, *, since: date, until: date, count: int, lively: bool, random: Random
) -> Iterator[dict[str, Any]]:
    """Dossiers accepted between two days, oldest first, as rows of the import layout.

    ``lively`` lets some of them be late, supplemented, extended, refused or withdrawn.
    """
    days = [
        since + timedelta(days=number)
        for number in range((until - since).days + 1)
        if desk.calendar.is_working_day(since + timedelta(days=number))
    ]
    spread = [1.0 + 0.6 * number / len(days) for number in range(len(days))]
    chosen = sorted(random.choices(range(len(days)), spread, k=count))
    serials: dict[date, int] = {}
    for place in chosen:
        day = days[place]
        serials[day] = serials.get(day, 0) + 1
        accepted = _office_moment(desk.calendar, day, random, latest=0.9)
        yield _story(desk, accepted, serials[day], lively, random)


def is_corrected(row: dict[str, Any]) -> bool:
    """Whether a dossier is one of the few whose end was first recorded after its promise, and corrected later."""
    ended = row.get("ended_at")
    return (
        ended is not None
        and (ended.year, ended.month) == CORRECTED
        and ended.date() == row["promised_at"].date()
    )


def as_first_told(row: dict[str, Any], calendar: WorkingCalendar) -> dict[str, Any]:
    """The same dossier as it was recorded first: ended two working days later."""
    later = calendar.closing(_working_day_after(calendar, row["ended_at"].date(), 2))
    returned = row.get("returned_at")
    return {**row, "ended_at": later, "returned_at": max(returned, later) if returned else None}


def _story(desk: Desk, accepted: datetime, serial: int, lively: bool, random: Random) -> dict[str, Any]:
    day = accepted.date()
    offers = [offer for offer in desk.offers if offer.open(day)]
    offer = random.choices(offers, [offer.weight for offer in offers])[0]
    code = desk.code_after if day >= desk.merged_on else desk.code_before
    channel = _channel(day, random)
    promised = due(accepted, offer.limit, desk.calendar)
    person = random.random() < 0.12
    row: dict[str, Any] = {
        "code": f"{code}-{day:%y%m%d}-{serial:04d}",
        "procedure": offer.name,
        "applicant": cast.person(random).name if person else random.choice(desk.enterprises),
        "applicant_kind": "Cá nhân" if person else "Doanh nghiệp, tổ chức",
        "phone": cast.phone(random),
        "channel": {"direct": "Trực tiếp", "online": "Trực tuyến", "post": "Bưu chính công ích"}[channel],
        "filed_at": _filed(desk.calendar, accepted, channel, random),
        "accepted_at": accepted,
        "promised_at": promised,
    }
    ended = _lively_end(desk, row, accepted, offer, promised, random) if lively else None
    if ended is None and "state" not in row:
        ended = _end_before(desk.calendar, accepted, promised, random)
    if ended is not None and ended.date() <= TODAY:
        row["ended_at"] = ended
        row.setdefault("state", "Đã xử lý xong")
        returned = _office_moment(
            desk.calendar, _working_day_after(desk.calendar, ended.date(), random.randrange(4)), random
        )
        if row["state"] == "Đã xử lý xong" and returned.date() <= TODAY:
            row["returned_at"] = max(returned, ended)
            row["state"] = "Đã trả kết quả"
    elif row.get("state") != "Yêu cầu bổ sung giấy tờ":
        row["state"] = "Đang xử lý"
    return row


def _lively_end(
    desk: Desk, row: dict[str, Any], accepted: datetime, offer: Offer, promised: datetime, random: Random
) -> datetime | None:
    """What real life does to a dossier; None when nothing special happens."""
    chance = random.random()
    long_enough = (promised.date() - accepted.date()).days >= 3
    if chance < 0.012:  # simply late
        row["late_reason"] = random.choice(
            ("Chờ ý kiến cơ quan phối hợp", "Công chức phụ trách nghỉ phép", "Hồ sơ phức tạp")
        )
        return _office_moment(
            desk.calendar, _working_day_after(desk.calendar, promised.date(), 1 + random.randrange(6)), random
        )
    if chance < 0.07 and long_enough:  # one supplement
        asked = _end_before(desk.calendar, accepted, min(promised, accepted + timedelta(days=4)), random)
        back = _office_moment(
            desk.calendar, _working_day_after(desk.calendar, asked.date(), 1 + random.randrange(9)), random
        )
        row["supplement_asked_at"] = asked
        if back.date() > TODAY:
            row["state"] = "Yêu cầu bổ sung giấy tờ"
            return None
        row["supplement_taken_at"] = back
        legal = restarted(accepted, offer.limit, desk.calendar, pauses=(Pause(asked, back),))
        return _end_before(desk.calendar, back, legal.due_at, random)
    if chance < 0.08 and long_enough:  # apology and a new day
        row["extended_at"] = _office_moment(
            desk.calendar, _working_day_before(desk.calendar, promised.date(), 2), random
        )
        row["extended_until_at"] = due(promised, Limit(5, Unit.WORKING_DAY), desk.calendar)
        row["extension_reason"] = "Chờ kết quả thẩm định của cơ quan phối hợp"
        if row["extended_at"] < accepted:
            row["extended_at"] = accepted
        return _end_before(desk.calendar, promised, row["extended_until_at"], random)
    if chance < 0.09:
        row["state"] = "Công dân yêu cầu rút hồ sơ"
        return _end_before(desk.calendar, accepted, promised, random)
    if chance < 0.095:
        row["state"] = "Không được tiếp nhận"
        return _end_before(desk.calendar, accepted, promised, random)
    return None


def _end_before(
    calendar: WorkingCalendar, accepted: datetime, promised: datetime, random: Random
) -> datetime:
    """A working moment after acceptance and before the promise runs out, mostly a day or more early."""
    days = (promised.date() - accepted.date()).days
    if days == 0:
        minutes = max(1, int((promised - accepted).total_seconds() // 60))
        return accepted + timedelta(minutes=random.randrange(1, minutes + 1))
    last_day = random.random() < 0.3
    day = (
        promised.date()
        if last_day
        else accepted.date() + timedelta(days=random.randrange((days + 1) // 2, days + 1))
    )
    day = calendar.next_working_day(day)
    moment = _office_moment(calendar, min(day, promised.date()), random)
    return min(max(moment, accepted + timedelta(minutes=20)), promised)


def _filed(calendar: WorkingCalendar, accepted: datetime, channel: str, random: Random) -> datetime:
    """Online and by post a dossier waits up to eight working hours before it is accepted."""
    if channel == "direct":
        return accepted
    position = calendar.table.position(accepted)
    return min(accepted, calendar.table.moment_at(max(1, position - random.randrange(10, 420))))


def _channel(day: date, random: Random) -> str:
    online = {
        2016: 0.02,
        2017: 0.06,
        2018: 0.1,
        2019: 0.18,
        2020: 0.3,
        2021: 0.45,
        2022: 0.6,
        2023: 0.72,
        2024: 0.85,
    }
    share = online.get(day.year, 0.93)
    draw = random.random()
    if draw < share:
        return "online"
    return "post" if day.year >= 2017 and draw > 0.97 else "direct"


def _office_moment(calendar: WorkingCalendar, day: date, random: Random, latest: float = 1.0) -> datetime:
    spans = calendar.spans(day)
    total = sum(end - start for start, end in spans)
    minute = int(random.random() * total * latest)
    for start, end in spans:
        if minute < end - start:
            return at_minute(day, start + minute)
        minute -= end - start
    return calendar.closing(day)


def _working_day_after(calendar: WorkingCalendar, day: date, count: int) -> date:
    table = calendar.table
    start = table.rank(table.index(calendar.next_working_day(day))) - 1
    return table.day(table.working[min(start + count, len(table.working) - 1)])


def _working_day_before(calendar: WorkingCalendar, day: date, count: int) -> date:
    table = calendar.table
    return table.day(table.working[max(0, table.rank(table.index(day)) - 1 - count)])
