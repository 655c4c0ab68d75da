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
from contextlib import contextmanager
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from typing import IO
from xml.parsers import expat

from minhchung.ground.intake.legacy_text import Encoding, LegacyText, encoding_of_font
from minhchung.ground.intake.raw import Damaged, Dangerous

BLOCK = 1 << 16
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
    parser = parser_for(start, end, text)
    with damage_told():
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
    yield


def parser_for(
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """A parser that refuses document types."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = BLOCK

    def refuse(*_: object) -> None:
        raise Dangerous("Tệp có khai báo DOCTYPE không được phép; tệp bị từ chối.")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    return parser


@contextmanager
def damage_told() -> Iterator[None]:
    """What the block finds broken in the XML or the archive is raised as :class:`Damaged`."""
    try:
        yield
    except expat.ExpatError as problem:
        raise Damaged(f"Nội dung bảng tính bị hỏng ({problem}). Hãy mở bằng Excel và lưu lại.") from problem
    except zipfile.BadZipFile as problem:
        raise Damaged("Tệp bảng tính bị hỏng hoặc tải lên chưa trọn. Hãy tải lại tệp.") from problem


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
        self._strings: _Strings | None = None

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
        if self._strings is None:
            self._strings = _Strings()
            if self._strings_part is not None:
                strings = self._strings
                with self.open(self._strings_part) as stream:
                    for _ in parse(stream, strings.start, strings.end, strings.text):
                        pass

    def string(self, index: int) -> str:
        """The shared string with that number; legacy when all its runs use a legacy font."""
        strings = self._strings
        if strings is None or not 0 <= index < len(strings.offsets) - 1:
            raise Damaged("Bảng tính trỏ tới chuỗi không tồn tại. Hãy mở bằng Excel và lưu lại.")
        text = strings.blob[strings.offsets[index] : strings.offsets[index + 1]].decode("utf-8", "replace")
        font = strings.fonts.get(index) if strings.fonts else None
        encoding = encoding_of_font(font) if font else None
        return LegacyText(text, encoding, font or "") if encoding else text


class _Strings:
    """Shared strings in one buffer: string n is ``blob[offsets[n]:offsets[n + 1]]``, UTF-8. ``fonts`` has the
    legacy font of those strings whose runs all use one."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.offsets: array[int] = array("Q", [0])
        self.fonts: dict[int, str] = {}
        self._pieces: list[str] = []
        self._taking = self._phonetic = self._other = False
        self._legacy = ""

    def start(self, tag: str, a: dict[str, str]) -> None:
        """An element opens."""
        match local_name(tag):
            case "t":
                self._taking = not self._phonetic
            case "rPh":
                self._phonetic = True
            case "rFont" if encoding_of_font(a.get("val", "")):
                self._legacy = a["val"]
            case "rFont":
                self._other = True

    def end(self, tag: str) -> None:
        """An element closes."""
        match local_name(tag):
            case "t":
                self._taking = False
            case "rPh":
                self._phonetic = False
            case "si":
                if self._legacy and not self._other:
                    self.fonts[len(self.offsets) - 1] = self._legacy
                self._legacy, self._other = "", False
                self.blob += unescape("".join(self._pieces)).encode("utf-8", "surrogatepass")
                self.offsets.append(len(self.blob))
                self._pieces.clear()

    def text(self, data: str) -> None:
        """Characters inside the open element."""
        if self._taking:
            self._pieces.append(data)


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
