"""Small files of many kinds, good and bad, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
LOCKED_PDF = PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt 5 0 R")
SCRIPTED_PDF = PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes.fromhex(
    "ffc0000b08001000100101110000ffd9"
)
PROGRAM = b"MZ\x90\x00" + b"\0" * 200
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
DRAWING = b'<svg xmlns="x" onload="alert(1)"></svg>'
_TYPES = "<Types><Override PartName='/{part}' ContentType='application/vnd.{kind}+xml'/></Types>"


def png(width: int = 2, height: int = 2) -> bytes:
    """A picture that says it is so large."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(b"\0\0\0" * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def a_zip(**members: bytes | str) -> bytes:
    """An archive; underscores in names stand for dots, double ones for folders."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def office(
    kind: str = "openxmlformats-officedocument.wordprocessingml.document.main", **more: bytes
) -> bytes:
    """A Word document, or what ``kind`` says."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(part="word/document.xml", kind=kind))
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<w:document/>")
        for name, content in more.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def bomb(size: int = 64 * 1024**2) -> bytes:
    """A member that swells a thousand times."""
    return a_zip(a_txt=b"\0" * size)


def locked_zip() -> bytes:
    """An archive whose member is marked as encrypted."""
    content = bytearray(a_zip(a_txt="x"))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def compound(*names: str) -> bytes:
    """The container of old Office files with these streams."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    for name in ("Root Entry", *names):
        written = name.encode("utf-16-le")
        kind = 5 if name == "Root Entry" else 2
        content += written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1) + b"\0" * 60
    return content.ljust(-(-len(content) // 512) * 512, b"\0")
