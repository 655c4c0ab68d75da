"""Work on this year's plan of the made-up agency, and the table in which next year's plan came, odd as they are."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

from docx import Document

from minhchung.config.demo.agency import BOARD_NAME_AFTER, BUILDING_AFTER, INVESTMENT_AFTER, OFFICE_AFTER
from minhchung.direction import actions, board_queries, queries
from minhchung.direction.people import candidates
from minhchung.direction.plan_tables import Known, read_file
from minhchung.ground.accounts.policy import Role
from minhchung.ground.accounts.queries import numbers_of

TABLE_NAME = "du-thao-ke-hoach-cchc.docx"
_HEADINGS = ("STT", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp", "Thời gian hoàn thành", "Kinh phí")
_ROWS: tuple[tuple[str, ...], ...] = (
    ("I", "CHỈ ĐẠO, ĐIỀU HÀNH"),
    ("1", "Ban hành kế hoạch cải cách hành chính", "Kế hoạch", OFFICE_AFTER, "", "trước 31/12", ""),
    (
        "2",
        "Kiểm tra cải cách hành chính",
        "Kết luận",
        OFFICE_AFTER,
        "Các phòng, đơn vị",
        "Quý II",
        "15 triệu đồng",
    ),
    (
        "3",
        "Tuyên truyền cải cách",
        "Tin, bài",
        f"{OFFICE_AFTER}\n{INVESTMENT_AFTER}",
        "",
        "Thường xuyên",
        "20.000.000",
    ),
    ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH"),
    (
        "1",
        "Rà soát thủ tục",
        "Phương án",
        INVESTMENT_AFTER,
        f"{OFFICE_AFTER}; {BUILDING_AFTER}",
        "trước 30/6",
        "",
    ),
    ("2", "Báo cáo kiểm soát thủ tục", "Báo cáo", OFFICE_AFTER, "", "Hằng quý", "Trong dự toán giao"),
    ("III", "HIỆN ĐẠI HÓA HÀNH CHÍNH"),
    (
        "1",
        "Số hóa kết quả còn hiệu lực",
        "Báo cáo",
        OFFICE_AFTER,
        INVESTMENT_AFTER,
        "theo kế hoạch của tỉnh",
        "",
    ),
    ("2", "Mở rộng ký số cá nhân", "", BUILDING_AFTER, "", "31/4", ""),
)


def tell(folder: Path, *, by: str, at: datetime) -> None:
    """What was done on open tasks; then next year's table, read and waiting. Again does nothing."""
    _work(by, at)
    path = folder / TABLE_NAME
    write_table(path)
    year = at.year + 1
    if not queries.has_plan(year):
        lines = read_file(path, year=year, known=Known.on(at.date()))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        actions.keep_table(
            year=year, issuer=BOARD_NAME_AFTER, name=path.name, digest=digest, lines=lines, by=by, at=at
        )


def entrust(*, by: str, at: datetime) -> None:
    """This year's tasks in the hands of people of the units that lead them, in turn; what is done, too. Once."""
    rows = board_queries.tasks_of(at.year, at.date())
    if any(row.hands.main for row in rows):
        return
    keeper = actions.Actor(username=by, name="Cán bộ cải cách hành chính (minh họa)", approves=True)
    leaders = set(numbers_of([str(Role.LEADER)]).values())
    for place, row in enumerate(rows):
        task = board_queries.task(row.id)
        if task is None or row.state == "dropped" or task.plan.issued_on is None:
            continue
        people = [
            each.user
            for each in candidates(task, at.date())
            if not each.supports and each.user not in leaders
        ]
        if people:
            actions.entrust(
                seen=actions.Seen(row.id),
                holder=people[place % len(people)],
                since_on=max(task.plan.issued_on, task.added_on or task.plan.issued_on),
                by=keeper,
                at=at,
            )


def write_table(path: Path) -> None:
    """A plan's table as an office types it: heads merged across, two units in a cell, free words for limits."""
    document = Document()
    table = document.add_table(rows=1, cols=len(_HEADINGS))
    for cell, words in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.text = words
    for row in _ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row[0], row[1]
        if len(row) == 2:
            cells[1].merge(cells[-1])
            continue
        for cell, words in zip(cells[2:], row[2:], strict=True):
            cell.text = words
    document.save(str(path))


def _work(by: str, at: datetime) -> None:
    """A note, evidence and a report on the first open tasks of this year's plan."""
    rows = [each for each in board_queries.tasks_of(at.year, at.date()) if each.state == "new"]
    keeper = actions.Actor(username=by, name="Cán bộ cải cách hành chính (minh họa)", approves=True)
    if not rows or board_queries.notes_of(rows[0].id):
        return
    for place, row in enumerate(rows[:4]):
        seen = actions.Seen(row.id)
        actions.note(
            seen=seen,
            words="Đã giao chuyên viên, đang thu thập số liệu.",
            percent=20 + 15 * place,
            by=keeper,
            at=at,
        )
        if place == 0 and row.due_on is not None and row.due_on < date(at.year, 12, 1):
            actions.postpone(
                seen=seen,
                due_on=date(at.year, 12, 15),
                reason="Chờ hướng dẫn của tỉnh; Công văn 512/BQLKCN-VP",
                by=keeper,
                at=at,
            )
        if place == 1:
            paper = actions.Paper("118/BC-BQLKCN", at.date(), count=row.product_count or 1)
            actions.show_document(seen=seen, paper=paper, by=keeper, at=at)
            actions.report(seen=seen, by=keeper, at=at)
