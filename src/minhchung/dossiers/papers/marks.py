"""The two marks of a paper, drawn: the QR code of the look-up address and the barcode of the dossier's code."""

from __future__ import annotations

import io
import re
import struct
import zlib

import segno

from minhchung.dossiers.papers.barcode import modules_of

#: Pixels of a module, and the height of the bars in modules.
_SCALE, _HEIGHT = 4, 40


def qr_svg(address: str) -> str:
    """The QR code as vectors."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", border=4, xmldecl=False, scale=4)
    return buffer.getvalue().decode()


def qr_png(address: str) -> bytes:
    """The QR code as a picture for Word."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", border=4, scale=8)
    return buffer.getvalue()


def barcode_svg(code: str) -> str:
    """The barcode as vectors: one rectangle for each bar."""
    modules = modules_of(code)
    bars = "".join(
        f'<rect x="{found.start()}" y="0" width="{found.end() - found.start()}" height="{_HEIGHT}"/>'
        for found in re.finditer("1+", modules)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(modules)} {_HEIGHT}" '
        f'width="{len(modules)}" height="{_HEIGHT}" shape-rendering="crispEdges">{bars}</svg>'
    )


def barcode_png(code: str) -> bytes:
    """The barcode as a black and white picture for Word."""
    modules = modules_of(code)
    pixels = "".join(letter * _SCALE for letter in modules)
    packed = int(pixels.translate({48: "1", 49: "0"}).ljust(-(-len(pixels) // 8) * 8, "1"), 2)
    row = b"\0" + packed.to_bytes(-(-len(pixels) // 8), "big")
    head = struct.pack(">IIBBBBB", len(pixels), _HEIGHT * _SCALE, 1, 0, 0, 0, 0)
    parts = (
        _chunk(b"IHDR", head),
        _chunk(b"IDAT", zlib.compress(row * (_HEIGHT * _SCALE), 9)),
        _chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
