"""The statistical forms as their page and their CSV show them: each line with the numbers of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minhchung.figures import shown
from minhchung.figures.answers import Answer
from minhchung.figures.form_lines import KINDS, Form, Forms, Line
from minhchung.figures.words import heading
from minhchung.rules.windows import Window


@dataclass(frozen=True)
class Told:
    """A figure's number in a line: as printed, in words, where its records and its breakdown open."""

    title: str
    printed: str
    in_words: str
    url: str
    by: str
    by_url: str


@dataclass(frozen=True)
class ShownLine:
    """A line with the numbers of its figures."""

    line: Line
    kind: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class ShownForm:
    """A form with its lines, and how many of those that apply are answered from records."""

    form: Form
    lines: tuple[ShownLine, ...]
    answered: int
    applying: int


def shown_forms(
    forms: Forms, answers: Mapping[tuple[str, str], Answer], window: Window
) -> tuple[ShownForm, ...]:
    """Every form with its numbers, from answers that hold each of ``forms.keys`` in the window."""
    return tuple(
        ShownForm(
            form,
            tuple(
                ShownLine(
                    line,
                    KINDS[line.kind],
                    tuple(_told(line, answers[key, window.label]) for key in line.figures),
                )
                for line in form.lines
            ),
            *counted(form.lines),
        )
        for form in forms.forms
    )


def counted(lines: Iterable[Line]) -> tuple[int, int]:
    """How many lines are answered from records, of how many that apply."""
    those = [line for line in lines if line.applies]
    return sum(line.answered for line in those), len(those)


def headings() -> tuple[str, ...]:
    """The head of the CSV."""
    return (
        _("Biểu"),
        _("Dòng"),
        _("Nội dung"),
        _("Đơn vị"),
        _("Loại"),
        _("Áp dụng"),
        _("Xác nhận"),
        _("Chỉ tiêu"),
        _("Tên chỉ tiêu"),
        _("Số liệu"),
        _("Phần tính"),
        _("Tổng"),
        _("Đơn vị của chỉ tiêu"),
        _("Ghi chú"),
    )


def csv_rows(
    forms: Forms, answers: Mapping[tuple[str, str], Answer], window: Window
) -> Iterator[tuple[str | int, ...]]:
    """One row for each figure of each line; a line without figures has one row too."""
    for line in forms.lines:
        applies = _("Không áp dụng: %(why)s") % {"why": line.why_not} if line.why_not else _("có")
        confirmed = _("đã xác nhận") if line.confirmed else _("chưa xác nhận")
        first = (line.form, line.number, line.words, line.unit, KINDS[line.kind], applies, confirmed)
        note = " ".join(each for each in (line.missing, line.reading, line.note) if each)
        if not line.figures:
            yield (*first, "", "", _("Chưa có bản ghi") if line.applies else "", "", "", "", note)
        for key in line.figures:
            answer = answers[key, window.label]
            numbers = _numbers(answer)
            yield (*first, key, answer.figure.title, *numbers, answer.figure.unit, note)


def _numbers(answer: Answer) -> tuple[str | int, str | int, str | int]:
    if answer.kind in ("share", "average"):
        return answer.printed, answer.part or 0, answer.whole or 0
    return answer.value or 0, "", ""


def _told(line: Line, answer: Answer) -> Told:
    figure, window = answer.figure, answer.window
    return Told(
        title=figure.title,
        printed=answer.printed,
        in_words=shown.in_words(answer),
        url=f"{shown.url_of(figure, window)}#ban-ghi",
        by=heading(figure.facts.column(line.by)).lower() if line.by else "",
        by_url=f"{shown.url_of(figure, window, theo=line.by)}#theo-nhom" if line.by else "",
    )
