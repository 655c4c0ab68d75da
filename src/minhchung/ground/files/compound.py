"""The container of old Office files, and of locked new ones: what lies in it, told by its directory."""

from __future__ import annotations

import struct
from pathlib import Path

from minhchung.ground.files.refusals import NotAccepted

_ENTRY = 128
_MACROS = frozenset({"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"})
_MAIN = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}


def what_compound_holds(path: Path, name: str) -> str:
    """The content type of an old Office file; "" for another thing in the same container.

    Raises:
        NotAccepted: it is locked by a password, or carries macros.
    """
    names = names_within(path)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise NotAccepted(
            f"Tệp “{name}” được đặt mật khẩu nên cán bộ không mở được. Hãy bỏ mật khẩu rồi gửi lại."
        )
    if names & _MACROS:
        raise NotAccepted(
            f"Tệp “{name}” có macro; không nhận. Hãy lưu lại thành .docx, .xlsx hoặc xuất ra PDF."
        )
    return next((kind for stream, kind in _MAIN.items() if stream in names), "")


def names_within(path: Path) -> frozenset[str]:
    """Names of all storages and streams. Entries of the directory lie on multiples of 128 bytes, so each is looked at
    where it may stand, whatever the chain of sectors says: a broken chain hides nothing.
    """
    found: set[str] = set()
    with path.open("rb") as file:
        while block := file.read(_ENTRY * 8_192):
            for place in range(0, len(block) - _ENTRY + 1, _ENTRY):
                length, kind, colour = struct.unpack_from("<HBB", block, place + 64)
                if kind in (1, 2, 5) and colour in (0, 1) and 4 <= length <= 64 and length % 2 == 0:
                    written = block[place : place + length - 2]
                    found.add(written.decode("utf-16-le", errors="replace"))
    return frozenset(found)
