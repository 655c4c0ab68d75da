"""Reading the words of a document's file: Word, the text layer of PDF, a hook for recognising letters in pictures."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import ParseError, iterparse

from minhchung.legislation.models import Reading

#: More letters are not kept of one file, more bytes not unpacked: nobody searches so far, and a bomb ends here.
LETTERS, UNPACKED = 2_000_000, 50_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SECONDS = 300


@dataclass(frozen=True)
class Read:
    """What was read of a file: its words, how, and why not where there are none."""

    text: str
    reading: str
    note: str = ""


def read_file(path: Path, content_type: str, ocr: str = "") -> Read:
    """The words of a file.

    Args:
        ocr: a command that writes the words of the file named after it to its output; "" where none is set.
    """
    if "wordprocessingml" in content_type:
        return _word(path)
    if content_type == "application/pdf":
        read = _pdf(path)
        return read if read.text else _seen(path, ocr, read.note)
    if content_type.startswith("image/"):
        return _seen(path, ocr, "")
    return Read("", Reading.NOT_YET, f"Không đọc được chữ trong loại tệp {content_type}.")


def _word(path: Path) -> Read:
    parts: list[str] = []
    length = 0
    try:
        with ZipFile(path) as archive:
            if archive.getinfo("word/document.xml").file_size > UNPACKED:
                return Read("", Reading.NOT_YET, "Tệp Word quá lớn khi giải nén.")
            with archive.open("word/document.xml") as body:
                for _event, element in iterparse(body):
                    if element.tag == f"{_WORD}t" and element.text:
                        parts.append(element.text)
                        length += len(element.text)
                    elif element.tag in (f"{_WORD}p", f"{_WORD}tab", f"{_WORD}br"):
                        parts.append("\n")
                    if length > LETTERS:
                        break
    except (BadZipFile, KeyError, ParseError) as broken:
        return Read("", Reading.NOT_YET, f"Tệp Word hỏng: {broken}"[:255])
    return Read("".join(parts)[:LETTERS].strip(), Reading.WORDS)


def _pdf(path: Path) -> Read:
    # Here, not above: it is slow to load and seldom used.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    parts: list[str] = []
    try:
        for page in PdfReader(path).pages:
            parts.append(page.extract_text())
            if sum(map(len, parts)) > LETTERS:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        return Read("", Reading.NOT_YET, f"Tệp PDF hỏng: {broken}"[:255])
    text = "\n".join(parts)[:LETTERS].strip()
    return (
        Read(text, Reading.LAYER) if text else Read("", Reading.NOT_YET, "PDF không có lớp chữ (bản chụp).")
    )


def _seen(path: Path, ocr: str, before: str) -> Read:
    if not ocr:
        why = "Chưa cấu hình nhận dạng chữ, nên bản chụp chưa tìm được theo nội dung; hãy nhờ người quản trị cấu hình."
        return Read("", Reading.NOT_YET, f"{before} {why}".strip())
    try:
        done = subprocess.run(  # the operator's own command
            [*ocr.split(), str(path)], capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as failed:
        return Read("", Reading.NOT_YET, f"Nhận dạng chữ không thành: {failed}"[:255])
    text = done.stdout.decode("utf-8", errors="replace")[:LETTERS].strip()
    return (
        Read(text, Reading.SEEN) if text else Read("", Reading.NOT_YET, "Nhận dạng chữ không thấy chữ nào.")
    )
