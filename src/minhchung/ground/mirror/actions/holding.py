"""Holding a connector: one worker at a time, by a lease that a dead one loses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from minhchung.ground.mirror.models import Connector, Outcome, Round
from minhchung.ground.mirror.patience import LEASE, wait_after


class Busy(Exception):
    """Another worker runs this connector at this moment."""


@dataclass(frozen=True)
class Held:
    """A connector held by this worker."""

    connector: Connector
    token: int

    def still(self, at: datetime) -> None:
        """A sign of life, so that nobody takes it over.

        Raises:
            Busy: somebody has: this worker was taken for dead and must stop.
        """
        if not self._mine().update(lease_until_at=at + LEASE):
            raise Busy

    def succeeded(self, at: datetime, next_try_at: datetime | None, **remembered: str) -> None:
        """Note a success and let go."""
        self._mine().update(
            lease_until_at=None,
            last_success_at=at,
            next_try_at=next_try_at,
            failures=0,
            last_error="",
            **remembered,
        )

    def failed(self, at: datetime, reason: str) -> None:
        """Note a failure and let go; the next try comes later and later."""
        failures = self.connector.failures + 1
        self._mine().update(
            lease_until_at=None, failures=failures, last_error=reason, next_try_at=at + wait_after(failures)
        )

    def let_go(self) -> None:
        """Nothing was to be done."""
        self._mine().update(lease_until_at=None)

    def note(self, outcome: Outcome, begun_at: datetime, at: datetime, by: str, **more: Any) -> Round:
        """Keep what a round came to."""
        return Round.objects.create(
            connector=self.connector, begun_at=begun_at, finished_at=at, outcome=outcome, by=by, **more
        )

    def _mine(self) -> Any:
        return Connector.objects.filter(pk=self.connector.pk, token=self.token)


def hold(name: str, at: datetime) -> Held:
    """Take a connector.

    Raises:
        Busy: another worker holds it.
    """
    Connector.objects.get_or_create(name=name)
    free = Connector.objects.filter(name=name).filter(Q(lease_until_at=None) | Q(lease_until_at__lte=at))
    if not free.update(token=F("token") + 1, lease_until_at=at + LEASE, last_try_at=at):
        raise Busy
    connector = Connector.objects.get(name=name)
    return Held(connector, connector.token)
