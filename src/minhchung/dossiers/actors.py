"""Who acts at the desk, from his account: the post and the unit where he works, and whether he may approve."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from minhchung.dossiers.actions.acting import Actor
from minhchung.dossiers.posts import posting_of
from minhchung.ground.accounts.policy import May, may
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.trail.places import in_place_of


def actor_for(user: Any, *, run: int | None = None) -> Actor:
    """The actor behind an account as it is now, and in whose place he acts.

    Args:
        run: the number of the work over many dossiers in which he acts.
    """
    posting = posting_of(user.pk)
    lender = in_place_of()
    own = may(user.role, May.APPROVE_DOSSIERS)
    return Actor(
        username=user.username,
        name=_("%(name)s (thay %(lender)s)") % {"name": user, "lender": _called(lender)}
        if lender
        else str(user),
        post=posting.post if posting and posting.post else str(user.get_role_display()),
        user=user.pk,
        unit=posting.unit_id if posting else None,
        approves=user.may(May.APPROVE_DOSSIERS),
        approves_for="" if own else user.more_permits().get(May.APPROVE_DOSSIERS, ""),
        run=run,
    )


def _called(username: str) -> str:
    return full_names([username]).get(username, username)
