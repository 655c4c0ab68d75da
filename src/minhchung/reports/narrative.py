"""Text with figures in place: tokens, their forms, and what an officer's rewriting may not do.

A token is ``[[key]]``, ``[[key|form]]`` or ``[[key@year|form]]``; forms are:

* none - the number as printed ("1.200", "100 %")
* ``count`` - a whole number: the value, or the part of a share ("41")
* ``rate`` - a share in percent ("96,81 %")
* ``words`` - with what it counts ("182 trên 188", "1.200 hồ sơ")
* ``ratio`` or ``part/whole`` - "41/41" for a share
* ``part`` and ``whole`` - the two numbers of a share
* ``million`` - money in million đồng, exact ("4.460")

The year is a label ("2018"), ``first`` or ``last``: the first or last year of the report's window. ``[[@first]]`` and
``[[@last]]`` alone print those years; ``[[@agency]]`` and ``[[@window]]`` the agency's name and the
period. Conditions stand in :mod:`minhchung.reports.narrative_conditions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from minhchung.figures.answers import Answer
from minhchung.reports.composition import FigureCell, Run
from minhchung.reports.narrative_conditions import BadText, check_condition, holds
from minhchung.rules.rounding import UNIT_SPACE, printed_number, printed_rate

__all__ = [
    "FORMS",
    "BadText",
    "Token",
    "cell_of",
    "check_condition",
    "check_edit",
    "check_text",
    "first_words",
    "holds",
    "in_form",
    "parsed",
    "resolved",
    "runs_of",
]

FORMS = ("", "count", "rate", "words", "ratio", "part/whole", "part", "whole", "million")
_SHARES_ONLY = ("rate", "ratio", "part/whole", "part", "whole")
_TOKEN = re.compile(r"\[\[([a-z0-9_.]*)(?:@([a-z0-9-]+))?(?:\|([a-z/]+))?\]\]")
_BROKEN = re.compile(r"\[\[|\]\]")
_ENDS, _NAMES = ("first", "last"), ("agency", "window")
_MILLION = 10**6

# Numbers that are not figures: of documents, dates, periods, articles, standards, sections. Longest first.
_REFERENCES = re.compile(
    r"\d+[a-z]?/(?:\d{4}/)?[A-ZĐ]+\d*(?:-[A-ZĐ0-9]+)*"  # 76/NQ-CP, 30c/NQ-CP, 09/2019/NĐ-CP, 190/2025/QH15
    r"|\b\d+-[A-ZĐ]+/[A-ZĐ]+"  # 18-NQ/TW
    r"|[Nn]gày \d{1,2}(?:[/-]\d{1,2}(?:[/-]\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
    r"|\b\d{1,2}/\d{1,2}/\d{4}"
    r"|[Tt]háng (?:0?[1-9]|1[0-2])\b(?!\s*%)(?:/\d{4}| năm \d{4})?"
    r"|\b(?:6|9|12) tháng(?:(?: đầu| cuối)? năm(?: (?:19|20)\d\d\b)?)?"
    r"|(?:[Nn]ăm|[Gg]iai đoạn|[Nn]hiệm kỳ|[Tt]hời kỳ) (?:19|20)\d\d\b(?:\s?[-–]\s?(?:19|20)\d\d\b)?"
    r"|[Qq]uý (?:[1-4]|IV|I{1,3})\b(?:/\d{4})?"
    r"|(?:Luật|Nghị quyết|Nghị định|Thông tư|Quyết định|Chỉ thị|Kết luận|Kế hoạch|Công văn|Đề án) (?:số )?\d+\b"
    r"|(?:Điều|điều|khoản|Khoản|Chương|Mục|mục|Phụ lục|mẫu số|biểu|Bảng|bảng|Biểu đồ|biểu đồ) \d+[a-z]?(?:\.\d+)*"
    r"|(?:TCVN|ISO|IEC)(?: [A-Z]+)* \d+(?::\d{4})?",
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ALL_IN_WORDS = re.compile(r"một trăm phần trăm", re.IGNORECASE)

Find = Callable[[str, str], FigureCell]


@dataclass(frozen=True)
class Token:
    """A figure's place in a text; ``year`` is empty for the whole window."""

    key: str
    year: str
    form: str
    line: int


def parsed(text: str) -> tuple[str | Token, ...]:
    """Words and tokens in their order.

    Raises:
        BadText: a bracket is broken; names the line.
    """
    pieces: list[str | Token] = []
    place, line = 0, 1
    for found in _TOKEN.finditer(text):
        pieces.append(text[place : found.start()])
        line += text.count("\n", place, found.start())
        if not found[1] and (found[2] not in (*_ENDS, *_NAMES) or found[3]):
            raise BadText(f"Dòng {line}: dấu [[ ]] không ghi chỉ tiêu nào. Viết như [[dossiers.received]].")
        pieces.append(Token(found[1], found[2] or "", found[3] or "", line))
        place = found.end()
    pieces.append(text[place:])
    line = 1
    for piece in pieces:
        if isinstance(piece, Token):
            continue
        if broken := _BROKEN.search(piece):
            at = line + piece.count("\n", 0, broken.start())
            raise BadText(f"Dòng {at}: dấu [[ ]] của số liệu bị hỏng. Viết như [[dossiers.received]].")
        line += piece.count("\n")
    return tuple(piece for piece in pieces if piece != "")


def check_text(text: str, known: Container[str]) -> None:
    """Make sure that every token is whole and names a figure and a form.

    Raises:
        BadText: it does not; names the line and the token.
    """
    for piece in parsed(text):
        if not isinstance(piece, Token):
            continue
        if piece.key and piece.key not in known:
            raise BadText(f"Dòng {piece.line}: không có chỉ tiêu “{piece.key}”.")
        if piece.form not in FORMS:
            raise BadText(
                f"Dòng {piece.line}: “{piece.form}” không phải cách ghi của [[{piece.key}]]; "
                f"dùng {', '.join(form for form in FORMS if form)}."
            )


def check_edit(text: str, original: str, known: Container[str]) -> None:
    """Make sure that an officer's rewriting types no figure: numbers come by tokens alone.

    Numbers of documents, dates, periods and articles are free, and so is every number that the outline's own
    sentence holds outside its tokens.

    Raises:
        BadText: a broken or unknown token, or a typed number; names the line and the number.
    """
    check_text(text, known)
    allowed = _NUMBER.findall(_TOKEN.sub(" ", original))
    for line, words in enumerate(_TOKEN.sub(" ", text).splitlines(), start=1):
        free = _REFERENCES.sub(" ", words)
        if found := _ALL_IN_WORDS.search(free):
            raise BadText(_typed(line, found[0]))
        for number in _NUMBER.findall(free):
            if number not in allowed:
                raise BadText(_typed(line, number))


def first_words(text: str, length: int = 70) -> str:
    """How a passage begins, each figure as an ellipsis: a label by which people know it."""
    words = "".join(piece if isinstance(piece, str) else "…" for piece in parsed(text)).strip()
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"


def resolved(
    text: str,
    find: Find,
    years: Sequence[str] = (),
    whole: str = "",
    names: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Run, ...]:
    """The text with each token as its figure cell.

    Args:
        find: the figure by key and window label; ``""`` is the whole window.
        years: labels of the window's years, oldest first, for ``@first`` and ``@last``.
        whole: label that ``@first`` and ``@last`` mean when the window has no years.
        names: words for ``@agency`` and ``@window``.

    Raises:
        BadText: a token names a year and there is none, or a form that its figure does not have.
    """
    runs: list[Run] = []
    for piece in parsed(text):
        if isinstance(piece, str):
            runs.append(piece)
            continue
        if not piece.key and piece.year in _NAMES:
            runs.append(names.get(piece.year, ""))
            continue
        label = _year(piece, years, whole)
        runs.append(in_form(find(piece.key, label), piece.form, piece.line) if piece.key else label)
    return tuple(runs)


def runs_of(text: str, lookup: Callable[[str], Answer], href: Callable[[str, str], str]) -> tuple[Run, ...]:
    """The text with each token resolved from answers over the whole window."""

    def find(key: str, label: str) -> FigureCell:
        if label:
            raise BadText(f"[[{key}@{label}]]: đoạn này chỉ có số liệu của cả kỳ.")
        return cell_of(lookup(key), "", href)

    return resolved(text, find)


def cell_of(answer: Answer, form: str, href: Callable[[str, str], str]) -> FigureCell:
    """The figure cell of an answer, printed in one of the forms."""
    figure, label = answer.figure, answer.window.label
    cell = FigureCell(
        key=figure.key,
        window=label,
        kind=answer.kind,
        value=answer.value,
        part=answer.part,
        whole=answer.whole,
        printed=answer.printed.replace(" %", f"{UNIT_SPACE}%"),
        unit=figure.unit,
        title=figure.title,
        cites=figure.cites,
        href=href(figure.key, label),
    )
    return in_form(cell, form)


def in_form(cell: FigureCell, form: str, line: int = 1) -> FigureCell:
    """The cell printed in one of the forms.

    Raises:
        BadText: the form is for shares and this is none, or for money and this is none.
    """
    if form in _SHARES_ONLY and cell.kind != "share":
        raise BadText(f"Dòng {line}: “{cell.title}” không phải tỷ lệ, không ghi được kiểu “{form}”.")
    part, whole = cell.part or 0, cell.whole or 0
    if form == "million":
        if cell.unit != "đồng":
            raise BadText(f"Dòng {line}: “{cell.title}” không tính bằng đồng, không ghi được kiểu “million”.")
        sides = (part, whole) if cell.kind == "share" else (cell.value or 0,)
        return replace(cell, printed="/".join(map(_millions, sides)), unit="triệu đồng")
    of = f" {cell.unit}" if cell.unit == "đồng" else ""
    printed = {
        "count": printed_number((cell.part if cell.kind == "share" else cell.value) or 0),
        "rate": printed_rate(part, whole),
        "words": f"{printed_number(part)} trên {printed_number(whole)}{of}"
        if cell.kind == "share"
        else f"{cell.printed} {cell.unit}".strip(),
        "ratio": f"{printed_number(part)}/{printed_number(whole)}",
        "part/whole": f"{printed_number(part)}/{printed_number(whole)}",
        "part": printed_number(part),
        "whole": printed_number(whole),
    }
    return replace(cell, printed=printed[form]) if form else cell


def _year(token: Token, years: Sequence[str], whole: str) -> str:
    if token.year not in _ENDS:
        return token.year
    if not years and not whole:
        raise BadText(f"Dòng {token.line}: kỳ báo cáo này không chia năm, bỏ “@{token.year}” trong [[ ]].")
    return (years[0] if token.year == "first" else years[-1]) if years else whole


def _millions(value: int) -> str:
    """Exact: as many decimals as the amount needs."""
    decimals = next(places for places in range(7) if value * 10**places % _MILLION == 0)
    return printed_number(Fraction(value, _MILLION), decimals)


def _typed(line: int, number: str) -> str:
    return (
        f"Dòng {line}: “{number}” là số gõ tay. Số liệu phải lấy từ chỉ tiêu, viết như [[dossiers.received]]; "
        "số văn bản, ngày tháng, giai đoạn thì ghi tự do."
    )
