"""The made-up agency's people at work: posts and decisions of years as worksheets, deeds and judged work of late."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from minhchung.config.demo import agency, cast
from minhchung.config.products import arrange_products
from minhchung.ground.accounts.queries import numbers_of
from minhchung.ground.deeds.acting import Actor
from minhchung.rules import merit
from minhchung.staff import actions
from minhchung.staff.actions.scoring import Line
from minhchung.staff.judged_queries import products_for
from minhchung.staff.queries import people_by_staff_no

Rows = list[dict[str, Any]]
_LEADING = {"Trưởng ban", "Phó Trưởng ban", "Chánh Văn phòng", "Trưởng phòng", "Giám đốc Trung tâm"}
_PROMOTED_ON = {9: date(2021, 3, 1), 13: date(2022, 5, 16), 16: date(2023, 1, 3)}
_SHORT = {agency.OFFICE: "VP", agency.INVESTMENT: "DT", agency.BUILDING: "XD", agency.CENTRE: "TT"}
_LEADERS = {
    agency.OFFICE: "Chánh Văn phòng",
    agency.INVESTMENT: "Trưởng phòng",
    agency.BUILDING: "Trưởng phòng",
    agency.CENTRE: "Giám đốc Trung tâm",
}
#: Before the codes of positions that were approved after the merger.
_NEW = "TS-"
#: Up to this number people were placed in approved positions.
_PLACED = 20
_MERGER = "Nghị quyết sắp xếp đơn vị hành chính cấp tỉnh năm 2025 (minh họa)"
#: Which of the made-up people signs in with which account.
ACCOUNTS = {"leader": 1, "head": 9, "specialist": 10, "one_stop": 5, "legal": 7, "staff": 8, "reform": 12}


def positions_then() -> Rows:
    """Job positions as approved in 2021."""
    return [
        row
        for unit, leader in _LEADERS.items()
        for row in _positions(
            unit,
            leader,
            _SHORT[unit],
            {"decision": "QĐ 1120/QĐ-UBND ngày 20/12/2020", "since": date(2021, 1, 1)},
        )
    ]


def positions() -> Rows:
    """The same, those of rooms up to the merger; and what was approved for the rooms after it."""
    told = {"decision": "QĐ 1344/QĐ-UBND ngày 28/7/2025", "since": agency.MERGED_ON}
    rows: Rows = []
    for row in positions_then():
        ended = agency.named_on(row["unit"], agency.MERGED_ON) != row["unit"]
        rows.append({**row, "until": agency.MERGED_ON if ended else None})
    for before, after in agency.ROOMS.values():
        rows += _positions(after, _LEADERS[before], f"{_NEW}{_SHORT[before]}", told)
    return rows


def _positions(unit: str, leader: str, short: str, told: dict[str, Any]) -> Rows:
    return [
        {**told, "unit": unit, "code": f"{short}-LD", "title": leader, "group": "Lãnh đạo, quản lý", "number": 1},
        {
            **told, "unit": unit, "code": f"{short}-CN", "title": "Chuyên viên nghiệp vụ chuyên ngành",
            "group": "Nghiệp vụ chuyên ngành", "number": 4,
        },
    ]  # fmt: skip


def appointments_then(staff: Rows) -> Rows:
    """Who held which post up to the merger: promotions of years."""
    rows: Rows = []
    for number, who in enumerate(agency.people_then(staff), 1):
        left, joined = who.get("left_on"), who["joined_on"]
        leads = "có" if who["post"] in _LEADING else "không"
        short = _SHORT.get(who["unit"], "")
        row = {
            "staff_no": who["staff_no"], "rank": who.get("rank", ""), "unit": who["unit"], "post": who["post"],
            "leads": leads, "since": joined, "until": left,
        }  # fmt: skip
        if not short:
            rows.append({**row, "decision": f"{200 + number}/QĐ-UBND ngày {joined:%d/%m/%Y}"})
            continue
        if number <= _PLACED:
            row["position"] = f"{short}-{'LD' if who['post'] in _LEADING else 'CN'}"
        if number in _PROMOTED_ON:
            on = _PROMOTED_ON[number]
            before = "Viên chức" if who["unit"] == agency.CENTRE else "Chuyên viên"
            rows.append({**row, "post": before, "leads": "không", "position": "", "until": on})
            row |= {"leads": "có", "since": on, "decision": f"{60 + number}/QĐ-BQLKCN"}
        rows.append(row)
    return rows


def appointments(staff: Rows) -> Rows:
    """The same, and what became of it: whom the merger took along, and who left after it."""
    people = {who["staff_no"]: who for who in staff}
    rows: Rows = []
    for row in appointments_then(staff):
        who, lasted = people[row["staff_no"]], row["until"] is None
        left = who.get("left_on")
        if not lasted or not agency.went_along(who):
            rows.append({**row, "until": left if lasted else row["until"]})
            continue
        after = {
            **row, "unit": agency.named_on(row["unit"], agency.MERGED_ON), "since": agency.MERGED_ON, "until": left,
            "decision": _MERGER,
        }  # fmt: skip
        if row.get("position"):
            after["position"] = f"{_NEW}{row['position']}"
        rows += [{**row, "until": agency.MERGED_ON}, after]
    return rows


def movements(staff: Rows) -> Rows:
    """The decisions behind: recruitment since 2021, promotions, the merger, leaving."""
    rows: Rows = []
    for number, who in enumerate(staff, 1):
        told = {"staff_no": who["staff_no"]}
        joined, left = who["joined_on"], who.get("left_on")
        if joined.year >= 2021:
            form = "Tiếp nhận" if number % 2 else "Thi tuyển"
            rows.append(
                {
                    **told,
                    "deed": "Tuyển dụng, tiếp nhận",
                    "form": form,
                    "on": joined,
                    "decision": f"{70 + number}/QĐ-BQLKCN",
                    "to_unit": who["unit"],
                    "to_post": who["post"],
                }
            )
        if number in _PROMOTED_ON:
            rows.append(
                {
                    **told,
                    "deed": "Bổ nhiệm",
                    "on": _PROMOTED_ON[number],
                    "decision": f"{60 + number}/QĐ-BQLKCN",
                    "to_unit": who["unit"],
                    "to_post": who["post"],
                    "leads": "có",
                }
            )
        if agency.went_along(who):
            rows.append(
                {
                    **told,
                    "deed": "Chuyển theo đơn vị khi sắp xếp",
                    "on": agency.MERGED_ON,
                    "decision": _MERGER,
                    "from_unit": who["unit"],
                    "from_post": who["post"],
                    "to_unit": agency.named_on(who["unit"], agency.MERGED_ON),
                    "to_post": who["post"],
                    "leads": "có" if who["post"] in _LEADING else "không",
                }
            )
        if left:
            rows.append(
                {
                    **told,
                    "deed": "Thôi làm việc",
                    "form": who["leaving"],
                    "on": left,
                    "decision": f"{40 + number}/QĐ-BQLKCN",
                    "from_unit": agency.named_on(who["unit"], left - timedelta(days=1)),
                    "from_post": who["post"],
                    "regime": who.get("leaving_regime", ""),
                }
            )
    return rows


def qualifications(staff: Rows, random: Random) -> Rows:
    """Degrees and certificates of the other blocks."""
    rows: Rows = []
    for who in staff:
        leads, joined = who["post"] in _LEADING, who["joined_on"]
        wanted = [
            ("Cao cấp lý luận chính trị" if leads else "Trung cấp lý luận chính trị", 0.95 if leads else 0.5),
            (f"Quản lý nhà nước ngạch chuyên viên{' chính' if leads else ''}", 0.9 if leads else 0.6),
            ("Chứng chỉ tin học", 0.8),
            ("Chứng chỉ ngoại ngữ", 0.7),
            ("Chứng chỉ tiếng dân tộc", 0.15),
        ]
        for years, (level, chance) in enumerate(wanted):
            if who["kind"] != "Hợp đồng lao động" and random.random() < chance:
                day = date(min(joined.year + years, 2025), 6, 15)
                rows.append({"staff_no": who["staff_no"], "level": level, "awarded_on": day})
    return rows


def training_plans() -> Rows:
    """A plan of each year since 2021."""
    kinds = (
        ("Quản lý nhà nước", "Bồi dưỡng kiến thức quản lý nhà nước ngạch chuyên viên", 2),
        ("Tin học, kỹ năng số", "Kỹ năng số và chữ ký số chuyên dùng", 4),
    )
    return [
        {
            "year": year,
            "kind": kind,
            "title": title,
            "turns": turns,
            "decision": f"KH {20 + year % 100}/KH-BQLKCN",
        }
        for year in range(2021, 2027)
        for kind, title, turns in kinds
    ]


def products() -> Rows:
    """The catalogue of products of 2026."""
    told = {"decision": "35/QĐ-BQLKCN ngày 15/01/2026", "since": date(2026, 1, 1)}
    return [
        {**told, "code": code, "title": title, "weight": weight, "source": source}
        for code, title, weight, source in (
            ("SP01", "Bước xử lý hồ sơ thủ tục hành chính", "1", "dossiers.steps"),
            ("SP02", "Trả lời phản ánh, kiến nghị", "1,5", "feedback.answers"),
            ("SP03", "Văn bản tham mưu", "2", ""),
            ("SP05", "Nhiệm vụ của kế hoạch cải cách hành chính", "3", "direction.tasks"),
            ("SP04", "Cuộc kiểm tra, làm việc với doanh nghiệp", "3", ""),
        )
    ]


def tell(*, seed: int, by: str, now: datetime) -> None:
    """Deeds of late, once: accounts of people, recruits, a post beside, discipline, judged work."""
    arrange_products()
    random = Random(seed + 3)  # noqa: S311 (made-up data)
    people = people_by_staff_no()
    if "NS041" in people or "NS001" not in people:
        return
    for username, number in numbers_of(ACCOUNTS).items():
        person = people[f"NS{ACCOUNTS[username]:03d}"]
        actions.give_account(person=person.pk, account=number, by=by, at=now)
        home = "Phường Minh Họa, tỉnh Trường Sơn"
        actions.keep_sealed(person=person.pk, identity=f"0{number:011d}", home=home, by=by, at=now)
    people = people_by_staff_no()
    staff_officer = Actor("staff", "Cán bộ tổ chức (minh họa)", "Cán bộ tổ chức")
    leader = Actor("leader", "Lãnh đạo cơ quan (minh họa)", "Lãnh đạo cơ quan")
    _decide_on_people(people, staff_officer, random, now)
    _judge(people, staff_officer, leader, now)


def _decide_on_people(people: dict[str, Any], by: Actor, random: Random, now: datetime) -> None:
    for number, on, near in ((41, date(2026, 2, 2), "NS010"), (42, date(2026, 5, 4), "NS005")):
        if now.date() < on:
            continue
        who = cast.person(random)
        newcomer = actions.Newcomer(
            staff_no=f"NS{number:03d}",
            full_name=who.name,
            sex="female" if who.female else "male",
            kind="civil_servant",
            unit=people[near].unit_id,
            post="Chuyên viên",
            rank="01.003",
            birth_on=date(1996, 1 + number % 12, 9),
            ethnic="Kinh",
        )
        paper = actions.Paper(f"{number}/QĐ-BQLKCN", on, on)
        at = datetime(on.year, on.month, on.day, 8)
        actions.recruit(newcomer=newcomer, form="exam", paper=paper, by=by, at=at)
    actions.make_concurrent(
        person=people["NS010"].pk,
        unit=people["NS005"].unit_id,
        post="Thành viên Tổ công nghệ số",
        paper=actions.Paper("57/QĐ-BQLKCN", date(2026, 3, 2), date(2026, 3, 2)),
        by=by,
        at=datetime(2026, 3, 2, 9),
    )
    actions.discipline(
        person=people["NS007"].pk,
        form="reprimand",
        reason="Trả kết quả chậm, không xin lỗi người nộp (minh họa).",
        paper=actions.Paper("88/QĐ-BQLKCN", date(2026, 4, 20), date(2026, 4, 20)),
        by=by,
        at=datetime(2026, 4, 20, 9),
    )


def _judge(people: dict[str, Any], staff: Actor, leader: Actor, now: datetime) -> None:
    """Quarters of 2026 of a few people, from their work in the system and what was counted by hand; one objects."""
    for part in ("Q1", "Q2", "Q3"):
        last = merit.span(2026, part)[1]
        if now.date() <= last:
            break
        for place, number in enumerate((10, 5, 7, 12)):
            person = people[f"NS{number:03d}"]
            lines = _work_of(person, part, place)
            month = last.month + 1
            told: dict[str, Any] = {"common": Decimal(28 - place), "lines": lines}
            record = actions.propose(
                person=person.pk, year=2026, part=part, by=staff, at=datetime(2026, month, 5, 9), **told
            )
            if part == "Q3" and place > 1:
                continue
            at = datetime(2026, month, 8, 10)
            actions.opine(
                number=record.pk,
                revision=None,
                opinion="Tập thể nhất trí 5/5.",
                by=staff,
                at=datetime(2026, month, 7, 15),
            )
            actions.decide(
                number=record.pk,
                revision=None,
                quality=record.proposed,
                decision=f"{10 * month + place}/TB-BQLKCN",
                decided_on=at.date(),
                by=leader,
                at=at,
            )
            if part == "Q2" and number == 7:
                _object(record.pk, person, leader, month)


def _object(number: int, person: Any, leader: Actor, month: int) -> None:
    actions.object_to(
        number=number,
        revision=None,
        objection="Lần chậm ngày 12/5 là do chờ ý kiến của sở, đề nghị xem lại (minh họa).",
        by=Actor("legal", person.full_name, user=person.account_id),
        at=datetime(2026, month, 9, 9),
    )
    actions.answer(
        number=number,
        revision=None,
        text="Đã đối chiếu nhật ký hồ sơ: thời gian chờ ý kiến đã được trừ; giữ nguyên kết quả (minh họa).",
        by=leader,
        at=datetime(2026, month, 14, 9),
    )


def _work_of(person: Any, part: str, place: int) -> list[Line]:
    """What the system counted for the person's account, and made-up pieces counted by hand."""
    lines = []
    for product in products_for(person, *merit.span(2026, part)):
        if product.counted is not None:
            if product.counted.assigned:
                lines.append(Line.of(product.id, product.counted, faults=0, source=product.source))
        else:
            given = 6 + place
            lines.append(Line(product.id, given, given - place // 2, place // 3, place % 2))
    return lines
