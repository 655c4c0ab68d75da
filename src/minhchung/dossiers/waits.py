"""The waits of a dossier as its clock takes them."""

from __future__ import annotations

from minhchung.dossiers.clock import Waited
from minhchung.dossiers.models import Dossier, Pause, PauseKind
from minhchung.ground.prepared import Prepared

_OF_DOSSIER = Prepared(lambda dossier: Pause.objects.filter(dossier=dossier), by=int)


def waits_of(dossier: Dossier) -> list[Waited]:
    """The waits that concern the clock, in order, each with kind and reason; corrections before acceptance do not."""
    if dossier.pk is None:
        return []
    read_along = "pauses" in getattr(dossier, "_prefetched_objects_cache", ())
    pauses = dossier.pauses.all() if read_along else _OF_DOSSIER.all(dossier.pk)
    rows = [pause for pause in pauses if pause.kind != PauseKind.CORRECTION]
    return [
        (row.from_at, row.until_at, row.kind, row.reason) for row in sorted(rows, key=lambda row: row.from_at)
    ]
