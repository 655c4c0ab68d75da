"""The promises as open data: one table, its dictionary, and the same rows as CSV, JSON and Parquet.

A row is a procedure in a calendar year. What the pages do not tell of small groups is empty here too: the rows are made
of the rows that the pages show.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from minhchung.portal import promises
from minhchung.portal.promises import Row
from minhchung.rules.deadlines import Unit
from minhchung.rules.deadlines.values import HOUR_MINUTES

Value = str | int | bool | date | None


@dataclass(frozen=True)
class Column:
    """A column: its type ("string", "int64", "bool", "date"), its meaning, and how it is taken from a row."""

    name: str
    type: str
    meaning: str | Promise
    take: Callable[[Row], Value]


def _time(row: Row, percent: int) -> int | None:
    time = dict(row.times).get(percent)
    if time is None:
        return None
    return int(time * HOUR_MINUTES) if row.unit is Unit.WORKING_HOUR else int(time)


def _time_unit(row: Row) -> str | None:
    if row.unit is None:
        return None
    return "working-minute" if row.unit is Unit.WORKING_HOUR else str(row.unit)


COLUMNS = (
    Column("procedure", "string", _("mã thủ tục trong danh mục của cơ quan"), lambda row: row.key),
    Column(
        "national_code",
        "string",
        _("mã quốc gia; trống nếu chưa nhập"),
        lambda row: row.national_code or None,
    ),
    Column("name", "string", _("tên thủ tục"), lambda row: row.name),
    Column("field", "string", _("lĩnh vực"), lambda row: row.field),
    Column("year", "int64", _("năm dương lịch mà hồ sơ kết thúc"), lambda row: int(row.period.label)),
    Column("last_day", "date", _("ngày cuối được tính; năm nay là hôm qua"), lambda row: row.period.last_day),
    Column(
        "legal_limit",
        "int64",
        _("thời hạn theo quy định vào cuối kỳ; trống nếu không quy định hoặc các trường hợp khác nhau"),
        lambda row: row.legal.value if row.legal else None,
    ),
    Column(
        "legal_unit",
        "string",
        _("đơn vị của legal_limit: working-hour, working-day, day, month"),
        lambda row: str(row.legal.unit) if row.legal else None,
    ),
    Column(
        "committed_limit",
        "int64",
        _("thời hạn cam kết vào cuối kỳ; trống như legal_limit"),
        lambda row: row.committed.value if row.committed else None,
    ),
    Column(
        "committed_unit",
        "string",
        _("đơn vị của committed_limit"),
        lambda row: str(row.committed.unit) if row.committed else None,
    ),
    Column(
        "suppressed",
        "bool",
        _("true: nhóm có quá ít hồ sơ nên các số sau không công bố"),
        lambda row: not row.enough,
    ),
    Column(
        "dossiers",
        "int64",
        _("số hồ sơ kết thúc trong kỳ và có kết quả so với hẹn"),
        lambda row: row.dossiers,
    ),
    Column("late", "int64", _("trong đó quá hạn; tỷ lệ quá hạn là late chia dossiers"), lambda row: row.late),
    Column(
        "measured",
        "int64",
        _("số hồ sơ tính được thời gian bằng time_unit; trống nếu quá ít"),
        lambda row: row.measured,
    ),
    Column(
        "time_unit",
        "string",
        _("đơn vị của p50, p90: working-minute, working-day, day; không kể thời gian chờ người nộp"),
        _time_unit,
    ),
    Column(
        "p50",
        "int64",
        _("một nửa số hồ sơ xong trong thời gian này (hạng gần nhất)"),
        lambda row: _time(row, 50),
    ),
    Column(
        "p90",
        "int64",
        _("90 % số hồ sơ xong trong thời gian này (hạng gần nhất)"),
        lambda row: _time(row, 90),
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
#: Kind of file to its media type.
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
_TYPES = {"string": pa.string(), "int64": pa.int64(), "bool": pa.bool_(), "date": pa.date32()}


def table(at: datetime) -> tuple[tuple[Value, ...], ...]:
    """Every row, the oldest year first, then by field, name and code."""
    return tuple(
        tuple(column.take(row) for column in COLUMNS)
        for period in reversed(promises.years(at.date()))
        for row in promises.of_everything(period, at).rows
    )


def written(kind: str, rows: tuple[tuple[Value, ...], ...]) -> bytes:
    """The rows as a file of a kind; the same bytes for the same rows.

    Raises:
        KeyError: there is no such kind.
    """
    return _WRITERS[kind](rows)


def _csv(rows: tuple[tuple[Value, ...], ...]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(NAMES)
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _json(rows: tuple[tuple[Value, ...], ...]) -> bytes:
    told = [dict(zip(NAMES, row, strict=True)) for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def _parquet(rows: tuple[tuple[Value, ...], ...]) -> bytes:
    schema = pa.schema([pa.field(column.name, _TYPES[column.type]) for column in COLUMNS])
    arrays = [
        pa.array([row[place] for row in rows], type=_TYPES[column.type])
        for place, column in enumerate(COLUMNS)
    ]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd", store_schema=False)
    return sink.getvalue()


def _plain(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


_WRITERS: dict[str, Callable[[tuple[tuple[Value, ...], ...]], bytes]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
}


def catalogue(agency: str, page: str, files: dict[str, str], on: date) -> dict[str, Any]:
    """The catalogue in DCAT (JSON-LD): one dataset and its files by kind, each with its address."""
    text = {"@language": "vi"}
    title = {
        **text,
        "@value": "Cam kết thời hạn giải quyết thủ tục hành chính và kết quả, theo thủ tục và năm",
    }
    publisher = {"@type": "foaf:Organization", "foaf:name": agency}
    dataset = {
        "@id": f"{page}#cam-ket",
        "@type": "dcat:Dataset",
        "dct:title": title,
        "dct:identifier": "cam-ket",
        "dct:publisher": publisher,
        "dct:modified": {"@type": "xsd:date", "@value": on.isoformat()},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/DAILY"},
        "dct:language": "vi",
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": kind.upper(),
                "dcat:downloadURL": {"@id": address},
                "dcat:mediaType": KINDS[kind].partition(";")[0],
            }
            for kind, address in files.items()
        ],
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": page,
        "@type": "dcat:Catalog",
        "dct:title": {**text, "@value": f"Dữ liệu mở của {agency}" if agency else "Dữ liệu mở"},
        "dct:publisher": publisher,
        "dcat:dataset": [dataset],
    }
