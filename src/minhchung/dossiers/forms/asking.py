"""What a visitor may ask of the list of dossiers; a wrong choice is left out, never an error page."""

from __future__ import annotations

from datetime import datetime

from django.http import QueryDict

from minhchung.dossiers.desk_queries import NOBODY, Whose
from minhchung.dossiers.models import Channel, Verdict
from minhchung.dossiers.queries import MOMENTS, STANDINGS, Ask
from minhchung.figures.periods import window_named
from minhchung.rules.lifecycle import STATE_NAMES
from minhchung.rules.windows import BadWindow, Window

_LONGEST = 200


def asked(
    sent: QueryDict, fields: tuple[str, ...], *, now: datetime, sees_personal: bool, whose: Whose = NOBODY
) -> Ask:
    """The visitor's question from the address."""
    page = sent.get("trang", "1")
    return Ask(
        now=now,
        text=" ".join(sent.get("q", "").split())[:_LONGEST],
        state=_one_of(sent.get("trang-thai", ""), {str(state) for state in STATE_NAMES}),
        verdict=_one_of(sent.get("ket-qua", ""), set(Verdict.values)),
        field=_one_of(sent.get("linh-vuc", ""), set(fields)),
        channel=_one_of(sent.get("kenh", ""), set(Channel.values)),
        standing=_one_of(sent.get("tinh-hinh", ""), set(STANDINGS)),
        window=_window(sent.get("ky", "")),
        moment=_one_of(sent.get("moc", ""), set(MOMENTS)) or "tiep-nhan",
        sort=sent.get("sap", ""),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
        sees_personal=sees_personal,
        whose=whose,
    )


def _one_of(value: str, choices: set[str]) -> str:
    return value if value in choices else ""


def _window(label: str) -> Window | None:
    try:
        return window_named(label) if label else None
    except BadWindow:
        return None
