"""The decrees under which people leave, as the lawbook dates them: cutting staff and reorganisation apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from minhchung import lawbook

_KEYS = ("staff.regime_108", "staff.regime_29", "staff.regime_154", "staff.regime_178")


@dataclass(frozen=True)
class LeavingRegime:
    """A decree: its name, the reason it is for, its days, and whether its text was read."""

    name: str
    leaving: str
    since: date
    until: date | None
    confirmed: bool

    @property
    def force(self) -> str:
        """Its days in words."""
        if self.until is None:
            return f"có hiệu lực từ {self.since:%d/%m/%Y}"
        return f"áp dụng từ {self.since:%d/%m/%Y} đến trước {self.until:%d/%m/%Y}"


def regimes() -> tuple[LeavingRegime, ...]:
    """Every decree that the lawbook knows, the oldest first."""
    return tuple(
        LeavingRegime(
            str(rule.value["name"]),
            str(rule.value["leaving"]),
            rule.since,
            rule.until,
            rule.confidence == "high",
        )
        for key in _KEYS
        for rule in lawbook.history(key)
    )


def regimes_on(day: date) -> tuple[LeavingRegime, ...]:
    """Those in force on a day."""
    return tuple(each for each in regimes() if each.since <= day and (each.until is None or day < each.until))


def regime_named(name: str) -> LeavingRegime | None:
    """The decree of that name."""
    return next((each for each in regimes() if each.name == name), None)
