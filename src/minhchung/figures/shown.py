"""Answers as the skin shows them: the figure's face, its movement, tables and charts by year and by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from urllib.parse import quote

from minhchung.figures.answers import Answer
from minhchung.figures.kinds import name_of
from minhchung.figures.register import Figure
from minhchung.figures.words import group_said, heading
from minhchung.ground.intake.folding import sort_key
from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts import Bars, Chart, Lines, Rate, Rows, Series
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import Window

KIND_NAMES = {
    "count": "số đếm",
    "total": "tổng",
    "stock": "số tại thời điểm",
    "average": "trung bình",
    "share": "tỷ lệ",
}
NONE_BESIDE: Mapping[tuple[str, str], Answer] = MappingProxyType({})
#: Groups beyond this many are in the table, not in the chart.
GROUPS_DRAWN = 15


def url_of(figure: Figure, window: Window, **more: str) -> str:
    """The figure's page over a window."""
    rest = "".join(f"&{name.replace('_', '-')}={quote(value)}" for name, value in more.items())
    return f"/chi-tieu/{figure.key}/?ky={quote(window.label)}{rest}"


def face(
    answer: Answer,
    before: Answer | None = None,
    *,
    link: bool = True,
    beside: Mapping[tuple[str, str], Answer] = NONE_BESIDE,
) -> pieces.Figure:
    """The figure component of an answer.

    ``before`` is the same figure in the window to compare with; ``beside`` holds answers among which are those of the
    figures that it names to stand beside it.
    """
    figure, window = answer.figure, answer.window
    share = answer.kind == "share"
    url = url_of(figure, window)
    return pieces.Figure(
        title=figure.title,
        printed=answer.printed,
        in_words=in_words(answer),
        window=_capital(window.title),
        dates=window.on(figure.clock).dates,
        part=answer.part if share else None,
        whole=answer.whole if share else None,
        trend=trend(answer, before) if before is not None else None,
        records_url=url if link else "",
        records_label="Mở bản ghi",
        definition_url=url if link else "",
        cites=figure.cites,
        formula=figure.formula,
        beside=tuple(
            pieces.Beside(each.figure.title, each.in_words, url_of(each.figure, window))
            for key in figure.beside
            if (each := beside.get((key, window.label))) is not None
        ),
    )


def in_words(answer: Answer) -> str:
    """ "182 trên 188 hồ sơ" for a share, else what is counted."""
    unit = answer.figure.unit
    if answer.kind != "share":
        return unit
    if not answer.whole:
        return ""
    return answer.in_words if answer.of_sums else f"{answer.in_words} {unit}".strip()


def trend(answer: Answer, before: Answer) -> pieces.Trend | None:
    """How the number moved; None when either has nothing to count."""
    since = before.window.title
    if answer.kind in ("share", "average"):
        if not answer.whole or not before.whole:
            return None
        scale = 100 if answer.kind == "share" else 1
        moved = Fraction((answer.part or 0) * scale, answer.whole) - Fraction(
            (before.part or 0) * scale, before.whole
        )
        unit = " điểm %" if answer.kind == "share" else ""
        size = f"{printed_number(abs(moved), 2)}{unit}"
    else:
        moved = Fraction((answer.value or 0) - (before.value or 0))
        size = printed_number(abs(moved))
    if not moved and not answer.value and not answer.part:
        return None
    if not moved:
        return pieces.Trend(f"không đổi so với {since}")
    words = f"{'tăng' if moved > 0 else 'giảm'} {size} so với {since}"
    return pieces.Trend(words, "up" if moved > 0 else "down")


def by_year_chart(figure: Figure, answers: Sequence[Answer]) -> Chart:
    """The figure over the years: bars for counts and sums, a line for shares and averages."""
    years = tuple(answer.window.label for answer in answers)
    values = tuple(value_of(answer) for answer in answers)
    series = (Series(figure.title, values),)
    first, last = answers[0], answers[-1]
    said = f"{first.printed} ({first.window.title}), {last.printed} ({last.window.title})."
    if answers[0].kind in ("share", "average"):
        return Lines(f"{figure.title} theo năm", said, years, series, axis="Năm")
    return Bars(f"{figure.title} theo năm", said, years, series, figure.unit, "Năm")


def by_year_table(figure: Figure, answers: Sequence[Answer]) -> pieces.Table:
    """The figure over the years, each leading to its records."""
    rows = []
    for answer in answers:
        url = url_of(figure, answer.window)
        rows.append(pieces.Row((pieces.Cell(answer.window.label), *_cells(answer)), url=url))
    return pieces.Table(
        f"{figure.title} theo năm", (pieces.Column("Năm"), *_columns(figure, answers)), tuple(rows)
    )


def beside_table(answers: Sequence[Answer]) -> pieces.Table:
    """Figures that stand beside another one, each leading to its records; of dossiers, with what a mark is not."""
    marks = all(answer.figure.unit == "hồ sơ" for answer in answers)
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(answer.figure.title),
                pieces.Cell(answer.in_words),
                pieces.Cell(answer.figure.formula),
            ),
            url=url_of(answer.figure, answer.window),
        )
        for answer in answers
    )
    return pieces.Table(
        "Đọc cùng chỉ tiêu này",
        (
            pieces.Column("Chỉ tiêu"),
            pieces.Column("Số hồ sơ" if marks else "Số liệu", nowrap=True),
            pieces.Column("Cách tính", wide=True),
        ),
        rows,
        note="Dấu hiệu cần xem lại không phải là sai phạm; mở ra để xem từng hồ sơ và giải trình."
        if marks
        else "",
    )


def by_group_table(
    figure: Figure, window: Window, group: str, answers: Mapping[str, Answer], whole: Answer
) -> pieces.Table:
    """The figure by a column, each group leading to its records; the last line is the figure itself."""
    label = heading(figure.facts.column(group))
    rows = tuple(
        pieces.Row(
            (pieces.Cell(group_said(figure.facts, group, value)), *_cells(answer)),
            url=f"{url_of(figure, window, nhom=group, gia_tri=value)}#ban-ghi" if value else "",
        )
        for value, answer in sorted(answers.items(), key=lambda pair: _place(figure, group, pair[0]))
    )
    total = pieces.Row((pieces.Cell("Chung"), *_cells(whole)))
    return pieces.Table(
        f"{figure.title} theo: {label.lower()}",
        (pieces.Column(label), *_columns(figure, [whole])),
        rows,
        total=total if rows else None,
        empty="Không phát sinh trong kỳ này",
    )


def by_group_chart(figure: Figure, group: str, answers: Mapping[str, Answer]) -> Chart | None:
    """Lying bars, the longest first; None when there is nothing worth drawing."""
    drawn = [(value, answer) for value, answer in answers.items() if value_of(answer) is not None]
    if not 2 <= len(drawn) <= GROUPS_DRAWN:
        return None
    drawn.sort(key=lambda pair: -_height(pair[1]))
    names = tuple(group_said(figure.facts, group, value) for value, _answer in drawn)
    values = tuple(value_of(answer) for _value, answer in drawn)
    said = f"Nhiều nhất: {names[0]}, {drawn[0][1].printed}."
    label = heading(figure.facts.column(group))
    unit = "" if drawn[0][1].kind in ("share", "average") else figure.unit
    return Rows(
        f"{figure.title} theo: {label.lower()}", said, names, (Series(figure.title, values),), unit, label
    )


def value_of(answer: Answer) -> int | Fraction | Rate | None:
    """The number as a chart takes it: exact part and whole of a share, None where there was nothing to count."""
    if answer.kind == "share":
        return Rate(answer.part or 0, answer.whole or 0) if answer.whole else None
    if answer.kind == "average":
        return Fraction(answer.part or 0, answer.whole) if answer.whole else None
    return answer.value or 0


def kind_name(figure: Figure, window: Window) -> str:
    """The kind of a figure in words."""
    return KIND_NAMES[name_of(figure.over(window))]


def _place(figure: Figure, group: str, value: str) -> tuple[bool, str]:
    """Groups by the Vietnamese alphabet of their names; records without one come last."""
    return value == "", sort_key(group_said(figure.facts, group, value))


def _height(answer: Answer) -> Fraction:
    value = value_of(answer)
    if isinstance(value, Rate):
        return Fraction(value.part, value.whole)
    return Fraction(value or 0)


def _columns(figure: Figure, answers: Sequence[Answer]) -> tuple[pieces.Column, ...]:
    if answers and answers[0].kind == "share":
        unit = f" ({figure.unit})" if answers[0].of_sums else ""
        return (
            pieces.Column(f"Phần tính{unit}", number=True),
            pieces.Column(f"Tổng{unit}", number=True),
            pieces.Column("Tỷ lệ", number=True),
        )
    return (pieces.Column(_capital(figure.unit) or "Giá trị", number=True),)


def _cells(answer: Answer) -> tuple[pieces.Cell, ...]:
    if answer.kind == "share":
        part, whole = printed_number(answer.part or 0), printed_number(answer.whole or 0)
        return pieces.Cell(part), pieces.Cell(whole), pieces.Cell(answer.printed)
    return (pieces.Cell(answer.printed),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
