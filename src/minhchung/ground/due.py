"""Something that is due for somebody, as rooms tell it and the house gathers it; no room knows of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

#: No room tells of more at once.
MOST = 200


@dataclass(frozen=True)
class Asker:
    """Who asks what is due for him.

    Attributes:
        account: the account, for rooms whose rows belong to somebody.
        at: the moment.
        since, until: only what is due in this span of days, both included; no beginning when ``since`` is None.
    """

    account: Any
    at: datetime
    until: date
    since: date | None = None

    def span(self, column: str) -> dict[str, date]:
        """The span as conditions on a column of days."""
        told = {f"{column}__lte": self.until}
        return told if self.since is None else {f"{column}__gte": self.since, **told}


@dataclass(frozen=True)
class Due:
    """One thing: what is to be done, about what, by which day.

    ``route`` and ``record`` lead there; without a record to the place where it is begun, with what is ``asked``
    there ("ky=2026").
    """

    what: Any
    about: str
    on: date
    route: str
    record: int | None
    asked: str = ""


Teller = Callable[[Asker], tuple[Due, ...]]
