"""A list of dossiers kept by month, one sheet each: all are read, each row knows its sheet, none is read twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from minhchung.dossiers.imports import DossiersImporter
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_procedure
from minhchung.ground.intake import runs
from minhchung.ground.intake.headings import Mapping
from minhchung.ground.intake.models import ImportedRow, ImportRun
from minhchung.ground.intake.queries import provenance_of
from minhchung.ground.intake.raw import IntakeError
from minhchung.ground.intake.reply import reply_workbook

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 27, 8, 0)
HEAD = ["Mã hồ sơ", "Mã TTHC", "Người nộp", "Ngày tiếp nhận", "Ngày có kết quả"]


@pytest.fixture(autouse=True)
def land() -> None:
    a_procedure(a_board())


def a_row(code: str, month: int = 4, applicant: str = "Công ty A") -> list[str]:
    return [code, "1.000105", applicant, f"06/{month:02d}/2026 08:00", f"10/{month:02d}/2026 09:00"]


def a_book(path: Path, sheets: dict[str, list[list[Any]]], hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        if name == hidden:
            page.sheet_state = "hidden"
    book.save(path)
    return path


@pytest.fixture
def by_month(tmp_path: Path) -> Path:
    moved = [4, 0, 1, 2, 3]  # in May the last column stands first
    return a_book(
        tmp_path / "sổ.xlsx",
        {
            "Tháng 4": [HEAD, a_row("HS-1"), a_row("HS-2")],
            "Tháng 5": [["SỔ THÁNG 5"], [HEAD[n] for n in moved]]
            + [[row[n] for n in moved] for row in (a_row("HS-3", 5), a_row("HS-4", 5))],
            "Ghi chú": [["Người lập sổ", "Ngày"], ["Lê An", "01/05/2026"]],
            "Nháp": [HEAD, a_row("HS-9")],
        },
        hidden="Nháp",
    )


def load(path: Path, *sheets: str) -> ImportRun:
    mapping = runs.mapping_for(path, DossiersImporter(), sheets=sheets)
    run = runs.begin(path, DossiersImporter(), mapping, by="an", at=AT)
    return runs.carry_on(run, DossiersImporter(), by="an", clock=lambda: AT)


def test_all_visible_sheets_with_the_same_headings_are_read(by_month: Path) -> None:
    mapping = runs.mapping_for(by_month, DossiersImporter())
    assert (mapping.sheet, mapping.also) == ("Tháng 4", ("Tháng 5",))
    run = load(by_month)
    assert (run.new, run.refused, run.skipped) == (4, 0, 3)
    assert set(Dossier.objects.values_list("code", flat=True)) == {"HS-1", "HS-2", "HS-3", "HS-4"}
    last = Dossier.objects.get(code="HS-4")
    assert last.accepted_at == datetime(2026, 5, 6, 8, 0), "read from the columns of its own sheet"
    (where,) = provenance_of("dossier", last.pk)
    assert (where.sheet, where.line) == ("Tháng 5", 4)


def test_the_same_file_again_changes_nothing(by_month: Path) -> None:
    load(by_month)
    again = load(by_month)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 4)


def test_sheets_can_be_chosen(by_month: Path) -> None:
    run = load(by_month, "Tháng 5")
    assert run.new == 2
    assert set(ImportedRow.objects.values_list("sheet", flat=True)) == {"Tháng 5"}
    assert load(by_month, "Tháng 5", "Tháng 4").new == 2


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        pytest.param(("Tháng 4", "Ghi chú"), "“Ghi chú” không có đủ các cột của trang “Tháng 4”", id="other"),
        pytest.param(("Tháng 6",), "không có trang tính “Tháng 6”", id="not there"),
        pytest.param(("Tháng 4", "Tháng 6"), "không có trang tính “Tháng 6”", id="not there as second"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_named(by_month: Path, sheets: tuple[str, ...], said: str) -> None:
    with pytest.raises(IntakeError, match=said):
        runs.mapping_for(by_month, DossiersImporter(), sheets=sheets)


def test_one_record_on_two_sheets_is_told_with_both_places(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "sổ.xlsx",
        {
            "Tháng 4": [HEAD, a_row("HS-1"), a_row("HS-2")],
            "Tháng 5": [HEAD, a_row("HS-1", applicant="Công ty B"), a_row("HS-2")],
        },
    )
    mapping = runs.mapping_for(path, DossiersImporter())
    found = runs.check(path, DossiersImporter(), mapping)
    assert (found.counts.new, found.counts.unchanged, found.counts.refused) == (1 + 1, 1, 1)
    (problem,) = found.problems
    assert (problem.sheet, problem.column, problem.line) == ("Tháng 5", "A", 2)
    assert "đã có ở dòng 2 của trang tính “Tháng 4” với nội dung khác" in problem.message
    reply_workbook(path, found.problems, tmp_path / "trả lời.xlsx")
    back = openpyxl.load_workbook(tmp_path / "trả lời.xlsx")
    assert back["Tháng 5"]["A2"].comment is not None
    assert back["Tháng 4"]["A2"].comment is None


def test_a_run_that_was_cut_between_sheets_goes_on(by_month: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "CHUNK", 2)
    mapping = runs.mapping_for(by_month, DossiersImporter())
    run = runs.begin(by_month, DossiersImporter(), mapping, by="an", at=AT)

    class Cut(Exception):
        """The power is gone."""

    def cut(done: int) -> None:
        raise Cut

    with pytest.raises(Cut):
        runs.carry_on(run, DossiersImporter(), by="an", clock=lambda: AT, progress=cut)
    assert Dossier.objects.count() == 2
    again = runs.begin(by_month, DossiersImporter(), mapping, by="an", at=AT)
    assert again.pk == run.pk
    runs.carry_on(again, DossiersImporter(), by="an", clock=lambda: AT)
    assert Dossier.objects.count() == 4 and again.new == 4


def test_a_mapping_keeps_its_sheets_in_json_and_reads_those_kept_before(by_month: Path) -> None:
    mapping = runs.mapping_for(by_month, DossiersImporter())
    stored = mapping.to_json()
    assert Mapping.from_json(stored) == mapping
    del stored["also"]
    assert Mapping.from_json(stored).also == ()


def test_a_saved_mapping_takes_the_sheets_of_the_new_file(by_month: Path, tmp_path: Path) -> None:
    mapping = runs.mapping_for(by_month, DossiersImporter())
    runs.save_mapping("dossiers", "phần mềm cũ", mapping, by="an", at=AT)
    next_month = a_book(
        tmp_path / "sổ mới.xlsx", {"Tháng 6": [HEAD, a_row("HS-6", 6)], "Tháng 7": [HEAD, a_row("HS-7", 7)]}
    )
    found = runs.mapping_for(next_month, DossiersImporter(), "phần mềm cũ")
    assert (found.sheet, found.also) == ("Tháng 6", ("Tháng 7",))
