"""The oracle of changed calendars: does every story tell what moved, has every change come to all it concerns?"""

from __future__ import annotations

from collections.abc import Iterator

from minhchung.dossiers.clock import CannotJudge
from minhchung.dossiers.foreseen import next_dossiers
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import CalendarRun, CalendarTouch, Dossier, Event
from minhchung.dossiers.touches import shift_of, with_clocks
from minhchung.rules.calendar import NoCalendarForYear
from minhchung.rules.lifecycle import Deed

_CHUNK = 1_000


def unkept_calendars() -> Iterator[str]:
    """Every dossier whose moves by changed calendars and whose story differ, and every one that a change passed by."""
    yield from _untold_moves()
    yield from _passed_by()


def _untold_moves() -> Iterator[str]:
    """Rows of what moved without the deed that did it, deeds without their row, and dossiers that count otherwise."""
    told = {
        (event.dossier_id, event.number): (event.due_before_at, event.due_after_at)
        for event in Event.objects.filter(deed=Deed.CHANGE_CALENDAR)
    }
    codes: dict[int, str] = {}
    moves: dict[int, int] = {}
    rows = CalendarTouch.objects.select_related("dossier").order_by("pk")
    for row in rows.iterator(chunk_size=_CHUNK):
        codes[row.dossier_id] = row.dossier.code
        moves[row.dossier_id] = moves.get(row.dossier_id, 0) + 1
        if told.pop((row.dossier_id, row.event), None) != (row.due_before_at, row.due_after_at):
            yield f"{row.dossier.code}: hạn chuyển vì đổi lịch không khớp diễn biến thứ {row.event}"
    for dossier, number in sorted(told):
        yield f"{codes.get(dossier, dossier)}: diễn biến thứ {number} đổi lịch nhưng không ghi hạn chuyển thế nào"
    for pk, code, count in Dossier.objects.filter(calendar_moves__gt=0).values_list(
        "pk", "code", "calendar_moves"
    ):
        if moves.pop(pk, 0) != count:
            yield f"{code}: số lần hạn chuyển vì đổi lịch không khớp"
    for pk in sorted(moves):
        yield f"{codes[pk]}: số lần hạn chuyển vì đổi lịch không khớp"


def _passed_by() -> Iterator[str]:
    """Open dossiers that the last change, done with its work, should have moved."""
    run = CalendarRun.objects.order_by("-pk").first()
    if run is None or run.ended_at is None:
        return
    homes, reached = Homes(), 0
    while numbers := next_dossiers(run.pk, after=reached, most=_CHUNK):
        reached = numbers[-1]
        for dossier in with_clocks(Dossier.objects.filter(pk__in=numbers)).order_by("pk"):
            home = homes.on(dossier.accepted_at.date()) if dossier.accepted_at else None
            if home is None or dossier.code in run.failed:
                continue
            workshop = homes.workshop_of(home)
            try:
                moves = workshop.edition > dossier.calendar_edition and shift_of(dossier, workshop, "", "")
            except (CannotJudge, NoCalendarForYear) as cannot:
                yield f"{dossier.code}: không tính lại được theo lịch mới ({cannot})"
                continue
            if moves:
                yield f"{dossier.code}: chưa được tính lại hạn theo lịch đã đổi"
