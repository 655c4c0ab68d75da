"""Worksheets refuse days to come of what has happened, as the forms do and in their words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from minhchung.config import importers
from minhchung.ground.intake import runs
from minhchung.ground.intake.columns import Field, Row
from minhchung.ground.intake.models import ImportProblem
from minhchung.ground.intake.tables import BadRow, TableImporter

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 9)
TODAY, TOMORROW = AT.date(), AT.date() + timedelta(days=1)
DONE_ON = [
    pytest.param(name, field, id=f"{name}: {field.name}")
    for name in importers.names()
    for field in importers.importer_class(name).layout.fields
    if field.has_come
]


def test_issued_decided_and_done_are_among_them() -> None:
    marked = {tuple(each.id.split(": ")) for each in DONE_ON if each.id}
    assert marked >= {
        ("legal-documents", "issued_on"),
        ("movements", "decided_on"),
        ("disbursements", "on"),
        ("plans", "issued_on"),
        ("assigned-tasks", "assigned_on"),
    }


@pytest.mark.parametrize(("name", "field"), DONE_ON)
def test_what_has_happened_did_not_happen_tomorrow(
    name: str, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_on(self: TableImporter, row: Row) -> dict[str, Any]:
        raise BadRow(field.name, "đọc tiếp")

    kind = importers.importer_class(name)
    monkeypatch.setattr(kind, "convert", read_on)

    def told(day: date) -> str:
        importer = kind()
        importer.stand_on(TODAY)
        values = dict.fromkeys(importer.layout.by_name) | {field.name: day}
        ((problem,),) = (plan.problems for plan in importer.plan([Row("Trang 1", 7, values)]))
        return str(problem)

    words = f"{field.label} {TOMORROW:%d/%m/%Y} chưa đến; hãy kiểm tra lại ngày."
    assert told(TOMORROW) == f"dòng 7 ({field.label}): {words}"
    assert told(TODAY) == f"dòng 7 ({field.label}): đọc tiếp"


def test_a_file_is_checked_and_taken_in_as_on_its_day(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Loại văn bản", "Số, ký hiệu", "Cơ quan ban hành", "Ngày ban hành", "Trích yếu"])
    for number, day in enumerate((TODAY, TOMORROW), 1):
        sheet.append(["Quyết định", f"{number}/2026/QĐ-UBND", "UBND tỉnh", day, "Quy định"])
    path = tmp_path / "van-ban.xlsx"
    book.save(path)
    importer = importers.importer("legal-documents")
    mapping = runs.mapping_for(path, importer)
    checked = runs.check(path, importer, mapping, at=AT)
    (problem,) = checked.problems
    assert (checked.counts.new, checked.counts.refused, problem.line) == (1, 1, 3)
    run = runs.begin(path, importer, mapping, by="lan", at=AT)
    runs.carry_on(run, importers.importer("legal-documents"), by="lan", clock=lambda: AT)
    assert (run.new, run.refused) == (1, 1)
    assert ImportProblem.objects.get().message == "Ngày ban hành 13/05/2026 chưa đến; hãy kiểm tra lại ngày."
