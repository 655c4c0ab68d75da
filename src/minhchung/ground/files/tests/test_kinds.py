"""What a file is told to be by its content, and what is refused in which words."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from minhchung.ground.files.kinds import look_into
from minhchung.ground.files.names import LONGEST, clean_name
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.tests import samples

SHEET = "openxmlformats-officedocument.spreadsheetml.sheet.main"
MACROS = "ms-word.document.macroEnabled.main"


def looked(folder: Path, name: str, content: bytes):
    path = folder / "x"
    path.write_bytes(content)
    return look_into(path, clean_name(name))


@pytest.mark.parametrize(
    ("name", "content", "content_type", "kept_as"),
    [
        pytest.param("đơn.pdf", samples.PDF, "application/pdf", "đơn.pdf", id="a PDF"),
        pytest.param("ĐƠN.PDF", samples.PDF, "application/pdf", "ĐƠN.PDF", id="capitals in the extension"),
        pytest.param(
            "đơn", samples.PDF, "application/pdf", "đơn.pdf", id="a name without extension gets one"
        ),
        pytest.param("ảnh.png", samples.png(), "image/png", "ảnh.png", id="a PNG"),
        pytest.param("ảnh.jpeg", samples.JPEG, "image/jpeg", "ảnh.jpeg", id="a JPEG"),
        pytest.param(
            "ảnh.jpg", samples.png(), "image/png", "ảnh.png", id="a photo under another photo's name"
        ),
        pytest.param(
            "a.docx",
            samples.office(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "a.docx",
            id="a Word document",
        ),
        pytest.param(
            "a.xlsx",
            samples.office(SHEET),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "a.xlsx",
            id="a workbook is told from a document",
        ),
        pytest.param(
            "a.doc", samples.compound("WordDocument"), "application/msword", "a.doc", id="an old Word"
        ),
        pytest.param("a.zip", samples.a_zip(ban_dwg="x"), "application/zip", "a.zip", id="a plain archive"),
    ],
)
def test_what_is_kept(tmp_path: Path, name: str, content: bytes, content_type: str, kept_as: str):
    found = looked(tmp_path, name, content)
    assert (found.content_type, found.name, found.warnings) == (content_type, kept_as, ())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("a.pdf", b"", "rỗng (0 byte)", id="an empty file"),
        pytest.param(
            "a.pdf", samples.PROGRAM, "chương trình Windows (.exe) dù mang tên .pdf", id="a program named PDF"
        ),
        pytest.param("a.exe", samples.PROGRAM, "chương trình Windows", id="a program that says so"),
        pytest.param("a.jpg", b"\x7fELF\x02", "chương trình Linux", id="a program of Linux"),
        pytest.param("a.pdf", b"#!/bin/sh\n", "tập lệnh", id="a script"),
        pytest.param("a.js", b"alert(1)", "(.js)", id="a script by its name"),
        pytest.param("a.pdf", samples.PAGE, "trang web", id="a page named PDF"),
        pytest.param("a.svg", samples.DRAWING, "HTML, SVG, XML", id="a drawing with scripts"),
        pytest.param("a.png", samples.DRAWING, "HTML, SVG, XML", id="a drawing named PNG"),
        pytest.param("a.docx", samples.PDF, "đuôi .docx nhưng nội dung là PDF", id="a PDF named Word"),
        pytest.param("a.pdf", samples.png(), "nội dung là ảnh PNG", id="a picture named PDF"),
        pytest.param("a.pdf", samples.PDF[:-7], "không trọn vẹn", id="a PDF that was cut off"),
        pytest.param(
            "a.png", samples.png(60_000, 60_000), "60000 × 60000", id="a picture that fills the memory"
        ),
        pytest.param("a.docx", samples.office(MACROS), "macro", id="macros by the type of the document"),
        pytest.param(
            "a.docx", samples.office(word__vbaProject_bin=b"x"), "macro", id="macros that lie inside"
        ),
        pytest.param("a.docm", samples.office(MACROS), "(.docm)", id="a document with macros by its name"),
        pytest.param(
            "a.docx",
            samples.office(word___rels__settings_xml_rels=b'<R Target="http://x" TargetMode="External"/>'),
            "lấy mẫu từ máy khác",
            id="a template fetched from elsewhere",
        ),
        pytest.param("a.docx", samples.compound("EncryptedPackage"), "mật khẩu", id="a Word with a password"),
        pytest.param(
            "a.doc", samples.compound("WordDocument", "_VBA_PROJECT"), "macro", id="an old Word with macros"
        ),
        pytest.param("a.zip", samples.locked_zip(), "mật khẩu", id="a locked archive"),
        pytest.param("a.zip", samples.bomb(), "bom nén", id="a bomb"),
        pytest.param(
            "a.zip", samples.a_zip(x__cai_exe="x"), "chứa chương trình (x/cai.exe)", id="a program inside"
        ),
        pytest.param("a.zip", samples.a_zip(b_zip="x"), "chứa tệp nén khác", id="an archive inside"),
        pytest.param(
            "a.zip", samples.a_zip(a_txt="x" * 99)[:-30], "hỏng hoặc chưa trọn vẹn", id="a torn archive"
        ),
        pytest.param("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 64, "không thuộc loại được nhận", id="a film"),
        pytest.param("a.pdf", b"\x01\x02\x03" * 50, "mang tên .pdf nhưng nội dung không phải", id="no PDF"),
        pytest.param("a.docx", b"hello", "mang tên .docx nhưng nội dung không phải", id="no Word document"),
        pytest.param("a", b"\x01\x02\x03" * 50, "không thuộc loại được nhận", id="nothing known"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, words: str):
    with pytest.raises(NotAccepted) as refused:
        looked(tmp_path, name, content)
    assert words in str(refused.value) and name in str(refused.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(samples.LOCKED_PDF, "mã hóa", id="encrypted"),
        pytest.param(samples.SCRIPTED_PDF, "mã lệnh", id="with scripts"),
    ],
)
def test_a_pdf_that_needs_care_is_kept_with_a_warning(tmp_path: Path, content: bytes, words: str):
    assert words in " ".join(looked(tmp_path, "a.pdf", content).warnings)


def test_a_mark_across_two_blocks_is_seen(tmp_path: Path):
    content = b"%PDF-1.7\n" + b" " * ((1 << 20) - 12) + b"/Encrypt 5 0 R\n%%EOF"
    assert looked(tmp_path, "a.pdf", content).warnings


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        pytest.param("../../etc/passwd", "passwd", id="folders are cut off"),
        pytest.param("C:\\Users\\an\\đơn.pdf", "đơn.pdf", id="folders of Windows too"),
        pytest.param("a\x00b\r\nc.pdf", "abc.pdf", id="control characters"),
        pytest.param("hop dong\u202efdp.exe", "hop dongfdp.exe", id="letters that turn the name around"),
        pytest.param(
            unicodedata.normalize("NFD", "Giấy đề nghị.pdf"), "Giấy đề nghị.pdf", id="decomposed letters"
        ),
        pytest.param('a<b>:"|?*.pdf', "a_b______.pdf", id="what Windows cannot write"),
        pytest.param("...", "tep", id="nothing left"),
        pytest.param(".htaccess", "htaccess", id="no hidden files"),
        pytest.param("  đơn   xin.pdf ", "đơn xin.pdf", id="one space between words"),
    ],
)
def test_names_are_safe(given: str, kept: str):
    assert clean_name(given) == kept


def test_a_very_long_name_keeps_its_extension():
    long = unicodedata.normalize("NFD", "Giấy chứng nhận quyền sử dụng đất " * 30) + ".pdf"
    kept = clean_name(long)
    assert len(kept) <= LONGEST and kept.endswith(".pdf") and unicodedata.is_normalized("NFC", kept)
