"""What surrounds the plans of the made-up agency: targets, points by criterion, information, money."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from minhchung.config.demo.agency import INVESTMENT, OFFICE, Rows, named_on
from minhchung.config.demo.dossiers import TODAY

_CRITERIA = (
    ("1.1.3", "Mức độ hoàn thành kế hoạch cải cách hành chính", "Chỉ đạo, điều hành", 2),
    ("1.6", "Thực hiện nhiệm vụ Ủy ban nhân dân, Chủ tịch tỉnh giao", "Chỉ đạo, điều hành", 3),
    ("2.3", "Rà soát văn bản và xử lý kết quả rà soát", "Cải cách thể chế", 2.5),
    ("3.3", "Rà soát, đơn giản hóa thủ tục hành chính", "Cải cách thủ tục hành chính", 2.5),
    ("3.5", "Hồ sơ giải quyết đúng hạn", "Cải cách thủ tục hành chính", 4),
    ("5.5", "Thực hiện kế hoạch đào tạo, bồi dưỡng", "Chất lượng đội ngũ, chế độ công vụ", 2),
    ("7.2", "Văn bản đi điện tử được ký số", "Hiện đại hóa hành chính, Chính phủ số", 3),
    ("7.5", "Số hóa kết quả giải quyết thủ tục hành chính", "Hiện đại hóa hành chính, Chính phủ số", 2),
)


def index_criteria(random: Random) -> Rows:
    """Some criteria of the reform index of each year, fewer points lost as time goes by."""
    rows: Rows = []
    for year in range(2021, 2026):
        for number, title, head, full in _CRITERIA:
            lost = random.choice((0, 0, 0.25, 0.5)) if year < 2025 else random.choice((0, 0.25, 0.5))
            rows.append(
                {
                    "kind": "PAR INDEX",
                    "year": year,
                    "number": number,
                    "title": title,
                    "head": head,
                    "full": full,
                    "score": full - lost,
                    "reason": "Thiếu tài liệu kiểm chứng" if lost else "",
                }
            )
    return rows


def targets() -> Rows:
    """What the plans of five years and this one set out to reach."""
    rows: Rows = []
    for year in range(2021, TODAY.year + 1):
        told = (
            (
                "Hồ sơ giải quyết đúng hạn, trước hạn",
                "≥",
                95 + (year - 2021) // 2,
                "dossiers.kept_promise",
                "",
            ),
            ("Văn bản đi gửi điện tử", "≥", 90, "documents.sent_electronically", ""),
            ("Số người được đào tạo, bồi dưỡng", "≥", 5, "staff.trained", "so với năm trước"),
        )
        for number, (name, compared, value, figure, base) in enumerate(told, start=1):
            rows.append(
                {
                    "plan": f"{year - 2000}/KH-BQLKCN",
                    "number": number,
                    "name": name,
                    "comparator": compared,
                    "value": value,
                    "unit": "người" if number == 3 else "%",
                    "year": year,
                    "base": base,
                    "figure": figure,
                    "programme": "NQ 76/NQ-CP ngày 15/7/2021" if number < 3 else "",
                }
            )
    return rows


def outreach(random: Random) -> Rows:
    """What made the reform known: articles all year, a conference and a training each year."""
    rows: Rows = []
    for year in range(2021, TODAY.year + 1):
        for number in range(1, 9):
            on = date(year, number + 2, 3 + random.randrange(20))
            kind, title, audience, people, minutes = _OUTREACH[number % len(_OUTREACH)]
            if on > TODAY:
                continue
            rows.append(
                {
                    "on": on,
                    "form": kind,
                    "title": f"{title}, tháng {on.month} năm {year}",
                    "audience": audience,
                    "people": people + random.randrange(20) if people else None,
                    "minutes": minutes,
                    "unit": named_on(OFFICE if number % 3 else INVESTMENT, on),
                    "reference": f"{20 + number}/BC-BQLKCN" if people else "trang thông tin điện tử của Ban",
                }
            )
    return rows


_OUTREACH: tuple[tuple[str, str, str, int, int | None], ...] = (
    ("Tin, bài", "Kết quả giải quyết thủ tục hành chính", "", 0, None),
    ("Hội nghị, hội thảo", "Quán triệt kế hoạch cải cách hành chính", "Công chức, viên chức", 20, 180),
    ("Tin, bài", "Hướng dẫn nộp hồ sơ trực tuyến", "", 0, None),
    ("Tập huấn", "Ký số và xử lý hồ sơ trên môi trường mạng", "Công chức, viên chức các phòng", 15, 240),
    ("Tờ rơi, pa nô, ấn phẩm", "Tờ rơi quy trình một cửa", "Doanh nghiệp", 100, None),
)


def reform_budget() -> Rows:
    """Money for the reform of each year, from two sources."""
    rows: Rows = []
    for year in range(2021, TODAY.year + 1):
        for item, source, given in (
            ("Tuyên truyền, tập huấn cải cách hành chính", "Kinh phí không tự chủ", 45),
            ("Duy trì hệ thống quản lý chất lượng ISO 9001", "Kinh phí không tự chủ", 60),
            ("Số hóa hồ sơ, kết quả", "Chương trình chuyển đổi số của tỉnh", 80 + 5 * (year - 2021)),
        ):
            row: dict[str, Any] = {
                "year": year,
                "item": item,
                "source": source,
                "given": given * 1_000_000,
                "decision": f"{2000 + year % 100}/QĐ-UBND",
            }
            if year < TODAY.year:
                row["spent"] = (given - 2) * 1_000_000
            rows.append(row)
    return rows
