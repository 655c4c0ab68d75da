"""The signed list of what is posted: drawn up once a day by whoever works in the background."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from django.conf import settings
from django.urls import reverse

from minhchung.ground.signing import keys
from minhchung.organisation.queries import home_agency_name
from minhchung.procedures import actions
from minhchung.procedures.actions import Signer

_LOG = logging.getLogger(__name__)
_BY = "hệ thống"


def draw_list(at: datetime) -> date | None:
    """Draw up and sign the list of a day; that day, or None where there is nothing to do.

    Nothing is done before an agency is entered: nobody could be said to have posted.

    Raises:
        KeyUnusable: the file of the signing key is damaged.
    """
    agency = home_agency_name()
    if not agency:
        return None
    made = actions.list_posted(
        agency=agency,
        address_of=lambda key: settings.PUBLIC_URL + reverse("portal:procedure", args=[key]),
        signer=Signer(keys.public_key(), keys.sign),
        by=_BY,
        at=at.replace(microsecond=0),
    )
    return made.listed_on if made else None


class Listing:
    """Draws up the list of each day as soon as it is asked on that day; asked again, it has nothing to do."""

    def __init__(self, patience: timedelta = timedelta(minutes=1)) -> None:
        self._patience = patience
        self._next: datetime | None = None

    def __call__(self, at: datetime) -> date | None:
        """The day whose list was drawn up now; None otherwise."""
        if self._next is not None and at < self._next:
            return None
        self._next = at + self._patience
        try:
            return draw_list(at)
        except (keys.KeyUnusable, OSError) as unusable:  # what else the worker does must go on
            _LOG.error("Chưa lập được danh sách niêm yết trong ngày: %s", unusable)
            return None
