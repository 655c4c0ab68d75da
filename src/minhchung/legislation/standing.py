"""How a document stands on a day, from what is kept of its validity. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from minhchung.legislation.provisions import Provision, read


class State(StrEnum):
    """The six standings of the national database of law, and the one that nobody knows."""

    COMING = "coming"
    IN_FORCE = "in_force"
    PARTLY = "partly"
    SUSPENDED = "suspended"
    PARTLY_SUSPENDED = "partly_suspended"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


STATE_NAMES: dict[State, Any] = {
    State.COMING: _("Chưa có hiệu lực"),
    State.IN_FORCE: _("Còn hiệu lực"),
    State.PARTLY: _("Hết hiệu lực một phần"),
    State.SUSPENDED: _("Ngưng hiệu lực"),
    State.PARTLY_SUSPENDED: _("Ngưng hiệu lực một phần"),
    State.EXPIRED: _("Hết hiệu lực toàn bộ"),
    State.UNKNOWN: _("Chưa rõ ngày có hiệu lực"),
}


@dataclass(frozen=True)
class Happening:
    """A change of validity that stands: from ``on``, in ``provisions`` ("" for the whole), because of ``why``."""

    change: str
    on: date
    provisions: str = ""
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """How it stands: since when, because of what, which provisions are gone and which are held back."""

    state: State
    since: date | None = None
    why: str = ""
    gone: tuple[Provision, ...] = ()
    held: tuple[Provision, ...] = ()
    #: The changes by which parts are gone or held back, the earliest first.
    losses: tuple[Happening, ...] = ()

    @property
    def words(self) -> str:
        """The state in words."""
        return str(STATE_NAMES[self.state])


def held_back(happenings: Iterable[Happening], day: date) -> tuple[Happening | None, tuple[Provision, ...]]:
    """The suspension of the whole that stands on a day, None for none; and the provisions that are held back."""
    whole: Happening | None = None
    held: list[Provision] = []
    for each in sorted((each for each in happenings if each.on <= day), key=lambda each: each.on):
        match each.change:
            case "suspend":
                whole = each
            case "suspend_part":
                held += [one for one in read(each.provisions) if one not in held]
            case "resume":
                whole = None
                again = read(each.provisions)
                held = [one for one in held if again and not any(other.holds(one) for other in again)]
    return whole, tuple(held)


def standing(effective_on: date | None, happenings: Iterable[Happening], day: date) -> Standing:
    """How a document stands on a day; changes from a later day do not count yet."""
    past = sorted((each for each in happenings if each.on <= day), key=lambda each: each.on)
    gone: list[Provision] = []
    parts: dict[str, list[Happening]] = {"end_part": [], "suspend_part": []}
    for each in past:
        if each.change == "end":
            return Standing(State.EXPIRED, each.on, each.why, tuple(gone))
        if each.change == "end_part":
            gone += [one for one in read(each.provisions) if one not in gone]
        if each.change in parts:
            parts[each.change].append(each)
    suspended, held = held_back(past, day)
    back = [each for each in parts["suspend_part"] if any(one in held for one in read(each.provisions))]
    losses = tuple(sorted([*parts["end_part"], *back], key=lambda each: each.on))
    if effective_on is None:
        return Standing(State.UNKNOWN, gone=tuple(gone))
    if effective_on > day:
        return Standing(State.COMING, effective_on)
    if suspended is not None:
        return Standing(State.SUSPENDED, suspended.on, suspended.why, tuple(gone))
    if held:
        last = parts["suspend_part"][-1]
        return Standing(State.PARTLY_SUSPENDED, last.on, last.why, tuple(gone), held, losses)
    if gone:
        last = parts["end_part"][-1]
        return Standing(State.PARTLY, last.on, last.why, tuple(gone), losses=losses)
    return Standing(State.IN_FORCE, effective_on)
