"""The made-up agency itself: units, people, quota, training, classes, autonomy - as rows of the import layouts.

The province, the board and every person are invented. The board is merged into that of another province on
1/7/2025, as boards were that year: the rows say where everybody was before, and the merger is a deed of its own. Three
rooms go into those of the other board; the centre and the one-stop go along as they are.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from minhchung.config.demo import cast

Rows = list[dict[str, Any]]

PROVINCE, BOARD = "X77", "X77.15"
PROVINCE_AFTER, BOARD_AFTER = "X88", "X88.15"
MERGED_ON = date(2025, 7, 1)
BOARD_NAME = "Ban Quản lý các khu công nghiệp tỉnh Nam Sơn"
BOARD_NAME_AFTER = "Ban Quản lý các khu công nghiệp tỉnh Trường Sơn"
PROVINCE_NAME = "Ủy ban nhân dân tỉnh Nam Sơn"
PROVINCE_NAME_AFTER = "Ủy ban nhân dân tỉnh Trường Sơn"
OFFICE = "Văn phòng Ban Quản lý"
INVESTMENT = "Phòng Quản lý Đầu tư, Doanh nghiệp và Lao động"
BUILDING = "Phòng Quản lý Quy hoạch, Xây dựng và Môi trường"
CENTRE = "Trung tâm Phát triển hạ tầng khu công nghiệp"
OFFICE_AFTER = "Văn phòng Ban Quản lý các khu công nghiệp"
INVESTMENT_AFTER = "Phòng Đầu tư, Doanh nghiệp và Lao động"
BUILDING_AFTER = "Phòng Quy hoạch, Xây dựng và Môi trường"
#: By the end of its code, the name of each room before the merger and after it.
ROOMS = {
    "01": (OFFICE, OFFICE_AFTER),
    "02": (INVESTMENT, INVESTMENT_AFTER),
    "03": (BUILDING, BUILDING_AFTER),
}
_AFTER = {
    BOARD_NAME: BOARD_NAME_AFTER,
    PROVINCE_NAME: PROVINCE_NAME_AFTER,
    **dict(ROOMS.values()),
}
ONE_STOP = "Trung tâm Phục vụ hành chính công tỉnh Nam Sơn"
YEARS = range(2016, 2027)
#: How many procedures the board receives at a desk of its own after the merger.
OWN_DESKS = 6
#: Which room, by the end of its code, is in charge of which field of work.
CHARGES = {
    "Lao động, việc làm": "02",
    "Đầu tư tại Việt Nam": "02",
    "Xuất nhập khẩu": "02",
    "Thương mại quốc tế": "02",
    "Hoạt động xây dựng": "03",
    "Quy hoạch xây dựng": "03",
    "Quản lý chất lượng công trình": "03",
    "Môi trường": "03",
}
REPORT_NUMBER, REPORT_SIGNER = "      /BC-BQLKCN", "Trưởng ban"


def named_on(name: str, day: date) -> str:
    """Who does on a day what a unit of before the merger did: the unit itself, or its heir."""
    return name if day < MERGED_ON else _AFTER.get(name, name)


def went_along(who: dict[str, Any]) -> bool:
    """Whether the merger took a person along; who leaves on its day does not come."""
    return who["unit"] in _AFTER and (who.get("left_on") is None or who["left_on"] > MERGED_ON)


def units() -> Rows:
    """Units as they stood before the merger, and those that the merger will need."""
    start = date(2012, 1, 1)

    def unit(code: str, name: str, kind: str, parent: str, since: date = start) -> dict[str, Any]:
        return {"code": code, "name": name, "kind": kind, "parent": parent, "since": since}

    room = "Phòng, văn phòng"
    return [
        unit(PROVINCE, PROVINCE_NAME, "Ủy ban nhân dân cấp tỉnh", ""),
        unit(PROVINCE_AFTER, PROVINCE_NAME_AFTER, "Ủy ban nhân dân cấp tỉnh", ""),
        {**unit(BOARD, BOARD_NAME, "Cơ quan", PROVINCE), "is_home": True},
        {
            **unit(BOARD_AFTER, BOARD_NAME_AFTER, "Cơ quan", PROVINCE_AFTER, since=MERGED_ON),
            "is_home": True,
            "official_code": BOARD_AFTER,
            "legacy_code": "000.00.15.X88",
            "seal_name": BOARD_NAME_AFTER.upper(),
        },
        *(unit(f"{BOARD}.{end}", before, room, BOARD) for end, (before, _after) in ROOMS.items()),
        unit(f"{BOARD}.09", CENTRE, "Đơn vị sự nghiệp công lập", BOARD),
        *(
            unit(f"{BOARD_AFTER}.{end}", after, room, BOARD_AFTER, since=MERGED_ON)
            for end, (_before, after) in ROOMS.items()
        ),
        unit("X77.MC", ONE_STOP, "Bộ phận một cửa, trung tâm phục vụ hành chính công", PROVINCE),
    ]


def people(random: Random) -> Rows:
    """Twenty officials through 2020, each with a university degree or higher; later years bring comings and goings."""
    posts = [
        ("Trưởng ban", BOARD_NAME),
        ("Phó Trưởng ban", BOARD_NAME),
        ("Phó Trưởng ban", BOARD_NAME),
        ("Chánh Văn phòng", OFFICE),
        *[("Chuyên viên", OFFICE)] * 4,
        ("Trưởng phòng", INVESTMENT),
        *[("Chuyên viên", INVESTMENT)] * 3,
        ("Trưởng phòng", BUILDING),
        *[("Chuyên viên", BUILDING)] * 2,
        ("Giám đốc Trung tâm", CENTRE),
        *[("Viên chức", CENTRE)] * 4,
    ]
    rows = [
        _person(number, post, unit, date(2010 + number % 5, 3, 1), random)
        for number, (post, unit) in enumerate(posts, 1)
    ]
    contracts = [
        _person(20 + number, "Lái xe, bảo vệ", OFFICE, date(2014, 1, 2), random) for number in (1, 2)
    ]
    for row in contracts:
        row |= {"kind": "Hợp đồng lao động", "rank": "", "level": "Trung cấp", "major": "Nghiệp vụ"}
    rows[5] |= {"left_on": date(2022, 9, 1), "leaving": "Nghỉ hưu", "leaving_regime": "Bộ luật Lao động"}
    rows[10] |= {"left_on": date(2023, 4, 1), "leaving": "Chuyển công tác"}
    rows[17] |= {
        "left_on": date(2025, 7, 1),
        "leaving": "Nghỉ do sắp xếp tổ chức bộ máy",
        "leaving_regime": "NĐ 178/2024/NĐ-CP",
    }
    rows[14] |= {"left_on": date(2025, 9, 1), "leaving": "Thôi việc theo nguyện vọng"}
    later = [
        _person(31, "Chuyên viên", OFFICE, date(2022, 11, 1), random),
        _person(32, "Chuyên viên", INVESTMENT, date(2023, 6, 1), random),
        _person(33, "Viên chức", CENTRE, date(2024, 2, 1), random),
    ]
    later[2] |= {"level": "Cao đẳng", "major": "Kế toán"}
    return [*rows, *contracts, *later]


def people_then(staff: Rows) -> Rows:
    """The same people as the sheet of the last day before the merger tells of them."""
    later = ("left_on", "leaving", "leaving_regime")
    return [
        who if (who.get("left_on") or MERGED_ON) <= MERGED_ON else {**who, **dict.fromkeys(later, None)}
        for who in staff
    ]


def people_now(staff: Rows) -> Rows:
    """The same people where they are after the merger; who had left stays where he was."""
    return [{**who, "unit": _AFTER[who["unit"]]} if went_along(who) else who for who in staff]


def _person(number: int, post: str, unit: str, joined: date, random: Random) -> dict[str, Any]:
    who = cast.person(random)
    master = random.random() < 0.3
    return {
        "staff_no": f"NS{number:03d}",
        "full_name": who.name,
        "sex": "Nữ" if who.female else "Nam",
        "birth_on": date(1972 + random.randrange(20), 1 + random.randrange(12), 1 + random.randrange(28)),
        "ethnic": random.choice(("Kinh", "Kinh", "Kinh", "Tày", "M'Nông")),
        "party_member": random.random() < 0.7,
        "kind": "Viên chức" if unit == CENTRE else "Công chức",
        "unit": unit,
        "post": post,
        "rank": "" if unit == CENTRE else "01.003" if post == "Chuyên viên" else "01.002",
        "joined_on": joined,
        "level": "Thạc sĩ" if master else "Đại học",
        "major": random.choice(("Luật", "Kinh tế", "Xây dựng", "Quản lý môi trường", "Quản trị kinh doanh")),
        "awarded_on": date(joined.year - 1, 6, 15),
    }


def quota() -> Rows:
    """Quota by year: assigned never below those present in 2016-2020."""
    rows: Rows = []
    for year in YEARS:
        decision = f"{900 + year % 100}/QĐ-UBND ngày 10/01/{year}"
        number = 18 if year in (2021, 2022) else 16
        civil = {"kind": "Biên chế công chức", "number": number, "year": year, "decision": decision}
        if year == MERGED_ON.year:
            rows += [
                {**civil, "unit": BOARD_NAME, "since": date(year, 1, 1), "until": MERGED_ON},
                {**civil, "unit": BOARD_NAME_AFTER, "since": MERGED_ON},
            ]
        else:
            rows.append({**civil, "unit": BOARD_NAME if year < MERGED_ON.year else BOARD_NAME_AFTER})
        rows.append(
            {
                "unit": CENTRE,
                "kind": "Số người làm việc hưởng lương từ ngân sách",
                "number": 5,
                "year": year,
                "decision": decision,
            }
        )
    return rows


def training(staff: Rows, random: Random) -> Rows:
    """Training turns: a handful a year."""
    kinds = (
        ("Quản lý nhà nước", "Bồi dưỡng kiến thức quản lý nhà nước ngạch chuyên viên"),
        ("Chuyên môn, nghiệp vụ", "Nghiệp vụ kiểm soát thủ tục hành chính"),
        ("Tin học, kỹ năng số", "Kỹ năng số và chữ ký số chuyên dùng"),
        ("Lý luận chính trị", "Cập nhật kiến thức lý luận chính trị"),
    )
    rows: Rows = []
    for year in YEARS:
        for who in random.sample(staff[:20], 5 + random.randrange(4)):
            if who.get("left_on") and who["left_on"].year <= year:
                continue
            kind, title = random.choice(kinds)
            on = date(year, 3 + random.randrange(4), 1 + random.randrange(25))
            rows.append(
                {"staff_no": who["staff_no"], "kind": kind, "title": f"{title} {year}", "on": on, "hours": 40}
            )
    return _distinct(rows, "staff_no", "title")


def classes(staff: Rows, random: Random) -> Rows:
    """Yearly classes: the best class stays within a fifth of those classed well."""
    rows: Rows = []
    for year in range(2016, 2026):
        present = [who for who in staff if who["joined_on"].year <= year and not _gone(who, year)]
        best = len(present) // 7
        for number, who in enumerate(random.sample(present, len(present))):
            quality = "Hoàn thành xuất sắc nhiệm vụ" if number < best else "Hoàn thành tốt nhiệm vụ"
            if year > 2020 and number == len(present) - 1:
                quality = "Hoàn thành nhiệm vụ"
            decision = f"{100 + number}/QĐ-BQLKCN"
            rows.append({"staff_no": who["staff_no"], "year": year, "quality": quality, "decision": decision})
    return rows


def _gone(who: dict[str, Any], year: int) -> bool:
    return bool(who.get("left_on")) and who["left_on"] <= date(year, 12, 31)


def autonomy(random: Random) -> tuple[Rows, Rows]:
    """Autonomy of the board by year and of its unit by period, in whole đồng.

    The years from ``finance.FIRST_KEPT`` on are kept by decisions and vouchers; the sums are what these come to.
    """
    agencies: Rows = []
    for year in range(2016, 2026):
        given = (3_200 + 140 * (year - 2016)) * 1_000_000
        saving = (60 + random.randrange(60)) * 1_000_000
        income, reward = saving * 6 // 10, saving * 2 // 10
        agencies.append(
            {
                "unit": BOARD_NAME,
                "year": year,
                "funds_given": given,
                "spent": given - saving,
                "saving": saving,
                "extra_income": income,
                "reward": reward,
                "welfare": saving - income - reward,
                "spending_rule": f"QĐ 15/QĐ-BQLKCN ngày 20/01/{year}",
                "decision": f"QĐ {2000 + year % 100}/QĐ-UBND ngày 25/12/{year - 1}",
            }
        )
    centre = {"unit": CENTRE, "group": "Nhóm 3"}
    units_ = [
        {
            **centre,
            "regime": "NĐ 141/2016/NĐ-CP",
            "revenue": 1_450_000_000,
            "expenses": 2_600_000_000,
            "band": "30-70",
            "decision": "QĐ 310/QĐ-UBND ngày 12/02/2017",
            "since": date(2017, 3, 1),
            "until": date(2022, 1, 1),
        },
    ]
    return agencies, units_


def _distinct(rows: Rows, *names: str) -> Rows:
    seen: set[tuple[Any, ...]] = set()
    kept: Rows = []
    for row in rows:
        key = tuple(row[name] for name in names)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    return kept
