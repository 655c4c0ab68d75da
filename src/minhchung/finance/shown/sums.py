"""What the pages of finance share."""

from __future__ import annotations

from decimal import Decimal

from minhchung.ground.skin.pieces import Cell, Row
from minhchung.rules.rounding import printed_number

Told = list[tuple[str, str]]
_MILLION = 1_000_000


def millions(amount: int | None) -> Decimal | None:
    """An amount in whole million đồng, as charts draw it."""
    return None if amount is None else (Decimal(amount) / _MILLION).quantize(Decimal(1))


def money_row(name: str, *amounts: int | None) -> Row:
    """A row of amounts in đồng; a dash where there is none."""
    return Row((Cell(name), *(Cell("–" if each is None else printed_number(each)) for each in amounts)))
