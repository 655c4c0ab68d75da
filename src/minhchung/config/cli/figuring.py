"""Commands about figures: all of a window, one with its records, and the facts as Parquet."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import MISSING, USAGE, fail, migrate, start_django, tell
from minhchung.figures.answers import IN_PART, answer, evaluate, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER, UnknownFigure
from minhchung.ground.files.disk import whole_file
from minhchung.ground.intake.safe_export import csv_cell
from minhchung.rules.windows import BadWindow, Window


def run_figures(window_name: str, *, data_dir: Path | None, as_json: bool) -> None:
    """Print every figure of a window."""
    engine = _engine(data_dir)
    window = _window(window_name)
    answers = evaluate(REGISTER, [window], engine)
    if as_json:
        tell(
            {
                "window": window.label,
                "title": window.title,
                "figures": {key: found.as_dict() for (key, _), found in answers.items()},
            }
        )
        return
    for (key, _), found in answers.items():
        sys.stdout.write(f"{key:40} {found.printed:>18}  {found.figure.title} ({found.in_words})\n")


def run_figure(
    key: str, window_name: str, *, records: Path | None, data_dir: Path | None, as_json: bool
) -> None:
    """Print one figure; write the records behind it to CSV."""
    engine = _engine(data_dir)
    window = _window(window_name)
    try:
        figure = REGISTER[key]
    except UnknownFigure as unknown:
        fail(str(unknown), USAGE)
    found = answer(figure, window, engine)
    written = write_records(figure, window, engine, records) if records is not None else None
    if as_json:
        tell({"key": key, **found.as_dict(), "formula": figure.formula, "records": written})
        return
    sys.stdout.write(
        f"{figure.title}: {found.printed} ({found.in_words})\n"
        f"  {window.title}, {window.on(figure.clock).dates}\n  Cách tính: {figure.formula}\n  Căn cứ: {figure.cites}\n"
    )
    if written is not None:
        sys.stdout.write(f"  {written} bản ghi đã ghi vào {records}\n")


def write_records(figure: Any, window: Window, engine: DjangoEngine, path: Path) -> int:
    """The records behind a figure as CSV (UTF-8 with mark, formulas escaped); returns how many."""
    columns = [column for column in heading(figure, window) if not column.personal]
    keep = [number for number, column in enumerate(heading(figure, window)) if not column.personal]
    count = 0
    with whole_file(path) as raw:
        lines = csv.writer(_Utf8(raw))
        lines.writerow([column.name for column in columns])
        for record in records(figure, window, engine):
            lines.writerow([_cell(columns[place].name, record[number]) for place, number in enumerate(keep)])
            count += 1
    return count


def run_export(folder: Path, *, data_dir: Path | None, as_json: bool) -> None:
    """Write each fact table as Parquet."""
    from minhchung.figures.parquet import export_all

    engine = _engine(data_dir)
    written = export_all(REGISTER.facts(), engine, folder)
    if as_json:
        tell({"folder": str(folder), "facts": written})
        return
    for name, count in written.items():
        sys.stdout.write(f"{name}: {count} dòng\n")


class _Utf8:
    """Text to a byte file; the first write carries the mark that spreadsheets look for."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.raw.write("\ufeff".encode())

    def write(self, text: str) -> int:
        return int(self.raw.write(text.encode()))


def _cell(name: str, value: Any) -> Any:
    if name == IN_PART:
        return 1 if value else 0
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return csv_cell(value)


def _engine(data_dir: Path | None) -> DjangoEngine:
    start_django(data_dir)
    migrate()
    from django.db import connection

    if "organisation_unit" not in connection.introspection.table_names():
        fail("Chưa có dữ liệu ở thư mục này. Chạy “minhchung demo” hoặc “minhchung import” trước.", MISSING)
    return DjangoEngine(connection)


def _window(name: str) -> Window:
    from minhchung.figures.periods import window_named

    try:
        return window_named(name)
    except BadWindow as bad:
        fail(str(bad), USAGE)
