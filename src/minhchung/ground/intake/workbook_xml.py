"""The shared parts of a workbook (sheets, styles, strings), read in one stream with little memory.

Written here because the two ready readers each miss something needed: one reads whole sheets into memory and
knows no fonts, the other is slow and knows no merged cells while streaming (figures in the decision record on
reading spreadsheets). Strings live in one packed buffer; a sheet is parsed block by block as rows are asked.
"""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO
from xml.parsers import expat

from minhchung.ground.intake.legacy_text import Encoding, LegacyText, encoding_of_font
from minhchung.ground.intake.raw import Damaged, Dangerous

_BLOCK = 1 << 16
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(50, 59)])
_BUILTIN_PERCENTS = frozenset([9, 10])
_FORMAT_NOISE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)

NUMBER, DATE, PERCENT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One worksheet of a workbook: its name, where its XML is, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a cell's look: how its numbers read, and its font when that is a legacy one."""

    reads: int
    font: str
    encoding: Encoding | None


def local_name(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]


def parse(
    stream: IO[bytes],
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Feed a part to expat block by block, pausing after each; document types are refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _BLOCK

    def refuse(*_: object) -> None:
        raise Dangerous("Tệp có khai báo DOCTYPE không được phép; tệp bị từ chối.")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        while block := stream.read(_BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise Damaged(f"Nội dung bảng tính bị hỏng ({problem}). Hãy mở bằng Excel và lưu lại.") from problem
    except zipfile.BadZipFile as problem:
        raise Damaged("Tệp bảng tính bị hỏng hoặc tải lên chưa trọn. Hãy tải lại tệp.") from problem
    yield


def unescape(text: str) -> str:
    """Undo the format's own escape of control characters (``_x000D_``)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class WorkbookParts:
    """The shared parts of a workbook: sheets, styles, strings. ``date1904`` tells the Macintosh calendar."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.date1904 = False
        main = self._target_of_type(self._relations("_rels/.rels", ""), "officeDocument")
        if main is None or main not in archive.namelist():
            raise Damaged("Tệp không có phần sổ làm việc. Hãy mở bằng Excel và lưu lại dưới dạng .xlsx.")
        relations = self._relations(
            join(dirname(main), "_rels", main.rpartition("/")[2] + ".rels"), dirname(main)
        )
        self.sheets = self._read_sheets(main, relations)
        self.styles = self._read_styles(self._target_of_type(relations, "styles"))
        self._strings_part = self._target_of_type(relations, "sharedStrings")
        self._blob = bytearray()
        self._offsets: array[int] | None = None
        self._fonts: dict[int, str] = {}

    def open(self, part: str) -> IO[bytes]:
        """A part of the workbook as a stream."""
        try:
            return self.archive.open(part)
        except KeyError as problem:
            raise Damaged(f"Tệp thiếu phần {part}. Hãy mở bằng Excel và lưu lại.") from problem

    def _relations(self, part: str, base: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, path of its target)."""
        found: dict[str, tuple[str, str]] = {}
        if part not in self.archive.namelist():
            return found

        def start(tag: str, a: dict[str, str]) -> None:
            if local_name(tag) == "Relationship" and a.get("TargetMode") != "External":
                target = a.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
                found[a.get("Id", "")] = (a.get("Type", "").rpartition("/")[2], path)

        with self.open(part) as stream:
            for _ in parse(stream, start):
                pass
        return found

    @staticmethod
    def _target_of_type(relations: dict[str, tuple[str, str]], kind: str) -> str | None:
        return next((path for type_, path in relations.values() if type_ == kind), None)

    def _read_sheets(self, main: str, relations: dict[str, tuple[str, str]]) -> list[SheetPart]:
        sheets: list[SheetPart] = []

        def start(tag: str, a: dict[str, str]) -> None:
            match local_name(tag):
                case "workbookPr":
                    self.date1904 = a.get("date1904") in ("1", "true")
                case "sheet":
                    rid = next((v for k, v in a.items() if k.endswith(":id")), "")
                    kind, path = relations.get(rid, ("", ""))
                    if kind == "worksheet":
                        sheets.append(
                            SheetPart(a.get("name", ""), path, a.get("state", "visible") != "visible")
                        )

        with self.open(main) as stream:
            for _ in parse(stream, start):
                pass
        return sheets

    def _read_styles(self, part: str | None) -> list[Style]:
        if part is None or part not in self.archive.namelist():
            return []
        formats: dict[int, str] = {}
        fonts: list[str] = []
        styles: list[Style] = []
        inside: list[str] = []

        def start(tag: str, a: dict[str, str]) -> None:
            tag = local_name(tag)
            inside.append(tag)
            if tag == "numFmt":
                formats[int(a.get("numFmtId", 0))] = a.get("formatCode", "")
            elif tag == "font" and inside[-2:-1] == ["fonts"]:
                fonts.append("")
            elif tag == "name" and inside[-3:-1] == ["fonts", "font"]:
                fonts[-1] = a.get("val", "")
            elif tag == "xf" and inside[-2:-1] == ["cellXfs"]:
                number, font = int(a.get("numFmtId", 0)), int(a.get("fontId", 0))
                name = fonts[font] if font < len(fonts) else ""
                encoding = encoding_of_font(name)
                styles.append(Style(_reads(number, formats.get(number)), name if encoding else "", encoding))

        with self.open(part) as stream:
            for _ in parse(stream, start, lambda _tag: inside.pop() and None):
                pass
        return styles

    def load_strings(self) -> None:
        """Read the shared strings once, packed: about as much memory as their UTF-8 text."""
        if self._offsets is not None:
            return
        offsets = array("Q", [0])
        blob, fonts = self._blob, self._fonts
        state = {"take": False, "phonetic": 0, "font": "", "legacy": "", "other": False}
        pieces: list[str] = []

        def start(tag: str, a: dict[str, str]) -> None:
            match local_name(tag):
                case "t":
                    state["take"] = not state["phonetic"]
                case "rPh":
                    state["phonetic"] = 1
                case "r":
                    state["font"] = ""
                case "rFont":
                    state["font"] = a.get("val", "")
                    if encoding_of_font(a.get("val", "")):
                        state["legacy"] = a.get("val", "")
                    else:
                        state["other"] = True

        def end(tag: str) -> None:
            match local_name(tag):
                case "t":
                    state["take"] = False
                case "rPh":
                    state["phonetic"] = 0
                case "si":
                    if state["legacy"] and not state["other"]:
                        fonts[len(offsets) - 1] = str(state["legacy"])
                    state["legacy"], state["other"] = "", False
                    blob.extend(unescape("".join(pieces)).encode("utf-8", "surrogatepass"))
                    offsets.append(len(blob))
                    pieces.clear()

        def text(data: str) -> None:
            if state["take"]:
                pieces.append(data)

        if self._strings_part is not None:
            with self.open(self._strings_part) as stream:
                for _ in parse(stream, start, end, text):
                    pass
        self._offsets = offsets

    def string(self, index: int) -> str:
        """The shared string with that number; legacy when all its runs use a legacy font."""
        assert self._offsets is not None, "load_strings() comes first"
        if not 0 <= index < len(self._offsets) - 1:
            raise Damaged("Bảng tính trỏ tới chuỗi không tồn tại. Hãy mở bằng Excel và lưu lại.")
        text = self._blob[self._offsets[index] : self._offsets[index + 1]].decode("utf-8", "replace")
        font = self._fonts.get(index) if self._fonts else None
        encoding = encoding_of_font(font) if font else None
        return LegacyText(text, encoding, font or "") if encoding else text


def _reads(number: int, code: str | None) -> int:
    """How numbers under a format read: as a date, as a percentage, or plainly."""
    if code is None:
        if number in _BUILTIN_DATES or number in (45, 47):
            return DATE
        return PERCENT if number in _BUILTIN_PERCENTS else NUMBER
    first = code.split(";")[0]
    if _ELAPSED.search(first):
        return NUMBER
    bare = _FORMAT_NOISE.sub("", first).lower()
    if "%" in bare:
        return PERCENT
    if "general" in bare or "0" in bare.split(".")[0] or "#" in bare:
        return NUMBER
    return DATE if re.search("[dmyhs]", bare) else NUMBER
