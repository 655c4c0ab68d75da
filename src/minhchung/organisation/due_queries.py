"""What is due in the organisation, for those who keep it: reorganisations, faults to be mended, powers that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due
from minhchung.organisation.models import (
    DelegatedTask,
    DelegationCheck,
    DelegationKind,
    Reorganisation,
    ReorganisationState,
)


def due(asker: Asker) -> tuple[Due, ...]:
    """What is open and due in the span, the earliest first."""
    if not asker.account.may(May.EDIT_ORGANISATION):
        return ()
    every = (*_prepared(asker), *_faults(asker), *_powers(asker))
    return tuple(sorted(every, key=lambda each: (each.on, each.about))[:MOST])


def _prepared(asker: Asker) -> Iterator[Due]:
    """Reorganisations that are prepared: to be carried out on their day."""
    rows = Reorganisation.objects.filter(state=ReorganisationState.DRAFT, **asker.span("on"))
    for number, name, on in rows.order_by("on", "pk").values_list("pk", "name", "on")[:MOST]:
        yield Due(_("Thực hiện việc sắp xếp"), name, on, "organisation:reorganisation", number)


def _faults(asker: Asker) -> Iterator[Due]:
    """What a check of a delegated task found, until it is mended; "before" a day is by the day before it."""
    day = timedelta(days=1)
    rows = DelegationCheck.objects.filter(mended_on=None, to_mend_by__lte=asker.until + day)
    if asker.since is not None:
        rows = rows.filter(to_mend_by__gte=asker.since + day)
    for each in rows.select_related("delegated").order_by("to_mend_by", "pk")[:MOST]:
        if each.to_mend_by is not None:
            yield Due(
                _("Khắc phục sau kiểm tra phân cấp"), str(each.delegated), each.to_mend_by - day,
                "organisation:delegation_check", each.pk,
            )  # fmt: skip


def _powers(asker: Asker) -> Iterator[Due]:
    """Tasks that were delegated for a time which runs out, not before today."""
    day = timedelta(days=1)
    first = max(asker.at.date(), asker.since or asker.at.date()) + day
    rows = DelegatedTask.objects.filter(until__gte=first, until__lte=asker.until + day)
    for each in rows.order_by("until", "pk")[:MOST]:
        if each.until is not None:
            words = _("Hết hạn ủy quyền") if each.kind == DelegationKind.AUTHORISED else _("Hết hạn phân cấp")
            yield Due(words, str(each), each.until - day, "organisation:delegated_task", each.pk)
