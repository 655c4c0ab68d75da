"""A budget year is parted on the day of a reorganisation; periods of autonomy stay with the unit that had them.

The predecessor's year stops on the day before and is settled under its name; the successor's begins on the day. A year
that was opened and is still to begin goes over whole. What an
inspection or an audit asked for and is not done yet is for the successor to do.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.finance import actions
from minhchung.finance.models import InvestmentPlan, PublicUnitAutonomy, Recommendation
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing, Stay


def _count_years(passing: Passing) -> int:
    whole = actions.to_hand_over(passing.predecessor, passing.successor, passing.on)
    return actions.to_part(passing.predecessor, passing.on).count() + whole.count()


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


def _asked(passing: Passing) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(unit=passing.predecessor, closed_on=None)


def _count_asked(passing: Passing) -> int:
    return _asked(passing).count()


def _carry_asked(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_asked(passing).select_for_update().order_by("pk"))
    Recommendation.objects.filter(pk__in=[each.pk for each in rows]).update(unit=passing.successor)
    return [Moved(actions.ROOM, actions.RECOMMENDATION, each.pk, str(each)) for each in rows]


def _public_unit(unit: int, on: date) -> int:
    rows = PublicUnitAutonomy.objects.filter(unit=unit)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on)).count()


def _investment(unit: int, on: date) -> int:
    return InvestmentPlan.objects.filter(unit=unit, year=on.year).count()


MOVERS = (
    Mover(
        "agency_years",
        gettext_lazy("Năm ngân sách đang mở: chia tại ngày sắp xếp, năm chưa đến thì chuyển cả năm"),
        _count_years,
        _part_years,
        record_route="finance:agency_autonomy",
    ),
    Mover(
        "recommendations",
        gettext_lazy("Kiến nghị thanh tra, kiểm toán chưa thực hiện xong"),
        _count_asked,
        _carry_asked,
        record_route="finance:recommendation",
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
