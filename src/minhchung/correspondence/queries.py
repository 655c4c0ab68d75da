"""Questions about registers of documents and about certificates."""

from __future__ import annotations

from datetime import date

from minhchung.correspondence.models import OutgoingDocument


def gaps(issuer: int, series: str, year: int) -> tuple[int, ...]:
    """Numbers that are missing between the first and the last of a register, in order."""
    register = OutgoingDocument.objects.filter(issuer=issuer, series=series, year=year)
    given = set(register.values_list("number", flat=True))
    if not given:
        return ()
    return tuple(number for number in range(1, max(given)) if number not in given)


def outgoing_by_symbol(symbol: str, on: date) -> int | None:
    """The outgoing document of that number issued on a day, capital letters and spaces aside; None for none or many."""
    wanted = "".join(symbol.split()).casefold()
    rows = OutgoingDocument.objects.filter(issued_on=on).values_list("id", "symbol")
    found = [pk for pk, known in rows if "".join(known.split()).casefold() == wanted]
    return found[0] if len(found) == 1 else None
