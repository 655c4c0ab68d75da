"""Reflections and cases that are due for somebody: those in his hand, those on which he is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.desk_queries import Whose
from minhchung.feedback.actions.cases import COMPLAINTS, DENUNCIATIONS
from minhchung.feedback.case_queries import Reader, current_due, visible
from minhchung.feedback.desk_queries import WORKLISTS
from minhchung.feedback.models import Feedback
from minhchung.ground.accounts.policy import May
from minhchung.ground.due import MOST, Asker, Due


def due(asker: Asker) -> tuple[Due, ...]:
    """What has a limit in the span, the earliest first."""
    found = sorted((*_reflections(asker), *_cases(asker)), key=lambda each: (each.on, each.about))
    return tuple(found[:MOST])


def _reflections(asker: Asker) -> Iterator[Due]:
    mine = WORKLISTS["cua-toi"][1](asker.at, Whose(asker.account.pk))
    until = datetime.combine(asker.until, time.min) + timedelta(days=1)
    first = Q(due_at__lt=until) & ~Q(state="reopened")
    rows = Feedback.objects.filter(mine).filter(first | Q(state="reopened", again_due_at__lt=until))
    for number, code, state, due_at, again in rows.order_by("due_at", "pk").values_list(
        "pk", "code", "state", "due_at", "again_due_at"
    )[:MOST]:
        on = (again if state == "reopened" else due_at).date()
        if asker.since is None or on >= asker.since:
            yield Due(_("Trả lời phản ánh, kiến nghị"), code, on, "feedback:feedback", number)


def _cases(asker: Asker) -> Iterator[Due]:
    reader = Reader(asker.account.pk, permitted=asker.account.may(May.HANDLE_COMPLAINTS))
    for matter, what, route in (
        (COMPLAINTS, _("Giải quyết khiếu nại"), "feedback:complaint"),
        (DENUNCIATIONS, _("Giải quyết tố cáo"), "feedback:denunciation"),
    ):
        rows = visible(matter, reader).filter(state__in=("waiting", "accepted", "concluded"))
        for each in rows.order_by("pk")[:MOST]:
            moment = current_due(each)
            if moment is not None and _inside(asker, moment):
                yield Due(what, each.code, moment.date(), route, each.pk)


def _inside(asker: Asker, moment: datetime) -> bool:
    return moment.date() <= asker.until and (asker.since is None or moment.date() >= asker.since)
