"""Reading the entries once, and answering what was in force on a day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

ENTRIES = Path(__file__).parent / "entries"
CONFIDENCES = ("high", "medium", "low")
_FIELDS = {"value", "cites", "since", "until", "confidence", "note"}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoRule(LookupError):
    """The lawbook has no such key, or nothing in force on that day; the message says which, in Vietnamese."""


class BadEntry(ValueError):
    """An entry of the lawbook that cannot be used; the message says which file and why."""


@dataclass(frozen=True)
class Rule:
    """One dated version of a rule.

    Attributes:
        key: ``<folder>.<name>``.
        value: mappings and tuples, read-only.
        cites: the legal text it comes from.
        since: first day in force.
        until: first day no longer in force, or None.
        confidence: "high" when the text was read; "medium" or "low" when it is still to be confirmed.
        note: a remark for people.
    """

    key: str
    value: Any
    cites: str
    since: date
    until: date | None
    confidence: str = "high"
    note: str = ""

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on < self.until)


def in_force(key: str, on: date) -> Rule:
    """The rule of that key on a day.

    Raises:
        NoRule: unknown key, or nothing in force that day.
    """
    for rule in history(key):
        if rule.in_force(on):
            return rule
    raise NoRule(f"Quy tắc “{key}” không có nội dung có hiệu lực ngày {on:%d/%m/%Y}.")


def history(key: str) -> tuple[Rule, ...]:
    """Every version of a rule, oldest first.

    Raises:
        NoRule: unknown key.
    """
    try:
        return _book()[key]
    except KeyError:
        raise NoRule(f"Không có quy tắc “{key}” trong bộ quy tắc pháp luật.") from None


def keys() -> tuple[str, ...]:
    """Every key."""
    return tuple(_book())


def citing(text: str) -> tuple[Rule, ...]:
    """Every rule that cites a legal text, e.g. ``NĐ 118/2025``, for itself or for a part of its value.

    An empty text is cited by none.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    return tuple(
        rule
        for versions in _book().values()
        for rule in versions
        if any(wanted in each.casefold() for each in (rule.cites, *_cited_within(rule.value)))
    )


@cache
def content_hash() -> str:
    """SHA-256 over all entries, in hexadecimal; printed in the manifest of a frozen report."""
    digest = hashlib.sha256()
    for path in sorted(ENTRIES.rglob("*.yaml")):
        digest.update(str(path.relative_to(ENTRIES).as_posix()).encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


def read(folder: Path) -> Mapping[str, tuple[Rule, ...]]:
    """Every history under a folder by key, each oldest first.

    Raises:
        BadEntry: not YAML, a field missing, unknown or of the wrong kind, or two versions in force on one day.
    """
    book = {}
    for path in sorted(folder.rglob("*.yaml")):
        where = path.relative_to(folder).as_posix()
        key = ".".join(path.relative_to(folder).with_suffix("").parts)
        try:
            versions = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise BadEntry(f"Không đọc được {where}: {error}") from error
        if not isinstance(versions, list) or not versions:
            raise BadEntry(f"{where}: cần một danh sách các nội dung có ngày hiệu lực.")
        rules = sorted((_rule(where, key, each) for each in versions), key=lambda rule: rule.since)
        for earlier, later in pairwise(rules):
            if earlier.until is None or later.since < earlier.until:
                raise BadEntry(f"{where}: hai nội dung cùng có hiệu lực ngày {later.since:%d/%m/%Y}.")
        book[key] = tuple(rules)
    return MappingProxyType(book)


@cache
def _book() -> Mapping[str, tuple[Rule, ...]]:
    return read(ENTRIES)


def _rule(where: str, key: str, entry: Any) -> Rule:
    if not isinstance(entry, dict):
        raise BadEntry(f"{where}: mỗi nội dung cần các mục value, cites, since, until.")
    unknown = sorted(str(name) for name in set(entry) - _FIELDS)
    if unknown:
        raise BadEntry(f"{where}: không có mục “{unknown[0]}”.")
    if "value" not in entry:
        raise BadEntry(f"{where}: thiếu mục value.")
    cites, since, until = entry.get("cites"), entry.get("since"), entry.get("until")
    if not isinstance(cites, str) or not cites.strip():
        raise BadEntry(f"{where}: thiếu căn cứ (cites).")
    if type(since) is not date or not (until is None or type(until) is date):
        raise BadEntry(f"{where}: since và until phải là ngày, viết như 2025-07-01.")
    if until is not None and until <= since:
        raise BadEntry(
            f"{where}: ngày hết hiệu lực {until:%d/%m/%Y} không sau ngày có hiệu lực {since:%d/%m/%Y}."
        )
    confidence = entry.get("confidence", "high")
    if confidence not in CONFIDENCES:
        raise BadEntry(f"{where}: độ tin cậy “{confidence}” phải là một trong: {', '.join(CONFIDENCES)}.")
    return Rule(key, _frozen(entry["value"]), cites, since, until, confidence, entry.get("note") or "")


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({name: _frozen(each) for name, each in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value


def _cited_within(value: Any) -> Iterator[str]:
    """Citations given inside a value, of single days for example."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name == "cites" and isinstance(each, str):
                yield each
            else:
                yield from _cited_within(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _cited_within(each)
