"""What a visitor may ask of the list of dossiers; a wrong choice is left out, never an error page."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from minhchung.dossiers.desk_queries import NOBODY, Whose
from minhchung.dossiers.matching import MOMENTS, STANDINGS, Match
from minhchung.dossiers.models import Channel, Verdict
from minhchung.dossiers.queries import Ask
from minhchung.figures.periods import window_named
from minhchung.rules.lifecycle import STATE_NAMES
from minhchung.rules.windows import BadWindow

_LONGEST = 200
_MOST_DAYS = 250


def asked(
    sent: QueryDict, fields: tuple[str, ...], *, now: datetime, sees_personal: bool, whose: Whose = NOBODY
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
        unit=whose.unit,
    )
    return Ask(
        now=now,
        match=match,
        sort=sent.get("sap", ""),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
    )


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
