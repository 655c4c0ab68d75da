"""Building a report: the outline of its window's programme, filled with figures, as one composition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from minhchung import lawbook
from minhchung.figures.answers import Answer, by_group
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import (
    Block,
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    Paragraph,
    Run,
    Series,
    Table,
)
from minhchung.reports.models import Report
from minhchung.reports.narrative import cell_of, holds, runs_of
from minhchung.rules.rounding import printed_number
from minhchung.rules.windows import CLOCK_NAMES, Clock, Window

Answers = Mapping[tuple[str, str], Answer]
OUTLINE = "reports.outline"
_MONEY, _MILLIONS = "đồng", "triệu đồng"


@dataclass(frozen=True)
class Built:
    """A report ready to be drawn."""

    composition: Composition
    outline_hash: str
    cells: int


@dataclass(frozen=True)
class Passage:
    """A paragraph of the outline as the reform officer may rewrite it."""

    key: str
    text: str
    when: str


def build(
    report: Report, window: Window, years: Sequence[Window], answers: Answers, texts: Mapping[str, str]
) -> Built:
    """Fill the outline in force at the window's end.

    Args:
        answers: every figure of the outline in the window and in each of its years.
        texts: paragraphs that the officer rewrote, by key.
    """
    rule = lawbook.in_force(OUTLINE, outline_day(window))
    maker = _Maker(report, window, years, answers, texts)
    blocks = tuple(maker.blocks(rule.value["sections"]))
    composition = Composition(
        letterhead=_letterhead(report, rule.value, window),
        blocks=blocks,
        title=report.title,
        window=window.label,
        window_title=window.title,
        remarks=tuple(maker.remarks()),
    )
    text = json.dumps(_plain(rule.value), ensure_ascii=False, sort_keys=True)
    return Built(composition, hashlib.sha256(text.encode()).hexdigest(), len(composition.cells()))


def outline_day(window: Window) -> date:
    """The day whose programme a window reports under: the last of its calendar span."""
    return window.on(Clock.CALENDAR).last_day


def passages(window: Window) -> tuple[Passage, ...]:
    """Every paragraph of the outline for a window, in order."""
    rule = lawbook.in_force(OUTLINE, outline_day(window))
    return tuple(
        Passage(item["key"], item["text"], item.get("when", ""))
        for item in _flat(rule.value["sections"])
        if "key" in item
    )


def figure_keys(window: Window) -> tuple[str, ...]:
    """Figures that the outline's tables name (its texts may name any)."""
    rule = lawbook.in_force(OUTLINE, outline_day(window))
    return tuple(dict.fromkeys(key for item in _flat(rule.value["sections"]) for key in item.get("rows", ())))


class _Maker:
    def __init__(
        self,
        report: Report,
        window: Window,
        years: Sequence[Window],
        answers: Answers,
        texts: Mapping[str, str],
    ) -> None:
        self.report, self.window, self.years, self.answers, self.texts = report, window, years, answers, texts
        self.tables = 0

    def blocks(self, sections: Any) -> Iterator[Block]:
        for item in _flat(sections):
            if "heading" in item:
                yield Heading(item["heading"], item["text"])
            elif "key" in item:
                if holds(item.get("when", ""), self.lookup, self.by_year):
                    text = self.texts.get(item["key"], item["text"])
                    yield Paragraph(runs_of(text, self.lookup, self.href))
            elif "table" in item:
                yield self.table(item)
            elif "chart" in item:
                yield self.chart(item)
            elif "groups" in item:
                yield self.groups(item)

    def table(self, item: Any) -> Table:
        """Figures down, years across, the whole window last."""
        self.tables += 1
        windows = [year for year in self.years if year.label != self.window.label] + [self.window]
        names = [year.label for year in windows[:-1]] + ["Cả kỳ" if len(windows) > 1 else self.window.label]
        rows: list[tuple[Run, ...]] = []
        for number, key in enumerate(item["rows"], start=1):
            figure = REGISTER[key]
            unit = _MILLIONS if figure.unit == _MONEY else figure.unit
            cells: list[Run] = [str(number), f"{figure.title} ({unit})"]
            found = (cell_of(self.answers[key, each.label], "", self.href) for each in windows)
            cells.extend(_in_millions(cell) if figure.unit == _MONEY else cell for cell in found)
            rows.append(tuple(cells))
        clocks = dict.fromkeys(CLOCK_NAMES[REGISTER[key].clock] for key in item["rows"])
        note = f"Cách tính kỳ: {'; '.join(clocks)}."
        return Table(f"Bảng {self.tables}. {item['table']}", ("STT", "Chỉ tiêu", *names), tuple(rows), note)

    def groups(self, item: Any) -> Table:
        """One figure broken down by a column."""
        self.tables += 1
        figure = REGISTER[item["figure"]]
        found = by_group(figure, self.window, item["by"], DjangoEngine(connection))
        rows: list[tuple[Run, ...]] = [
            (str(number), name or "(không ghi)", self.group_cell(answer, item["by"], name))
            for number, (name, answer) in enumerate(found.items(), start=1)
        ]
        total = cell_of(self.answers[figure.key, self.window.label], "", self.href)
        rows.append(("", "Tổng cộng", total))
        heading = figure.facts.column(item["by"]).meaning
        return Table(
            f"Bảng {self.tables}. {item['groups']}", ("STT", heading, figure.unit.capitalize()), tuple(rows)
        )

    def chart(self, item: Any) -> Chart:
        """The rows' numbers by year."""
        years = self.years or (self.window,)
        series = tuple(
            Series(REGISTER[key].title, tuple(self.answers[key, year.label].value or 0 for year in years))
            for key in item["rows"]
        )
        return Chart(
            item["chart"], item["description"], tuple(year.label for year in years), series, item["unit"]
        )

    def lookup(self, key: str) -> Answer:
        return self.answers[key, self.window.label]

    def by_year(self, key: str) -> Sequence[Answer]:
        return [self.answers[key, year.label] for year in self.years]

    def href(self, key: str, label: str) -> str:
        return f"/cong-bo/{self.report.pk}/so-lieu/{key}/?ky={label}"

    def group_cell(self, answer: Answer, by: str, name: str) -> FigureCell:
        cell = cell_of(answer, "", self.href)
        return replace(cell, by=by, group=name, href=f"{cell.href}&{urlencode({'theo': by, 'nhom': name})}")

    def remarks(self) -> Iterator[str]:
        """What a reader must know about the window: reporting years, and sources not confirmed."""
        yield (
            f"Kỳ báo cáo: {self.window.title}, từ {self.window.first_day:%d/%m/%Y} đến "
            f"{self.window.last_day:%d/%m/%Y}; "
            "số tại thời điểm lấy theo ngày cuối kỳ."
        )
        unconfirmed = [rule for rule in lawbook.history("reports.cutoff") if rule.confidence != "high"]
        for rule in unconfirmed:
            if self.window.first_day < (rule.until or date.max) and self.window.last_day >= rule.since:
                yield f"Ngày chốt kỳ báo cáo trước {rule.until:%d/%m/%Y} chưa đối chiếu: {rule.cites}."


def _in_millions(cell: FigureCell) -> FigureCell:
    """An amount of money as tables print it: in million đồng, exact, with as many decimals as it needs."""
    if cell.value is None:
        return cell
    decimals = next(places for places in range(7) if cell.value * 10**places % 10**6 == 0)
    return replace(cell, printed=printed_number(Fraction(cell.value, 10**6), decimals), unit=_MILLIONS)


def _letterhead(report: Report, outline: Any, window: Window) -> Letterhead:
    day = report.dated_on
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return Letterhead(
        parent_agency=report.parent_agency,
        agency=report.agency,
        number=report.number,
        place=report.place,
        date_words=f"ngày {day.day:02d} tháng {month} năm {day.year}",
        kind=outline["kind"],
        abstract=f"{outline['abstract']} {window.title}",
        bases=tuple(outline["bases"]),
        authority="",
        post=report.signer_post,
        name=report.signer_name,
        recipients=tuple(outline["recipients"]),
    )


def _flat(sections: Any) -> Iterator[Any]:
    for item in sections:
        if isinstance(item, MappingProxyType | dict):
            yield item
        else:
            yield from _flat(item)


def _plain(value: Any) -> Any:
    if isinstance(value, MappingProxyType | dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value
