"""The made-up agency over time: what its units are for, what was delegated to it, its merger, and one that is prepared.

Nothing here is drawn: the same rows each time.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from minhchung.config.demo import agency
from minhchung.config.demo.agency import (
    BOARD,
    BOARD_AFTER,
    BOARD_NAME,
    BUILDING,
    CENTRE,
    INVESTMENT,
    MERGED_ON,
    OFFICE,
    PROVINCE,
    PROVINCE_AFTER,
    PROVINCE_NAME,
    Rows,
)
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation import actions
from minhchung.organisation.models import SuccessionKind
from minhchung.organisation.queries import unchecked_delegations, unit_by_code
from minhchung.organisation.reorganisations import reorganisations

DECISION = "Nghị quyết sắp xếp đơn vị hành chính cấp tỉnh năm 2025 (minh họa)"
_BY_DECISION = "QĐ 12/2020/QĐ-UBND ngày 15/12/2020 (minh họa)"
_BY_DECISION_AFTER = "QĐ 30/2025/QĐ-UBND ngày 01/7/2025 (minh họa)"
_OF_UNITS = {
    BOARD_NAME: (
        ("Chức năng", "Quản lý nhà nước trực tiếp đối với khu công nghiệp trên địa bàn tỉnh"),
        (
            "Nhiệm vụ",
            "Cấp, điều chỉnh, thu hồi giấy chứng nhận đăng ký đầu tư đối với dự án trong khu công nghiệp",
        ),
        (
            "Nhiệm vụ",
            "Kiểm tra, giám sát việc thực hiện mục tiêu đầu tư, tiến độ góp vốn và triển khai dự án",
        ),
        ("Quyền hạn", "Yêu cầu doanh nghiệp trong khu công nghiệp báo cáo theo quy định"),
    ),
    OFFICE: (
        ("Chức năng", "Tham mưu tổ chức bộ máy, cải cách hành chính, kế hoạch, tài chính"),
        ("Nhiệm vụ", "Tiếp nhận hồ sơ và trả kết quả giải quyết thủ tục hành chính"),
    ),
    INVESTMENT: (
        ("Chức năng", "Tham mưu quản lý đầu tư, doanh nghiệp và lao động trong khu công nghiệp"),
        ("Nhiệm vụ", "Thẩm định hồ sơ đăng ký đầu tư, giấy phép lao động, nội quy lao động"),
    ),
    BUILDING: (
        ("Chức năng", "Tham mưu quản lý quy hoạch, xây dựng và môi trường trong khu công nghiệp"),
        ("Nhiệm vụ", "Thẩm định thiết kế, cấp giấy phép xây dựng, kiểm tra công trình"),
    ),
    CENTRE: (("Chức năng", "Đầu tư, quản lý, khai thác hạ tầng kỹ thuật khu công nghiệp"),),
}
_LABOUR, _BUILDING = "Lao động, việc làm", "Hoạt động xây dựng"
_DELEGATED = (
    ("Ủy quyền", "Cấp giấy phép lao động cho người lao động nước ngoài làm việc trong khu công nghiệp", _LABOUR,
     date(2021, 3, 1), date(2025, 7, 1)),
    ("Ủy quyền", "Tiếp nhận đăng ký nội quy lao động của doanh nghiệp trong khu công nghiệp", _LABOUR,
     date(2021, 3, 1), date(2025, 7, 1)),
    ("Phân cấp", "Thẩm định báo cáo nghiên cứu khả thi đầu tư xây dựng trong khu công nghiệp", _BUILDING,
     date(2022, 5, 16), None),
    ("Phân cấp", "Cấp giấy phép xây dựng công trình trong khu công nghiệp", _BUILDING, date(2022, 5, 16), None),
    ("Ủy quyền", "Thẩm định báo cáo đánh giá tác động môi trường", "Môi trường", date(2023, 1, 9), date(2027, 1, 1)),
    ("Ủy quyền", "Cấp giấy phép lao động cho người lao động nước ngoài làm việc trong khu công nghiệp", _LABOUR,
     MERGED_ON, date(2028, 7, 1)),
    ("Phân cấp", "Điều chỉnh cục bộ quy hoạch phân khu xây dựng khu công nghiệp", "Quy hoạch xây dựng",
     date(2025, 10, 1), None),
)  # fmt: skip
_CHECKS = (
    # (place above, day, what was found, days to mend, days until mended)
    (0, date(2022, 11, 8), "Đã thực hiện đúng thẩm quyền; báo cáo định kỳ chậm hai kỳ.", 60, 41),
    (2, date(2023, 10, 17), "Thực hiện đúng; không yêu cầu khắc phục.", None, None),
    (3, date(2024, 9, 24), "Hai giấy phép chưa cập nhật lên hệ thống; yêu cầu cập nhật đủ.", 30, 22),
    (4, date(2025, 11, 12), "Chưa lưu đủ biên bản họp hội đồng thẩm định.", 45, 38),
    (6, date(2026, 9, 15), "Chưa công bố đồ án điều chỉnh đúng hạn.", 120, None),
)


def duties() -> Rows:
    """Functions and tasks of the units, as rows of the worksheet."""
    rows: Rows = []
    for unit, lines in _OF_UNITS.items():
        heir = agency.named_on(unit, MERGED_ON)
        spans = [(unit, date(2021, 1, 1), None if heir == unit else MERGED_ON, _BY_DECISION)]
        if heir != unit:
            spans.append((heir, MERGED_ON, None, _BY_DECISION_AFTER))
        rows += [
            {
                "unit": name, "kind": kind, "number": number, "text": text, "since": since, "until": until,
                "decision": decision,
            }
            for name, since, until, decision in spans
            for number, (kind, text) in enumerate(lines, 1)
        ]  # fmt: skip
    return rows


def delegated() -> Rows:
    """Tasks decentralised and authorised, as rows of the worksheet."""
    return [
        {
            "kind": kind, "task": task, "field": field, "since": since, "until": until,
            "giver": agency.named_on(PROVINCE_NAME, since),
            "taker": agency.named_on(BOARD_NAME, since),
            "document": f"QĐ {500 + number}/QĐ-UBND ngày {since:%d/%m/%Y} (minh họa)",
        }
        for number, (kind, task, field, since, until) in enumerate(_DELEGATED)
    ]  # fmt: skip


def merge(*, by: str) -> None:
    """The merger of 1 July 2025, carried out on its day; done once.

    The board goes with its rooms into the other one with its rooms; then the province.
    """
    if reorganisations():
        return
    at = datetime.combine(MERGED_ON, datetime.min.time()).replace(hour=7, minute=30)
    rooms = [(f"{BOARD}.{end}", f"{BOARD_AFTER}.{end}") for end in agency.ROOMS]
    for pairs, name in (
        ([(BOARD, BOARD_AFTER), *rooms], "Sắp xếp Ban Quản lý các khu công nghiệp"),
        ([(PROVINCE, PROVINCE_AFTER)], "Sắp xếp Ủy ban nhân dân tỉnh"),
    ):
        found = _draft(SuccessionKind.MERGE, name, pairs, MERGED_ON, by=by, at=at - timedelta(days=6))
        if found is not None:
            actions.carry_out(number=found, by=Actor(by), at=at)


def prepare(*, by: str, at: datetime) -> None:
    """One that is being prepared: its preview tells of the open work at the desk."""
    if any(row.kind == SuccessionKind.ABSORB for row in reorganisations()):
        return
    on = date(at.year + 1, 1, 1)
    name = "Nhập phòng chuyên môn theo đề án tinh gọn (dự kiến)"
    pairs = [(f"{BOARD_AFTER}.02", f"{BOARD_AFTER}.03")]
    decision = f"Đề án tinh gọn đầu mối bên trong, dự thảo tháng {at:%m/%Y} (minh họa)"
    _draft(SuccessionKind.ABSORB, name, pairs, on, decision=decision, by=by, at=at)


def check(*, by: str) -> None:
    """Checks of what was delegated, most of them mended."""
    tasks = unchecked_delegations()
    if not tasks:
        return
    for place, on, finding, days, mended in _CHECKS:
        if place >= len(tasks):
            continue
        at = datetime.combine(on, datetime.min.time()).replace(hour=16)
        made = actions.check_delegated(
            delegated=tasks[place],
            on=on,
            checker="Sở Nội vụ (minh họa)",
            document=f"BC {on.day}{on.month}/BC-SNV ngày {on:%d/%m/%Y} (minh họa)",
            finding=finding,
            to_mend_by=on + timedelta(days=days) if days else None,
            by=by,
            at=at,
        )
        if mended:
            day = on + timedelta(days=mended)
            actions.mend(
                check=made, on=day, how="Đã khắc phục, có báo cáo gửi Sở Nội vụ.", by=by,
                at=datetime.combine(day, datetime.min.time()).replace(hour=10),
            )  # fmt: skip


def _draft(
    kind: SuccessionKind,
    name: str,
    pairs: list[tuple[str, str]],
    on: date,
    *,
    by: str,
    at: datetime,
    decision: str = DECISION,
) -> int | None:
    units = [(unit_by_code(before), unit_by_code(after)) for before, after in pairs]
    if any(None in pair for pair in units):
        return None
    told = [actions.Pair(before.pk, after.pk) for before, after in units if before and after]
    return actions.prepare(kind=kind, name=name, on=on, decision=decision, pairs=told, by=by, at=at)
