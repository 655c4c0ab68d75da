"""The gate: what a file really is, and whether it may be read, decided before anything is unpacked."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from typing import Literal

from minhchung.ground.intake.raw import (
    Damaged,
    Dangerous,
    EmptyFile,
    IntakeError,
    Limits,
    NotASpreadsheet,
    OldOrLocked,
    TooBig,
    size_text,
)

__all__ = ["IntakeError", "kind_of"]

SAVE_AS_XLSX = "Hãy mở tệp bằng Excel hoặc LibreOffice và lưu lại dưới dạng .xlsx rồi nhập lại."
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MARKUP = re.compile(rb"^\s*(?:<!doctype\s+html|<html|<table|<\?xml|<head|<meta)", re.IGNORECASE)
_OTHERS = {
    b"%PDF": "tệp PDF",
    b"\x89PNG": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"GIF8": "tệp ảnh",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"\x1f\x8b": "tệp nén gzip",
    b"{\\rtf": "tài liệu RTF",
    b"MZ": "chương trình",
    b"\x7fELF": "chương trình",
    b"SQLite format 3": "cơ sở dữ liệu",
}


def kind_of(path: Path, limits: Limits) -> Literal["xlsx", "csv"]:
    """Tell a workbook from a CSV by content, after all checks; raises an :class:`IntakeError` otherwise."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as problem:
        raise IntakeError(f"Không tìm thấy tệp {path.name}.") from problem
    except OSError as problem:
        raise IntakeError(f"Không mở được tệp {path.name}: {problem.strerror}.") from problem
    if size == 0:
        raise EmptyFile(f"Tệp {path.name} rỗng (0 byte). Hãy kiểm tra lại tệp đã chọn.")
    if head.startswith(_OLE):
        _refuse_ole(path)
    if head.startswith(b"PK\x03\x04"):
        _limit(path, size, limits.workbook, "tệp bảng tính")
        _check_zip(path, limits)
        return "xlsx"
    if head.startswith(b"PK"):
        raise EmptyFile(f"Tệp {path.name} là tệp nén rỗng, không có bảng tính nào bên trong.")
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise NotASpreadsheet(
                f"Tệp {path.name} là {what}, không phải bảng tính. Hãy chọn tệp .xlsx hoặc .csv."
            )
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise NotASpreadsheet(
            f"Tệp {path.name} thực ra là trang web (HTML/XML) được đặt tên như bảng tính. {SAVE_AS_XLSX}"
        )
    _limit(path, size, limits.csv, "tệp CSV")
    if b"\x00" in head and not _is_utf16(head):
        raise NotASpreadsheet(f"Tệp {path.name} không phải bảng tính .xlsx cũng không phải văn bản .csv.")
    return "csv"


def _limit(path: Path, size: int, limit: int, what: str) -> None:
    if size > limit:
        raise TooBig(
            f"Tệp {path.name} lớn {size_text(size)}, vượt giới hạn {size_text(limit)} cho {what}. "
            "Hãy tách thành nhiều tệp nhỏ hơn (ví dụ mỗi năm một tệp), xóa ảnh và trang tính không cần, "
            "hoặc lưu dưới dạng .csv rồi nhập lại."
        )


def _is_utf16(head: bytes) -> bool:
    """A byte-order mark, or the zero bytes of mostly Western text all on the same side."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    return min(zeros_even, zeros_odd) == 0 and max(zeros_even, zeros_odd) > len(head) // 8


def _refuse_ole(path: Path) -> None:
    """The container of old .xls, and of locked .xlsx: tell which, and refuse."""
    marker = "EncryptedPackage".encode("utf-16-le")
    locked, tail = False, b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if marker in tail + block:
                locked = True
                break
            tail = block[-len(marker) :]
    if locked:
        raise OldOrLocked(
            f"Tệp {path.name} được đặt mật khẩu nên không đọc được. Hãy mở bằng Excel, bỏ mật khẩu "
            "(Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại dưới dạng .xlsx rồi nhập lại."
        )
    raise OldOrLocked(
        f"Tệp {path.name} thuộc định dạng cũ (.xls hoặc tài liệu Office 97-2003). {SAVE_AS_XLSX}"
    )


def _check_zip(path: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive.infolist(), limits)
            _check_kind(path, archive)
            _check_entities(path, archive)
    except zipfile.BadZipFile as problem:
        raise Damaged(
            f"Tệp {path.name} bị hỏng hoặc tải lên chưa trọn. Hãy tải lại. Nếu vẫn lỗi: {SAVE_AS_XLSX}"
        ) from problem
    except (RuntimeError, NotImplementedError, OSError, EOFError, struct.error, ValueError) as problem:
        raise Damaged(
            f"Tệp {path.name} dùng cách nén hoặc mã hóa không đọc được. {SAVE_AS_XLSX}"
        ) from problem


def _check_sizes(path: Path, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    """A zip bomb says its size in its directory; one that lies there is cut off while reading."""
    if len(members) > limits.members:
        raise Dangerous(f"Tệp {path.name} chứa {len(members)} phần, nhiều bất thường; tệp bị từ chối.")
    total = sum(m.file_size for m in members)
    if total > limits.unpacked:
        raise TooBig(
            f"Tệp {path.name} giải nén ra {size_text(total)}, vượt giới hạn {size_text(limits.unpacked)}. "
            "Hãy tách thành nhiều tệp nhỏ hơn rồi nhập lại."
        )
    for member in members:
        if member.file_size > limits.ratio_from and member.file_size > limits.ratio * max(
            member.compress_size, 1
        ):
            raise Dangerous(
                f"Tệp {path.name} có phần nén bất thường ({member.filename}: "
                f"{size_text(member.compress_size)} thành {size_text(member.file_size)}), "
                "giống bom nén; tệp bị từ chối."
            )
        if member.flag_bits & 0x1:
            raise OldOrLocked(
                f"Tệp {path.name} được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi nhập lại."
            )


def _check_kind(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise OldOrLocked(f"Tệp {path.name} là bảng tính nhị phân (.xlsb). {SAVE_AS_XLSX}")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise NotASpreadsheet(f"Tệp {path.name} là tài liệu Word hoặc PowerPoint, không phải bảng tính.")
    if "mimetype" in names and "content.xml" in names:
        raise OldOrLocked(f"Tệp {path.name} là tài liệu OpenDocument (.ods). {SAVE_AS_XLSX}")
    if "[Content_Types].xml" not in names or "_rels/.rels" not in names:
        raise NotASpreadsheet(
            f"Tệp {path.name} là tệp nén ZIP, không phải bảng tính. Hãy giải nén và chọn tệp .xlsx bên trong."
        )


def _check_entities(path: Path, archive: zipfile.ZipFile) -> None:
    """No part of a workbook declares a document type or entities; those that do are attacks on the reader."""
    for member in archive.infolist():
        if not member.filename.endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(member) as part:
            head = part.read(1 << 16)
        if _DOCTYPE.search(head) or head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in head[:64]:
            raise Dangerous(
                f"Tệp {path.name} có khai báo không được phép trong phần {member.filename}; tệp bị từ chối. "
                f"{SAVE_AS_XLSX}"
            )
