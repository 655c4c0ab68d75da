"""Who worked at a unit works at its successor; who had left stays where he was. Quota waits for its decision."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing, Stay
from minhchung.staff.models import Person, Quota


def _here(passing: Passing) -> QuerySet[Person]:
    here = Person.objects.filter(unit=passing.predecessor)
    return here.filter(Q(left_on__isnull=True) | Q(left_on__gt=passing.on))


def _count(passing: Passing) -> int:
    return _here(passing).count()


def _carry(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_here(passing).select_for_update().order_by("pk"))
    Person.objects.filter(pk__in=[each.pk for each in rows]).update(unit=passing.successor)
    return [Moved("staff", "person", each.pk, each.staff_no, {"post": each.post}) for each in rows]


def _quota(unit: int, on: date) -> int:
    return Quota.objects.filter(Q(until__isnull=True) | Q(until__gt=on), unit=unit, year__gte=on.year).count()


MOVERS = (
    Mover(
        "staff",
        gettext_lazy("Công chức, viên chức, người lao động"),
        _count,
        _carry,
        record_table="staff.Person",
        record_route="staff:person",
    ),
)
STAYS = (
    Stay(
        gettext_lazy("Chỉ tiêu biên chế"),
        gettext_lazy(
            "Giữ ở đơn vị cũ đến ngày sắp xếp; đơn vị mới nhận chỉ tiêu theo quyết định giao của mình."
        ),
        _quota,
    ),
)
