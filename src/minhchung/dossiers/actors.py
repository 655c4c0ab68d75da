"""Who acts at the desk, from his account: the post and the unit where he works, and whether he may approve."""

from __future__ import annotations

from typing import Any

from minhchung.dossiers import desk_queries
from minhchung.dossiers.actions.acting import Actor
from minhchung.ground.accounts.policy import May


def actor_for(user: Any, *, run: int | None = None) -> Actor:
    """The actor behind an account as it is now.

    Args:
        run: the number of the work over many dossiers in which he acts.
    """
    posting = desk_queries.posting_of(user.pk)
    return Actor(
        username=user.username,
        name=str(user),
        post=posting.post if posting and posting.post else str(user.get_role_display()),
        user=user.pk,
        unit=posting.unit_id if posting else None,
        approves=user.may(May.APPROVE_DOSSIERS),
        run=run,
    )
