"""A look into zip files: which document lies in one, and what makes one dangerous."""

from __future__ import annotations

import re
import struct
import zipfile
from pathlib import Path
from typing import NoReturn

from minhchung.ground.files.names import PROGRAM_ENDINGS, split_name
from minhchung.ground.files.refusals import NotAccepted

#: Limits beyond which an archive is taken for a bomb: members, bytes unpacked, and how far one member may swell.
MOST_MEMBERS = 5_000
MOST_UNPACKED = 2 * 1024**3
SWELLS = 200
SWELLS_FROM = 20 * 1024**2
#: Bytes of a member that are read to tell what it is.
_READ = 1 << 20

_MAIN_TYPES = (
    ("wordprocessingml.document.main", "wordprocessingml.document"),
    ("spreadsheetml.sheet.main", "spreadsheetml.sheet"),
    ("presentationml.presentation.main", "presentationml.presentation"),
)
_OPEN_DOCUMENTS = frozenset(
    {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"}
)
_NESTED = frozenset("zip rar 7z gz bz2 xz tar cab iso jar".split())
_REMOTE = re.compile(rb'TargetMode\s*=\s*["\']External["\']')


def what_zip_holds(path: Path, name: str) -> str:
    """The content type of what a zip file is: an Office document, an OpenDocument, or a plain archive.

    Raises:
        NotAccepted: damaged, locked, a bomb, with macros, with programs or archives inside.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_bombs(members, path.stat().st_size, name)
            names = {member.filename for member in members}
            if "[Content_Types].xml" in names:
                return _office(archive, names, name)
            if "mimetype" in names:
                return _open_document(archive, names, name)
            _refuse_inside(members, name)
            return "application/zip"
    except (zipfile.BadZipFile, struct.error, EOFError, OSError, NotImplementedError, RuntimeError) as broken:
        raise NotAccepted(f"Tệp “{name}” bị hỏng hoặc chưa trọn vẹn. Hãy lưu lại rồi gửi lại.") from broken


def _refuse_bombs(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    swollen = any(
        member.file_size > SWELLS_FROM and member.file_size > SWELLS * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or packed > size or swollen:
        raise NotAccepted(f"Tệp “{name}” nén bất thường, giống bom nén; không nhận.")
    if any(member.flag_bits & 0x1 for member in members):
        raise NotAccepted(
            f"Tệp “{name}” được đặt mật khẩu nên cán bộ không mở được. Hãy bỏ mật khẩu rồi gửi lại."
        )


def _office(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    types = _start_of(archive, "[Content_Types].xml")
    lower = {each.lower() for each in names}
    if b"macroEnabled" in types or any(
        each.endswith("vbaproject.bin") or "/macrosheets/" in each for each in lower
    ):
        _refuse_macros(name)
    for each in names:
        if each.lower().endswith("settings.xml.rels") and _REMOTE.search(_start_of(archive, each)):
            raise NotAccepted(
                f"Tệp “{name}” lấy mẫu từ máy khác khi mở; không nhận. Hãy xuất ra PDF rồi gửi."
            )
    for mark, kind in _MAIN_TYPES:
        if mark.encode() in types:
            return f"application/vnd.openxmlformats-officedocument.{kind}"
    return ""


def _open_document(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    kind = _start_of(archive, "mimetype").decode("ascii", errors="replace").strip()
    if any(each.startswith(("Basic/", "Scripts/")) for each in names):
        _refuse_macros(name)
    return kind if kind in _OPEN_DOCUMENTS else ""


def _refuse_macros(name: str) -> NoReturn:
    raise NotAccepted(f"Tệp “{name}” có macro; không nhận. Hãy lưu lại không có macro hoặc xuất ra PDF.")


def _refuse_inside(members: list[zipfile.ZipInfo], name: str) -> None:
    for member in members:
        ending = split_name(member.filename.rsplit("/", 1)[-1])[1]
        if ending in PROGRAM_ENDINGS:
            raise NotAccepted(f"Tệp nén “{name}” chứa chương trình ({member.filename}); không nhận.")
        if ending in _NESTED:
            raise NotAccepted(
                f"Tệp nén “{name}” chứa tệp nén khác ({member.filename}); hãy giải nén rồi gửi từng tệp."
            )


def _start_of(archive: zipfile.ZipFile, member: str) -> bytes:
    """The beginning of a member; never more, whatever its heading promises."""
    with archive.open(member) as part:
        return part.read(_READ)
