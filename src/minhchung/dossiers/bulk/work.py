"""Doing a deed on dossier after dossier: each by its single deed, under the rights that its doer has at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from minhchung.dossiers import actions, desk_queries
from minhchung.dossiers.actors import actor_for
from minhchung.dossiers.bulk.deeds import BULK_DEEDS
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.policy import permit_name
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
        self._actor: actions.Actor | None = None
        self._why_not = ""

    def hold(self, records: Sequence[int]) -> None:
        """Lock the dossiers of a group, and read in the same transaction who the doer is and what he may."""
        actions.hold(records)
        user = accounts.user(self._by)
        self._actor = None
        if user is None or not user.is_active:
            self._why_not = f"Tài khoản của {user or 'người làm'} đã ngừng dùng."
        elif not user.may(self._deed.permit):
            self._why_not = f"{user} không còn quyền “{permit_name(self._deed.permit)}”."
        else:
            self._actor = actor_for(user, run=self._run)

    def do(self, record: int, revision: int, at: datetime) -> None:
        """The single deed.

        Raises:
            Refused: the doer may no longer do it, or the deed refuses; with its sentence and article.
        """
        if self._actor is None:
            raise Refused(self._why_not)
        try:
            self._deed.do(dossier=record, revision=revision, by=self._actor, at=at, **self._words)
        except actions.Refusal as refusal:
            found = desk_queries.dossier(record)
            raise Refused(str(refusal), cites=self._deed.cites(found.state if found else "")) from refusal
