"""How large a picture is drawn, read from its own heading without decoding it."""

from __future__ import annotations

import struct
from pathlib import Path

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def size_of_picture(head: bytes, path: Path) -> tuple[int, int] | None:
    """Width and height in picture elements of a PNG, JPEG or GIF; None where it is not read."""
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    if head.startswith(b"GIF8") and len(head) >= 10:
        width, height = struct.unpack("<HH", head[6:10])
        return width, height
    return _of_jpeg(path) if head.startswith(b"\xff\xd8") else None


def _of_jpeg(path: Path) -> tuple[int, int] | None:
    with path.open("rb") as file:
        file.seek(2)
        while True:
            marker = file.read(4)
            if len(marker) < 4 or marker[0] != 0xFF:
                return None
            length = struct.unpack(">H", marker[2:])[0]
            if marker[1] in _FRAMES:
                frame = file.read(5)
                if len(frame) < 5:
                    return None
                height, width = struct.unpack(">HH", frame[1:])
                return width, height
            file.seek(length - 2, 1)
