"""Dossiers that are due for somebody: those in his own hand, by the limit that runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.desk_queries import WORKLISTS, Whose
from minhchung.dossiers.sights import visible
from minhchung.ground.due import MOST, Asker, Due


def due(asker: Asker) -> tuple[Due, ...]:
    """His dossiers in hand that have a limit in the span, the earliest first."""
    mine = WORKLISTS["cua-toi"][1](asker.at, Whose(asker.account.pk))
    rows = visible(asker.account, asker.at).filter(mine, due_at__lt=_after(asker.until))
    if asker.since is not None:
        rows = rows.filter(due_at__gte=datetime.combine(asker.since, time.min))
    found = rows.order_by("due_at", "pk").values_list("pk", "code", "due_at")[:MOST]
    return tuple(
        Due(_("Giải quyết hồ sơ"), code, due_at.date(), "dossiers:dossier", number)
        for number, code, due_at in found
    )


def _after(day: date) -> datetime:
    return datetime.combine(day, time.min) + timedelta(days=1)
