"""From a raw cell to a value: text, codes, numbers, money, shares, yes/no, choices.

Every parser takes a raw cell that is not blank and returns a value or raises :class:`BadCell` in Vietnamese.
What is understood but deserves a word (a restored zero, converted text) is told to ``note``. Dates are in
``dates``, phone numbers and tax codes in ``identifiers``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.legacy_text import NAMES, LegacyText, decode, looks_like
from minhchung.ground.intake.raw import CellError, PercentNumber, RawCell

Note = Callable[[str], None]


class BadCell(ValueError):
    """A cell that cannot be understood; the message says what is wrong and how to mend it."""


def quiet(_: str) -> None:
    """A ``note`` for callers who do not listen."""


_ODD = re.compile("[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


_SAYING_NOTHING = "-–—. \u00a0\u200b\ufeff"


def is_blank(raw: RawCell) -> bool:
    """Whether a cell says nothing: empty, white space, or only dashes put there to say "nothing"."""
    if raw is None:
        return True
    return isinstance(raw, str) and (raw[:1] in _SAYING_NOTHING or raw[:1].isspace()) and not _said(raw)


def _said(raw: str) -> bool:
    return not raw.isspace() and raw.strip(_SAYING_NOTHING) != ""


def shown(raw: RawCell) -> str:
    """A raw cell as people see it in the spreadsheet, for messages."""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, dt.datetime):
        return f"{raw:%d/%m/%Y}" if raw.time() == dt.time() else f"{raw:%d/%m/%Y %H:%M}"
    if isinstance(raw, PercentNumber):
        return f"{float(raw) * 100:.10g}%".replace(".", ",")
    if isinstance(raw, float):
        return f"{raw:.15g}".replace(".", ",")
    return "" if raw is None else str(raw)


def error_told(raw: CellError) -> str:
    """What to say about a cell that shows an error instead of a value."""
    if raw == CellError.NOT_CALCULATED:
        return "ô có công thức chưa được tính; hãy mở tệp bằng Excel, lưu lại, hoặc gõ giá trị vào ô"
    return f"ô đang báo lỗi {raw}; hãy sửa công thức hoặc gõ giá trị vào ô"


def unicode_text(raw: str, note: Note = quiet) -> str:
    """Text in Unicode NFC without invisible characters; a legacy encoding is converted and told."""
    if raw.isascii() and type(raw) is str:
        return raw if raw.isprintable() else _ODD.sub("", raw)
    if isinstance(raw, LegacyText):
        if not raw.isascii() or raw.font:
            decoded = raw.decoded()
            if decoded != raw:
                by = f" theo phông {raw.font}" if raw.font else ""
                note(f"đã chuyển từ {NAMES[raw.encoding]}{by}: “{raw}” thành “{decoded}”")
            raw = decoded
    else:
        guess = looks_like(raw)
        if guess.encoding is not None:
            decoded = decode(raw, guess.encoding)
            note(f"giống chữ {NAMES[guess.encoding]}, đã chuyển: “{raw}” thành “{decoded}”")
            raw = decoded
    return _ODD.sub("", unicodedata.normalize("NFC", raw))


def text(raw: RawCell, note: Note = quiet) -> str:
    """One line of text: NFC, trimmed, inner white space (line breaks too) folded to one space."""
    if isinstance(raw, CellError):
        raise BadCell(error_told(raw))
    if isinstance(raw, str):
        clean = " ".join(unicode_text(raw, note).split())
        return clean[1:] if clean.startswith("'") and _GUARDED.match(clean) else clean
    return shown(raw)


def lines(raw: RawCell, note: Note = quiet) -> str:
    """Text of several lines, each as :func:`text` reads it; empty lines are left out."""
    if not isinstance(raw, str):
        return text(raw, note)
    told = (text(each, note) for each in raw.splitlines())
    return "\n".join(each for each in told if each)


def code(raw: RawCell, note: Note = quiet, pattern: re.Pattern[str] | None = None) -> str:
    """A code: text without any space, all dashes as hyphens.

    When the spreadsheet made a number of it (1.009640 stored as 1.00964), the zeros are put back only if
    exactly one way fits ``pattern``; that is told.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        plain = f"{raw:.15g}"
        if pattern is None or pattern.fullmatch(plain):
            return plain
        fits = [c for c in _with_zeros(plain) if pattern.fullmatch(c)]
        if len(fits) != 1:
            raise BadCell(
                f"“{shown(raw)}” là số nên có thể đã mất số 0; hãy định dạng cột là Văn bản và gõ lại mã"
            )
        note(f"đã khôi phục số 0 bị mất: “{plain}” thành “{fits[0]}”")
        return fits[0]
    clean = text(raw, note)
    if not clean.isascii() or " " in clean:
        clean = _DASHES.sub("-", clean.replace(" ", ""))
    if pattern is not None and not pattern.fullmatch(clean):
        raise BadCell(f"“{clean}” không đúng dạng mã; hãy kiểm tra lại")
    return clean


def _with_zeros(plain: str) -> Iterable[str]:
    if "." in plain:
        yield from (plain + "0" * n for n in range(1, 6))
    else:
        yield from ("0" * n + plain for n in range(1, 4))


_UNITS = re.compile(r"(?:dong|vnd|d|₫)\.?$")
_THOUSANDS_DOT = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_THOUSANDS_COMMA = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")
_THOUSANDS_SPACE = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?")
_PLAIN_COMMA = re.compile(r"\d+(?:,\d+)?")
_PLAIN_DOT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")


def decimal(raw: RawCell, note: Note = quiet) -> Decimal:
    """A number the Vietnamese way: dots for thousands, decimal comma ("1.200,50").

    Also understood, because they cannot mean anything else: "1,234,567", "1200.5", "1 200,5". "1.234" is one
    thousand two hundred thirty-four; "1,234" is one and a bit.
    """
    if isinstance(raw, bool | dt.date | dt.time):
        raise BadCell(f"“{shown(raw)}” không phải số")
    if isinstance(raw, int):
        return Decimal(raw)
    if isinstance(raw, float):
        return Decimal(f"{raw:.15g}")
    written = text(raw, note)
    bare = _UNITS.sub("", fold(written)).strip()
    negative = bare.startswith(("-", "\u2212")) or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("()").lstrip("+-\u2212").strip()
    if _THOUSANDS_DOT.fullmatch(bare) or _PLAIN_COMMA.fullmatch(bare):
        plain = bare.replace(".", "").replace(",", ".")
    elif _THOUSANDS_COMMA.fullmatch(bare):
        plain = bare.replace(",", "")
    elif _THOUSANDS_SPACE.fullmatch(bare):
        plain = bare.replace(" ", "").replace(",", ".")
    elif _PLAIN_DOT.fullmatch(bare):
        plain = bare
    else:
        raise BadCell(f"“{written}” không phải số; hãy ghi như 1.234.567 hoặc 12,5")
    return -Decimal(plain) if negative else Decimal(plain)


def whole(raw: RawCell, note: Note = quiet) -> int:
    """A whole number; a fraction is refused, never rounded."""
    number = decimal(raw, note)
    if number != number.to_integral_value():
        if isinstance(raw, str) and re.fullmatch(r"\s*\d{1,3},\d{3}\s*", raw):
            raise BadCell(
                f"“{raw.strip()}” không rõ là {raw.strip().replace(',', '.')} hay số lẻ; hãy bỏ dấu phẩy"
            )
        raise BadCell(f"“{shown(raw)}” không phải số nguyên")
    return int(number)


def money(raw: RawCell, note: Note = quiet) -> int:
    """An amount in whole đồng; "1.234.567 đồng", "50.000đ", "1.200,00" are understood."""
    try:
        return whole(raw, note)
    except BadCell as problem:
        raise BadCell(f"{problem} (số tiền tính bằng đồng, không có phần lẻ)") from problem


def percent(raw: RawCell, note: Note = quiet) -> Decimal:
    """A share in percent: "98,5%", 98.5, or 0.985 under a percent format all give Decimal("98.5").

    A bare number above zero and up to one is refused: it may be 0,985 % or 98,5 %.
    """
    if isinstance(raw, PercentNumber):
        return Decimal(f"{float(raw) * 100:.13g}")
    if isinstance(raw, str):
        written = text(raw, note)
        if written.endswith("%"):
            return decimal(written[:-1].strip(), note)
    number = decimal(raw, note)
    if 0 < number <= 1:
        raise BadCell(f"“{shown(raw)}” không rõ là phần trăm hay tỷ lệ; hãy ghi kèm dấu %, ví dụ 98,5%")
    return number


_YES = frozenset(["co", "x", "1", "v", "dung", "yes", "y", "true", "roi", "da", "✓", "✔", "☑", "☒"])
_NO = frozenset(["khong", "0", "k", "sai", "no", "n", "false", "chua", "ko", "kh", "☐"])


def yes_no(raw: RawCell, note: Note = quiet, label: str = "") -> bool:
    """Có, x, 1, ✓ and the words of the heading are True; không, 0, chưa are False; anything else is refused."""
    if isinstance(raw, bool):
        return raw
    written = text(raw, note)
    key = fold(written).strip(" .")
    if key in _YES or (label and key == fold(label)):
        return True
    if key in _NO:
        return False
    raise BadCell(f"“{written}” không rõ là có hay không; hãy ghi “có” hoặc “không”")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list: the stored value, the label people see, other wordings of it."""

    value: str
    label: str
    wordings: tuple[str, ...] = ()


class Opened(str):
    """The value of a choice with which a cell begins; ``rest`` is what follows: "ĐH" and "Luật" of "Cử nhân Luật"."""

    rest: str = ""


def choice_parser(choices: Iterable[Choice], *, begins: bool = False) -> Callable[[RawCell, Note], str]:
    """A parser for a list: by label, value or wording, with or without marks and case.

    With ``begins`` more words may follow: the longest beginning that names one choice is taken, as :class:`Opened`.
    """
    exact: dict[str, str] = {}
    folded: dict[str, set[str]] = {}
    labels: list[str] = []
    for choice in choices:
        labels.append(choice.label)
        for given in (choice.label, choice.value, *choice.wordings):
            wording = unicodedata.normalize("NFC", given)
            exact.setdefault(wording.casefold(), choice.value)
            folded.setdefault(_choice_key(wording), set()).add(choice.value)
    listed = "; ".join(labels[:12]) + ("; …" if len(labels) > 12 else "")

    def parse(raw: RawCell, note: Note = quiet) -> str:
        written = text(raw, note)
        value = exact.get(written.casefold())
        if value is not None:
            return value
        found = folded.get(_choice_key(written), set())
        if len(found) == 1:
            return next(iter(found))
        if begins and not found:
            opened = _opened(written, folded)
            if opened is not None:
                return opened
        if found:
            raise BadCell(f"“{written}” có thể là nhiều mục khác nhau; hãy ghi đủ dấu: {listed}")
        raise BadCell(f"“{written}” không có trong danh mục; chọn một trong: {listed}")

    return parse


def _opened(written: str, folded: Mapping[str, set[str]]) -> Opened | None:
    for end in reversed([word.end() for word in re.finditer(r"\w+", written)]):
        found = folded.get(_choice_key(written[:end]), set())
        if len(found) == 1:
            opened = Opened(next(iter(found)))
            opened.rest = written[end:].strip(" .,;:-–()")
            return opened
    return None


def _choice_key(wording: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(wording)).strip()
