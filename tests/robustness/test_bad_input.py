"""Bad files and bad words through the command line: a clear sentence with row and column, never a trace."""

from __future__ import annotations

import csv
import shutil
import signal
import socket
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from journeys.standing import PATIENCE, wait_for
from minhchung.dossiers.models import Dossier
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake.legacy_text import encode
from minhchung.ground.intake.models import ImportedRow, ImportRun
from minhchung.ground.trail.models import Entry
from ports import free_port
from robustness.commands import assert_clear, opened, run, start

HEADINGS = ("Mã hồ sơ", "Thủ tục hành chính", "Người nộp", "Ngày tiếp nhận", "Ngày có kết quả")
PROCEDURE = "Đăng ký nội quy lao động của doanh nghiệp"
GOOD = ("HS-1", PROCEDURE, "Công ty Gỗ Trường Phát", "05/01/2021 08:00", "11/01/2021 09:00")
FORMULA = '=HYPERLINK("http://example.org";"mở")'


def rows(*given: tuple[str, ...]) -> str:
    """A CSV of dossiers with its headings."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (HEADINGS, *given)]
    return "\r\n".join(lines) + "\r\n"


def with_cell(column: str, value: str, code: str = "HS-2") -> tuple[str, ...]:
    """The good row under another code, not yet ended, with one cell changed."""
    row = [code, *GOOD[1:4], ""]
    row["ABCDE".index(column)] = value
    return tuple(row)


@pytest.fixture(scope="module")
def desk(land: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which nothing is expected to change."""
    return Path(shutil.copytree(land, tmp_path_factory.mktemp("desk") / "data"))


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV of dossiers and gives its path."""

    def write(*given: tuple[str, ...], name: str = "hồ sơ.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(rows(*given).encode(encoding))
        return path

    return write


BAD_CELLS = {
    "not a date": ("D", "hôm qua", "hôm qua"),
    "a day that is not in the calendar": ("D", "31/02/2024", "31/02/2024"),
    "finished before received": ("E", "04/01/2021 09:00", "Ngày có kết quả trước ngày tiếp nhận"),
    "a procedure nobody knows": ("B", "Cấp phép bay", "Không có thủ tục “Cấp phép bay”"),
    "a year after the calendar": ("D", "04/01/2029 08:00", "2029"),
    "no applicant": ("C", "", "thiếu giá trị bắt buộc"),
    "a code too long": ("A", "HS-" + "9" * 90, "tối đa 60"),
}


def test_each_bad_cell_is_named_and_explained(desk: Path, sheet: Callable[..., Path]) -> None:
    changed = [
        with_cell(column, value, code=f"HS-{number}")
        for number, (column, value, _) in enumerate(BAD_CELLS.values(), 2)
    ]
    path = sheet(GOOD, *changed)
    done = run("import", "dossiers", path, "--dry-run", folder=desk)
    assert_clear(done, 1, f"{len(changed) + 1} dòng: 1 mới")
    assert "ô D3: “hôm qua”" in done.out
    said = {line.split(":", 1)[0].split()[-1]: line for line in done.out.splitlines()[1:]}
    for line, (case, (column, _, words)) in enumerate(BAD_CELLS.items(), 3):
        assert f"{column}{line}" in said, f"{case}: {done.out}"
        assert words in said[f"{column}{line}"], case


def test_good_rows_enter_alone_and_the_code_says_so(empty_land: Path, sheet: Callable[..., Path]) -> None:
    path = sheet(GOOD, with_cell("D", "31/02/2024"))
    only = run("import", "dossiers", path, "--only-clean", "--json", folder=empty_land)
    assert_clear(only, 1)
    done = run("import", "dossiers", path, "--json", folder=empty_land)
    assert_clear(done, 4)
    assert (only.json["new"], done.json["new"], done.json["refused"]) == (1, 1, 1)
    again = run("import", "dossiers", path, "--json", folder=empty_land)
    assert (again.json["new"], again.json["unchanged"]) == (0, 1), (
        "--only-clean wrote nothing, the import did"
    )
    assert [(problem["line"], problem["column"]) for problem in done.json["problems"]] == [(3, "D")]


def sparse(path: Path, head: bytes, size: int) -> None:
    """A file of that size which takes no room on the disk."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def workbook_with(path: Path, blocks: int, block: bytes) -> None:
    """A workbook whose sheet unpacks to so many blocks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(blocks):
                part.write(block)


MEGA = 1024**2
BAD_FILES: dict[str, tuple[str, Callable[[Path], Any], str]] = {
    "a sheet of 300 MB": ("lớn.xlsx", lambda path: sparse(path, b"PK\x03\x04", 300 * MEGA), "300 MB"),
    "a CSV of 600 MB": ("lớn.csv", lambda path: sparse(path, rows(GOOD).encode(), 600 * MEGA), "600 MB"),
    "a cell of 300 MB": (
        "ô.csv",
        lambda path: path.write_bytes(rows(GOOD).encode() + b'"' + b"x" * (300 * MEGA)),
        "Dòng 3 ",
    ),
    "a zip bomb": ("bom.xlsx", lambda path: workbook_with(path, 200, b"0" * MEGA), "bom nén"),
    "nothing": ("rỗng.xlsx", Path.touch, "rỗng (0 byte)"),
    "a PDF": ("giả.xlsx", lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj"), "tệp PDF"),
    "half a workbook": ("nửa.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + b"\x14" * 999), "bị hỏng"),
    "other columns": ("khác.csv", lambda path: path.write_text("Tên,Tuổi\nAn,30\n"), "Mã hồ sơ"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_with_a_reason(desk: Path, tmp_path: Path, case: str) -> None:
    name, make, words = BAD_FILES[case]
    path = tmp_path / name
    make(path)
    assert_clear(run("import", "dossiers", path, folder=desk), 1, words)
    path.unlink()


def cp1258(text: str) -> bytes:
    """Letters with their hats, tones apart: as Windows-1258 writes Vietnamese."""
    out = ""
    for letter in unicodedata.normalize("NFC", text):
        try:
            letter.encode("cp1258")
            out += letter
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tones = "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tones
    return out.encode("cp1258")


ENCODED = {
    "UTF-16 with a mark": lambda text: text.encode("utf-16"),
    "UTF-16 without a mark": lambda text: text.encode("utf-16-le"),
    "Windows-1258": cp1258,
    "TCVN3": lambda text: encode(text, "tcvn3").encode("cp1252"),
    "decomposed UTF-8": lambda text: unicodedata.normalize("NFD", text).encode(),
}


@pytest.mark.parametrize("case", ENCODED)
def test_old_encodings_arrive_as_vietnamese(
    empty_land: Path, tmp_path: Path, django_db_blocker: Any, case: str
) -> None:
    path = tmp_path / "cũ.csv"
    path.write_bytes(ENCODED[case](rows(GOOD)))
    done = run("import", "dossiers", path, "--json", folder=empty_land)
    assert_clear(done, 0)
    with opened(empty_land, django_db_blocker):
        assert list(Dossier.objects.values_list("applicant_name", flat=True)) == ["Công ty Gỗ Trường Phát"]


def test_a_formula_in_a_cell_runs_nowhere(
    empty_land: Path, tmp_path: Path, sheet: Callable[..., Path], django_db_blocker: Any
) -> None:
    row = (FORMULA, PROCEDURE, "@SUM(1+1)", *GOOD[3:])
    assert_clear(run("import", "dossiers", sheet(row), folder=empty_land), 0)
    out = tmp_path / "records.csv"
    done = run("figure", "dossiers.received", "--window", "2021", "--records", out, folder=empty_land)
    assert_clear(done, 0, "1 bản ghi")
    with out.open(encoding="utf-8-sig", newline="") as file:
        exported = [cell for record in csv.reader(file) for cell in record]
    assert f"'{FORMULA}" in exported
    with opened(empty_land, django_db_blocker):
        user = create_user(
            username="an",
            full_name="Lê An",
            role=Role.CLERK,
            password="bốn mùa xuân hạ",
            by="cài đặt",
            at=datetime(2026, 8, 27, 8, 0),
        )
        client = Client()
        client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
        listed = b"".join(client.get("/ho-so/csv/").streaming_content).decode("utf-8-sig")
    exported += [cell for record in csv.reader(listed.splitlines()) for cell in record]
    assert exported.count(f"'{FORMULA}") == 2
    assert not [cell for cell in exported if cell.startswith(("=", "@", "+", "\t"))]


WRONG_WORDS = {
    "a window that is none": (("figures", "--window", "20x0"), 2, "20x0"),
    "a figure that is none": (("figure", "dossiers.happy"), 2, "dossiers.happy"),
    "a kind that is none": (("import", "cats", "README.md"), 2, "Không có loại dữ liệu “cats”"),
    "a file that is not there": (("import", "dossiers", "không-có.xlsx"), 2, "Không thấy tệp"),
    "a report that is none": (("report", "freeze", "77"), 2, "Không có báo cáo số 77"),
    "a command that is none": (("importt",), 2, "Không có lệnh này. Các lệnh: demo, serve, import"),
    "an option that is none": (
        ("figures", "--windo", "2020"),
        2,
        "Không có tùy chọn --windo. Gần đúng: --window.",
    ),
    "a number that is a word": (
        ("demo", "--dossiers", "năm"),
        2,
        "Giá trị của --dossiers phải là số nguyên.",
    ),
    "a number that is too small": (
        ("demo", "--dossiers", "3"),
        2,
        "Giá trị của --dossiers phải từ 50 trở lên.",
    ),
    "a word that is missing": (("import", "dossiers"), 2, "Thiếu file."),
    "a word too many": (("verify", "data", "now"), 2, "Thừa đối số: now."),
    "a folder to write into that is a file": (("export", "facts", "README.md"), 3, "README.md"),
}


@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_are_told(desk: Path, case: str) -> None:
    words, code, sentence = WRONG_WORDS[case]
    assert_clear(run(*words, folder=desk), code, sentence)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "empty zip"]
)
def test_a_bundle_that_is_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "gói.minhchung.zip"
    path.write_bytes(content)
    assert_clear(run("verify", path, folder=None), 1, "Gói KHÔNG nguyên vẹn")


@pytest.mark.parametrize(
    "words", [("figures",), ("import", "dossiers", "README.md"), ("verify", "data")], ids=" ".join
)
@pytest.mark.parametrize("damage", ["not a database", "torn pages"])
def test_a_damaged_database_is_told_and_left_alone(
    empty_land: Path, words: tuple[str, ...], damage: str
) -> None:
    path = empty_land / "minhchung.sqlite3"
    content = bytearray(path.read_bytes())
    content[0 if damage == "not a database" else 100 : len(content)] = b"\x5a" * (
        len(content) - (0 if damage == "not a database" else 100)
    )
    path.write_bytes(content)
    assert_clear(run(*words, folder=empty_land), 3, "Cơ sở dữ liệu bị hỏng", str(path), "bản sao lưu")
    assert path.read_bytes() == content


def test_a_data_folder_that_nobody_may_write() -> None:
    assert_clear(run("figures", folder=Path("/sys/minhchung")), 3, "Không có quyền", "/sys/minhchung")


@pytest.mark.parametrize(
    "words", [("figures",), ("verify", "data"), ("export", "facts", "{}/facts")], ids=" ".join
)
def test_a_folder_whose_tables_are_missing_is_made_ready(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert_clear(run(*(word.format(tmp_path) for word in words), folder=tmp_path / "data"), 0)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", free_port()))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_gives_the_next_one(empty_land: Path, taken: int) -> None:
    server = start("serve", "--port", str(taken), "--workers", "1", folder=empty_land)
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if "Ctrl+C" in line:
            break
    try:
        # Only a server that answers knows what Ctrl+C means: whoever started this run may have had it ignored.
        wait_for(f"http://127.0.0.1:{taken + 1}/healthz")
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE)
    finally:
        server.kill()
    assert f"Cổng {taken} đang bận, dùng cổng {taken + 1}." in said
    assert f"http://127.0.0.1:{taken + 1}/" in said


def test_the_workbook_comes_back_with_its_bad_cells_explained(
    empty_land: Path, tmp_path: Path, dossiers: Path, django_db_blocker: Any
) -> None:
    assert_clear(run("import", "dossiers", dossiers, folder=empty_land), 0)
    book = openpyxl.load_workbook(dossiers)
    page = book.active
    page["I5"] = "31/02/2021"
    page["B6"] = "Cấp phép bay"
    page["D7"] = "Công ty Đổi Tên"
    page["A8"] = "X77.15-MỚI"
    marked, reply = tmp_path / "sửa.xlsx", tmp_path / "trả lời.xlsx"
    book.save(marked)
    with opened(empty_land, django_db_blocker):
        before = [model.objects.count() for model in (Dossier, ImportRun, ImportedRow, Entry)]
    done = run("import", "dossiers", marked, "--reply", reply, "--dry-run", "--json", folder=empty_land)
    assert_clear(done, 1)
    total = done.json["rows"]
    counts = {name: done.json[name] for name in ("new", "changed", "unchanged", "refused")}
    assert counts == {"new": 1, "changed": 1, "unchanged": total - 4, "refused": 2}
    with opened(empty_land, django_db_blocker):
        assert [model.objects.count() for model in (Dossier, ImportRun, ImportedRow, Entry)] == before
        assert not Dossier.objects.filter(applicant_name="Công ty Đổi Tên").exists()
    answered = openpyxl.load_workbook(reply)
    page_back = answered[page.title]
    comments = {
        cell.coordinate: cell.comment.text for row in page_back.iter_rows() for cell in row if cell.comment
    }
    assert set(comments) == {"I5", "B6"}
    assert "31/02/2021" in comments["I5"] and "Cấp phép bay" in comments["B6"]
    for row in page.iter_rows():
        for cell in row:
            assert page_back[cell.coordinate].value == cell.value
    assert answered.active.title == "Kết quả kiểm tra"
