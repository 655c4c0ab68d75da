"""CSV that opens rightly in Excel and runs nothing: UTF-8 with BOM, formulas made harmless."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from minhchung.ground.intake.writing import replacing

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"-?\d[\d.,]*")

CsvValue = str | int | float | Decimal | bool | dt.datetime | dt.date | None


def csv_cell(value: CsvValue) -> str:
    """A value as CSV text; text that a spreadsheet would run gets an apostrophe in front.

    Numbers stay numbers (decimal comma), days are dd/mm/yyyy, moments dd/mm/yyyy HH:MM (with seconds if there
    are any), yes/no "có"/"không", None empty.
    """
    match value:
        case None:
            return ""
        case bool():
            return "có" if value else "không"
        case dt.datetime():
            return f"{value:%d/%m/%Y %H:%M:%S}" if value.second else f"{value:%d/%m/%Y %H:%M}"
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case float() | Decimal():
            return (
                f"{value:f}".replace(".", ",")
                if isinstance(value, Decimal)
                else repr(value).replace(".", ",")
            )
        case int():
            return str(value)
    if value.lstrip(" \u00a0\ufeff").startswith(_RUNS) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value


def write_rows(
    stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[CsvValue]], delimiter: str = ","
) -> int:
    """Write a header and rows to an open text stream; returns the number of rows."""
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([csv_cell(h) for h in header])
    count = 0
    for row in rows:
        writer.writerow([csv_cell(v) for v in row])
        count += 1
    return count


def write_csv(
    path: str | Path, header: Sequence[str], rows: Iterable[Sequence[CsvValue]], delimiter: str = ","
) -> int:
    """Write a CSV file, whole or not at all; returns the number of rows. None of it runs when opened."""
    with replacing(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as stream:
        return write_rows(stream, header, rows, delimiter)
