"""The sets of dossiers behind the numbers of the board and of a forecast: the same set gives the number and the list.

A set is a name with a few words more (a person, a week, a step); its address carries them, so a number is a link to
exactly the dossiers that it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.dossiers import forecasts
from minhchung.dossiers.desk_queries import likely_late
from minhchung.dossiers.models import Dossier, StepPace, StepRun
from minhchung.rules.lifecycle import OPEN, PAUSED

_RUNNING = sorted(str(state) for state in OPEN - PAUSED)
_WAITING = sorted(str(state) for state in PAUSED)
_DAY = timedelta(days=1)
#: Who holds a dossier when nobody is named.
NOBODY = 0


@dataclass(frozen=True)
class Scope:
    """Whose dossiers a board shows: those of some units, or with None of the whole agency."""

    name: str
    units: frozenset[int] | None = None

    def holds(self, path: str = "") -> Q:
        """Dossiers that the units hold now; ``path`` leads from the rows asked to the dossier."""
        return Q() if self.units is None else Q(**{f"{path}held_by__in": self.units})


@dataclass(frozen=True)
class Named:
    """A set by its name and what more it takes; empty parts do not narrow."""

    name: str
    holder: int | None = None
    since: date | None = None
    until: date | None = None
    procedure: int | None = None
    step: int | None = None
    used: int = 0
    begun_used: int = 0
    field: str = field(default="")
    on: datetime | None = None

    def query(self) -> str:
        """As it stands in an address."""
        told: dict[str, Any] = {"tap": self.name}
        for name, value in (
            ("nguoi", self.holder),
            ("tu", self.since),
            ("den", self.until),
            ("thu-tuc", self.procedure),
            ("buoc", self.step),
            ("da-dung", self.used or None),
            ("vao-buoc", self.begun_used or None),
            ("linh-vuc", self.field or None),
            ("luc", self.on.isoformat(timespec="minutes") if self.on else None),
        ):
            if value is not None:
                told[name] = value
        return urlencode(told)


class UnknownSet(KeyError):
    """No set has that name, or a part of it cannot be read."""


def named(asked: Mapping[str, str]) -> Named:
    """The set that an address names.

    Raises:
        UnknownSet: there is none.
    """
    name = asked.get("tap", "dang-giu")
    if name not in NOW and name not in PAST:
        raise UnknownSet(name)
    try:
        found = Named(
            name,
            holder=_whole(asked.get("nguoi")),
            since=_day(asked.get("tu")),
            until=_day(asked.get("den")),
            procedure=_whole(asked.get("thu-tuc")),
            step=_whole(asked.get("buoc")),
            used=_whole(asked.get("da-dung")) or 0,
            begun_used=_whole(asked.get("vao-buoc")) or 0,
            field=asked.get("linh-vuc", ""),
            on=datetime.fromisoformat(asked["luc"]) if asked.get("luc") else None,
        )
    except ValueError as bad:
        raise UnknownSet(name) from bad
    needed = _NEEDED.get(name, ())
    if any(getattr(found, each) is None for each in needed) or (found.on and found.on.tzinfo):
        raise UnknownSet(name)
    return found


def dossiers_of(wanted: Named, scope: Scope, now: datetime) -> QuerySet[Dossier]:
    """The dossiers of a set, those due first at the front."""
    if wanted.name in NOW:
        rows = Dossier.objects.filter(NOW[wanted.name][1](now) & scope.holds())
        if wanted.holder is not None:
            rows = rows.filter(holder=wanted.holder or None)
        rows = _accepted_between(rows, wanted)
    else:
        rows = PAST[wanted.name][1](wanted, scope)
    return rows.order_by("due_at", "pk")


def _in_hand(_now: datetime) -> Q:
    return Q(accepted_at__isnull=False, ended_at__isnull=True)


def _due_today(now: datetime) -> Q:
    today = datetime.combine(now.date(), time.min)
    return Q(state__in=_RUNNING, accepted_at__isnull=False, due_at__gte=today, due_at__lt=today + _DAY)


def _overdue(now: datetime) -> Q:
    return _in_hand(now) & Q(kept_until_at__lte=now)


#: Sets of open dossiers: the words, and the condition at a moment.
NOW: Mapping[str, tuple[Any, Callable[[datetime], Q]]] = {
    "dang-giu": (gettext_lazy("Đang giải quyết"), _in_hand),
    "den-han-hom-nay": (gettext_lazy("Đến hạn hôm nay"), _due_today),
    "qua-han": (gettext_lazy("Đã quá hạn"), _overdue),
    "de-tre": (gettext_lazy("Dễ trễ"), likely_late),
    "dang-cho": (
        gettext_lazy("Đang chờ, đồng hồ dừng"),
        lambda _now: Q(state__in=_WAITING, accepted_at__isnull=False),
    ),
}


def _came_in(wanted: Named, scope: Scope) -> QuerySet[Dossier]:
    """Accepted in a span of days; of units, those that came into a step of theirs."""
    if scope.units is None:
        return Dossier.objects.filter(_between("accepted_at", wanted))
    runs = StepRun.objects.filter(_between("begun_at", wanted), held_by__in=scope.units)
    return Dossier.objects.filter(pk__in=runs.values("dossier"))


def _went_out(wanted: Named, scope: Scope) -> QuerySet[Dossier]:
    """Ended in a span of days; of units, those that left a step of theirs."""
    if scope.units is None:
        return Dossier.objects.filter(_between("ended_at", wanted), accepted_at__isnull=False)
    runs = StepRun.objects.filter(_between("ended_at", wanted), held_by__in=scope.units)
    return Dossier.objects.filter(pk__in=runs.values("dossier"))


def _through_step(wanted: Named, scope: Scope) -> QuerySet[Dossier]:
    return Dossier.objects.filter(pk__in=step_paces(wanted, scope).values("run__dossier"))


def _slow_in_step(wanted: Named, scope: Scope) -> QuerySet[Dossier]:
    slow = step_paces(wanted, scope).filter(run__minutes__gt=0, took__gt=F("run__minutes"))
    return Dossier.objects.filter(pk__in=slow.values("run__dossier"))


def step_paces(wanted: Named, scope: Scope) -> QuerySet[StepPace]:
    """The times that one step of a procedure took, of steps that ended in a span of days."""
    rows = StepPace.objects.filter(_between("run__ended_at", wanted))
    if scope.units is not None:
        rows = rows.filter(run__held_by__in=scope.units)
    if wanted.procedure is not None:
        rows = rows.filter(procedure=wanted.procedure)
    return rows if wanted.step is None else rows.filter(number=wanted.step)


def _stood(level: str, *, late: bool) -> Callable[[Named, Scope], QuerySet[Dossier]]:
    def found(wanted: Named, _scope: Scope) -> QuerySet[Dossier]:
        assert wanted.on is not None  # asked for with its moment
        standing = forecasts.Standing(
            wanted.procedure or 0, wanted.field, wanted.used, wanted.step, wanted.begun_used
        )
        since = forecasts.history_since(wanted.on)
        return forecasts.behind(level, standing, since, wanted.on, late=late)

    return found


#: Sets of the past: the words, and the dossiers.
PAST: Mapping[str, tuple[Any, Callable[[Named, Scope], QuerySet[Dossier]]]] = {
    "vao": (gettext_lazy("Nhận vào trong khoảng ngày"), _came_in),
    "ra": (gettext_lazy("Xong trong khoảng ngày"), _went_out),
    "qua-buoc": (gettext_lazy("Đã qua bước này"), _through_step),
    "qua-buoc-cham": (gettext_lazy("Ở bước này lâu hơn thời gian của bước"), _slow_in_step),
    **{
        f"lich-su-{level}": (
            gettext_lazy("Lịch sử của dự báo: chưa xong ở chỗ này"),
            _stood(level, late=False),
        )
        for level in forecasts.LEVELS
    },
    **{
        f"lich-su-tre-{level}": (gettext_lazy("Lịch sử của dự báo: rồi trễ"), _stood(level, late=True))
        for level in forecasts.LEVELS
    },
}
_SPAN = ("since", "until")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "vao": _SPAN,
    "ra": _SPAN,
    "qua-buoc": (*_SPAN, "procedure", "step"),
    "qua-buoc-cham": (*_SPAN, "procedure", "step"),
    **{name: ("on",) for name in PAST if name.startswith("lich-su")},
}


def words_of(wanted: Named) -> str:
    """What the set is, in words."""
    words = str((NOW.get(wanted.name) or PAST[wanted.name])[0])
    if wanted.since and wanted.until:
        span = {"since": f"{wanted.since:%d/%m/%Y}", "until": f"{wanted.until - _DAY:%d/%m/%Y}"}
        return f"{words}: {_('từ %(since)s đến hết %(until)s') % span}"
    return words


def _accepted_between(rows: QuerySet[Dossier], wanted: Named) -> QuerySet[Dossier]:
    return rows.filter(_between("accepted_at", wanted))


def _between(column: str, wanted: Named) -> Q:
    span = Q()
    if wanted.since is not None:
        span &= Q(**{f"{column}__gte": datetime.combine(wanted.since, time.min)})
    if wanted.until is not None:
        span &= Q(**{f"{column}__lt": datetime.combine(wanted.until, time.min)})
    return span


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError(text)
    return number


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
