"""Reading the entries once, and answering what was in force on a day."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

ENTRIES = Path(__file__).parent / "entries"
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoRule(LookupError):
    """The lawbook has no such key, or nothing in force on that day; the message says which, in Vietnamese."""


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
    return tuple(sorted(_book()))


def citing(text: str) -> tuple[Rule, ...]:
    """Every rule that cites a legal text, e.g. ``NĐ 118/2025``."""
    return tuple(rule for key in keys() for rule in history(key) if text in rule.cites)


@cache
def content_hash() -> str:
    """SHA-256 over all entries; printed in the manifest of a frozen report."""
    digest = hashlib.sha256()
    for path in sorted(ENTRIES.rglob("*.yaml")):
        digest.update(str(path.relative_to(ENTRIES).as_posix()).encode())
        digest.update(b"\0")
        digest.update(path.read_bytes())
        digest.update(b"\0")
    return digest.hexdigest()


@cache
def _book() -> MappingProxyType[str, tuple[Rule, ...]]:
    book = {}
    for path in sorted(ENTRIES.rglob("*.yaml")):
        key = ".".join(path.relative_to(ENTRIES).with_suffix("").parts)
        versions = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (a safe loader)
        book[key] = tuple(sorted((_rule(key, each) for each in versions), key=lambda rule: rule.since))
    return MappingProxyType(book)


def _rule(key: str, entry: dict[str, Any]) -> Rule:
    return Rule(
        key=key,
        value=_frozen(entry["value"]),
        cites=entry["cites"],
        since=entry["since"],
        until=entry.get("until"),
        confidence=entry.get("confidence", "high"),
        note=entry.get("note", ""),
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({name: _frozen(each) for name, each in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    return value
