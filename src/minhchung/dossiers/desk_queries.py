"""Questions of the desk: what may be received, to whom one hands on, what waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung import lawbook
from minhchung.dossiers.forecasts import likely
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import (
    Consultation,
    Dossier,
    Event,
    ListSetup,
    Pause,
    PauseKind,
    SavedList,
    Sight,
    Source,
    StepRun,
)
from minhchung.dossiers.models.sight import ALL
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.policy import May
from minhchung.organisation import queries as organisation
from minhchung.organisation.calendars import calendar_of
from minhchung.procedures.models import LimitUnit
from minhchung.procedures.queries import CaseRow, received_here
from minhchung.rules.lifecycle import ENDED, OPEN, PAUSED, Deed, State, moves_from


def dossier(number: int) -> Dossier | None:
    """One dossier."""
    return Dossier.objects.filter(pk=number).first()


def procedures_received(on: date) -> list[tuple[str, str]]:
    """Procedures, case by case, that the agency receives itself: "<procedure>|<case>" and words with the limit."""
    return [
        (f"{version.procedure_id}|{case.name}", _words(version.name, case))
        for version in received_here(on)
        for case in _cases(version.cases)
    ]


def _cases(cases: tuple[CaseRow, ...]) -> list[CaseRow]:
    """One case of each name; channels choose among those of one name."""
    return list({case.name: case for case in reversed(cases)}.values())[::-1] or [
        CaseRow(None, "", "", None, "", None, "")
    ]


def _words(name: str, case: CaseRow) -> str:
    limit, unit = case.promise
    parts = [name, case.name, f"{limit} {LimitUnit(unit).label}" if limit else ""]
    return " · ".join(part for part in parts if part)


def units(on: date) -> list[tuple[int, str]]:
    """Units of the agency to which a dossier may be handed, by name."""
    home = organisation.home_agency(on)
    found = organisation.units_under(home, on) if home else {}
    return sorted(found.items(), key=lambda each: each[1])


def people() -> list[tuple[int, str]]:
    """Accounts of those who settle dossiers, by name."""
    return accounts.those_who_may(May.EDIT_DOSSIERS)


def saved_lists(user: int, units: Sequence[int]) -> list[SavedList]:
    """Filters that an official may use: his own, and those that colleagues share with his units."""
    theirs = Q(owner=user) | Q(shared_with__in=units)
    return list(SavedList.objects.filter(theirs).select_related("owner").order_by("name", "id"))


def first_list(user: int) -> str:
    """The conditions of the list that an official's list opens with; empty when he chose none."""
    return (
        SavedList.objects.filter(owner=user, is_first=True).values_list("conditions", flat=True).first() or ""
    )


def columns_of(user: int) -> tuple[str, ...]:
    """The columns that an official has chosen; none when he chose none."""
    kept = ListSetup.objects.filter(user=user).values_list("columns", flat=True).first()
    return tuple((kept or "").split())


def open_questions(dossier: Dossier) -> list[tuple[int, str]]:
    """Opinions that were asked and not yet answered."""
    rows = dossier.consultations.filter(answered_at=None).order_by("asked_at")
    return [(row.pk, f"{row.agency}: {row.content[:80]}") for row in rows]


def story(dossier: Dossier) -> list[Event]:
    """The deeds on a dossier, the first one first."""
    return list(dossier.events.select_related("to_holder").order_by("number"))


def followers(dossier: Dossier) -> list[tuple[str, datetime | None]]:
    """Who is told of a dossier by e-mail: each address masked, and since when; None while it is not confirmed."""
    rows = dossier.followers.order_by("asked_at", "pk")
    return list(rows.values_list("masked", "confirmed_at"))


def deeds_allowed(dossier: Dossier) -> frozenset[Deed]:
    """What the table of moves allows now; nothing on a dossier whose master is the province."""
    if dossier.source != Source.DESK:
        return frozenset()
    allowed = {move.deed for move in moves_from(State(dossier.state))}
    if dossier.extended_at is not None:
        allowed.discard(Deed.EXTEND)
    if not dossier.consultations.filter(answered_at=None).exists():
        allowed.discard(Deed.TAKE_OPINION)
    if dossier.accepted_at is None:
        allowed -= {Deed.TAKE_SUPPLEMENT, Deed.CLOSE_SILENT, Deed.MOVE_TO_PROCESS}
    elif dossier.state == State.SUPPLEMENT_ASKED:
        allowed.discard(Deed.ACCEPT)
    return frozenset(allowed)


@dataclass(frozen=True)
class Whose:
    """For whom the work lists are drawn: the account, the units it is posted to, the dossiers that it sees at all."""

    user: int | None
    units: tuple[int, ...] = ()
    sight: Sight = ALL


NOBODY = Whose(None)
_RUNNING = sorted(str(state) for state in OPEN - PAUSED)
#: An open dossier has no end (a constraint says so); said like this, the indexes of open dossiers are used.
_OPEN = Q(ended_at__isnull=True)
#: Accepted and not ended.
_IN_HAND = _OPEN & Q(state__in=sorted(str(state) for state in OPEN))
Worklist = Callable[[datetime, Whose], Q]


def _due_between(first: datetime, last: datetime) -> Q:
    return _OPEN & Q(state__in=_RUNNING, due_at__gte=first, due_at__lt=last)


def _midnight(now: datetime, days: int = 0) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), time.min)


def _silent(now: datetime, _whose: Whose) -> Q:
    days = lawbook.in_force("desk.silence", now.date()).value["days"]
    asked = Pause.objects.filter(
        kind=PauseKind.SUPPLEMENT, until_at__isnull=True, from_at__lt=_midnight(now, -days)
    )
    return _OPEN & Q(state=State.SUPPLEMENT_ASKED, pk__in=asked.values("dossier"))


def _apology(now: datetime, _whose: Whose) -> Q:
    """Due so soon that the apology must go out today or on the next working day."""
    before = timedelta(days=lawbook.in_force("desk.apologising", now.date()).value["days_before"])
    return _due_between(_midnight(now) + before, _after_working_days(now, 1) + before) & Q(extended_at=None)


def due_within(now: datetime, days: int) -> Q:
    """In hand and due from now on within so many working days after today."""
    return _due_between(now, _after_working_days(now, days))


def _soon(now: datetime, _whose: Whose) -> Q:
    return due_within(now, 3)


def _after_working_days(now: datetime, days: int) -> datetime:
    """The midnight that ends so many working days after today, and the rest days that follow them."""
    home = Homes().on(now.date())
    calendar = calendar_of(home) if home is not None else None
    day = now.date()
    for _number in range(days + 1):
        day += timedelta(days=1)
        if calendar is not None:
            day = calendar.next_working_day(day)
    return datetime.combine(day, time.min)


def _late(now: datetime) -> Q:
    return Q(accepted_at__isnull=False, ended_at__isnull=True, kept_until_at__lte=now)


def likely_late(now: datetime) -> Q:
    """Running, not late yet, and by the last forecast likely to be."""
    return Q(state__in=_RUNNING) & likely(now) & ~Q(kept_until_at__lte=now)


def _step_late(now: datetime, _whose: Whose) -> Q:
    """In hand in a step that should have been done; one that waits for the applicant stands still."""
    late = StepRun.objects.filter(ended_at__isnull=True, due_at__lt=now)
    return _OPEN & Q(state__in=_RUNNING, pk__in=late.values("dossier"))


def _theirs(column: str, number: int | None) -> Q:
    """Somebody's own; nobody's when it is not known whose."""
    return Q(**{column: number}) if number is not None else Q(pk__in=[])


def _in_units(units: Sequence[int]) -> Q:
    """Held by any of these; one alone is said as such, so that its index gives the list in order."""
    return Q(held_by__in=units) if len(units) != 1 else Q(held_by=units[0])


def _consulting(_now: datetime, _whose: Whose) -> Q:
    asked = Consultation.objects.filter(answered_at__isnull=True)
    return _IN_HAND & Q(pk__in=asked.values("dossier"))


#: Lists of work by their name in the address: the words, and the condition at a moment for somebody.
WORKLISTS: Mapping[str, tuple[Any, Worklist]] = {
    "cua-toi": (_("của tôi"), lambda _now, whose: _IN_HAND & _theirs("holder", whose.user)),
    "don-vi-toi": (_("của đơn vị tôi"), lambda _now, whose: _IN_HAND & _in_units(whose.units)),
    "cho-tiep-nhan": (_("trực tuyến chờ tiếp nhận"), lambda _now, _whose: _OPEN & Q(state=State.REGISTERED)),
    "den-han-hom-nay": (
        _("đến hạn hôm nay"),
        lambda now, _whose: _due_between(_midnight(now), _midnight(now, 1)),
    ),
    "den-han-3-ngay": (_("đến hạn trong 3 ngày làm việc"), _soon),
    "can-xin-loi": (_("phải xin lỗi, hẹn lại ngay"), _apology),
    "qua-han": (_("đang giải quyết, đã quá hạn"), lambda now, _whose: _late(now)),
    "de-tre": (_("dễ trễ theo dự báo"), lambda now, _whose: likely_late(now)),
    "buoc-qua-han": (_("bước đã quá hạn"), _step_late),
    "cho-nguoi-nop": (
        _("chờ người nộp bổ sung"),
        lambda _now, _whose: _OPEN & Q(state=State.SUPPLEMENT_ASKED),
    ),
    "khong-tra-loi": (_("quá lâu không bổ sung"), _silent),
    "cho-co-quan-khac": (_("chờ cơ quan khác trả lời"), _consulting),
    "cho-tra": (_("có kết quả, chờ trả"), lambda _now, _whose: Q(state=State.FINISHED)),
}


def dossier_coded(code: str) -> int | None:
    """The number of the dossier with that code."""
    return Dossier.objects.filter(code=code).values_list("pk", flat=True).first()


def ended(number: int) -> datetime | None:
    """When the settlement of a dossier ended with a result; None while it has not, or ended otherwise."""
    found = Dossier.objects.filter(pk=number, state__in=[State.FINISHED, State.RETURNED])
    return found.values_list("ended_at", flat=True).first()


def ended_between(since: datetime, until: datetime) -> list[tuple[int, datetime]]:
    """Dossiers whose settlement ended with a result in a span, and when, by number."""
    found = Dossier.objects.filter(
        state__in=[State.FINISHED, State.RETURNED], ended_at__gte=since, ended_at__lt=until
    )
    return list(found.order_by("pk").values_list("pk", "ended_at"))


def asks_again(dossier: Dossier, on: date) -> bool:
    """Whether the law's number of requests for supplement is used up on a day."""
    return dossier.supplements >= int(lawbook.in_force("desk.supplementing", on).value["times"])


def is_ended(state: str) -> bool:
    """Whether work on a dossier in that state has ended."""
    return state in {str(each) for each in ENDED}


def is_waiting(state: str) -> bool:
    """Whether the clock of a dossier in that state stands still."""
    return state in {str(each) for each in PAUSED}
