"""What a session knows of the second step: who has given his password and waits for it, and who has passed it.

Somebody who has set up a second step is not signed in before he has passed it: until then the session keeps only who
waits, for a few minutes. The mark of having passed is that of the set-up itself, so it ends with the session, and with
the set-up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from minhchung.ground.accounts.models import User

_PASSED, _WAITS = "second_step", "second_step_waits"
#: So long the password counts while its owner looks for his telephone.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Waiting:
    """Somebody who has given his password: whose account, and which page he asked for."""

    user: User
    page: str


def passed(request: HttpRequest) -> bool:
    """Whether this session has passed the second step that its account has now."""
    mark = getattr(request.user, "second_step", None)
    return mark is not None and constant_time_compare(request.session.get(_PASSED, ""), str(mark))


def note_passed(request: HttpRequest, user: User) -> None:
    """Note that this session has passed."""
    request.session[_PASSED] = str(user.second_step)


def let_wait(request: HttpRequest, user: User, page: str, at: datetime) -> None:
    """Keep who has given his password; the session gets a new key."""
    request.session.cycle_key()
    request.session[_WAITS] = {
        "user": user.pk,
        "under": user.get_session_auth_hash(),
        "page": page,
        "until": (at + PATIENCE).isoformat(),
    }


def waiting(request: HttpRequest, at: datetime) -> Waiting | None:
    """Who waits for his second step in this session; None when it is nobody, when it was too long ago, or when his
    password or his second step is another one by now.
    """
    kept = request.session.get(_WAITS)
    if not kept or datetime.fromisoformat(kept["until"]) < at:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["under"], user.get_session_auth_hash()):
        return None
    return Waiting(user, kept["page"])


def waits_no_more(request: HttpRequest) -> None:
    """Forget who waited."""
    request.session.pop(_WAITS, None)
