"""Deeds on a period of systematisation: its four lists are drawn up from the records, looked at, published.

What is published stays as it was published.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from minhchung.ground.trail import actions as trail
from minhchung.legislation import systematising
from minhchung.legislation.actions.projecting import ROOM
from minhchung.legislation.actions.refusing import CannotList, need
from minhchung.legislation.actions.registering import PERIOD
from minhchung.legislation.models import Systematisation, SystematisedDocument
from minhchung.legislation.queries import systematised_periods


@transaction.atomic
def open_period(*, label: str, by: str, at: datetime) -> Systematisation:
    """Begin a period that the law knows, such as 2019-2023; its fixed day follows from it.

    Raises:
        CannotList: no such period, or it is there already.
    """
    fixed_on = systematising.fixed_day(label)
    if fixed_on is None:
        names = ", ".join(each for each, _day in systematised_periods(at.date()))
        raise CannotList(f"Không có kỳ “{label}”. Các kỳ: {names}.")
    if Systematisation.objects.filter(label=label).exists():
        raise CannotList(f"Kỳ {label} đã có; hãy mở kỳ đó.")
    period = Systematisation.objects.create(label=label, fixed_on=fixed_on)
    details = {"told": f"{label}, thời điểm ấn định {fixed_on:%d/%m/%Y}"}
    trail.write_one(trail.Deed(ROOM, PERIOD, period.pk, "open_period", by, at, details), recorded_at=at)
    return period


@transaction.atomic
def draw_up(*, period: int, by: str, at: datetime) -> dict[str, int]:
    """Draw up the four lists from the documents and their kept validity, as of the fixed day; a former draft goes.

    Returns:
        How many lines each list has, by its letter.

    Raises:
        CannotList: no such period, published already, the fixed day is still to come.
    """
    held = _held(period)
    if held.fixed_on > at.date():
        raise CannotList(
            f"Thời điểm ấn định {held.fixed_on:%d/%m/%Y} chưa đến; danh mục chỉ lập từ sau ngày đó."
        )
    before = Systematisation.objects.filter(fixed_on__lt=held.fixed_on).order_by("-fixed_on").first()
    entries = systematising.entries(held, before.fixed_on if before else None)
    held.entries.all().delete()
    SystematisedDocument.objects.bulk_create(entries, batch_size=500)
    held.drawn_at = at
    held.save(update_fields=["drawn_at"])
    counts = {letter: sum(each.listing == letter for each in entries) for letter in "ABCD"}
    told = ", ".join(f"{letter}: {count}" for letter, count in counts.items())
    trail.write_one(trail.Deed(ROOM, PERIOD, held.pk, "draw_up", by, at, {"told": told}), recorded_at=at)
    return counts


@transaction.atomic
def publish_period(*, period: int, on: date, decision: str, by: str, at: datetime) -> Systematisation:
    """The lists are published by decision; from now on they stand.

    Raises:
        CannotList: published already, nothing drawn up, no decision, before the fixed day, or the lists contradict
            one another (A and C, B outside C, a document later than the fixed day).
    """
    held = _held(period)
    decision = need(decision, "Phải ghi quyết định công bố.")
    if on <= held.fixed_on:
        raise CannotList(f"Ngày công bố phải sau thời điểm ấn định {held.fixed_on:%d/%m/%Y}.")
    if on > at.date():
        raise CannotList("Ngày công bố không thể ở sau hôm nay.")
    if not held.entries.exists():
        raise CannotList("Chưa lập danh mục nào; hãy bấm “Lập danh mục” trước.")
    faults = systematising.faults(held)
    if faults:
        raise CannotList("Các danh mục chưa khớp nhau: " + "; ".join(faults))
    held.published_on, held.decision = on, decision[:200]
    held.save(update_fields=["published_on", "decision"])
    details = {"told": f"{decision}, {on:%d/%m/%Y}"}
    trail.write_one(trail.Deed(ROOM, PERIOD, held.pk, "publish_period", by, at, details), recorded_at=at)
    return held


def _held(period: int) -> Systematisation:
    found = Systematisation.objects.select_for_update().filter(pk=period).first()
    if found is None:
        raise CannotList("Không có kỳ hệ thống hóa này.")
    if found.published_on is not None:
        raise CannotList(
            f"Kỳ {found.label} đã công bố ngày {found.published_on:%d/%m/%Y} ({found.decision}); danh mục đã công bố "
            "không đổi nữa."
        )
    return found
