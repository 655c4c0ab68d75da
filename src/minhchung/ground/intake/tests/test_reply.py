from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from minhchung.ground.intake import reply
from minhchung.ground.intake.columns import Problem
from minhchung.ground.intake.headings import choose_sheet, propose
from minhchung.ground.intake.reading import read_rows
from minhchung.ground.intake.reply import RESULT_SHEET, reply_workbook
from minhchung.ground.intake.sheet import open_book, open_sheet
from minhchung.ground.intake.tests.sheets import HEADINGS, LAYOUT, a_messy_workbook, a_row, a_workbook


def problems_of(path: Path) -> list[Problem]:
    with open_book(path) as book:
        sheet, mapping = choose_sheet(book, LAYOUT)
        return [p for row in read_rows(sheet, LAYOUT, mapping) for p in row.problems]


def test_the_same_workbook_comes_back_with_marks(tmp_path: Path) -> None:
    source = a_messy_workbook(tmp_path / "a.xlsx")
    before = openpyxl.load_workbook(source)["Sổ 2026"]
    answer = reply_workbook(source, problems_of(source), tmp_path / "b.xlsx", remarks=["Nhập thử."])
    assert answer.whole
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames == ["Sổ 2026", RESULT_SHEET]
    assert book.active.title == RESULT_SHEET
    sheet = book["Sổ 2026"]
    assert [[c.value for c in row] for row in sheet] == [[c.value for c in row] for row in before]
    assert sheet.merged_cells.ranges == before.merged_cells.ranges
    marked = {c.coordinate: c for row in sheet for c in row if c.comment}
    assert set(marked) == {"D10", "I10", "F14", "H14"}
    assert "không có ngày 31" in marked["F14"].comment.text
    assert marked["F14"].fill.fgColor.rgb != marked["D10"].fill.fgColor.rgb
    listed = [[c.value for c in row] for row in book[RESULT_SHEET]]
    assert listed[0][0].startswith("2 lỗi phải sửa, 2 chỗ nên xem lại")
    assert listed[1][0] == "Nhập thử."
    assert [(r[2], r[3], r[6]) for r in listed[4:]] == [
        (10, "D", "Xem lại"), (10, "I", "Xem lại"), (14, "F", "Lỗi"), (14, "H", "Lỗi"),
    ]  # fmt: skip


def test_a_mended_answer_can_be_sent_again(tmp_path: Path) -> None:
    source = a_messy_workbook(tmp_path / "a.xlsx")
    reply_workbook(source, problems_of(source), tmp_path / "b.xlsx")
    mended = openpyxl.load_workbook(tmp_path / "b.xlsx")
    mended["Sổ 2026"]["F14"] = "28/02/2026"
    mended.save(tmp_path / "b.xlsx")
    again = problems_of(tmp_path / "b.xlsx")
    assert [p.column for p in again if p.serious] == ["H"]
    reply_workbook(tmp_path / "b.xlsx", again, tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Sổ 2026", RESULT_SHEET]
    assert book["Sổ 2026"]["F14"].comment is None
    assert book["Sổ 2026"]["H14"].comment is not None


def test_a_problem_on_a_merged_cell_is_shown_on_its_first_cell(tmp_path: Path) -> None:
    source = a_messy_workbook(tmp_path / "a.xlsx")
    found = [
        ("Sổ 2026", 15, Problem("B", "Mã hồ sơ", "trùng", "H16-4")),
        ("Sổ 2026", 15, Problem("", "", "cả dòng", "")),
    ]
    reply_workbook(source, found, tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Sổ 2026"]
    assert sheet["B14"].comment is not None
    assert sheet["A15"].comment is not None


def test_a_csv_comes_back_as_a_workbook_that_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [HEADINGS, a_row(1), a_row(2, applicant="=1+1", fee="abc")]
    path.write_text("\n".join(";".join(map(str, r)) for r in rows), encoding="utf-8")
    assert reply_workbook(path, problems_of(path), tmp_path / "b.xlsx").whole
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    sheet = book["Dữ liệu"]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=1+1", "s")
    assert "abc" in sheet["G3"].comment.text
    assert sheet.max_row == 3


def test_a_long_file_comes_back_as_its_bad_rows_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply, "WHOLE_UP_TO", 5)
    rows = [a_row(n, fee="abc" if n in (7, 9) else "5") for n in range(1, 12)]
    source = a_workbook(tmp_path / "a.xlsx", ["SỔ"], HEADINGS, *rows)
    answer = reply_workbook(source, problems_of(source), tmp_path / "b.xlsx")
    assert not answer.whole
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    told = " ".join(str(c.value) for row in book[RESULT_SHEET].iter_rows(max_row=3) for c in row)
    assert "chỉ gồm các dòng có lỗi" in told
    sheet = book["Sổ 2026"]
    assert [c.value for c in sheet["A"]][-2:] == ["H16-260101-0007", "H16-260101-0009"]
    assert "Dòng 9 của tệp gốc" in next(c.comment.text for row in sheet for c in row if c.comment)
    assert propose(open_sheet(tmp_path / "b.xlsx"), LAYOUT).missing == ()


def test_no_problem_is_said_too(tmp_path: Path) -> None:
    source = a_workbook(tmp_path / "a.xlsx", HEADINGS, a_row(1))
    reply_workbook(source, [], tmp_path / "b.xlsx")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")[RESULT_SHEET]["A1"].value == "Không có lỗi nào."


def test_a_formula_told_in_a_problem_does_not_run(tmp_path: Path) -> None:
    source = a_workbook(tmp_path / "a.xlsx", HEADINGS, a_row(1))
    reply_workbook(source, [Problem("C", "X", "=cmd()", "=1+1\x01", True, "Sổ 2026", 2)], tmp_path / "b.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")[RESULT_SHEET]
    assert [(c.value, c.data_type) for c in sheet[4]][5] == ("=1+1�", "s")


def test_nothing_is_left_behind_when_writing_fails(tmp_path: Path) -> None:
    source = a_workbook(tmp_path / "a.xlsx", HEADINGS, a_row(1))
    (tmp_path / "b.xlsx").write_bytes(b"old")
    unknown = Problem("A", "X", "y", "", True, "Không có trang này", 1)

    def broken() -> object:
        yield unknown
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError):
        reply_workbook(source, broken(), tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.xlsx", "b.xlsx"]
