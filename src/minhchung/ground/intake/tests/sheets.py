"""Spreadsheets made for tests the way clerks make them."""

from __future__ import annotations

import datetime as dt
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.styles import Font

from minhchung.ground.intake.cells import Choice
from minhchung.ground.intake.columns import Field, Layout

LAYOUT = Layout(
    "dossiers",
    "Hồ sơ",
    (
        Field("code", "Mã hồ sơ", "code", required=True, synonyms=("Số hồ sơ", "Số biên nhận")),
        Field("procedure", "Tên thủ tục hành chính", synonyms=("Tên thủ tục",), max_length=200),
        Field("applicant", "Người nộp", synonyms=("Tên tổ chức, cá nhân",)),
        Field("received_at", "Ngày tiếp nhận", "moment", required=True, synonyms=("Ngày nhận",)),
        Field("due_at", "Ngày hẹn trả", "moment", synonyms=("Hạn trả",)),
        Field("finished_on", "Ngày trả kết quả", "day", synonyms=("Ngày trả",)),
        Field("fee", "Lệ phí", "money", synonyms=("Phí, lệ phí",)),
        Field(
            "channel",
            "Kênh nộp",
            "choice",
            choices=(Choice("direct", "Trực tiếp"), ("online", "Trực tuyến"), ("online", "Qua mạng")),
            synonyms=("Hình thức nộp",),
        ),
        Field("phone", "Số điện thoại", "phone", synonyms=("SĐT",)),
    ),
    key=("code",),
)

HEADINGS = [f.label for f in LAYOUT.fields]


def a_row(number: int, **other: object) -> list[object]:
    """A clean row of the layout; other values by field name."""
    values: dict[str, object] = {
        "code": f"H16-260101-{number:04}",
        "procedure": "Cấp giấy phép xây dựng",
        "applicant": f"Công ty TNHH số {number}",
        "received_at": "05/01/2026 08:30",
        "due_at": "12/01/2026 17:00",
        "finished_on": "11/01/2026",
        "fee": "150.000",
        "channel": "Trực tiếp",
        "phone": "0900000123",
    }
    values.update(other)
    return [values[f.name] for f in LAYOUT.fields]


def a_workbook(path: Path, *rows: list[object], title: str = "Sổ 2026") -> Path:
    """A workbook with those rows, from line 1."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def a_messy_workbook(path: Path) -> Path:
    """National motto, agency, title, two-row header with merges, numbering, a group row, TCVN3, NFD, an empty
    row, a header printed again, a merged dossier of two rows, a total, place and date, signatures. 23 lines."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ 2026"
    rows: list[list[object]] = [
        ["ỦY BAN NHÂN DÂN TỈNH", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["BAN QUẢN LÝ CÁC KCN", None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["SỔ THEO DÕI HỒ SƠ NĂM 2026"],
        [
            "TT",
            "Số hồ sơ",
            "Tên TTHC",
            "Tổ chức, cá nhân",
            "Thời gian",
            None,
            None,
            "Phí, lệ phí (đồng)",
            "SĐT",
        ],
        [None, None, None, None, "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày trả kết quả"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
        ["I", "Lĩnh vực đầu tư"],
        [
            1,
            "H16-1",
            "Cấp giấy",
            "Công ty Cộng Hưởng",
            "27/08/2026",
            "14h05 30/8/2026",
            dt.datetime(2026, 8, 29),
            50000,
        ],
        [
            2,
            "H16-2",
            "Cấp giấy",
            "C«ng ty TNHH §¹i ViÖt",
            46261.354166666664,
            None,
            None,
            "1.234.567",
            912345678,
        ],
        [],
        [
            "TT",
            "Số hồ sơ",
            "Tên TTHC",
            "Tổ chức, cá nhân",
            "Thời gian",
            None,
            None,
            "Phí, lệ phí (đồng)",
            "SĐT",
        ],
        [
            3,
            "H16-3",
            unicodedata.normalize("NFD", "Sửa đổi"),
            "Bà Trần Thị Ỷ",
            "2026-08-28",
            None,
            None,
            None,
            None,
        ],
        [4, "H16-4", "Cấp giấy", "Ông A", "ngày 27 tháng 8 năm 2026", "31/02/2026", None, "abc", None],
        [None, None, "Bổ sung", "Ông A", "28/08/2026", None, None, None, None],
        [5, "H16-1", "Cấp giấy", "Tổng công ty B", "29/08/2026", None, None, None, None],
        ["Tổng cộng", None, None, None, None, None, None, "1.284.567"],
        [],
        [None, None, None, None, None, None, "Đắk Nông, ngày 5 tháng 9 năm 2026"],
        [None, "Người lập biểu", None, None, None, None, "TRƯỞNG BAN"],
        [None, "(Ký, ghi rõ họ tên)"],
        [],
        [None, "Nguyễn Văn A", None, None, None, None, "Trần Văn B"],
    ]
    for row in rows:
        sheet.append(row)
    for merged in ("A4:I4", "E5:G5", "B8:I8", "B14:B15", *(f"{c}5:{c}6" for c in "ABCDHI")):
        sheet.merge_cells(merged)
    sheet["D10"].font = Font(name=".VnTime")
    book.save(path)
    return path


def a_zip(path: Path, members: dict[str, bytes | str]) -> Path:
    """A zip with those members, deflated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def a_raw_workbook(path: Path, sheet_xml: str, **parts: str) -> Path:
    """A hand-made workbook with one sheet: ``styles``, ``strings`` and ``workbook_attributes`` on demand."""
    ns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return a_zip(
        path,
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{rel}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {ns} xmlns:r="{rel}">{parts.get("properties", "")}'
            '<sheets><sheet name="Một" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">'
            f'<Relationship Id="r1" Type="{rel}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="r2" Type="{rel}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r3" Type="{rel}/sharedStrings" Target="/xl/strings.xml"/></Relationships>',
            "xl/styles.xml": f"<styleSheet {ns}>{parts.get('styles', '')}</styleSheet>",
            "xl/strings.xml": f"{parts.get('prolog', '')}<sst {ns}>{parts.get('strings', '')}</sst>",
            "xl/worksheets/s.xml": sheet_xml.replace("<worksheet", f"<worksheet {ns}", 1),
        },
    )


def in_1258(text: str) -> bytes:
    """Text as Windows writes it in the Vietnamese code page: shaped vowels, tones apart."""
    spread = unicodedata.normalize("NFD", text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = [""]
    for c in spread:
        if c in tones:
            letters.append(c)
        elif unicodedata.combining(c):
            tone = letters.pop() if letters[-1] in tones else ""
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + c)
            letters += [tone] if tone else []
        else:
            letters.append(c)
    return "".join(letters).encode("cp1258")
