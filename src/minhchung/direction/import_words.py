"""Words and days of an imported row, as every import of the room reads them."""

from __future__ import annotations

from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.tables import BadRow


def texts(row: Row, *names: str) -> dict[str, str]:
    """The values of some fields, "" where there is none."""
    return {name: row.values.get(name) or "" for name in names}


def ordered(row: Row, earlier: str, later: str, message: str) -> None:
    """Refuse a day that lies before another one.

    Raises:
        BadRow: it does.
    """
    before, after = row.values.get(earlier), row.values.get(later)
    if before is not None and after is not None and after < before:
        raise BadRow(later, f"{message} ({after:%d/%m/%Y} < {before:%d/%m/%Y}).")
