from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from minhchung.ground.intake.columns import Field
from minhchung.ground.intake.headings import (
    ENOUGH,
    Mapping,
    NoHeader,
    choose_sheet,
    is_numbering,
    likeness,
    propose,
)
from minhchung.ground.intake.legacy_text import encode
from minhchung.ground.intake.sheet import open_book, open_sheet
from minhchung.ground.intake.tests.sheets import HEADINGS, LAYOUT, a_messy_workbook, a_row, a_workbook

RECEIVED = Field("received_at", "Ngày tiếp nhận", "moment", synonyms=("Thời điểm nhận hồ sơ",))


@pytest.mark.parametrize(
    "heading",
    [
        "Ngày tiếp nhận",
        "NGÀY TIẾP NHẬN",
        "ngay tiep nhan",
        unicodedata.normalize("NFD", "Ngày tiếp nhận"),
        "Ngày tiếp nhận (*)",
        "Ngày\ntiếp nhận:",
        "Ngày TN",
        "Thời điểm nhận HS",
        "Ngày, tháng tiếp nhận",
        "Ngày tiêp nhận",
        "Ngày tiếp nhận hồ sơ",
        "received_at",
    ],
)
def test_wordings_of_a_heading(heading: str) -> None:
    score, why = likeness(unicodedata.normalize("NFC", " ".join(heading.split())), RECEIVED)
    assert score >= ENOUGH
    assert why


@pytest.mark.parametrize("heading", ["Ngày trả", "Người tiếp nhận và trả", "Số", "", "Ngày", "(1)"])
def test_other_headings_are_not_taken(heading: str) -> None:
    assert likeness(heading, RECEIVED)[0] < ENOUGH or heading == "Ngày"


def test_the_header_is_found_under_titles_in_two_rows(tmp_path: Path) -> None:
    mapping = propose(open_sheet(a_messy_workbook(tmp_path / "a.xlsx")), LAYOUT)
    assert (mapping.header_first, mapping.header_last) == (5, 6)
    letters = {name: match.letter for name, match in mapping.columns.items()}
    assert letters == {
        "code": "B",
        "procedure": "C",
        "applicant": "D",
        "received_at": "E",
        "due_at": "F",
        "finished_on": "G",
        "fee": "H",
        "phone": "I",
    }
    assert mapping.unmatched == {0: "TT"}
    assert mapping.missing == ()
    assert all(match.why and ENOUGH <= match.confidence <= 1 for match in mapping.columns.values())


def test_headings_in_tcvn3_are_read(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", [encode(h, "tcvn3") for h in HEADINGS], a_row(1))
    assert set(propose(open_sheet(path), LAYOUT).columns) == {f.name for f in LAYOUT.fields}


def test_a_missing_obligatory_column_is_named(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ["Người nộp", "Lệ phí", "Ngày tiếp nhận"], ["A", 1, "1/1/2026"])
    assert propose(open_sheet(path), LAYOUT).missing == ("code",)


def test_no_header_is_an_error_that_names_what_is_wanted(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ["a", "b"], [1, 2])
    with pytest.raises(NoHeader, match="“Mã hồ sơ”, “Ngày tiếp nhận”"):
        propose(open_sheet(path), LAYOUT)


def test_two_columns_alike_are_told(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx", ["Mã hồ sơ", "Ngày tiếp nhận", "Ngày tiếp nhận", "Lệ phí"], ["1", 2, 3, 4]
    )
    match = propose(open_sheet(path), LAYOUT).columns["received_at"]
    assert match.letter == "B"
    assert match.confidence < 0.9
    assert "cột khác" in match.why


def test_the_sheet_that_fits_best_is_chosen(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Mã hồ sơ", "Lệ phí"])
    book.create_sheet("Dữ liệu").append(HEADINGS)
    book.create_sheet("Hướng dẫn").append(["Cột", "Cách ghi"])
    book.save(tmp_path / "a.xlsx")
    with open_book(tmp_path / "a.xlsx") as opened:
        assert choose_sheet(opened, LAYOUT)[0].name == "Dữ liệu"


def test_a_mapping_survives_json(tmp_path: Path) -> None:
    mapping = propose(open_sheet(a_messy_workbook(tmp_path / "a.xlsx")), LAYOUT)
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@pytest.mark.parametrize("stored", [{}, {"layout": "x"}, {"header": [1], "columns": 3}])
def test_what_is_no_mapping_is_refused(stored: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="mapping"):
        Mapping.from_json(stored)


def test_a_saved_mapping_follows_moved_columns_and_a_moved_header(tmp_path: Path) -> None:
    first = a_workbook(tmp_path / "a.xlsx", ["Khóa", "Hôm nhận", "Lệ phí"], ["H-1", "1/1/2026", 5])
    again = a_workbook(
        tmp_path / "b.xlsx", ["SỔ"], [], ["STT", "Lệ phí", "Khóa", "HÔM NHẬN"], [1, 5, "H-1", "1/1/2026"]
    )
    proposal = Mapping("dossiers", "Sổ 2026", 1, 1, {}, {0: "Khóa", 1: "Hôm nhận", 2: "Lệ phí"}, ())
    saved = proposal.changed(LAYOUT, {"code": 0, "received_at": 1, "fee": 2})
    assert saved.missing == ()
    same = propose(open_sheet(first), LAYOUT, saved=saved)
    assert {n: m.column for n, m in same.columns.items()} == {"code": 0, "received_at": 1, "fee": 2}
    moved = propose(open_sheet(again), LAYOUT, saved=saved)
    assert moved.header_first == 3
    assert {n: m.column for n, m in moved.columns.items()} == {"code": 2, "received_at": 3, "fee": 1}
    assert "đã dời" in moved.columns["code"].why


def test_a_saved_mapping_that_no_longer_fits_is_not_forced(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", HEADINGS, a_row(1))
    saved = Mapping("dossiers", "", 1, 1, {}, {0: "Khóa"}, ()).changed(LAYOUT, {"code": 0})
    assert saved.reapplied(open_sheet(path), LAYOUT) is None
    assert propose(open_sheet(path), LAYOUT, saved=saved).columns["code"].heading == "Mã hồ sơ"


def test_a_person_moves_a_field() -> None:
    mapping = Mapping("dossiers", "", 1, 1, {}, {0: "A", 1: "B"}, ("code", "received_at"))
    moved = mapping.changed(LAYOUT, {"code": 0, "received_at": 1}).changed(LAYOUT, {"code": 1})
    assert moved.columns["code"].column == 1
    assert "received_at" not in moved.columns
    assert moved.missing == ("received_at",)
    assert mapping.changed(LAYOUT, {"code": None}).columns == {}


@pytest.mark.parametrize(
    "cells",
    [["(1)", "(2)", "(3)"], ["A", "B", "1", "2", "3"], [1, 2, 3], ["1", "2", "3=1+2"], ["[1]", None, "[2]"]],
)
def test_numbering_rows(cells: list[object]) -> None:
    assert is_numbering(cells)  # type: ignore[arg-type]


@pytest.mark.parametrize("cells", [["A", "B"], [5, 9], ["1"], ["a", "chữ"], [], [1, "H-1"]])
def test_rows_that_do_not_number(cells: list[object]) -> None:
    assert not is_numbering(cells)  # type: ignore[arg-type]
