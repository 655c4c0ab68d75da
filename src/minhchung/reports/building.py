"""Building a report: the outline of its window's programme, filled with figures, as one composition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
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
    ListBlock,
    PageBreak,
    Paragraph,
    Run,
    Series,
    Table,
)
from minhchung.reports.models import Report
from minhchung.reports.narrative import BadText, cell_of, holds, in_form, resolved
from minhchung.reports.outline import flat, numbered, outline_of, plain_value
from minhchung.rules.windows import CLOCK_NAMES, Window

Answers = Mapping[tuple[str, str], Answer]
_MONEY, _MILLIONS = "đồng", "triệu đồng"


@dataclass(frozen=True)
class Built:
    """A report ready to be drawn; ``standing`` are the keys of the passages that its figures let stand."""

    composition: Composition
    outline_hash: str
    cells: int
    standing: frozenset[str] = frozenset()


def build(
    report: Report, window: Window, years: Sequence[Window], answers: Answers, texts: Mapping[str, str]
) -> Built:
    """Fill the outline in force at the window's end.

    Args:
        answers: every figure of the outline in the window and in each of its years.
        texts: paragraphs that the officer rewrote, by key.
    """
    rule = outline_of(window)
    maker = _Maker(report, window, years, answers, texts)
    blocks = numbered(maker.blocks(flat(rule.value["sections"])))
    composition = Composition(
        letterhead=_letterhead(report, rule.value, window),
        blocks=blocks,
        title=report.title,
        window=window.label,
        window_title=window.title,
        remarks=tuple(maker.remarks()),
    )
    text = json.dumps(plain_value(rule.value), ensure_ascii=False, sort_keys=True)
    return Built(
        composition,
        hashlib.sha256(text.encode()).hexdigest(),
        len(composition.cells()),
        frozenset(maker.standing),
    )


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
        self.tables = self.charts = 0
        self.standing: set[str] = set()

    def blocks(self, items: Iterable[Any]) -> Iterator[Block]:
        for item in items:
            if "heading" in item:
                yield Heading(item["heading"], item["text"])
            elif "page_break" in item:
                yield PageBreak()
            elif not self.stands(item):
                continue
            elif "key" in item:
                yield Paragraph(self.runs(item))
            elif "list" in item:
                if entries := tuple(self.runs(part) for part in item["list"] if self.stands(part)):
                    yield ListBlock(entries, bool(item.get("ordered")))
            elif "table" in item:
                yield self.table(item)
            elif "chart" in item:
                yield self.chart(item)
            elif "groups" in item:
                yield self.groups(item)

    def stands(self, item: Any) -> bool:
        return holds(item.get("when", ""), self.lookup, self.by_year)

    def runs(self, item: Any) -> tuple[Run, ...]:
        self.standing.add(item["key"])
        text = self.texts.get(item["key"], item["text"])
        return resolved(text, self.find, [year.label for year in self.years], self.window.label)

    def find(self, key: str, label: str) -> FigureCell:
        """A figure in the whole window, or in one of its years."""
        answer = self.answers.get((key, label or self.window.label))
        if answer is None:
            raise BadText(f"[[{key}@{label}]]: báo cáo này không có số liệu của “{label}”.")
        return cell_of(answer, "", self.href)

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
            form = "million" if figure.unit == _MONEY else ""
            cells.extend(in_form(self.find(key, each.label), form) for each in windows)
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
        total = self.find(figure.key, "")
        rows.append(("", "Tổng cộng", total))
        heading = figure.facts.column(item["by"]).meaning
        caption, unit = f"Bảng {self.tables}. {item['groups']}", f"Số {figure.unit}"
        return Table(caption, ("STT", heading, unit), tuple(rows), total=True)

    def chart(self, item: Any) -> Chart:
        """The rows' numbers by year."""
        years = self.years or (self.window,)
        series = tuple(
            Series(REGISTER[key].title, tuple(self.answers[key, year.label].value or 0 for year in years))
            for key in item["rows"]
        )
        self.charts += 1
        return Chart(
            f"Biểu đồ {self.charts}. {item['chart']}",
            item["description"],
            tuple(year.label for year in years),
            series,
            item["unit"],
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
        authority=report.signer_authority,
        post=report.signer_post,
        name=report.signer_name,
        recipients=tuple(report.recipients.splitlines()) or tuple(outline["recipients"]),
    )
