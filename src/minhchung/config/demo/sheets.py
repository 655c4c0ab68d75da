"""Writing a worksheet as an office would send it: motto, title, date, then the table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from minhchung.ground.intake.columns import Layout

HEADER_LINE = 4


def write_xlsx(
    path: Path, layout: Layout, rows: Iterable[Mapping[str, Any]], *, agency: str, title: str = ""
) -> int:
    """One sheet with title rows above the header; dates as text dd/mm/yyyy; returns how many rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "bg_color": "#E4E0D8"})
        sheet = book.add_worksheet("Danh sách")
        sheet.set_column(0, len(layout.fields), 22)
        sheet.write_string(0, 0, agency.upper(), bold)
        sheet.write_string(1, 0, title or layout.title, bold)
        for column, field in enumerate(layout.fields):
            sheet.write_string(HEADER_LINE - 1, column, field.label, head)
        for line, row in enumerate(rows, start=HEADER_LINE):
            for column, field in enumerate(layout.fields):
                value = row.get(field.name)
                if value is None or value == "":
                    continue
                if isinstance(value, int) and not isinstance(value, bool):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, written(value))
            count += 1
    return count


def write_csv(path: Path, layout: Layout, rows: Iterable[Mapping[str, Any]]) -> int:
    """The same as CSV, for very many rows; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([field.label for field in layout.fields])
        for row in rows:
            lines.writerow([written(row.get(field.name)) for field in layout.fields])
            count += 1
    return count


def written(value: Any) -> str:
    """A value as a clerk writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)
