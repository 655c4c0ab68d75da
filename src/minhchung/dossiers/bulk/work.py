"""Doing a deed on dossier after dossier: each by its single deed, under the rights that its doer has at that moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from minhchung.dossiers import actions, desk_queries, sights
from minhchung.dossiers.actors import actor_for
from minhchung.dossiers.bulk.deeds import BULK_DEEDS
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.policy import permit_name
from minhchung.ground.trail.places import door, stand_in_for
from minhchung.ground.work.actions import Refused

#: The name under which runs of this kind are kept.
KIND = "dossiers.bulk"


class BulkWork:
    """One run over dossiers; ``run`` is the run as the worker took it up."""

    def __init__(self, run: Any) -> None:
        self._run = run.pk
        self._by = run.by_id
        self._deed = BULK_DEEDS[run.arguments["deed"]]
        self._words = self._deed.taken(run.arguments["words"])
        self._user: Any = None
        self._group: Sequence[int] = ()
        self._reached: Mapping[int, str] | None = None
        self._actors: dict[str, actions.Actor] = {}

    def hold(self, records: Sequence[int]) -> None:
        """Lock the dossiers of a group, and read in the same transaction who the doer is."""
        actions.hold(records)
        self._user = accounts.user(self._by)
        self._group, self._reached, self._actors = records, None, {}

    def do(self, record: int, revision: int, at: datetime) -> None:
        """The single deed, where the doer may still do it, in his own place or in a lender's.

        Raises:
            Refused: the doer may no longer do it, or the deed refuses; with its sentence and article.
        """
        lender = self._lender(record, at)
        with door():
            stand_in_for(lender)
            if lender not in self._actors:
                self._actors[lender] = actor_for(self._user, run=self._run)
            try:
                self._deed.do(
                    dossier=record, revision=revision, by=self._actors[lender], at=at, **self._words
                )
            except actions.Refusal as refusal:
                found = desk_queries.dossier(record)
                raise Refused(str(refusal), cites=self._deed.cites(found.state if found else "")) from refusal

    def _lender(self, record: int, at: datetime) -> str:
        user, permit = self._user, self._deed.permit
        if user is None or not user.is_active:
            raise Refused(f"Tài khoản của {user or 'người làm'} đã ngừng dùng.")
        if self._reached is None:  # once for a group, in the transaction that holds it
            user.ask_more = partial(sights.more_permits, user, at)
            self._reached = sights.reached(user, permit, self._group, at)
        if record not in self._reached:
            place = " với hồ sơ này" if user.may(permit) else ""
            raise Refused(f"{user} không còn quyền “{permit_name(permit)}”{place}.")
        return self._reached[record]
