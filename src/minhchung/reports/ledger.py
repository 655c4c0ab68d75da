"""A seal that somebody was given: the frozen report must still bear it."""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.ground.ledger import LOST, Item
from minhchung.reports.models import Report


def frozen(item: Item) -> Iterator[str]:
    """ "The report is frozen": its ``seal``, and ``report`` (its number)."""
    seal = item.text("seal")
    reports = list(Report.objects.filter(seal=seal).values_list("pk", flat=True))
    if not reports:
        yield f"báo cáo mang dấu niêm {seal[:12]}… {LOST}"
    elif len(reports) > 1:
        yield f"dấu niêm {seal[:12]}… được ghi {len(reports)} lần"
    else:
        yield from item.differing({"report": reports[0]})
