"""A budget year is parted on the day of a reorganisation; periods of autonomy stay with the unit that had them.

The predecessor's year stops on the day before and is settled under its name; the successor's begins on the day.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from minhchung.finance import actions
from minhchung.finance.models import InvestmentPlan, PublicUnitAutonomy
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing, Stay


def _count_years(passing: Passing) -> int:
    return actions.to_part(passing.predecessor, passing.on).count()


def _part_years(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = actions.part_years(
        unit=passing.predecessor, successor=passing.successor, on=passing.on, decision=passing.decision
    )
    return [
        Moved(
            actions.ROOM,
            actions.AGENCY,
            each.pk,
            str(each.year),
            {name: day for name in ("began_on", "stopped_on") if (day := getattr(each, name)) is not None},
        )
        for each in rows
    ]


def _public_unit(unit: int, on: date) -> int:
    rows = PublicUnitAutonomy.objects.filter(unit=unit)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on)).count()


def _investment(unit: int, on: date) -> int:
    return InvestmentPlan.objects.filter(unit=unit, year=on.year).count()


MOVERS = (
    Mover(
        "agency_years",
        gettext_lazy("Năm ngân sách đang mở, chia tại ngày sắp xếp"),
        _count_years,
        _part_years,
        record_route="finance:agency_autonomy",
    ),
)
STAYS = (
    Stay(
        gettext_lazy("Kỳ tự chủ tài chính của đơn vị sự nghiệp"),
        gettext_lazy("Cần quyết định giao quyền tự chủ cho đơn vị mới."),
        _public_unit,
    ),
    Stay(
        gettext_lazy("Kế hoạch vốn đầu tư công của năm"),
        gettext_lazy("Cần quyết định chuyển chủ đầu tư, giao lại kế hoạch vốn cho đơn vị mới."),
        _investment,
    ),
)
