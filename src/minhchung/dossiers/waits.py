"""The waits of a dossier as its clock takes them."""

from __future__ import annotations

from minhchung.dossiers.clock import Waited
from minhchung.dossiers.models import Dossier, PauseKind


def waits_of(dossier: Dossier) -> list[Waited]:
    """The waits that concern the clock, in order, each with kind and reason; corrections before acceptance do not."""
    rows = [pause for pause in dossier.pauses.all() if pause.kind != PauseKind.CORRECTION]
    return [
        (row.from_at, row.until_at, row.kind, row.reason) for row in sorted(rows, key=lambda row: row.from_at)
    ]
