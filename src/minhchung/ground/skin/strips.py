"""From days to the deadline strip: which day is what, and where we stand. Pure; the caller gives today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from minhchung.ground.skin.pieces import Badge, DayKind, Strip, StripDay, StripStep

#: A strip longer than this many days is cut, its end kept: nobody reads a year of cells.
LONGEST = 120


class BadStrip(ValueError):
    """The days cannot make a strip; the message says why."""


def deadline_strip(
    *,
    received_on: date,
    promised_on: date,
    received: str,
    promised: str,
    rest_days: Mapping[date, str],
    pauses: Sequence[tuple[date, date]] = (),
    today: date | None = None,
    ended_on: date | None = None,
    steps: Iterable[StripStep] = (),
    verdict: Badge | None = None,
) -> Strip:
    """The strip of one dossier.

    Args:
        received_on: first day shown.
        promised_on: the day of the promise; shown days go on to ``ended_on`` or ``today`` when they are later.
        received: the moment of receipt as printed, "08:15 ngày 24/08/2026".
        promised: the promise as printed.
        rest_days: days that are no working days, each with its name ("Thứ Bảy", "Quốc khánh").
        pauses: half-open spans of days on which the clock stood still.
        today: marked when given; days before it count as past.
        ended_on: the day the dossier was finished; later days are not shown, earlier ones all count as past.
        steps: the explanation in words.
        verdict: what became of the promise.

    Raises:
        BadStrip: the promise lies before the receipt, or there are more than ``LONGEST`` days.
    """
    if promised_on < received_on:
        raise BadStrip(f"Ngày hẹn trả {promised_on:%d/%m/%Y} trước ngày nhận {received_on:%d/%m/%Y}.")
    reached = ended_on or today
    last = max(promised_on, reached) if reached else promised_on
    count = (last - received_on).days + 1
    if count > LONGEST:
        raise BadStrip(
            f"Dải thời hạn dài {count} ngày, chỉ vẽ được đến {LONGEST} ngày; hãy dùng lời giải thích."
        )
    days = []
    for number in range(count):
        on = received_on + timedelta(days=number)
        paused = any(since <= on < until for since, until in pauses)
        kind = DayKind.REST if on in rest_days else DayKind.PAUSE if paused else DayKind.WORK
        days.append(
            StripDay(
                on,
                kind,
                why=rest_days.get(on, ""),
                received=on == received_on,
                promised=on == promised_on,
                today=on == today and ended_on is None,
                past=reached is not None and (on < reached or on == ended_on) and on <= promised_on,
                late=on > promised_on,
            )
        )
    return Strip(received, promised, tuple(days), tuple(steps), verdict)
