"""Places and records by words, with and without marks, for one reader: what he may not see is not found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.config.access import TABLE
from minhchung.config.navigation import WINGS
from minhchung.dossiers.searched import first_found
from minhchung.ground.accounts.policy import May
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers import queries
from minhchung.ground.registers.queries import Ask
from minhchung.ground.registers.register import Register, register_of
from minhchung.organisation.reorganisations import reorganisations

#: So many records of each kind are shown; the kind's own list has the rest.
FEW = 5
SHORTEST = 2
#: Found by their own index, not by their list.
_DOSSIERS = ("dossiers", "dossier")


@dataclass(frozen=True)
class Hit:
    """Something found: its words, and where it is opened."""

    words: str
    url: str


@dataclass(frozen=True)
class Found:
    """Records of one kind: the kind in words, the first few, and the list of all that match when there are more."""

    title: str
    hits: tuple[Hit, ...]
    more_url: str = ""


def places(text: str, user: Any) -> tuple[Hit, ...]:
    """Screens whose names have every word; all of them when nothing is asked."""
    words = fold(text).split()
    return tuple(
        Hit(
            f"{wing.label} · {place.label}" if len(wing.places) > 1 else str(place.label), reverse(place.name)
        )
        for wing in WINGS
        for place in wing.places
        if user.may(place.may) and all(word in fold(f"{wing.label} {place.label}") for word in words)
    )


def records(text: str, user: Any, at: datetime) -> tuple[Found, ...]:
    """Records of every kind that match, dossiers first."""
    if len(text) < SHORTEST:
        return ()
    return tuple(found for found in _all(text, user, at) if found.hits)


def _all(text: str, user: Any, at: datetime) -> Iterator[Found]:
    sees_personal = user.may(May.READ_PERSONAL)
    yield _dossiers(text, user, at)
    yield _reorganisations(text, user)
    ask = Ask(text=text, user=user, sees_personal=sees_personal)
    sought = [register for register in _registers() if _is_sought(register, user, sees_personal)]
    for register, numbers in zip(sought, queries.first_numbers(sought, ask, FEW + 1), strict=True):
        if not numbers:
            continue
        rows = register.rows_for(user).in_bulk(numbers[:FEW])
        route = f"{register.room}:{register.matter}"
        yield Found(
            register.title,
            tuple(
                Hit(_short(str(rows[number])), reverse(route, args=[number]))
                for number in numbers[:FEW]
                if number in rows
            ),
            f"{reverse(f'{route}_list')}?{urlencode({'q': text})}" if len(numbers) > FEW else "",
        )


def _is_sought(register: type[Register], user: Any, sees_personal: bool) -> bool:
    """Whether it is looked through: it has words to look in that this reader may see."""
    shown = any(sees_personal or not register.is_personal(name) for name in register.search)
    return register.sought and shown and user.may(register.read)


def _dossiers(text: str, user: Any, at: datetime) -> Found:
    lines, count = first_found(text, user, at, FEW)
    hits = tuple(Hit(code, reverse("dossiers:dossier", args=[number])) for number, code in lines)
    more = f"{reverse('dossiers:dossier_list')}?{urlencode({'q': text})}" if count > FEW else ""
    return Found(str(_("Hồ sơ thủ tục hành chính")), hits, more)


def _reorganisations(text: str, user: Any) -> Found:
    """By their names and decisions; they are few, and have no register."""
    title, words = str(_("Sắp xếp đơn vị")), fold(text).split()
    rows = reorganisations() if user.may(May.READ_RECORDS) else ()
    hits = [
        Hit(row.name, reverse("organisation:reorganisation", args=[row.id]))
        for row in rows
        if all(word in fold(f"{row.name} {row.decision}") for word in words)
    ]
    return Found(title, tuple(hits[:FEW]), reverse("organisation:reorganisations") if len(hits) > FEW else "")


def _registers() -> Iterator[type[Register]]:
    """Those that have a list and records of their own, in the order of the access table."""
    for line in TABLE:
        room, _colon, matter = line.route.partition(":")
        register = register_of(room, matter)
        if register is not None and (room, matter) != _DOSSIERS:
            yield register


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
