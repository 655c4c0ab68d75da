"""Sessions in the database, as Django keeps them, found by a question that is put together once."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from minhchung.ground.prepared import Prepared

_SESSION = Prepared(lambda key: Session.objects.filter(session_key=key), by=str)


class SessionStore(db.SessionStore):
    """The store of one visitor."""

    def _get_session_from_db(self) -> Any:
        """The session while it lasts; a key that is none, or is over, is forgotten."""
        found = _SESSION.first(self.session_key) if self.session_key else None
        if found is None or found.expire_date <= timezone.now():  # noqa: TID251 (the door of the session itself)
            self._session_key = None
            return None
        return found
