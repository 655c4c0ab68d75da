"""Questions about connectors: how each stands, what its last rounds brought, how fresh what is mirrored is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.intake.queries import last_done
from minhchung.ground.mirror.models import Connector, ConnectorName, Round
from minhchung.ground.mirror.setup import Setup


@dataclass(frozen=True)
class Standing:
    """How a connector stands; ``set_up`` is False for one that this installation does not use."""

    name: str
    words: str
    set_up: bool
    running: bool
    last_try_at: datetime | None
    last_success_at: datetime | None
    next_try_at: datetime | None
    failures: int
    last_error: str


@dataclass(frozen=True)
class Freshness:
    """How fresh what is mirrored is: the last time it came in, by whatever way, and whether that is too long ago."""

    at: datetime
    stale: bool
    hours: int


def standings(setup: Setup, now: datetime) -> tuple[Standing, ...]:
    """Every connector there is."""
    rows = {row.name: row for row in Connector.objects.all()}
    return tuple(_standing(name, rows.get(name), setup, now) for name in ConnectorName)


def last_rounds(limit: int = 30) -> tuple[Round, ...]:
    """The newest rounds that found something or failed."""
    return tuple(Round.objects.select_related("connector").order_by("-id")[:limit])


def freshness(setup: Setup, now: datetime) -> Freshness | None:
    """How fresh what is mirrored is; None while nothing has ever come in.

    Without a connector people bring files by hand, a week apart or so: then seven times as long is not yet stale.
    """
    kind = kind_named(setup.kind)
    moments = [last_done(kind.importer.layout.name)] if kind is not None else []
    moments += Connector.objects.filter(name__in=[str(each) for each in setup.names]).values_list(
        "last_success_at", flat=True
    )
    known = [moment for moment in moments if moment is not None]
    if not known:
        return None
    last = max(known)
    patience = setup.stale_after * (1 if setup.names else 7)
    return Freshness(last, now - last > patience, max(0, int((now - last).total_seconds() // 3600)))


def _standing(name: ConnectorName, row: Connector | None, setup: Setup, now: datetime) -> Standing:
    held = row is not None and row.lease_until_at is not None and row.lease_until_at > now
    return Standing(
        name=str(name),
        words=str(name.label),
        set_up=name in setup.names,
        running=held,
        last_try_at=row.last_try_at if row else None,
        last_success_at=row.last_success_at if row else None,
        next_try_at=row.next_try_at if row else None,
        failures=row.failures if row else 0,
        last_error=row.last_error if row else "",
    )
