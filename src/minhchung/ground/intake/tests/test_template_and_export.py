from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake.cells import text
from minhchung.ground.intake.headings import choose_sheet, propose
from minhchung.ground.intake.reading import read_rows
from minhchung.ground.intake.safe_export import csv_cell, write_csv
from minhchung.ground.intake.sheet import open_book
from minhchung.ground.intake.template import GUIDE_SHEET, MARK_SHEET, template_mark, template_workbook
from minhchung.ground.intake.tests.sheets import HEADINGS, LAYOUT, a_row, a_workbook
from minhchung.ground.intake.writing import replacing


def test_a_template_is_ready_to_be_filled_and_read_back(tmp_path: Path) -> None:
    path = template_workbook(LAYOUT, tmp_path / "mẫu.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Hồ sơ"]
    assert [c.value for c in sheet[1]] == HEADINGS
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width > 10
    assert all(sheet.cell(1, n).comment for n in range(1, len(HEADINGS) + 1))
    (validation,) = sheet.data_validations.dataValidation
    assert str(validation.sqref) == "H2:H5001"
    assert [c.value for c in book["Danh mục"]["H"]] == ["Kênh nộp", "Trực tiếp", "Trực tuyến"]
    assert book[MARK_SHEET].sheet_state == "veryHidden"
    assert GUIDE_SHEET in book.sheetnames
    for column, value in enumerate(a_row(1), 1):
        sheet.cell(2, column, value)
    book.save(path)
    with open_book(path) as opened:
        assert template_mark(opened) == ("dossiers", LAYOUT.version)
        data, mapping = choose_sheet(opened, LAYOUT)
        assert all(m.confidence == 1.0 for m in mapping.columns.values())
        (row,) = read_rows(data, LAYOUT, mapping)
        assert row.is_good


def test_cells_of_a_template_are_text(tmp_path: Path) -> None:
    path = template_workbook(LAYOUT, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(path)["Hồ sơ"]
    assert {d.number_format for d in sheet.column_dimensions.values()} == {"@"}


def test_another_workbook_has_no_mark(tmp_path: Path) -> None:
    with open_book(a_workbook(tmp_path / "a.xlsx", ["a"])) as book:
        assert template_mark(book) is None


@pytest.mark.parametrize(
    "value", ["=1+1", "+84900", "-cmd", "@sum", "\tx", "\rx", " =1", "＝1", "=HYPERLINK(1)"]
)
def test_formulas_are_made_harmless(value: str) -> None:
    assert csv_cell(value) == "'" + value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "có"),
        (False, "không"),
        (-5, "-5"),
        ("-5", "-5"),
        ("-1.200,5", "-1.200,5"),
        (1.5, "1,5"),
        (Decimal("98.50"), "98,50"),
        (dt.date(2026, 8, 27), "27/08/2026"),
        (dt.datetime(2026, 8, 27, 14, 5), "27/08/2026 14:05"),
        (dt.datetime(2026, 8, 27, 14, 5, 6), "27/08/2026 14:05:06"),
        ("Đắk Nông", "Đắk Nông"),
    ],
)
def test_other_values_are_written_plainly(value: object, written: str) -> None:
    assert csv_cell(value) == written  # type: ignore[arg-type]


@given(st.text(alphabet="=+-@'aĐ 1", max_size=8))
def test_exported_text_read_back_is_the_same(value: str) -> None:
    wanted = text(value) if value.strip() else ""
    assert (text(csv_cell(wanted)) if wanted else "") == wanted


def test_a_csv_is_whole_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert write_csv(path, HEADINGS, [a_row(1, applicant="=1+1")]) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1][2] == "'=1+1"
    with open_book(path) as book:
        (row,) = read_rows(book.sheet(), LAYOUT, propose(book.sheet(), LAYOUT))
    assert row.values["applicant"] == "=1+1"


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as beside:
        beside.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with replacing(path) as beside:
        beside.write_text("new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]
