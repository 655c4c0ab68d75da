"""A budget year that a reorganisation parts: the predecessor's until the day before, the successor's from that day."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet, Sum

from minhchung.finance.actions.acting import CannotFinance, dong
from minhchung.finance.models import AgencyAutonomy, Part, Source, Spending
from minhchung.organisation.queries import handed_over_to, names_of


def to_part(unit: int, on: date) -> QuerySet[AgencyAutonomy]:
    """The open budget years of a unit that run on a day and began before it."""
    if (on.month, on.day) == (1, 1):
        return AgencyAutonomy.objects.none()
    rows = AgencyAutonomy.objects.filter(unit=unit, year=on.year, spent__isnull=True, stopped_on__isnull=True)
    return rows.exclude(began_on__gte=on)


def part_years(*, unit: int, successor: int, on: date, decision: str) -> list[AgencyAutonomy]:
    """Stop a unit's year on the day before a reorganisation and begin the successor's; called inside its transaction.

    A successor that has a year of its own goes on with it. Vouchers that were already entered for days from the
    reorganisation on go to the successor, whose they are. Returns the years that were touched, in the order of their
    numbers; asked again, none.
    """
    rows = list(to_part(unit, on).select_for_update().order_by("pk"))
    for each in rows:
        each.stopped_on = on - timedelta(days=1)
        each.save(update_fields=["stopped_on"])
    if not rows:
        return []
    heir = AgencyAutonomy.objects.filter(unit=successor, year=on.year).first()
    if heir is None:
        heir = AgencyAutonomy(unit_id=successor, year=on.year, began_on=on, decision=decision[:200])
        heir.save()
        rows.append(heir)
    if not heir.is_closed:
        Spending.objects.filter(year__in=[each.pk for each in rows], on__gte=on).update(year=heir)
    return rows


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

    Raises:
        CannotFinance: it is not; or a predecessor's parted year is still open.
    """
    before = AgencyAutonomy.objects.filter(unit=held.unit_id, year=held.year - 1, spent__isnull=False).first()
    parted = parted_before(held)
    still_open = next((each for each in parted if not each.is_closed), None)
    if still_open is not None:
        raise CannotFinance(
            f"Năm {held.year} của {_name(still_open)} (dừng {still_open.stopped_on:%d/%m/%Y}) chưa "
            "khóa sổ, nên chưa biết số chuyển sang."
        )
    if before is None and not parted:
        return
    carried = held.allotments.filter(part=Part.AUTONOMOUS, source=Source.CARRIED)
    came = carried.aggregate(sum=Sum("amount"))["sum"] or 0
    handed = sum(each.carried_over for each in (*parted, *([before] if before else [])))
    if came == handed:
        return
    names = [f"năm {before.year}"] if before else []
    names += [f"năm {each.year} của {_name(each)}" for each in parted]
    told = " và ".join(names)
    raise CannotFinance(
        f"Nguồn chuyển từ {told} ghi {dong(came)}, sổ {told} đã khóa chuyển sang {dong(handed)}; "
        f"lệch {dong(abs(came - handed))}."
    )


def parted_before(held: AgencyAutonomy) -> list[AgencyAutonomy]:
    """The parted years, in the same year, of units whose whole work came to this one's unit."""
    units = handed_over_to(held.unit_id, held.year)
    return list(
        AgencyAutonomy.objects.filter(unit__in=units, year=held.year, stopped_on__isnull=False).order_by("pk")
    )


def closed_after(held: AgencyAutonomy) -> AgencyAutonomy | None:
    """A closed year of a successor that stands on what a parted year handed on."""
    if held.stopped_on is None or not held.carried_over:
        return None
    closed = AgencyAutonomy.objects.filter(year=held.year, spent__isnull=False).exclude(pk=held.pk)
    return next((each for each in closed.order_by("pk") if held in parted_before(each)), None)


def _name(year: AgencyAutonomy) -> str:
    return names_of([year.unit_id])[year.unit_id]
