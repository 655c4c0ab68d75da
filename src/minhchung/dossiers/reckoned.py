"""When something accepted at a moment would be due: what anybody may ask, by the very road of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.dossiers.clock import CannotJudge, Judged
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.shown import Told
from minhchung.ground.skin import pieces
from minhchung.ground.skin.strips import BadStrip, deadline_strip
from minhchung.organisation.calendars import years_known
from minhchung.procedures.models import LimitUnit
from minhchung.procedures.queries import CaseRow, VersionRow, posted_versions, version_of
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import CannotCompute, said

_DAY = timedelta(days=1)
#: How the calendar names a change of the agency that is not confirmed yet.
_UNSURE = "chưa xác nhận"


class CannotSay(ValueError):
    """There is no answer; the message says why, ``field_name`` which part of the question to blame."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field_name = field_name


@dataclass(frozen=True)
class RestDay:
    """A day on the way on which nobody works for a reason of its own; not the plain Saturdays and Sundays."""

    on: date
    works: bool
    name: str
    cites: str
    confirmed: bool


@dataclass(frozen=True)
class Reckoned:
    """When it is due and why.

    Attributes:
        due_at: the moment as a receipt would promise it.
        kept_until_at: the promise is kept before this moment.
        limit: in words, "5 ngày làm việc".
        steps: one by one with citations.
        strip: the days from acceptance on; None where there are too many to draw, then ``no_strip`` says so.
        special: days off, and days worked in exchange, from acceptance to the due day.
        unconfirmed: how many of these were announced and not yet decided.
    """

    accepted_at: datetime
    due_at: datetime
    kept_until_at: datetime | None
    limit: str
    steps: tuple[Told, ...]
    strip: pieces.Strip | None
    no_strip: str
    special: tuple[RestDay, ...]

    @property
    def unconfirmed(self) -> int:
        """How many days on the way are not confirmed."""
        return sum(1 for day in self.special if not day.confirmed)


def offered(on: date) -> list[tuple[str, str]]:
    """Posted procedures, case by case: "<procedure>|<case>", and words with the promised limit."""
    found = []
    for version in posted_versions(on):
        for name in dict.fromkeys(case.name for case in version.cases):
            parts = [version.name, name]
            found.append((f"{version.procedure_id}|{name}", " · ".join(part for part in parts if part)))
    return found


def limit_of(choice: str, channel: str, at: datetime) -> tuple[int, str, time | None]:
    """The limit that a receipt would promise: number, unit, and the procedure's cut-off.

    Args:
        choice: as :func:`offered` gave it.

    Raises:
        CannotSay: no version on that day, no such case for the channel, or no limit.
    """
    procedure, _bar, name = choice.partition("|")
    version: VersionRow | None = version_of(int(procedure), at.date()) if procedure.isdecimal() else None
    if version is None:
        raise CannotSay("thu_tuc", _("Ngày này thủ tục chưa có hiệu lực hoặc đã bị thay thế."))
    case: CaseRow | None = version.case(channel, name)
    if case is None:
        raise CannotSay(
            "kenh", _("Thủ tục này không có thời hạn riêng cho kênh nộp đã chọn; hãy chọn kênh khác.")
        )
    limit, unit = case.promise
    if limit is None:
        raise CannotSay(
            "thu_tuc", _("Thủ tục này không quy định thời hạn; ngày hẹn chỉ có trên giấy tiếp nhận.")
        )
    return limit, unit, version.cut_off


def reckon(*, accepted_at: datetime, limit: int, unit: str, cut_off: time | None = None) -> Reckoned:
    """When it would be due, under the calendar of the agency as it is now.

    Raises:
        CannotSay: a moment with an offset, no agency, a year without holidays, days before there were rules.
    """
    if accepted_at.tzinfo is not None:
        raise CannotSay("luc", _("Thời điểm không ghi múi giờ; hệ thống dùng giờ Việt Nam."))
    homes = Homes()
    home = homes.on(accepted_at.date())
    workshop = homes.workshop_of(home) if home is not None else None
    if workshop is None or workshop.calendar is None:
        raise CannotSay("luc", _("Cơ quan chưa khai lịch làm việc nên chưa tính được thời hạn."))
    try:
        judged = workshop.judge(
            accepted_at=accepted_at,
            limit=limit,
            unit=unit,
            promised_at=None,
            pauses=(),
            extended_at=None,
            extended_until_at=None,
            ended_at=None,
            cut_off=cut_off,
        )
        return _reckoned(judged, workshop.calendar, accepted_at, f"{limit} {LimitUnit(unit).label}")
    except NoCalendarForYear as missing:
        known = years_known()
        raise CannotSay(
            "luc",
            _("%(why)s Lịch hiện có từ năm %(first)s đến năm %(last)s.")
            % {"why": missing, "first": known[-1], "last": known[0]},
        ) from missing
    except lawbook.NoRule as none:
        raise CannotSay(
            "luc", _("Thời điểm này trước các quy định về tính thời hạn mà hệ thống có.")
        ) from none
    except (CannotJudge, CannotCompute) as cannot:
        raise CannotSay("luc", str(cannot)) from cannot


def _reckoned(judged: Judged, calendar: WorkingCalendar, accepted_at: datetime, limit: str) -> Reckoned:
    assert judged.due_at is not None  # a limit was given
    due_at = judged.due_at
    first, last = accepted_at.date(), due_at.date()
    special = tuple(_special(calendar, first, last))
    strip, no_strip = None, ""
    try:
        strip = deadline_strip(
            received_on=first,
            promised_on=last,
            received=said(accepted_at),
            promised=said(due_at),
            rest_days=_rest_days(calendar, first, last, special),
        )
    except BadStrip as too_long:
        no_strip = str(too_long)
    steps = tuple(Told(step.what, _span(step.from_at, step.to_at), step.cites) for step in judged.steps)
    return Reckoned(accepted_at, due_at, judged.kept_until_at, limit, steps, strip, no_strip, special)


def _special(calendar: WorkingCalendar, first: date, last: date) -> Iterator[RestDay]:
    """Holidays, compensations, swaps and closures on the way."""
    for number in range((last - first).days + 1):
        day = first + number * _DAY
        named = calendar.named(day)
        if named is not None:
            sure = named.confidence == "high" and _UNSURE not in named.name
            yield RestDay(day, calendar.is_working_day(day), named.name, named.cites, sure)


def _rest_days(
    calendar: WorkingCalendar, first: date, last: date, special: tuple[RestDay, ...]
) -> dict[date, str]:
    doubtful = {day.on for day in special if not day.confirmed}
    days = (first + number * _DAY for number in range((last - first).days + 1))
    return {
        day: calendar.why_rest(day) + (f" ({_('chưa xác nhận')})" if day in doubtful else "")
        for day in days
        if not calendar.is_working_day(day)
    }


def _span(since: datetime, until: datetime) -> str:
    return said(since) if since == until else f"{said(since)} → {said(until)}"
