"""What is due in correspondence, for those who keep it: certificates that run out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.correspondence.models import Certificate
from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due


def due(asker: Asker) -> tuple[Due, ...]:
    """Certificates that run out in the span and not before today, the earliest first."""
    if not asker.account.may(May.EDIT_CORRESPONDENCE):
        return ()
    today = asker.at.date()
    first = today if asker.since is None else max(today, asker.since)
    rows = Certificate.objects.filter(revoked_on=None, valid_to__gte=first, valid_to__lte=asker.until)
    found = rows.order_by("valid_to", "pk").values_list("pk", "holder_name", "valid_to")[:MOST]
    return tuple(
        Due(_("Chứng thư số hết hạn"), holder, on, "correspondence:certificate", number)
        for number, holder, on in found
    )
