"""Tables and charts of a report, numbered in the order in which they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from django.db import connection

from minhchung.figures.answers import by_group
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER, Figure
from minhchung.reports.composition import Cell, Chart, Run, Series, Table
from minhchung.reports.declared import ANCHOR, Declared, declarables
from minhchung.reports.narrative import in_form
from minhchung.reports.sources import Source
from minhchung.reports.targets import Target, judged, targets_of
from minhchung.rules.rounding import UNIT_SPACE
from minhchung.rules.windows import CLOCK_NAMES

_MONEY, _MILLIONS = "đồng", "triệu đồng"
_DASH = "–"
_NO_NAME = "(không ghi)"


class Exhibits:
    """Draws the items of an outline that are not text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._tables, self._charts = count(1), count(1)

    def table(self, item: Mapping[str, Any]) -> Table:
        """Figures down, periods across."""
        columns = self.source.columns
        figures = [REGISTER[key] for key in item["rows"]]
        units = {_unit(figure) for figure in figures if not self._rate(figure)}
        common = units.pop() if len(units) == 1 else ""
        rows: list[tuple[Cell, ...]] = []
        for number, figure in enumerate(figures, start=1):
            form = "million" if figure.unit == _MONEY and not self._rate(figure) else ""
            cells = (in_form(self.source.find(figure.key, window.label), form) for _name, window in columns)
            rows.append((str(number), self._row_name(figure, common), *cells))
        notes = [f"Đơn vị tính: {common}"] if common else []
        clocks = dict.fromkeys(CLOCK_NAMES[figure.clock] for figure in figures)
        notes.append(f"Cách tính kỳ: {'; '.join(clocks)}")
        return Table(
            self._caption(item["table"]) + (f" ({item['form']})" if "form" in item else ""),
            ("STT", "Chỉ tiêu", *(name for name, _window in columns)),
            tuple(rows),
            note=f"{'. '.join(notes)}.",
        )

    def groups(self, item: Mapping[str, Any]) -> Table:
        """One figure broken down by a column."""
        figure = REGISTER[item["figure"]]
        found = by_group(figure, self.source.frame.window, item["by"], DjangoEngine(connection))
        rows: list[tuple[Cell, ...]] = [
            (str(number), name or _NO_NAME, self.source.group_cell(answer, item["by"], name))
            for number, (name, answer) in enumerate(found.items(), start=1)
        ]
        rows.append(("", "Tổng cộng", self.source.find(figure.key)))
        heading = figure.facts.column(item["by"]).meaning
        return Table(
            self._caption(item["groups"]), ("STT", heading, f"Số {figure.unit}"), tuple(rows), total=True
        )

    def chart(self, item: Mapping[str, Any]) -> Chart:
        """The rows' numbers by part of the window, or in the whole window."""
        frame = self.source.frame
        windows = [(name, window) for name, window in frame.columns if window in frame.parts]
        windows = windows or [(frame.window.title.capitalize(), frame.window)]
        series = tuple(
            Series(
                REGISTER[key].title,
                tuple(self.source.answers[key, window.label].value or 0 for _name, window in windows),
            )
            for key in item["rows"]
        )
        by = f" theo {frame.part_name}" if frame.part_name else ""
        return Chart(
            f"Biểu đồ {next(self._charts)}. {item['chart']}{by}",
            item["description"],
            tuple(name for name, _window in windows),
            series,
            item["unit"],
        )

    def targets(self, item: Mapping[str, Any]) -> Table | None:
        """Targets of the programme: what was set, what was reached, whether it was met; None when none is in force."""
        found = targets_of(self.source.frame.window)
        if found is None:
            return None
        rows: list[tuple[Cell, ...]] = []
        for number, target in enumerate(found.targets, start=1):
            verdict, cells = judged(target, self.source)
            rows.append((str(number), _target_name(target), target.level, cells or _DASH, verdict))
        note = f"Mức đề ra theo {found.cites}."
        if any(target.confidence == "low" for target in found.targets):
            note += " Mục tiêu có dấu (*) ghi theo tài liệu thứ cấp, cần đối chiếu với nguyên văn."
        columns = ("STT", "Mục tiêu", "Mức đề ra", "Kết quả", "Đánh giá")
        return Table(self._caption(item["targets"], plain=True), columns, tuple(rows), note=note)

    def declared(self, item: Mapping[str, Any]) -> Table | None:
        """What was declared for the windows of the report: number, source, who and when; None when nothing was."""
        frame = self.source.frame
        found = [each for each in self.source.declared.values() if each.what.key in declarables()]
        if not found:
            return None
        titles = {window.label: window.title for window in frame.windows}
        rows: list[tuple[Cell, ...]] = [
            (
                str(number),
                f"{each.what.title}, {titles[each.window]}",
                self.in_full(each),
                each.source,
                f"{each.by}, {each.at:%d/%m/%Y}",
            )
            for number, each in enumerate(found, start=1)
        ]
        columns = ("STT", "Chỉ tiêu", "Số khai", "Văn bản nguồn", "Người khai")
        caption = self._caption(item["declared"], plain=True)
        return Table(caption, columns, tuple(rows), note=item.get("note", ""), anchor=ANCHOR)

    def in_full(self, value: Declared) -> tuple[Run, ...]:
        """A declared value with its part and whole, or its unit."""
        cell = value.cell(self.source.report)
        if value.what.kind == "share":
            return (replace(cell, printed=f"{cell.printed}{UNIT_SPACE}({in_form(cell, 'ratio').printed})"),)
        return (cell, f" {value.what.unit}")

    def _caption(self, words: str, *, plain: bool = False) -> str:
        part = "" if plain else self.source.frame.part_name
        by = f" theo {part}" if part and "tại ngày" not in words else ""
        return f"Bảng {next(self._tables)}. {words}{by}"

    def _rate(self, figure: Figure) -> bool:
        return self.source.answers[figure.key, self.source.frame.window.label].kind == "share"

    def _row_name(self, figure: Figure, common: str) -> str:
        unit = _unit(figure)
        if self._rate(figure) or unit == common:
            return figure.title
        return f"{figure.title} ({unit.replace(' ', chr(0xA0))})"


def _target_name(target: Target) -> str:
    return f"{target.name} (*)" if target.confidence == "low" else target.name


def _unit(figure: Figure) -> str:
    return _MILLIONS if figure.unit == _MONEY else figure.unit
