from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.headings import propose
from minhchung.ground.intake.reading import Reading, read_rows
from minhchung.ground.intake.sheet import open_sheet
from minhchung.ground.intake.tests.sheets import HEADINGS, LAYOUT, a_messy_workbook, a_row, a_workbook


def read(path: Path, after: int = 0) -> tuple[list[Row], Reading]:
    sheet = open_sheet(path)
    reading = read_rows(sheet, LAYOUT, propose(sheet, LAYOUT), after)
    return list(reading), reading


def test_a_messy_book_is_read_row_by_row(tmp_path: Path) -> None:
    rows, reading = read(a_messy_workbook(tmp_path / "a.xlsx"))
    assert [r.line for r in rows] == [9, 10, 13, 14, 15, 16]
    assert reading.summary.rows == {"title": 3, "header": 4, "data": 6, "empty": 4, "total": 1, "note": 5}
    assert reading.summary.total == 23
    assert reading.skipped == 17
    by_line = {r.line: r for r in rows}
    assert by_line[9].values == {
        "code": "H16-1",
        "procedure": "Cấp giấy",
        "applicant": "Công ty Cộng Hưởng",
        "received_at": dt.datetime(2026, 8, 27),
        "due_at": dt.datetime(2026, 8, 30, 14, 5),
        "finished_on": dt.date(2026, 8, 29),
        "fee": 50000,
        "channel": None,
        "phone": None,
    }
    assert by_line[10].values["applicant"] == "Công ty TNHH Đại Việt"
    assert by_line[10].values["received_at"] == dt.datetime(2026, 8, 27, 8, 30)
    assert by_line[13].values["procedure"] == "Sửa đổi"
    assert by_line[16].values["applicant"] == "Tổng công ty B"


def test_remarks_do_not_refuse_a_row(tmp_path: Path) -> None:
    rows, _ = read(a_messy_workbook(tmp_path / "a.xlsx"))
    converted = next(r for r in rows if r.line == 10)
    assert converted.is_good
    assert [p.column for p in converted.remarks] == ["D", "I"]
    assert "TCVN3" in converted.remarks[0].message


def test_problems_name_row_column_field_and_cell(tmp_path: Path) -> None:
    rows, _ = read(a_messy_workbook(tmp_path / "a.xlsx"))
    bad = next(r for r in rows if r.line == 14)
    assert [(p.sheet, p.line, p.column, p.field, p.raw) for p in bad.problems] == [
        ("Sổ 2026", 14, "F", "Ngày hẹn trả", "31/02/2026"),
        ("Sổ 2026", 14, "H", "Lệ phí", "abc"),
    ]
    assert str(bad.problems[0]).startswith("dòng 14, cột F (Ngày hẹn trả): ")
    placed = bad.problem("due_at", "trước ngày tiếp nhận")
    assert (placed.column, placed.field, placed.line) == ("F", "Ngày hẹn trả", 14)


def test_a_vertical_merge_fills_the_rows_it_covers(tmp_path: Path) -> None:
    rows, _ = read(a_messy_workbook(tmp_path / "a.xlsx"))
    assert [r.values["code"] for r in rows if r.line in (14, 15, 16)] == ["H16-4", "H16-4", "H16-1"]


def test_what_is_no_data_is_listed_by_line(tmp_path: Path) -> None:
    _, reading = read(a_messy_workbook(tmp_path / "a.xlsx"))
    listed = {line: kind for line, kind, _ in reading.summary.listed}
    assert listed == {
        1: "title", 2: "title", 4: "title", 5: "header", 6: "header", 7: "header", 8: "note", 12: "header",
        17: "total", 19: "note", 20: "note", 21: "note", 23: "note",
    }  # fmt: skip
    assert "dòng cộng: 1" in reading.summary.told()


def test_reading_goes_on_after_a_line(tmp_path: Path) -> None:
    path = a_messy_workbook(tmp_path / "a.xlsx")
    whole, _ = read(path)
    rest, reading = read(path, after=13)
    assert rest == [r for r in whole if r.line > 13]
    assert reading.summary.rows["data"] == 6


def test_an_obligatory_cell_and_an_obligatory_column(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx", ["Ngày tiếp nhận", "Người nộp", "Lệ phí"], ["1/1/2026", "A", 5], [None, "B", 6]
    )
    rows, _ = read(path)
    assert [[p.message for p in r.problems] for r in rows] == [
        ["tệp không có cột bắt buộc này"],
        ["thiếu giá trị bắt buộc", "tệp không có cột bắt buộc này"],
    ]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param(["Tổng cộng", None, None, None, None, None, "1.000"], "total", id="total"),
        pytest.param(["Cộng:", None, None, None, None, None, 1000], "total", id="sum"),
        pytest.param([None, "TỔNG SỐ HỒ SƠ", None, None, None, None, 5], "total", id="total of dossiers"),
        pytest.param(a_row(1, applicant="Tổng công ty Điện"), "data", id="a corporation is no total"),
        pytest.param(["H-1", None, "Cộng", "1/1/2026"], "data", id="a person called Cộng"),
        pytest.param(
            [None, None, "Tổng cục Thuế", "1/1/2026", None, None, "5"], "data", id="a general department"
        ),
        pytest.param(HEADINGS, "header", id="the header again"),
        pytest.param([None, "II. Lĩnh vực đất đai"], "note", id="a group"),
        pytest.param(["H-9"], "data", id="only a code: refused as data, not passed over"),
        pytest.param(
            [None, None, None, None, "Hà Nội, ngày     tháng    năm 2026"], "note", id="place and date"
        ),
        pytest.param([None, "GIÁM ĐỐC"], "note", id="a signature"),
        pytest.param(["", "  ", None], "empty", id="white space"),
        pytest.param(a_row(2, applicant="Văn phòng Giám đốc"), "data", id="a director applies"),
    ],
)
def test_the_class_of_a_row(tmp_path: Path, cells: list[object], kind: str) -> None:
    path = a_workbook(tmp_path / "a.xlsx", HEADINGS, a_row(100), cells, a_row(101))
    _, reading = read(path)
    counted = reading.summary.rows
    expected = {"header": 1, "data": 2}
    expected[kind] = expected.get(kind, 0) + 1
    assert dict(counted) == expected


def test_a_row_after_the_signatures_is_still_data(tmp_path: Path) -> None:
    path = a_workbook(
        tmp_path / "a.xlsx", HEADINGS, a_row(1), [None, "NGƯỜI LẬP BIỂU"], ["Nguyễn Văn A"], a_row(2)
    )
    rows, reading = read(path)
    assert [r.line for r in rows] == [2, 5]
    assert reading.summary.rows["note"] == 2


CELL = st.one_of(
    st.none(),
    st.integers(0, 99999),
    st.sampled_from(["Cộng", "Tổng cộng", "x", "GIÁM ĐỐC", "H-1", "1/1/2026", "-", " "]),
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELL, max_size=6), max_size=12))
def test_every_physical_row_ends_in_exactly_one_class(tmp_path: Path, rows: list[list[object]]) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ["SỔ"], [], HEADINGS, *rows, ["H-100", None, None, "1/1/2026"])
    data, reading = read(path)
    assert reading.summary.total == len(rows) + 4
    assert reading.summary.rows["data"] == len(data)
    assert len(reading.summary.listed) + reading.summary.rows["empty"] + len(data) == reading.summary.total


def test_a_column_with_swapped_days_is_doubted(tmp_path: Path) -> None:
    swapped = [a_row(n, received_at=dt.datetime(2026, n, 5)) for n in range(1, 6)]
    left = [a_row(10 + n, received_at=f"{n}/05/2026") for n in range(13, 18)]
    _, reading = read(a_workbook(tmp_path / "a.xlsx", HEADINGS, *swapped, *left))
    assert len(reading.summary.doubts) == 1
    assert "cột d" in reading.summary.doubts[0].lower()
    honest = [a_row(20, received_at="03/05/2026")]
    _, reading = read(a_workbook(tmp_path / "b.xlsx", HEADINGS, *swapped, *left, *honest))
    assert reading.summary.doubts == []


def test_a_csv_is_read_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = ["SỔ HỒ SƠ;;", ";".join(HEADINGS), ";".join(map(str, a_row(1))), "", "Tổng cộng;;;;;;150.000"]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    rows, reading = read(path)
    assert [r.line for r in rows] == [3]
    assert rows[0].is_good
    assert dict(reading.summary.rows) == {"title": 1, "header": 1, "data": 1, "empty": 1, "total": 1}


def test_length_and_time_of_day() -> None:
    from minhchung.ground.intake.cells import BadCell, quiet

    assert Field("a", "A", max_length=3).parser()("abc", quiet) == "abc"
    with pytest.raises(BadCell, match="4 ký tự"):
        Field("a", "A", max_length=3).parser()("abcd", quiet)
    with pytest.raises(BadCell, match="thiếu giờ"):
        Field("a", "A", "moment", needs_time=True).parser()("1/1/2026", quiet)


def test_a_layout_guards_its_names() -> None:
    with pytest.raises(ValueError, match="unique"):
        Layout("x", "X", (Field("a", "A"), Field("a", "B")))
    with pytest.raises(ValueError, match="key"):
        Layout("x", "X", (Field("a", "A"),), key=("b",))
    assert LAYOUT.version != Layout("dossiers", "Hồ sơ", LAYOUT.fields[:-1], key=("code",)).version
