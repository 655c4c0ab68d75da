"""A budget year that a reorganisation parts: the predecessor's until the day before, the successor's from that day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from minhchung.finance.actions.acting import CannotFinance, dong
from minhchung.finance.models import AgencyAutonomy, Allotment, Part, Source, Spending
from minhchung.organisation.queries import handed_over_to, names_of, shared_out_to


def to_part(unit: int, on: date) -> QuerySet[AgencyAutonomy]:
    """The open budget years of a unit that run on a day and began before it."""
    if (on.month, on.day) == (1, 1):
        return AgencyAutonomy.objects.none()
    rows = AgencyAutonomy.objects.filter(unit=unit, year=on.year, spent__isnull=True, stopped_on__isnull=True)
    return rows.exclude(began_on__gte=on)


def to_hand_over(unit: int, successor: int, on: date) -> QuerySet[AgencyAutonomy]:
    """The open budget years of a unit still to begin on a day; those of which the successor has its own stay."""
    begun = date(on.year, 1, 1) < on
    rows = AgencyAutonomy.objects.filter(unit=unit, spent__isnull=True, year__gte=on.year + begun)
    return rows.exclude(year__in=AgencyAutonomy.objects.filter(unit=successor).values("year"))


def part_years(*, unit: int, successor: int, on: date, decision: str) -> list[AgencyAutonomy]:
    """Stop a unit's year on the day before a reorganisation and begin the successor's; called inside its transaction.

    A year that is still to begin goes over whole. A successor that has a year of its own goes on with it. Vouchers that
    were already entered for days from the reorganisation on go to the successor, whose they are. Returns the years that
    were touched, in the order of their numbers; asked again, none.
    """
    rows = list(to_part(unit, on).select_for_update().order_by("pk"))
    for each in rows:
        each.stopped_on = on - timedelta(days=1)
        each.save(update_fields=["stopped_on"])
    whole = list(to_hand_over(unit, successor, on).select_for_update().order_by("pk"))
    AgencyAutonomy.objects.filter(pk__in=[each.pk for each in whole]).update(unit=successor)
    if not rows:
        return whole
    heir = AgencyAutonomy.objects.filter(unit=successor, year=on.year).first()
    if heir is None:
        heir = AgencyAutonomy(unit_id=successor, year=on.year, began_on=on, decision=decision[:200])
        heir.save()
        rows.append(heir)
    if not heir.is_closed:
        Spending.objects.filter(year__in=[each.pk for each in rows], on__gte=on).update(year=heir)
    return sorted((*rows, *whole), key=lambda each: each.pk)


def refuse_days(held: AgencyAutonomy) -> None:
    """Refuse days of a parted year that do not lie in it.

    Raises:
        CannotFinance: one does not, or it stops before it begins.
    """
    for name in ("began_on", "stopped_on"):
        day = getattr(held, name)
        if day is not None and day.year != held.year:
            raise CannotFinance(f"Ngày {day:%d/%m/%Y} không thuộc năm {held.year}.", field_name=name)
    if held.first_day > held.last_day:
        raise CannotFinance("Năm ngân sách dừng trước khi bắt đầu.", field_name="stopped_on")


def refuse_part(held: AgencyAutonomy, on: date) -> None:
    """Refuse a voucher of a day on which the year was another unit's.

    Raises:
        CannotFinance: it was.
    """
    if held.stopped_on is not None and on > held.stopped_on:
        raise CannotFinance(
            f"Năm {held.year} của cơ quan này dừng hết ngày {held.stopped_on:%d/%m/%Y} (sắp xếp đơn vị); "
            "chứng từ sau ngày đó ghi vào năm của đơn vị kế thừa.",
            field_name="on",
        )
    if held.began_on is not None and on < held.began_on:
        raise CannotFinance(
            f"Năm {held.year} của cơ quan này bắt đầu ngày {held.began_on:%d/%m/%Y} (sắp xếp đơn vị); "
            "chứng từ trước ngày đó ghi vào năm của đơn vị cũ.",
            field_name="on",
        )


def refuse_other_carried(held: AgencyAutonomy) -> None:
    """What a year takes over is what its own year before, and the parted years of predecessors, closed, handed on.

    Where a predecessor was divided, what its successors take over together is that, once the last of them closes, and
    never more.

    Raises:
        CannotFinance: it is not; or a predecessor's parted year is still open.
    """
    shared, heirs = _shared_before(held)
    sources = [each for heir in heirs for each in (*_own_before(heir), *parted_before(heir))] + shared
    still_open = next((each for each in (*parted_before(held), *shared) if not each.is_closed), None)
    if still_open is not None:
        raise CannotFinance(
            f"Năm {held.year} của {_name(still_open)} (dừng {still_open.stopped_on:%d/%m/%Y}) chưa "
            "khóa sổ, nên chưa biết số chuyển sang."
        )
    if not sources:
        return
    carried = Allotment.objects.filter(year__in=heirs, part=Part.AUTONOMOUS, source=Source.CARRIED)
    came = carried.aggregate(sum=Sum("amount"))["sum"] or 0
    handed = sum(each.carried_over for each in sources)
    others_open = any(not heir.is_closed for heir in heirs if heir.pk != held.pk)
    if came == handed or (others_open and came < handed):
        return
    told = " và ".join(
        f"năm {each.year}" if each.unit_id == held.unit_id else f"năm {each.year} của {_name(each)}"
        for each in sources
    )
    several = "" if len(heirs) == 1 else f" ở {len(heirs)} đơn vị kế thừa cộng lại"
    raise CannotFinance(
        f"Nguồn chuyển từ {told} ghi {dong(came)}{several}, sổ {told} đã khóa chuyển sang {dong(handed)}; "
        f"lệch {dong(abs(came - handed))}."
    )


def parted_before(held: AgencyAutonomy) -> list[AgencyAutonomy]:
    """The parted years, in the same year, of units whose whole work came to this one's unit."""
    return _parted(handed_over_to(held.unit_id, held.year), held.year)


def closed_after(held: AgencyAutonomy) -> AgencyAutonomy | None:
    """A closed year of a successor that stands on what a parted year handed on."""
    if held.stopped_on is None or not held.carried_over:
        return None
    closed = AgencyAutonomy.objects.filter(year=held.year, spent__isnull=False).exclude(pk=held.pk)
    return next(
        (
            each
            for each in closed.order_by("pk")
            if held in parted_before(each) or held in _shared_before(each)[0]
        ),
        None,
    )


def _own_before(held: AgencyAutonomy) -> list[AgencyAutonomy]:
    """The closed year before of the same unit."""
    rows = AgencyAutonomy.objects.filter(unit=held.unit_id, year=held.year - 1, spent__isnull=False)
    return list(rows[:1])


def _shared_before(held: AgencyAutonomy) -> tuple[list[AgencyAutonomy], list[AgencyAutonomy]]:
    """The parted years of units that were divided and came in part to this one's unit; the years of all their heirs."""
    divided = shared_out_to(held.unit_id, held.year)
    shared = _parted(divided, held.year)
    units = {heir for each in shared for heir in divided[each.unit_id]}
    if not units:
        return [], [held]
    return shared, list(AgencyAutonomy.objects.filter(unit__in=units, year=held.year).order_by("pk"))


def _parted(units: Collection[int], year: int) -> list[AgencyAutonomy]:
    return list(
        AgencyAutonomy.objects.filter(unit__in=units, year=year, stopped_on__isnull=False).order_by("pk")
    )


def _name(year: AgencyAutonomy) -> str:
    return names_of([year.unit_id])[year.unit_id]
