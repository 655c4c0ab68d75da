"""How another system's JSON is read: a declared mapping, from its field names to the columns of an importer.

kind: dossiers
records: result                       # where the list lies in an answer, dotted; "" when the answer is the list
error: {at: error_code, good: ["0"]}  # an answer may say inside that it is an error
paging: {by: page, parameter: page, first: 1, more: hasMore}
since: {parameter: tuNgay, format: "%Y%m%d%H%M%S"}
fields:
  code: {at: MaHoSo}
  channel: {at: KenhThucHien, values: {"1": "Trực tiếp"}}
  filed_at: {at: NgayNopHoSo, moment: "%Y%m%d%H%M%S"}
repeated: {at: DanhSachHoSoBoSung, fields: {supplement_asked_at: {at: NgayBoSung, moment: "%Y%m%d%H%M%S"}}}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

_TOP = {
    "name",
    "kind",
    "confirmed",
    "note",
    "records",
    "error",
    "paging",
    "since",
    "token",
    "fields",
    "repeated",
}
_FIELD = {"at", "values", "moment"}
_PAGINGS = {"page", "cursor", "link", "none"}


class BadMapping(ValueError):
    """A mapping that cannot be used; the message says in Vietnamese where and why."""


class BadAnswer(ValueError):
    """An answer that is not what the mapping declares; the message says in Vietnamese what is missing."""


@dataclass(frozen=True)
class FieldRule:
    """Where a value lies in a record, dotted; what its codes stand for; how its moments are written."""

    at: str
    values: Mapping[str, str] = field(default_factory=dict)
    moment: str = ""


@dataclass(frozen=True)
class Paging:
    """How a source gives its next page: a number that grows, a cursor, or an address; "none" for one page."""

    by: str = "none"
    parameter: str = ""
    first: int = 1
    at: str = ""
    size_parameter: str = ""
    size: int = 0


@dataclass(frozen=True)
class JsonMapping:
    """A declared mapping.

    Attributes:
        confirmed: whether the source's owner has confirmed it; ``note`` says what is not known.
        error_at, good: where an answer says that it is an error, and the values that mean that it is none.
        since_parameter, since_format: how one asks only for what has changed since.
        key_header, key_prefix: how the token is sent.
    """

    name: str
    kind: str
    confirmed: bool
    note: str
    records: str
    fields: Mapping[str, FieldRule]
    repeated_at: str = ""
    repeated: Mapping[str, FieldRule] = field(default_factory=dict)
    paging: Paging = Paging()
    error_at: str = ""
    good: tuple[str, ...] = ()
    since_parameter: str = ""
    since_format: str = "%Y-%m-%dT%H:%M:%S"
    key_header: str = "Authorization"
    key_prefix: str = "Bearer "


def read_mapping(path: Path, columns: Sequence[str]) -> JsonMapping:
    """The mapping of a file.

    Args:
        columns: the fields that the importer knows.

    Raises:
        BadMapping: not a mapping, or it names what there is not.
    """
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadMapping(f"Không đọc được tệp ánh xạ {path.name}: {error}.") from error
    if not isinstance(told, dict) or not isinstance(told.get("fields"), dict) or "kind" not in told:
        raise BadMapping(f"Tệp ánh xạ {path.name} phải có kind và fields.")
    _only(told, _TOP, path.name)
    repeated = told.get("repeated") or {}
    paging, error, since, token = (told.get(name) or {} for name in ("paging", "error", "since", "token"))
    mapping = JsonMapping(
        name=str(told.get("name", path.stem)),
        kind=str(told["kind"]),
        confirmed=bool(told.get("confirmed", False)),
        note=str(told.get("note", "")),
        records=str(told.get("records", "")),
        fields={name: _rule(name, rule) for name, rule in told["fields"].items()},
        repeated_at=str(repeated.get("at", "")),
        repeated={name: _rule(name, rule) for name, rule in (repeated.get("fields") or {}).items()},
        paging=Paging(**_only(paging, set(Paging.__dataclass_fields__), "paging")),
        error_at=str(error.get("at", "")),
        good=tuple(str(each) for each in error.get("good", ())),
        since_parameter=str(since.get("parameter", "")),
        since_format=str(since.get("format", JsonMapping.since_format)),
        key_header=str(token.get("header", JsonMapping.key_header)),
        key_prefix=str(token.get("prefix", JsonMapping.key_prefix)),
    )
    if mapping.paging.by not in _PAGINGS:
        raise BadMapping(
            f"Cách chia trang “{mapping.paging.by}” không có; dùng {', '.join(sorted(_PAGINGS))}."
        )
    unknown = sorted({*mapping.fields, *mapping.repeated} - set(columns))
    if unknown:
        raise BadMapping(f"Ánh xạ nêu cột không có: {', '.join(unknown)}. Các cột: {', '.join(columns)}.")
    return mapping


def _rule(name: str, told: Any) -> FieldRule:
    if isinstance(told, str):
        return FieldRule(told)
    if not isinstance(told, dict) or "at" not in told:
        raise BadMapping(f"Cột {name}: thiếu at (chỗ lấy giá trị).")
    _only(told, _FIELD, name)
    values = {str(code): str(words) for code, words in (told.get("values") or {}).items()}
    return FieldRule(str(told["at"]), values, str(told.get("moment", "")))


def _only(told: dict[str, Any], known: set[str], where: str) -> dict[str, Any]:
    unknown = sorted(set(told) - known)
    if unknown:
        raise BadMapping(f"{where}: không có mục {', '.join(unknown)}.")
    return told


def records_in(answer: Any, mapping: JsonMapping) -> list[Any]:
    """The records of an answer.

    Raises:
        BadAnswer: it says that it is an error, or the list is not where it should be.
    """
    if mapping.error_at:
        code = _found(answer, mapping.error_at)
        if str(code) not in mapping.good:
            said = _found(answer, "message")
            raise BadAnswer(f"Hệ thống của tỉnh báo lỗi {code}{f': {said}' if said else ''}.")
    records = _found(answer, mapping.records) if mapping.records else answer
    if not isinstance(records, list):
        raise BadAnswer(
            f"Câu trả lời không có danh sách ở “{mapping.records or 'gốc'}”; ánh xạ có thể đã cũ."
        )
    return records


def next_of(answer: Any, mapping: JsonMapping) -> str:
    """The cursor or the address of the next page; "" when this is the last."""
    found = _found(answer, mapping.paging.at) if mapping.paging.at else None
    return "" if found in (None, False) else str(found)


def rows_of(record: Any, mapping: JsonMapping) -> Iterator[dict[str, str]]:
    """The rows of a record by the importer's fields: one, or one for each of what is repeated in it.

    What is not there stays empty; what cannot be read as declared is passed on as it stands, so that the importer
    refuses that row by name instead of the whole answer.
    """
    base = {name: _value(record, rule) for name, rule in mapping.fields.items()}
    times = _found(record, mapping.repeated_at) if mapping.repeated_at else None
    if not isinstance(times, list) or not times:
        yield base
        return
    for each in times:
        yield base | {name: _value(each, rule) for name, rule in mapping.repeated.items()}


def _value(record: Any, rule: FieldRule) -> str:
    found = _found(record, rule.at)
    text = "" if found is None else str(found).strip()
    if rule.moment and text:
        try:
            return f"{datetime.strptime(text, rule.moment):%d/%m/%Y %H:%M}"
        except ValueError:
            return text
    return rule.values.get(text, text)


def _found(record: Any, place: str) -> Any:
    """What lies at a dotted place; "-1" is the last of a list. None when there is no such place."""
    for part in place.split("."):
        if isinstance(record, dict):
            record = record.get(part)
        elif isinstance(record, list) and part.lstrip("-").isdecimal():
            record = record[int(part)] if -len(record) <= int(part) < len(record) else None
        else:
            return None
    return record
