"""What the agency was told and planned to do each year: plans, inspections, assigned tasks, information, dialogues."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from minhchung.config.demo.agency import (
    BOARD_NAME,
    BUILDING,
    CENTRE,
    INVESTMENT,
    OFFICE,
    PROVINCE_NAME,
    YEARS,
    Rows,
    named_on,
)
from minhchung.config.demo.dossiers import TODAY

_TASKS = (
    ("Chỉ đạo, điều hành", "Ban hành kế hoạch cải cách hành chính của Ban", "Kế hoạch", OFFICE),
    (
        "Chỉ đạo, điều hành",
        "Kiểm tra công tác cải cách hành chính tại các phòng, đơn vị",
        "Thông báo kết luận",
        OFFICE,
    ),
    ("Chỉ đạo, điều hành", "Tuyên truyền cải cách hành chính", "Báo cáo", OFFICE),
    (
        "Cải cách thể chế",
        "Rà soát văn bản quy phạm pháp luật thuộc lĩnh vực quản lý",
        "Báo cáo rà soát",
        OFFICE,
    ),
    (
        "Cải cách thể chế",
        "Phổ biến, giáo dục pháp luật cho doanh nghiệp trong khu công nghiệp",
        "Báo cáo",
        INVESTMENT,
    ),
    (
        "Cải cách thủ tục hành chính",
        "Rà soát, đơn giản hóa thủ tục hành chính",
        "Phương án đơn giản hóa",
        INVESTMENT,
    ),
    ("Cải cách thủ tục hành chính", "Niêm yết công khai thủ tục hành chính", "Biên bản niêm yết", OFFICE),
    ("Cải cách tổ chức bộ máy", "Rà soát chức năng, nhiệm vụ các phòng, đơn vị", "Tờ trình", OFFICE),
    (
        "Chất lượng đội ngũ, chế độ công vụ",
        "Cử công chức, viên chức đào tạo, bồi dưỡng",
        "Quyết định cử đi học",
        OFFICE,
    ),
    (
        "Chất lượng đội ngũ, chế độ công vụ",
        "Đánh giá, xếp loại công chức, viên chức",
        "Quyết định xếp loại",
        OFFICE,
    ),
    ("Cải cách tài chính công", "Sửa đổi quy chế chi tiêu nội bộ", "Quy chế", OFFICE),
    ("Hiện đại hóa hành chính, Chính phủ số", "Áp dụng chữ ký số trong gửi nhận văn bản", "Báo cáo", OFFICE),
    (
        "Hiện đại hóa hành chính, Chính phủ số",
        "Duy trì hệ thống quản lý chất lượng TCVN ISO 9001",
        "Quyết định công bố",
        BUILDING,
    ),
)


#: Tasks by their number in the plan: who supports them, which go on all year with how many products, what they cost
#: in millions of đồng.
_SUPPORTS = {
    2: (INVESTMENT, BUILDING, CENTRE),
    3: (INVESTMENT, BUILDING),
    6: (OFFICE, BUILDING),
    13: (OFFICE, CENTRE),
}
_REGULAR = {3: 4}
_COSTS = {2: 15, 3: 20, 9: 30, 13: 45}


def board_on(day: date) -> str:
    """The board's name on a day."""
    return named_on(BOARD_NAME, day)


def plans(random: Random) -> tuple[Rows, Rows]:
    """Yearly plans and their tasks. Through 2020 all are done; later some run late or stay open."""
    heads: Rows = []
    tasks: Rows = []
    for year in YEARS:
        decision = f"{year - 2000}/KH-BQLKCN"
        issued = date(year, 1, 5 + year % 5) if year != 2016 else date(2016, 1, 8)
        heads.append(
            {
                "year": year,
                "decision": decision,
                "issued_on": issued,
                "issuer": board_on(issued),
                "title": f"Kế hoạch cải cách hành chính năm {year}",
            }
        )
        for number, (head, title, product, lead) in enumerate(_TASKS, start=1):
            quarter = 1 + number % 4
            due_on = date(year, 3 * quarter, 28)
            row: dict[str, Any] = {
                "plan": decision,
                "number": str(number),
                "head": head,
                "title": f"{title} năm {year}",
                "product": product,
                "lead_unit": named_on(lead, issued),
                "support_units": "; ".join(
                    named_on(unit, issued) for unit in _SUPPORTS.get(number, ()) if unit != lead
                ),
                "due": f"Quý {('I', 'II', 'III', 'IV')[quarter - 1]}",
            }
            if number in _REGULAR:
                row |= {"due": "Thường xuyên", "product_count": _REGULAR[number]}
            if number in _COSTS:
                row |= {"budget": _COSTS[number] * 1_000_000, "budget_source": "Kinh phí không tự chủ"}
            done = due_on - timedelta(days=random.randrange(3, 40))
            if year > 2020 and random.random() < 0.08:
                done = due_on + timedelta(days=random.randrange(100, 200))
            done = min(done, date(year, 12, 10)) if year <= 2020 else done
            if done <= TODAY:
                reference = f"{100 + number}/{'BC' if 'Báo cáo' in product else 'QĐ'}-BQLKCN"
                row |= {"done_on": done, "product_reference": reference, "product_on": done}
            tasks.append(row)
    _amend(heads, tasks)
    return heads, tasks


def _amend(heads: Rows, tasks: Rows) -> None:
    """The plan of 2024 was amended in its midst: a task came, another went."""
    head = next(each for each in heads if each["year"] == 2024)
    amended, on = "Quyết định 88/QĐ-BQLKCN", date(2024, 6, 10)
    head |= {"amended_by": amended, "amended_on": on}
    modernisation = "Hiện đại hóa hành chính, Chính phủ số"
    common = {"plan": head["decision"], "head": modernisation, "lead_unit": OFFICE, "changed_by": amended}
    tasks.extend(
        (
            common
            | {
                "number": "14",
                "title": "Số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực năm 2024",
                "product": "Báo cáo",
                "due": "Quý IV",
                "added_on": on,
                "done_on": date(2024, 11, 20),
                "product_reference": "114/BC-BQLKCN",
                "product_on": date(2024, 11, 20),
            },
            common
            | {
                "number": "15",
                "title": "Trang bị máy quét mã vạch tại nơi tiếp nhận năm 2024",
                "product": "Biên bản bàn giao",
                "due": "Quý III",
                "dropped_on": on,
            },
        )
    )


def inspections(random: Random) -> tuple[Rows, Rows]:
    """Two inspections of own units a year, with findings that are mended."""
    visits: Rows = []
    findings: Rows = []
    for year in range(2016, 2026):
        for month, chosen in (
            (6, random.choice((INVESTMENT, BUILDING))),
            (11, random.choice((OFFICE, CENTRE))),
        ):
            on = date(year, month, 10 + random.randrange(10))
            unit = named_on(chosen, on)
            visits.append(
                {
                    "on": on,
                    "unit": unit,
                    "decision": f"{60 + month}/QĐ-BQLKCN",
                    "subject": "Công tác cải cách hành chính",
                    "conclusion": f"{80 + month}/TB-BQLKCN",
                }
            )
            for number in range(1, 2 + random.randrange(2)):
                row = {
                    "inspected_on": on,
                    "unit": unit,
                    "number": number,
                    "content": random.choice(
                        ("Sổ theo dõi hồ sơ ghi thiếu cột", "Bảng niêm yết chưa cập nhật")
                    ),
                    "due_on": on + timedelta(days=30),
                }
                if on + timedelta(days=20) <= TODAY:
                    row |= {
                        "closed_on": on + timedelta(days=20),
                        "closed_reference": f"{90 + month}/BC-BQLKCN",
                    }
                findings.append(row)
    return visits, findings


def assigned(random: Random) -> Rows:
    """Tasks given by the province: all on time through 2020, a few late afterwards."""
    rows: Rows = []
    for year in YEARS:
        for number in range(1, 9):
            on = date(year, 1 + number % 6, 5 + number)
            if on > TODAY:
                continue
            due_on = on + timedelta(days=30)
            late = year > 2020 and random.random() < 0.06
            done = (
                due_on + timedelta(days=random.randrange(2, 15))
                if late
                else due_on - timedelta(days=random.randrange(1, 15))
            )
            row: dict[str, Any] = {
                "number": f"{300 + number}/UBND-NC",
                "assigned_by": named_on(PROVINCE_NAME, on),
                "assigned_on": on,
                "lead": named_on((OFFICE, INVESTMENT, BUILDING)[number % 3], on),
                "content": "Báo cáo tình hình thực hiện nhiệm vụ được giao",
                "due_on": due_on,
            }
            if done <= TODAY:
                row |= {"done_on": done, "product_reference": f"{40 + number}/BC-BQLKCN"}
            rows.append(row)
    return rows


def initiatives() -> Rows:
    """One recognised initiative a year or so."""
    names = ("Bảng theo dõi hồ sơ trực quan", "Mẫu hồ sơ song ngữ", "Nhắc hạn tự động", "Hướng dẫn qua mã QR")
    return [
        {
            "title": f"{names[year % 4]} ({year})",
            "head": "Cải cách thủ tục hành chính",
            "unit": OFFICE,
            "recognised_on": date(year, 10, 15),
            "decision": f"{70 + year % 9}/QĐ-BQLKCN",
        }
        for year in range(2017, 2026)
    ]


def index_results() -> Rows:
    """What the province announced of the agency, each January for the year before; made up like all of it."""
    reform = (74.12, 78.4, 81.95, 83.06, 85.71, 86.3, 88.24, 89.02, 90.57, 91.33)
    pleased = (80.5, 81.72, 84.1, 85.93, 87.2, 88.06, 89.41, 90.12, 91.8, 92.45)
    rows: Rows = []
    for place, year in enumerate(range(2016, 2026)):
        on = date(year + 1, 1, 20)
        told = {
            "year": year,
            "announced_on": on,
            "announced_by": named_on(PROVINCE_NAME, on),
            "decision": f"{110 + place}/QĐ-UBND",
        }
        surveyed = round(reform[place] * 0.31, 2)
        rows += [
            {
                "kind": "PAR INDEX",
                "score": reform[place],
                "self_score": round(reform[place] - surveyed + 1.5, 2),
                "appraised": round(reform[place] - surveyed, 2),
                "surveyed": surveyed,
                "rank": 14 - place,
                "ranked_among": 20,
                **told,
            },
            {"kind": "SIPAS", "score": pleased[place], **told},
        ]
    return rows


def meetings(random: Random) -> Rows:
    """Two dialogues with enterprises a year, citizens received each quarter, and what is still to come."""
    rows: Rows = []
    for year in range(2021, TODAY.year + 1):
        for month, kind, topic in _MEETINGS:
            if year == TODAY.year and TODAY.month < month < 12:
                continue
            begins = _weekday(date(year, month, 8 + random.randrange(7)))
            row: dict[str, Any] = {
                "kind": kind,
                "topic": f"{topic}, {'quý ' + ('I', 'II', 'III', 'IV')[(month - 1) // 3]} năm {year}",
                "begins_at": datetime.combine(begins, time(8)),
                "ends_at": datetime.combine(begins, time(11, 30)),
                "place": "Hội trường tầng 2, trụ sở cơ quan",
                "led_by": "Trưởng ban" if kind.startswith("Đối thoại") else "Phó Trưởng ban",
                "invited": _INVITED[kind],
            }
            if begins <= TODAY:
                raised = random.randrange(2, 25)
                row |= {
                    "attended": raised + random.randrange(5, 60),
                    "raised": raised,
                    "answered": raised - random.randrange(0, 2),
                    "conclusion": "Kiến nghị thuộc thẩm quyền được trả lời tại chỗ; phần còn lại trả lời bằng văn bản.",
                }
            rows.append(row)
    rows[2] = {name: value for name, value in rows[2].items() if name not in _OUTCOME} | {
        "cancelled_reason": "Hoãn do bão; nội dung chuyển sang cuộc kế tiếp."
    }
    return rows


_OUTCOME = frozenset({"attended", "raised", "answered", "conclusion"})
_MEETINGS = (
    (3, "Tiếp công dân", "Tiếp công dân định kỳ"),
    (5, "Đối thoại với doanh nghiệp", "Tháo gỡ vướng mắc về đầu tư, xây dựng, môi trường"),
    (6, "Tiếp công dân", "Tiếp công dân định kỳ"),
    (9, "Tiếp công dân", "Tiếp công dân định kỳ"),
    (10, "Đối thoại với doanh nghiệp", "Lao động, giấy phép lao động và dịch vụ công trực tuyến"),
    (12, "Tiếp công dân", "Tiếp công dân định kỳ"),
)
_INVITED = {
    "Tiếp công dân": "Người dân, doanh nghiệp có nhu cầu",
    "Đối thoại với doanh nghiệp": "Doanh nghiệp trong khu công nghiệp; sở, ngành liên quan",
}


def _weekday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
