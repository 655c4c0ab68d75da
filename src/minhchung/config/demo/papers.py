"""The papers of the made-up agency: documents and certificates, legal texts, dissemination, feedback."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from minhchung.config.demo.agency import (
    BOARD_NAME,
    BUILDING,
    INVESTMENT,
    MERGED_ON,
    OFFICE,
    PROVINCE_NAME,
    YEARS,
    Rows,
    named_on,
)
from minhchung.config.demo.dossiers import TODAY
from minhchung.config.demo.law_texts import abstract_of
from minhchung.config.demo.work import board_on
from minhchung.rules.calendar import WorkingCalendar


def outgoing(calendar: WorkingCalendar, random: Random) -> Rows:
    """Outgoing documents, numbered from 1 each year; electronic exchange and signing grow over the years."""
    rows: Rows = []
    types = (
        ("Công văn", "BQLKCN-VP"),
        ("Báo cáo", "BC-BQLKCN"),
        ("Quyết định", "QĐ-BQLKCN"),
        ("Thông báo", "TB-BQLKCN"),
    )
    for year in YEARS:
        electronic = min(1.0, 0.35 + 0.13 * (year - 2016))
        signed = 0.0 if year < 2017 else min(1.0, 0.5 + 0.12 * (year - 2017))
        days = [date(year, 1, 4) + timedelta(days=number) for number in range(355)]
        days = [day for day in days if day <= TODAY and calendar.is_working_day(day)]
        for number, day in enumerate(sorted(random.choices(days, k=90 if year < 2026 else 45)), start=1):
            kind, symbol = random.choice(types)
            sent = random.random() < electronic
            both = sent and random.random() < signed
            direction = random.random() < 0.08
            rows.append(
                {
                    "number": number,
                    "symbol": f"{number}/{symbol}",
                    "type": kind,
                    "issued_on": day,
                    "abstract": "Về công tác cải cách hành chính"
                    if direction
                    else "Về quản lý khu công nghiệp",
                    "recipients": "UBND tỉnh; Sở Nội vụ",
                    "sent_electronically": sent,
                    "signed_by_person": both,
                    "signed_by_agency": both,
                    "paper_also": not sent or random.random() < 0.3,
                    "sent_at": datetime.combine(day, datetime.min.time()).replace(hour=15),
                    "reform_direction": direction,
                    "issuer": board_on(day),
                }
            )
    return rows


def incoming(calendar: WorkingCalendar, random: Random) -> Rows:
    """Incoming documents of the years since 2021, each with the room that handles it and mostly a limit."""
    rows: Rows = []
    numbers: dict[tuple[str, int], int] = {}
    for year in range(2021, TODAY.year + 1):
        days = [date(year, 1, 4) + timedelta(days=number) for number in range(355)]
        days = [day for day in days if day <= TODAY and calendar.is_working_day(day)]
        for day in sorted(random.choices(days, k=60 if year < TODAY.year else 30)):
            receiver = board_on(day)
            number = numbers[receiver, year] = numbers.get((receiver, year), 0) + 1
            issuer, symbol = random.choice(_ISSUERS)
            due_on = _later(calendar, day, 5 + random.randrange(15)) if random.random() < 0.7 else None
            room = random.choice((OFFICE, INVESTMENT, BUILDING))
            rows.append(
                {
                    "number": number,
                    "received_on": day,
                    "issuer": issuer,
                    "symbol": f"{100 + len(rows)}/{symbol}",
                    "issued_on": day - timedelta(days=random.randrange(4)),
                    "abstract": random.choice(
                        ("Báo cáo định kỳ", "Góp ý dự thảo văn bản", "Phối hợp kiểm tra")
                    ),
                    "handler": named_on(room, due_on or day),
                    "due_on": due_on,
                    "electronic": random.random() < min(0.98, 0.8 + 0.05 * (year - 2021)),
                    "receiver": receiver,
                }
            )
    return rows


_ISSUERS = (("Sở Nội vụ", "SNV-CCHC"), ("Sở Tài chính", "STC-NS"), ("Ủy ban nhân dân tỉnh", "UBND-NC"))


def certificates(staff: Rows) -> Rows:
    """Digital certificates: the board's own and its leaders', renewed in 2021."""
    rows: Rows = []
    for since, until, mark in (
        (date(2017, 6, 1), date(2022, 6, 1), "A"),
        (date(2022, 6, 1), date(2027, 6, 1), "B"),
    ):
        rows.append(
            {
                "serial": f"54D0{mark}000",
                "holder_kind": "Cơ quan, đơn vị",
                "holder_name": BOARD_NAME,
                "valid_from": since,
                "valid_to": until,
                "device": "USB Token",
            }
        )
        for number, who in enumerate(staff[:6], start=1):
            left = who.get("left_on")
            if left and left <= since:
                continue
            rows.append(
                {
                    "serial": f"54D0{mark}{number:03d}",
                    "holder_kind": "Cá nhân",
                    "holder_name": who["full_name"],
                    "valid_from": since,
                    "valid_to": until,
                    "device": "USB Token",
                    "revoked_on": left if left and left < until else None,
                    "revoked_reason": "Thôi giữ chức vụ" if left and left < until else "",
                }
            )
    return rows


def legal_documents(random: Random) -> tuple[Rows, Rows]:
    """Legal texts drafted for the province, more each year, and their yearly review."""
    documents: Rows = []
    reviews: Rows = []
    for year in range(2016, 2027):
        for number in range(1, 3 + (year - 2016) // 2):
            on = date(year, 2 + number % 9, 12)
            if on > TODAY:
                continue
            normative = number % 3 == 1
            code = f"{10 + number}/{year}/QĐ-UBND" if normative else f"{400 + 10 * number}/QĐ-UBND"
            documents.append(
                {
                    "family": "Văn bản quy phạm pháp luật" if normative else "Văn bản hành chính",
                    "type": "Quyết định",
                    "code": code,
                    "issuer": named_on(PROVINCE_NAME, on),
                    "issued_on": on,
                    "effective_on": on + timedelta(days=10),
                    "abstract": abstract_of(year, number),
                    "field": "Khu công nghiệp",
                    "role": "Chủ trì tham mưu, soạn thảo",
                    "drafting_unit": named_on(random.choice((INVESTMENT, BUILDING)), on),
                    "territory": "Tỉnh Nam Sơn" if on < MERGED_ON else "Tỉnh Trường Sơn",
                }
            )
    normative_ones = [each for each in documents if each["family"].startswith("Văn bản quy phạm")]
    _let_expire(normative_ones)
    for year in range(2017, 2026):
        for each in [one for one in normative_ones if one["issued_on"].year < year][-6:]:
            kept = random.random() < 0.8
            row: dict[str, Any] = {
                "code": each["code"],
                "issued_on": each["issued_on"],
                "reviewed_on": date(year, 9, 20),
                "outcome": "Tiếp tục áp dụng, không phải xử lý" if kept else "Sửa đổi, bổ sung",
                "reviewer_unit": named_on(OFFICE, date(year, 9, 20)),
            }
            if not kept:
                row |= {
                    "due_on": date(year, 12, 31),
                    "handled_on": date(year, 11, 30),
                    "handled_by": "Tờ trình",
                }
            reviews.append(row)
    return documents, reviews


def _let_expire(documents: Rows) -> None:
    """The first text of a year gives way to that of six years later; later texts of a year lose an article."""
    first = {each["issued_on"].year: each for each in documents if each["code"].startswith("11/")}
    for each in documents:
        year = each["issued_on"].year
        if each["code"].startswith("11/") and year + 6 in first:
            heir = first[year + 6]
            each["expired_on"] = heir["effective_on"]
            each["expiry_reason"] = f"Được thay thế bằng Quyết định {heir['code']}"
        elif not each["code"].startswith("11/") and year + 3 in first:
            each["partly_expired_on"] = first[year + 3]["effective_on"]
            each["partly_expired"] = "Điều 5"
            each["expiry_reason"] = f"Được sửa đổi bằng Quyết định {first[year + 3]['code']}"


def systematised(documents: Rows) -> Rows:
    """The systematisation period 2014-2018 over the normative texts known by then; the next is drawn up by its deed."""
    rows: Rows = []
    for period, last, published, decision in (
        ("2014-2018", date(2018, 12, 31), date(2019, 2, 28), "Quyết định 210/QĐ-UBND"),
    ):
        for each in documents:
            if not each["family"].startswith("Văn bản quy phạm") or each["issued_on"] > last:
                continue
            row = {
                "period": period,
                "fixed_on": last,
                "published_on": published,
                "decision": f"{decision} ngày {published:%d/%m/%Y} (minh họa)",
                "code": each["code"],
                "issued_on": each["issued_on"],
            }
            reason = each.get("expiry_reason", "")
            if each.get("expired_on", date.max) <= last:
                rows.append(row | {"listing": "A. Hết hiệu lực, ngưng hiệu lực toàn bộ", "note": reason})
                continue
            rows.append(row | {"listing": "C. Còn hiệu lực"})
            if each.get("partly_expired_on", date.max) <= last:
                note = f"{each['partly_expired']}: {reason}"
                rows.append(row | {"listing": "B. Hết hiệu lực, ngưng hiệu lực một phần", "note": note})
            if last < each.get("expired_on", date.max) <= last + timedelta(days=366):
                note = "Đề nghị thay thế trong năm sau"
                rows.append(row | {"listing": "D. Cần xử lý", "note": note})
    return rows


def dissemination(random: Random) -> Rows:
    """Conferences, training and articles, on the law and on reform."""
    rows: Rows = []
    forms = ("Hội nghị phổ biến", "Tập huấn", "Tin, bài", "Phát hành tài liệu")
    for year in YEARS:
        for number in range(1, 7 + (year - 2016) // 2):
            on = date(year, 1 + (number * 5) % 12, 3 + number * 2)
            if on > TODAY:
                continue
            form = forms[number % 4]
            rows.append(
                {
                    "on": on,
                    "form": form,
                    "subject": "Tuyên truyền cải cách hành chính"
                    if number % 2
                    else "Phổ biến, giáo dục pháp luật",
                    "title": f"{form} đợt {number} năm {year}",
                    "attendance": 20 + random.randrange(60) if form in forms[:2] else None,
                    "copies": 100 if form == forms[3] else None,
                    "unit": named_on(OFFICE, on),
                    "evidence": f"{50 + number}/BC-BQLKCN",
                }
            )
    return rows


def feedback(calendar: WorkingCalendar, random: Random) -> Rows:
    """No feedback through 2020; afterwards a few a year, some answered late."""
    rows: Rows = []
    for year in range(2021, 2027):
        for number in range(1, 4 + random.randrange(3)):
            sent = calendar.next_working_day(date(year, 1 + (number * 3) % 12, 6 + number))
            if sent > TODAY:
                continue
            late = random.random() < 0.12
            answered = _later(calendar, sent, 18 if late else 4 + random.randrange(9))
            row: dict[str, Any] = {
                "code": f"PAKN.{sent:%Y%m%d}.{number:04d}",
                "kind": "Hành vi hành chính" if number % 3 else "Quy định hành chính",
                "sent_at": datetime.combine(sent, datetime.min.time()).replace(hour=9),
                "received_at": datetime.combine(sent, datetime.min.time()).replace(hour=10),
                "sector": "Lao động, việc làm",
                "content": "Đề nghị hướng dẫn rõ hơn thành phần hồ sơ cấp giấy phép lao động",
                "sender_name": "Doanh nghiệp trong khu công nghiệp",
            }
            if answered <= TODAY:
                moment = datetime.combine(answered, datetime.min.time()).replace(hour=15)
                row |= {"answered_at": moment, "answer": "Đã hướng dẫn bằng văn bản"}
                published = _later(calendar, answered, 1)
                if published <= TODAY:
                    row["published_at"] = datetime.combine(published, datetime.min.time()).replace(hour=16)
            rows.append(row)
    return rows


def _later(calendar: WorkingCalendar, day: date, count: int) -> date:
    table = calendar.table
    return table.day(table.working[table.rank(table.index(day)) - 1 + count])
