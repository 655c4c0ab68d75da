"""Who held a post at a unit holds it at its successor from the day on; what was held before stays as it was.

Who had left stays where he was. Quota and job positions wait for decisions of the successor's own.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from minhchung.ground.deeds.acting import Actor
from minhchung.organisation.movers import Moved, Mover, Passing, Stay
from minhchung.staff.models import Appointment, Person, Position, Quota


def _held(passing: Passing) -> QuerySet[Appointment]:
    """Posts of the unit held on the day or later."""
    lasting = Q(until__isnull=True) | Q(until__gt=passing.on)
    return Appointment.objects.filter(lasting, unit=passing.predecessor)


def _people(passing: Passing) -> QuerySet[Person]:
    here = Q(left_on__isnull=True) | Q(left_on__gt=passing.on)
    placed = Q(unit=passing.predecessor) | Q(pk__in=_held(passing).values("person"))
    return Person.objects.filter(here & placed)


def _count(passing: Passing) -> int:
    return _people(passing).count()


def _carry(passing: Passing, by: Actor, at: datetime) -> list[Moved]:
    rows = list(_people(passing).select_for_update().order_by("pk"))
    held = list(_held(passing).select_for_update().filter(person__in=rows).order_by("pk"))
    new = []
    for each in held:
        if each.since >= passing.on:
            Appointment.objects.filter(pk=each.pk).update(unit=passing.successor, position=None)
            continue
        new.append(
            Appointment(
                person_id=each.person_id,
                unit_id=passing.successor,
                post=each.post,
                rank=each.rank,
                leads=each.leads,
                main=each.main,
                since=passing.on,
                until=each.until,
                term_until=each.term_until,
                decision=passing.decision,
            )
        )
        Appointment.objects.filter(pk=each.pk).update(until=passing.on)
    Appointment.objects.bulk_create(new)
    Person.objects.filter(pk__in=[each.pk for each in rows], unit=passing.predecessor).update(
        unit=passing.successor
    )
    return [Moved("staff", "person", each.pk, each.staff_no, {"post": each.post}) for each in rows]


def _quota(unit: int, on: date) -> int:
    return Quota.objects.filter(Q(until__isnull=True) | Q(until__gt=on), unit=unit, year__gte=on.year).count()


def _positions(unit: int, on: date) -> int:
    return Position.objects.filter(Q(until__isnull=True) | Q(until__gt=on), unit=unit).count()


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
    Stay(
        gettext_lazy("Vị trí việc làm đã phê duyệt"),
        gettext_lazy("Cần phê duyệt vị trí việc làm của đơn vị mới; người chuyển sang chưa gắn vị trí nào."),
        _positions,
    ),
)
