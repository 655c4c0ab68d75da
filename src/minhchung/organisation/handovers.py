"""Who took over from whom, as the page of a unit and the chart tell it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from minhchung.organisation.models import (
    ReorganisationState,
    ReorganisationStep,
    Succession,
    SuccessionKind,
    UnitVersion,
)
from minhchung.organisation.queries import names_of


@dataclass(frozen=True)
class Handover:
    """One unit hands over, another takes over; ``after`` None: nobody.

    ``reorganisation`` and ``succession`` are numbers of what tells it; either may be missing.
    """

    on: date
    kind_name: str
    before: int
    before_name: str
    after: int | None
    after_name: str
    decision: str
    reorganisation: int | None
    succession: int | None


def handovers_of(unit: int) -> tuple[Handover, ...]:
    """From whom a unit took over and to whom it handed over, the latest day first."""
    entered = list(Succession.objects.filter(Q(predecessor=unit) | Q(successor=unit)))
    steps = ReorganisationStep.objects.filter(succession__in=[each.pk for each in entered])
    by_step = dict(steps.values_list("succession", "reorganisation"))
    nobody = ReorganisationStep.objects.filter(
        predecessor=unit, successor=None, reorganisation__state=ReorganisationState.DONE
    ).select_related("reorganisation")
    names = names_of(
        {unit, *(each.predecessor_id for each in entered), *(each.successor_id for each in entered)}
    )
    found = [
        Handover(
            each.on, str(each.get_kind_display()), each.predecessor_id, names[each.predecessor_id],
            each.successor_id, names[each.successor_id], each.decision, by_step.get(each.pk), each.pk,
        )
        for each in entered
    ]  # fmt: skip
    found += [
        Handover(
            step.reorganisation.on, str(SuccessionKind(step.reorganisation.kind).label), unit, names[unit],
            None, "", step.reorganisation.decision, step.reorganisation_id, None,
        )
        for step in nobody
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (each.on, each.succession or 0), reverse=True))


def days_of_change(units: Collection[int], until: date, most: int = 12) -> tuple[date, ...]:
    """The days by then on which the work of a unit, or of one ever right under it, came to another; oldest first."""
    under = UnitVersion.objects.filter(parent__in=units).values("unit")
    among = Q(predecessor__in=units) | Q(predecessor__in=under)
    days = Succession.objects.filter(among, on__lte=until).order_by("-on").values_list("on", flat=True)
    return tuple(sorted(days.distinct()[:most]))
