"""Who is signed in, found by a question that is put together once."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from minhchung.ground.accounts.models import User
from minhchung.ground.prepared import Prepared

_USER = Prepared(lambda number: User.objects.filter(pk=number), by=int)


class Accounts(ModelBackend):
    """Django's own, but for how the account of a session is read."""

    def get_user(self, user_id: Any) -> User | None:
        """The account; None when it is gone or closed."""
        found = _USER.first(int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None
