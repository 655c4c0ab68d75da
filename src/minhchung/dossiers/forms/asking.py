"""What a visitor may ask of the list of dossiers; a wrong choice is left out, never an error page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict

from minhchung.dossiers.columns import COLUMNS
from minhchung.dossiers.desk_queries import NOBODY, Whose
from minhchung.dossiers.matching import MOMENTS, STANDINGS, Match
from minhchung.dossiers.models import Channel, Verdict
from minhchung.dossiers.queries import Ask
from minhchung.figures.periods import window_named
from minhchung.rules.lifecycle import STATE_NAMES
from minhchung.rules.windows import BadWindow

#: Parts of the address that say which dossiers, and in which order.
PARTS = ("q", "trang-thai", "ket-qua", "linh-vuc", "kenh", "tinh-hinh", "han-trong", "ky", "moc", "sap")
_LONGEST = 200
_MOST_DAYS = 250


def asked(
    sent: QueryDict,
    fields: tuple[str, ...],
    *,
    now: datetime,
    sees_personal: bool,
    whose: Whose = NOBODY,
    columns: tuple[str, ...] = (),
) -> Ask:
    """The visitor's question from the address."""
    page = sent.get("trang", "1")
    match = Match(
        text=" ".join(sent.get("q", "").split())[:_LONGEST],
        state=_one_of(sent.get("trang-thai", ""), {str(state) for state in STATE_NAMES}),
        verdict=_one_of(sent.get("ket-qua", ""), set(Verdict.values)),
        field=_one_of(sent.get("linh-vuc", ""), set(fields)),
        channel=_one_of(sent.get("kenh", ""), set(Channel.values)),
        standing=_one_of(sent.get("tinh-hinh", ""), set(STANDINGS)),
        due_days=_days(sent.get("han-trong", "")),
        period=_period(sent.get("ky", "")),
        moment=_one_of(sent.get("moc", ""), set(MOMENTS)) or "tiep-nhan",
        sees_personal=sees_personal,
        user=whose.user,
        units=whose.units,
        sight=whose.sight,
    )
    return Ask(
        now=now,
        match=match,
        sort=sent.get("sap", ""),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
        columns=columns,
    )


def conditions(sent: Mapping[str, str], **more: str) -> str:
    """The parts of an address that say which dossiers and in which order, always written the same way."""
    kept = {name: sent[name].strip() for name in PARTS if sent.get(name, "").strip()}
    return urlencode({**kept, **more})


def chosen_columns(sent: QueryDict) -> tuple[str, ...]:
    """The columns that were ticked, by the places entered beside them."""
    ticked = [name for name in sent.getlist("cot") if name in COLUMNS]

    def place(name: str) -> int:
        typed = sent.get(f"thu-tu-{name}", "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else len(COLUMNS)

    return tuple(sorted(ticked, key=place))


def _one_of(value: str, choices: set[str]) -> str:
    return value if value in choices else ""


def _days(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= _MOST_DAYS else None


def _period(label: str) -> str:
    """The label of a reporting window in its own writing; empty when it names none."""
    try:
        return window_named(label).label if label else ""
    except BadWindow:
        return ""
