"""What is due in legislation, for those who keep it: what reviews proposed and nobody has handled yet."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.legislation.models import Review


def due(asker: Asker) -> tuple[Due, ...]:
    """Reviews whose outcome is to be handled in the span, the earliest first."""
    if not asker.account.may(May.EDIT_LEGISLATION):
        return ()
    rows = Review.objects.filter(handled_on=None, **asker.span("due_on")).exclude(outcome="kept")
    found = rows.select_related("document").order_by("due_on", "pk")[:MOST]
    return tuple(
        Due(
            _("Xử lý kết quả rà soát văn bản"), str(each.document), each.due_on, "legislation:review", each.pk
        )
        for each in found
        if each.due_on is not None
    )
