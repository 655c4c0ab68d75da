"""The one deed of figures: noting that personal data behind a figure was read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.ground.trail.actions import Deed, write


@transaction.atomic
def note_reading(
    *, figure: str, window: str, fields: tuple[str, ...], rows: int, by: str, at: datetime
) -> None:
    """Somebody opened the records behind a figure with their personal columns."""
    details = {"figure": figure, "window": window, "fields": list(fields), "rows": rows}
    write([Deed("figures", "records", None, "read_personal", by, at, details)], recorded_at=at)
