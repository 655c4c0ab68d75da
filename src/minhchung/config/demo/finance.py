"""Six budget years of the made-up agency: decisions, vouchers, savings, its unit, investment, recommendations.

Years before are sheets of sums. The merger of 1/7/2025 parts that year: what the board had not spent is given to its
successor, which the year after belongs to.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from minhchung.config.demo import agency
from minhchung.finance import actions, queries
from minhchung.organisation.queries import unit_by_code

Rows = list[dict[str, Any]]
#: From this year on the agency keeps its years by decisions and vouchers.
FIRST_KEPT = 2021
LAST = 2026
_MILLION = 1_000_000
_AMENDED, _CARRIED, _OTHER, _OTHER_SPENT = 100 * _MILLION, 12 * _MILLION, 800 * _MILLION, 785 * _MILLION
#: The year that carries some of its saving over.
_CARRIES = 2024
_GROUPS = (
    ("Chi cho cá nhân", "Tiền lương, phụ cấp và các khoản đóng góp", 62),
    ("Chi nghiệp vụ chuyên môn", "Công tác phí, hội nghị, thông tin liên lạc", 24),
    ("Mua sắm, sửa chữa", "Mua sắm, sửa chữa thường xuyên tài sản", 9),
    ("Chi khác", "Chi khác phục vụ hoạt động chung", 5),
)
_PROJECTS = (
    ("7951201", "Hạ tầng kỹ thuật khu công nghiệp Nam Sơn, giai đoạn 2", "Ngân sách tỉnh", 18_000),
    (
        "7951344",
        "Trạm xử lý nước thải khu công nghiệp Phú An",
        "Ngân sách trung ương hỗ trợ có mục tiêu",
        9_500,
    ),
)


def given_of(year: int) -> int:
    """What is given for autonomy in a year, in đồng."""
    return (3_200 + 140 * (year - 2016)) * _MILLION


def vouchers(agencies: Rows) -> Rows:
    """Vouchers of the kept years, month by month; of a closed year they add up to what it spent."""
    rows: Rows = []
    spent = {each["year"]: each["spent"] for each in agencies if each["year"] >= FIRST_KEPT}
    for year in range(FIRST_KEPT, LAST + 1):
        months = range(1, 13) if year < LAST else range(1, 7)
        whole = spent.get(year, given_of(year) * 45 // 100)
        rest, count = whole, len(months) * len(_GROUPS)
        for month in months:
            for place, (group, content, share) in enumerate(_GROUPS, start=1):
                count -= 1
                amount = rest if not count else whole * share // 100 // len(months)
                rest -= amount
                rows.append(_voucher(date(year, month, 20 + place), group, content, amount))
        if year < LAST:
            other = "Kinh phí tổ chức xúc tiến đầu tư, cải cách hành chính"
            row = _voucher(date(year, 11, 28), "Chi nghiệp vụ chuyên môn", other, _OTHER_SPENT)
            rows.append({**row, "part": "Không thực hiện tự chủ"})
    return rows


def _voucher(on: date, group: str, content: str, amount: int) -> dict[str, Any]:
    return {
        "unit": agency.named_on(agency.BOARD_NAME, on),
        "year": on.year,
        "number": f"RDT{on.month:02d}.{on.day}",
        "on": on,
        "part": "Thực hiện tự chủ",
        "group": group,
        "content": f"{content}, tháng {on.month}",
        "amount": amount,
    }


def investments() -> tuple[Rows, Rows]:
    """Plans of investment and their payments; the last year is under way."""
    plans: Rows = []
    payments: Rows = []
    for year in range(FIRST_KEPT, LAST + 1):
        for code, project, source, millions in _PROJECTS:
            amount = (millions + 600 * (year - FIRST_KEPT)) * _MILLION
            plans.append(
                {
                    "unit": agency.named_on(agency.BOARD_NAME, date(year, 1, 1)),
                    "year": year,
                    "code": code,
                    "project": project,
                    "source": source,
                    "first_given": amount,
                    "decision": f"QĐ {2100 + year % 100}/QĐ-UBND",
                    "decided_on": date(year - 1, 12, 22),
                }
            )
            steps = ((3, 12), (6, 22), (9, 31), (12, 28)) if year < LAST else ((3, 9), (6, 24))
            late = ((date(year + 1, 1, 20), 4),) if year < LAST else ()
            for on, percent in (*((date(year, month, 15), share) for month, share in steps), *late):
                payments.append(
                    {
                        "year": year,
                        "code": code,
                        "source": source,
                        "number": f"GTT{on:%m%y}",
                        "on": on,
                        "amount": amount * percent // 100,
                    }
                )
    return plans, payments


def recommended() -> Rows:
    """What audits and inspections recommended."""
    told = (
        ("Kiểm toán nhà nước", "TB 214/TB-KVXII", date(2022, 9, 14), 86, date(2022, 12, 31),
         "Nộp ngân sách kinh phí còn dư, hết nhiệm vụ chi"),
        ("Thanh tra", "KL 37/KL-TTr", date(2023, 6, 8), 24, date(2023, 9, 30),
         "Thu hồi khoản chi vượt định mức công tác phí"),
        ("Thanh tra", "KL 52/KL-TTr", date(2024, 8, 20), 0, date(2024, 12, 31),
         "Sửa đổi quy chế chi tiêu nội bộ về mức khoán điện thoại"),
        ("Kiểm tra, thẩm tra quyết toán", "BB 09/STC", date(2026, 4, 17), 45, date(2026, 12, 15),
         "Nộp trả kinh phí không tự chủ còn dư năm 2025"),
    )  # fmt: skip
    return [
        {
            "unit": agency.named_on(agency.BOARD_NAME, on),
            "kind": kind,
            "document": document,
            "issued_on": on,
            "number": "1",
            "content": content,
            "amount": millions * _MILLION,
            "due_on": due,
        }
        for kind, document, on, millions, due, content in told
    ]


def vouchers_then(rows: Rows) -> Rows:
    """The vouchers of the days before the merger."""
    return [row for row in rows if row["on"] < agency.MERGED_ON]


def before(kind: str, *, eve: bool, by: str, at: datetime) -> bool:
    """Done before a worksheet is imported; False when the folder is of before and has other years than these."""
    if kind != "spendings":
        return True
    if eve:
        open_years(by=by, at=at)
        return True
    return go_on(by=by, at=at)


def after(kind: str, *, by: str, at: datetime) -> None:
    """Done after a worksheet was imported."""
    if kind == "recommendations":
        close_years(by=by, at=at)


def open_years(*, by: str, at: datetime) -> None:
    """Internal rules, and the kept years up to the merger with what decisions gave by then; again does nothing."""
    board = unit_by_code(agency.BOARD)
    if board is None or queries.year_at(board.pk, FIRST_KEPT) is not None:
        return
    for year in range(FIRST_KEPT, agency.MERGED_ON.year + 1):
        _open(board, year, by=by, at=at)
    for kind, number, on in (
        ("spending", "15/QĐ-BQLKCN", date(2021, 1, 20)),
        ("assets", "16/QĐ-BQLKCN", date(2021, 1, 20)),
        ("spending", "41/QĐ-BQLKCN", date(2024, 12, 10)),
    ):
        _issue(board, kind, number, on, by=by, at=at)
    _class_centre(by=by, at=at)


def go_on(*, by: str, at: datetime) -> bool:
    """What the board had not spent is given to its successor, whose years go on; again does nothing.

    False where the year of the merger was not parted by it.
    """
    board, heir = unit_by_code(agency.BOARD), unit_by_code(agency.BOARD_AFTER)
    if board is None or heir is None:
        return False
    merged = agency.MERGED_ON.year
    left, begun = queries.year_at(board.pk, merged), queries.year_at(heir.pk, merged)
    if left is None or begun is None:
        return False
    if queries.year_at(heir.pk, LAST) is not None:
        return True
    taken, given = "QĐ 1390/QĐ-UBND thu hồi dự toán", "QĐ 1391/QĐ-UBND giao dự toán"
    for part, amount in (("autonomous", queries.sums_of(left).saving), ("other", _OTHER)):
        for year, more in ((left, {"amount": -amount, "amends": True, "decision": taken}),
                           (begun, {"amount": amount, "decision": given})):  # fmt: skip
            row = actions.draft("allotment", part=part, decided_on=agency.MERGED_ON, **more)
            actions.allot(year=year.pk, allotment=row, by=by, at=at)
    _amend(begun.pk, merged, date(merged, 7, 10), by=by, at=at)
    for year in range(merged + 1, LAST + 1):
        _open(heir, year, by=by, at=at)
    for kind, number in (("spending", "03/QĐ-BQLKCN"), ("assets", "04/QĐ-BQLKCN")):
        _issue(heir, kind, number, date(merged, 7, 15), by=by, at=at)
    return True


def _open(unit: Any, year: int, *, by: str, at: datetime) -> None:
    """A budget year with what the decisions of its first days give, and its amendment in September."""
    opened = actions.save_agency_autonomy(
        actions.draft(
            "agency_autonomy",
            unit=unit,
            year=year,
            decision=f"QĐ {2000 + year % 100}/QĐ-UBND ngày 25/12/{year - 1}",
            staff_assigned=16,
            rise=Decimal("1.00"),
            rank_coefficient=Decimal("3.120"),
            allowance_coefficient=Decimal("0.350"),
        ),
        by=by,
        at=at,
    )
    carried = _CARRIED if year == _CARRIES + 1 else 0
    first = {"decision": f"QĐ {2000 + year % 100}/QĐ-UBND", "decided_on": date(year - 1, 12, 25)}
    told: list[dict[str, Any]] = [
        {**first, "amount": given_of(year) - _AMENDED - carried},
        {**first, "amount": _OTHER, "part": "other"},
    ]
    if carried:
        words, on = f"TB 11/TB-STC năm {year}", date(year, 2, 5)
        told.append({"amount": carried, "source": "carried", "decision": words, "decided_on": on})
    for row in told:
        actions.allot(year=opened.pk, allotment=actions.draft("allotment", **row), by=by, at=at)
    if year not in (agency.MERGED_ON.year, LAST):
        _amend(opened.pk, year, date(year, 9, 15), by=by, at=at)


def _amend(number: int, year: int, on: date, *, by: str, at: datetime) -> None:
    words = f"QĐ {1400 + year % 100}/QĐ-UBND điều chỉnh dự toán"
    row = actions.draft("allotment", amends=True, amount=_AMENDED, decision=words, decided_on=on)
    actions.allot(year=number, allotment=row, by=by, at=at)


def _issue(unit: Any, kind: str, number: str, on: date, *, by: str, at: datetime) -> None:
    rule = actions.draft(
        "spending_rule",
        unit=unit,
        kind=kind,
        decision=f"QĐ {number}",
        decided_on=on,
        since=on,
        discussed_on=on,
    )
    actions.issue_rule(rule, by=by, at=at)


def _class_centre(*, by: str, at: datetime) -> None:
    """The centre's plan of 2022-2026 with the decision on it, and the next plan, not yet decided."""
    centre = unit_by_code(f"{agency.BOARD}.09")
    if centre is None:
        return
    for first, submitted, on, base in (
        (2022, "TTr 61/TTr-BQLKCN", date(2021, 11, 12), 1_900),
        (2027, "TTr 88/TTr-BQLKCN", date(2026, 10, 5), 2_320),
    ):
        draft = actions.draft(
            "unit_plan",
            unit=centre,
            first_year=first,
            last_year=first + 4,
            submitted=submitted,
            submitted_on=on,
        )
        plan = actions.save_plan(draft, by=by, at=at)
        amounts = {
            first + step: ((base + 60 * step) * _MILLION, (base + 750 + 40 * step) * _MILLION)
            for step in range(5)
        }
        actions.estimate(plan=plan.pk, amounts=amounts, by=by, at=at)
        if first == 2022:
            decision = "QĐ 85/QĐ-UBND ngày 18/01/2022"
            actions.classify(plan=plan.pk, decision=decision, since=date(2022, 1, 1), by=by, at=at)
    for year in range(2022, LAST):
        revenue = (1_940 + 70 * (year - 2022)) * _MILLION
        draft = actions.draft(
            "distribution", unit=centre, year=year, revenue=revenue, expenses=revenue - 180 * _MILLION,
            salary_fund=760 * _MILLION, development_percent=Decimal("30.00"), income_percent=Decimal("45.00"),
            welfare_percent=Decimal("20.00"), other_percent=Decimal("5.00"),
            decision=f"QĐ {20 + year % 100}/QĐ-TTPTHT", decided_on=date(year + 1, 2, 10),
        )  # fmt: skip
        actions.distribute(draft, by=by, at=at)


def close_years(*, by: str, at: datetime) -> None:
    """Uses of each saving, and the closing; then what was done for recommendations. Again does nothing."""
    board, heir = unit_by_code(agency.BOARD), unit_by_code(agency.BOARD_AFTER)
    if board is None or heir is None:
        return
    merged = agency.MERGED_ON.year
    of_board = [(board, year) for year in range(FIRST_KEPT, merged + 1)]
    for unit, number in (*of_board, *((heir, year) for year in range(merged, LAST))):
        year = queries.kept_here(unit.pk, number)
        if year is not None and not year.is_closed:
            _close(year, by=by, at=at)
    _follow(by=by, at=at)


def _close(year: Any, *, by: str, at: datetime) -> None:
    """Close a year; the part of one that a merger has ended has nothing left."""
    number, sums = year.year, queries.sums_of(year)
    carried = _CARRIED if number == _CARRIES else 0
    income, reward = sums.saving * 6 // 10, sums.saving * 2 // 10
    uses = {"extra_income": income, "reward": reward, "welfare": sums.saving - income - reward - carried}
    for purpose, amount in uses.items():
        if not amount:
            continue
        many = {"people": 16, "months": 12} if purpose == "extra_income" else {}
        use = actions.draft(
            "saving_use", purpose=purpose, amount=amount, decision=f"QĐ {310 + number % 100}/QĐ-BQLKCN",
            decided_on=date(number, 12, 26), **many,
        )  # fmt: skip
        actions.use_saving(year=year.pk, use=use, by=by, at=at)
    rest = sums.other_given - sums.other_spent
    actions.close_year(year=year.pk, carried_over=carried, returned=rest, by=by, at=at)


def _follow(*, by: str, at: datetime) -> None:
    for row in recommended():
        found = queries.recommendation_named(row["document"], row["number"])
        if found is None or found.paid or found.closed_on is not None:
            continue
        if row["issued_on"].year == LAST:
            continue
        step = actions.draft(
            "recommendation_step", on=row["due_on"], paid=row["amount"], content="Đã thực hiện đủ theo kiến nghị",
            reference=f"GNT ngày {row['due_on']:%d/%m/%Y}",
        )  # fmt: skip
        actions.tell_step(recommendation=found.pk, step=step, by=by, at=at)
        actions.close_recommendation(
            recommendation=found.pk, on=row["due_on"], reference=f"BC 5{row['issued_on'].year % 10}/BC-BQLKCN",
            by=by, at=at,
        )  # fmt: skip
