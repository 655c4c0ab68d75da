from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from minhchung.ground.intake.legacy_text import LegacyText, encode
from minhchung.ground.intake.raw import (
    CellError,
    Damaged,
    Dangerous,
    EmptyFile,
    IntakeError,
    Limits,
    NotASpreadsheet,
    OldOrLocked,
    PercentNumber,
    Span,
    TooBig,
    column_index,
    column_letter,
)
from minhchung.ground.intake.sheet import open_book, open_sheet
from minhchung.ground.intake.tests.sheets import a_messy_workbook, a_raw_workbook, a_workbook, a_zip, in_1258

STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="201" formatCode="0.0%"/>'
    '<numFmt numFmtId="202" formatCode="#,##0&quot; đồng&quot;"/></numFmts>'
    '<fonts><font><name val="Arial"/></font><font><name val=".VnTime"/></font></fonts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="200"/><xf numFmtId="201"/>'
    '<xf numFmtId="0" fontId="1"/><xf numFmtId="202"/><xf numFmtId="9"/></cellXfs>'
)


def cells_of(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    with open_book(path) as book:
        return [(row.line, row.cells) for row in book.sheet().rows()]


def test_every_type_of_cell(tmp_path: Path) -> None:
    xml = (
        '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2"><v>12</v></c><c r="D2"><v>1.5</v></c>'
        '<c r="E2" s="1"><v>46261</v></c><c r="F2" s="2"><v>46261.586805555555</v></c><c r="G2" s="3"><v>0.985</v></c>'
        '<c r="H2" t="b"><v>1</v></c><c r="I2" t="e"><v>#N/A</v></c><c r="J2" t="inlineStr"><is><t>chữ</t></is></c>'
        '<c r="K2" t="str"><f>A1</f><v>kết quả</v></c><c r="L2"><f>SUM(A1)</f></c><c r="M2" s="4" t="s"><v>1</v></c>'
        '<c r="N2" s="5"><v>50000</v></c><c r="O2" s="6"><v>1</v></c><c r="P2" t="d"><v>2026-08-27T00:00:00</v></c></row>'
        "<row><c><v>7</v></c><c/><c><v>8</v></c></row></sheetData></worksheet>"
    )
    strings = "<si><t>một_x000D_</t></si><si><r><t>C«ng </t></r><r><t>ty</t></r><rPh><t>bỏ</t></rPh></si>"
    path = a_raw_workbook(tmp_path / "a.xlsx", xml, styles=STYLES, strings=strings)
    (line, cells), (next_line, next_cells) = cells_of(path)
    assert (line, next_line) == (2, 3)
    day = dt.datetime(2026, 8, 27)
    assert cells == (
        "một\r", None, 12, 1.5, day, day.replace(hour=14, minute=5), PercentNumber(0.985), True, CellError("#N/A"),
        "chữ", "kết quả", CellError("#CHƯA TÍNH"), "C«ng ty", 50000, PercentNumber(1), day,
    )  # fmt: skip
    assert isinstance(cells[12], LegacyText)
    assert cells[12].decoded() == "Công ty"
    assert next_cells == (7, None, 8)


def test_the_font_of_all_runs_tells_the_encoding(tmp_path: Path) -> None:
    run = '<r><rPr><rFont val="{}"/></rPr><t>{}</t></r>'
    strings = f"<si>{run.format('VNI-Times', 'Haø ')}{run.format('VNI-Times', 'Noäi')}</si>"
    strings += f"<si>{run.format('VNI-Times', 'Haø ')}{run.format('Arial', 'Nội')}</si>"
    xml = (
        '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row></sheetData></worksheet>'
    )
    ((_, (legacy, mixed)),) = cells_of(a_raw_workbook(tmp_path / "a.xlsx", xml, strings=strings))
    assert isinstance(legacy, LegacyText)
    assert legacy.decoded() == "Hà Nội"
    assert not isinstance(mixed, LegacyText)


def test_the_macintosh_calendar_of_a_workbook(tmp_path: Path) -> None:
    xml = '<worksheet><sheetData><row><c s="1"><v>44799</v></c></row></sheetData></worksheet>'
    path = a_raw_workbook(tmp_path / "a.xlsx", xml, styles=STYLES, properties='<workbookPr date1904="1"/>')
    assert cells_of(path) == [(1, (dt.datetime(2026, 8, 27),))]


def test_prefixed_xml_is_read(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="B1"><x:v>5</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    with open_book(a_raw_workbook(tmp_path / "a.xlsx", xml)) as book:
        assert [row.cells for row in book.sheet().rows()] == [(None, 5)]
        assert book.sheet().merges == [Span(1, 0, 2, 1)]


def test_merges_of_a_real_workbook(tmp_path: Path) -> None:
    with open_book(a_messy_workbook(tmp_path / "a.xlsx")) as book:
        assert Span(14, 1, 15, 1) in book.sheet().merges
        assert len(book.sheet().merges) == 10


def test_sheets_by_name_and_the_first_visible_one(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["ẩn"])
    book.create_sheet("Năm 2026").append(["hiện"])
    book.save(tmp_path / "a.xlsx")
    assert open_sheet(tmp_path / "a.xlsx").name == "Năm 2026"
    with pytest.raises(IntakeError, match="Năm 2026"):
        open_sheet(tmp_path / "a.xlsx", "Không có")


def test_macros_are_only_data(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsm", ["mã", "tên"])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
    assert cells_of(path) == [(1, ("mã", "tên"))]


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")]
)
def test_column_names(number: int, letters: str) -> None:
    assert column_letter(number) == letters
    assert column_index(letters) == number


TABLE = "Mã;Tên\n1;Đắk Nông\n2;Hồ sơ của ủy ban nhân dân huyện\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(TABLE.encode(), "UTF-8", id="UTF-8"),
        pytest.param(TABLE.encode("utf-8-sig"), "BOM", id="UTF-8 with BOM"),
        pytest.param(TABLE.encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param(TABLE.encode("utf-16-le"), "utf-16-le", id="UTF-16 without BOM"),
        pytest.param(in_1258(TABLE), "Windows-1258", id="code page 1258"),
        pytest.param(TABLE.replace("\n", "\r\n").replace(";", "\t").encode(), "tab", id="tabs and CRLF"),
        pytest.param(TABLE.replace(";", ",").encode(), "dấu phẩy", id="commas"),
        pytest.param(encode(TABLE, "tcvn3").encode("latin-1"), "TCVN3", id="TCVN3"),
        pytest.param(encode(TABLE, "vni").encode("cp1252"), "VNI", id="VNI"),
        pytest.param(encode(TABLE, "tcvn3").encode(), "TCVN3", id="TCVN3 saved as UTF-8"),
    ],
)  # fmt: skip
def test_csv_of_every_kind(tmp_path: Path, content: bytes, told: str) -> None:
    from minhchung.ground.intake.cells import text

    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with open_book(path) as book:
        assert told in book.told
        rows = [[text(c) for c in row.cells] for row in book.sheet().rows()]
    assert rows == [["Mã", "Tên"], ["1", "Đắk Nông"], ["2", "Hồ sơ của ủy ban nhân dân huyện"]]


def test_a_delimiter_inside_quotes_and_lines_inside_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Mã,Ghi chú,Tên\n1,"a;b;c;d\ndòng hai",x\n2,"p, q",y\n', encoding="utf-8")
    assert cells_of(path) == [
        (1, ("Mã", "Ghi chú", "Tên")),
        (2, ("1", "a;b;c;d\ndòng hai", "x")),
        (4, ("2", "p, q", "y")),
    ]


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


GOOD_SHEET = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("make", "refusal", "says"),
    [
        pytest.param(lambda p: p, IntakeError, "Không tìm thấy", id="no file"),
        pytest.param(lambda p: write(p, b""), EmptyFile, "rỗng", id="nothing in it"),
        pytest.param(lambda p: write(p, b"\n\n  \n"), EmptyFile, "không có dữ liệu", id="only white space"),
        pytest.param(lambda p: write(p, b"PK\x05\x06" + bytes(18)), EmptyFile, "rỗng", id="an empty zip"),
        pytest.param(a_workbook, EmptyFile, "không có dữ liệu", id="an empty workbook"),
        pytest.param(lambda p: write(p, b"%PDF-1.7\n"), NotASpreadsheet, "PDF", id="a PDF"),
        pytest.param(lambda p: write(p, b"\x89PNG\r\n\x1a\n"), NotASpreadsheet, "ảnh", id="a picture"),
        pytest.param(lambda p: write(p, b"ab\x00\x01\x02\x00\x00" * 50), NotASpreadsheet, "không phải", id="binary"),
        pytest.param(lambda p: write(p, b"<html><table>"), NotASpreadsheet, "trang web", id="a web page called .xls"),
        pytest.param(lambda p: write(p, bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)), OldOrLocked, r"\.xlsx", id="old .xls"),
        pytest.param(
            lambda p: write(p, bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")),
            OldOrLocked,
            "mật khẩu",
            id="locked",
        ),
        pytest.param(lambda p: a_zip(p, {"a.txt": "x"}), NotASpreadsheet, "ZIP", id="any zip"),
        pytest.param(lambda p: a_zip(p, {"word/document.xml": "<a/>"}), NotASpreadsheet, "Word", id="a letter"),
        pytest.param(lambda p: a_zip(p, {"mimetype": "x", "content.xml": "<a/>"}), OldOrLocked, "OpenDocument", id="ods"),
        pytest.param(lambda p: a_zip(p, {"xl/workbook.bin": "x"}), OldOrLocked, "xlsb", id="xlsb"),
        pytest.param(lambda p: a_raw_workbook(p, GOOD_SHEET, prolog=BOMB), Dangerous, "không được phép", id="entities"),
        pytest.param(lambda p: a_raw_workbook(p, "<worksheet><row>"), Damaged, "hỏng", id="XML breaks off"),
        pytest.param(
            lambda p: a_raw_workbook(p, '<worksheet><row><c t="s"><v>9</v></c></row></worksheet>'),
            Damaged,
            "chuỗi",
            id="a string that is not there",
        ),
        pytest.param(
            lambda p: a_raw_workbook(p, "<worksheet><row><c><v>x</v></c></row></worksheet>"), Damaged, "hỏng", id="no number"
        ),
        pytest.param(
            lambda p: a_raw_workbook(p, '<worksheet><row><c r="ZZZZ1"><v>1</v></c></row></worksheet>'),
            Damaged,
            "ZZZZ1",
            id="a cell off the sheet",
        ),
        pytest.param(
            lambda p: write(p, a_workbook(p, ["a", "b"]).read_bytes()[:2000]), Damaged, "hỏng", id="half an upload"
        ),
        pytest.param(
            lambda p: write(p, b"a;b\n" + b"1;x\n" * 3 + b'2;"' + b"x" * 2_000_000),
            Damaged,
            "Dòng 5",
            id="a quote never closed",
        ),
        pytest.param(
            lambda p: write(p, b"a;b\n" + b"1;\xff\xfe\x81 x\n"),
            NotASpreadsheet,
            "lưu lại dưới dạng CSV UTF-8",
            id="bytes of no encoding",
        ),
    ],
)  # fmt: skip
def test_bad_files_are_refused_in_words(tmp_path: Path, make, refusal: type[IntakeError], says: str) -> None:
    path = make(tmp_path / "tệp.xlsx")
    with pytest.raises(refusal, match=says) as caught, open_book(path) as book:
        for sheet in book.sheets:
            list(sheet.rows())
    assert type(caught.value) is refusal


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    path = a_raw_workbook(tmp_path / "a.xlsx", GOOD_SHEET + " " * 20_000_000)
    assert path.stat().st_size < 100_000
    with pytest.raises(Dangerous, match="bom nén"):
        open_book(path)
    with pytest.raises(TooBig, match="giải nén"):
        open_book(path, Limits(unpacked=10_000_000))


def test_a_zip_bomb_that_lies_about_its_size_is_cut_off(tmp_path: Path) -> None:
    path = a_raw_workbook(tmp_path / "a.xlsx", GOOD_SHEET + " " * 20_000_000)
    data = path.read_bytes()
    true_size = (20_000_000 + len(GOOD_SHEET) + 68).to_bytes(4, "little")
    with zipfile.ZipFile(path) as archive:
        true_size = archive.getinfo("xl/worksheets/s.xml").file_size.to_bytes(4, "little")
    path.write_bytes(data.replace(true_size, (5_000).to_bytes(4, "little")))
    with pytest.raises(Damaged), open_book(path) as book:
        list(book.sheet().rows())


def test_too_big_a_workbook_is_refused_and_a_csv_has_its_own_limit(tmp_path: Path) -> None:
    limits = Limits(workbook=1_000, csv=1_000_000)
    with pytest.raises(TooBig, match=r"\.csv"):
        open_book(a_workbook(tmp_path / "a.xlsx", ["a", "b"]), limits)
    path = tmp_path / "a.csv"
    path.write_text("a;b\n" + "1;2\n" * 5_000)
    with open_book(path, limits) as book:
        assert sum(1 for _ in book.sheet().rows()) == 5_001
    with pytest.raises(TooBig):
        open_book(path, Limits(csv=1_000))


def test_too_many_parts(tmp_path: Path) -> None:
    with pytest.raises(Dangerous, match="nhiều bất thường"):
        open_book(a_zip(tmp_path / "a.xlsx", {f"{n}": "" for n in range(20)}), Limits(members=10))
