"""CSV as offices save it: which encoding, which delimiter, and its records as a stream."""

from __future__ import annotations

import codecs
import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minhchung.ground.intake.legacy_text import Encoding, LegacyText, decode, looks_like
from minhchung.ground.intake.raw import Damaged, Limits, NotASpreadsheet, RawRow
from minhchung.ground.intake.syllables import is_syllable

_SAMPLE = 256 * 1024
_DELIMITERS = ";\t,|"


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a CSV is written: Python codec, delimiter, and the legacy font encoding when it is not Unicode."""

    codec: str
    delimiter: str
    legacy: Encoding | None

    @property
    def told(self) -> str:
        """The form in words, for the report to the user."""
        names = {
            "utf-8": "UTF-8",
            "utf-8-sig": "UTF-8 (có BOM)",
            "cp1258": "Windows-1258",
            "utf-16": "UTF-16",
        }
        encoding = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI Windows"}.get(self.legacy or "", "")
        delimiter = {";": "dấu chấm phẩy", "\t": "dấu tab", ",": "dấu phẩy", "|": "dấu gạch đứng"}
        encoding = encoding or names.get(self.codec, self.codec)
        return f"bảng mã {encoding}, ngăn cách bằng {delimiter[self.delimiter]}"


def form_of(path: Path) -> CsvForm:
    """Detect the form of a CSV: valid UTF-8 over the whole file, else the reading with more Vietnamese."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    codec, legacy = _codec(path, sample)
    text = codecs.getincrementaldecoder(codec)("replace").decode(sample)
    return CsvForm(codec, _delimiter(text), legacy)


def _codec(path: Path, sample: bytes) -> tuple[str, Encoding | None]:
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", None
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", None
    if b"\x00" in sample:
        return ("utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"), None
    if _is_utf8(path):
        western = sample.decode("utf-8", "ignore")
        return "utf-8", _legacy_of(western)
    as_1258 = unicodedata.normalize("NFC", sample.decode("cp1258", "replace"))
    western = sample.decode("cp1252", "replace")
    scores: dict[Encoding | None, int] = {None: _syllables(as_1258)}
    for encoding in ("tcvn3", "vni"):
        scores[encoding] = _syllables(decode(western, encoding))
    best = max(scores, key=lambda e: (scores[e], e is None))
    return ("cp1258", None) if best is None else ("cp1252", best)


def _legacy_of(text: str) -> Encoding | None:
    """Legacy characters saved as UTF-8: the same guess as for a cell, over the first lines."""
    if any("\u1ea0" <= c <= "\u1ef9" for c in text):
        return None
    return looks_like(text[:20_000]).encoding


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", True)
        except UnicodeDecodeError:
            return False
    return True


def _syllables(text: str) -> int:
    """How many marked words read as Vietnamese, less those that do not."""
    words = ["".join(c for c in w if c.isalpha() or c > "\x7f") for w in text.split()[:5000]]
    marked = [w for w in words if w and not w.isascii()]
    return sum(1 if is_syllable(w.strip(",;|")) else -1 for w in marked)


def _delimiter(text: str) -> str:
    """The delimiter whose count is the same, and above zero, on most of the first lines."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    csv.field_size_limit(_SAMPLE)
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(
            len(fields) - 1 for fields in csv.reader(lines, delimiter=delimiter) if len(fields) > 1
        )
        if not counts:
            continue
        width, times = counts.most_common(1)[0]
        score = times * min(width, 8)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def read_rows(path: Path, form: CsvForm, limits: Limits) -> Iterator[RawRow]:
    """Records one by one; ``line`` is the physical line on which one begins. Cells are text or None."""
    csv.field_size_limit(limits.csv_cell)
    with path.open(encoding=form.codec, newline="", errors="strict") as file:
        reader = csv.reader(file, delimiter=form.delimiter)
        line = 1
        try:
            for fields in reader:
                if form.legacy is None:
                    yield RawRow(line, tuple(f or None for f in fields))
                else:
                    yield RawRow(line, tuple(LegacyText(f, form.legacy) if f else None for f in fields))
                line = reader.line_num + 1
        except csv.Error as problem:
            raise Damaged(
                f"Dòng {line} của tệp CSV không đọc được ({problem}). Thường do một dấu ngoặc kép mở mà "
                "không đóng; hãy sửa dòng này rồi nhập lại."
            ) from problem
        except UnicodeError as problem:
            raise NotASpreadsheet(
                f"Sau dòng {line}, tệp có ký tự không thuộc bảng mã {form.codec}. "
                "Hãy lưu lại dưới dạng CSV UTF-8."
            ) from problem
