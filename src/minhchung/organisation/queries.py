"""Questions about units: whose system this is, a unit's name on a day, who came before and after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.cache import cache
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minhchung.ground.intake.folding import fold
from minhchung.ground.kept.keeping import kept
from minhchung.organisation.models import (
    DelegatedTask,
    DelegationCheck,
    OfficeHours,
    Succession,
    Unit,
    UnitVersion,
)

_HOME_NAME = "organisation.home_agency_name"
#: Seconds for which a page may still show the agency's former name. Deeds of this room forget it at once.
_KEPT_FOR = 60
_UNIT_COLUMNS = [column.attname for column in Unit._meta.concrete_fields]


@dataclass(frozen=True)
class Hours:
    """Office hours from ``since`` until (not including) ``until``; ``weekly`` {"mon": "07:30-11:30,..."}."""

    weekly: dict[str, str]
    since: date
    until: date | None
    cites: str


def home_agency(on: date | None = None) -> Unit | None:
    """The agency that uses the system: on a day, or the latest one known; None while nothing is entered."""
    times = home_times()
    if on is not None:
        return next(
            (each.unit for each in times if each.since <= on and (each.until is None or on < each.until)),
            None,
        )
    return times[0].unit if times else Unit.objects.filter(is_home=True).order_by("id").first()


@dataclass(frozen=True)
class HomeTime:
    """An agency that used the system from a day until (not including) a day."""

    unit: Unit
    since: date
    until: date | None


def home_times() -> tuple[HomeTime, ...]:
    """All times in which agencies used the system, the latest first: :func:`home_agency` of every day at once."""
    return tuple(
        HomeTime(Unit.from_db("default", _UNIT_COLUMNS, columns), since, until)
        for columns, since, until in _home_times()
    )


@kept("organisation", most=8)
def _home_times() -> tuple[tuple[tuple[Any, ...], date, date | None], ...]:
    """The same with the columns of the units, which nobody can change."""
    versions = UnitVersion.objects.filter(unit__is_home=True).select_related("unit").order_by("-since", "-id")
    return tuple(
        (tuple(getattr(each.unit, name) for name in _UNIT_COLUMNS), each.since, each.until)
        for each in versions
    )


def home_changes(until: date | None = None) -> tuple[date, ...]:
    """The days on which another agency began to use the system in place of one before it, oldest first."""
    times = sorted(home_times(), key=lambda each: each.since)
    found = {
        after.since
        for before, after in pairwise(times)
        if before.unit.pk != after.unit.pk and before.until == after.since
    }
    return tuple(sorted(day for day in found if until is None or day <= until))


def home_agency_name() -> str:
    """The agency's latest name, "" while nothing is entered. Asked on every request, so kept for a minute."""
    kept = cache.get(_HOME_NAME)
    if kept is not None:
        return str(kept)
    name = (
        UnitVersion.objects.filter(unit__is_home=True)
        .order_by("-since", "-id")
        .values_list("name", flat=True)
        .first()
        or ""
    )
    if name:
        cache.set(_HOME_NAME, name, _KEPT_FOR)
    return name


def forget_home_agency_name() -> None:
    """Make the next page ask again; called by the deeds that may change the name."""
    cache.delete(_HOME_NAME)


def name_of(unit: Unit, on: date | None = None) -> str:
    """A unit's name on a day; without a day its latest name. Before its first version: the first name.

    A unit without any version is called by its code.
    """
    names = UnitVersion.objects.filter(unit=unit).values_list("name", flat=True)
    if on is None:
        return names.order_by("-since").first() or unit.code
    return (
        names.filter(since__lte=on).order_by("-since").first() or names.order_by("since").first() or unit.code
    )


def names_of(units: Iterable[int], on: date | None = None) -> dict[int, str]:
    """Names of many units by their id, in two queries; as :func:`name_of` says them."""
    codes, rows = _codes_and_names(tuple(units))
    names = dict(codes)
    first: set[int] = set()
    for unit_id, name, since in rows:
        if unit_id in first:
            continue
        names[unit_id] = name
        if on is None or since <= on:
            first.add(unit_id)
    return names


@kept("organisation")
def _codes_and_names(
    units: tuple[int, ...],
) -> tuple[tuple[tuple[int, str], ...], tuple[tuple[int, str, date], ...]]:
    """The codes of units, and all names that they have borne, the latest first."""
    codes = tuple(Unit.objects.filter(pk__in=units).values_list("id", "code"))
    versions = UnitVersion.objects.filter(unit__in=[unit for unit, _code in codes]).order_by("-since")
    return codes, tuple(versions.values_list("unit_id", "name", "since"))


def names_ever(unit: int) -> tuple[str, ...]:
    """Every name that a unit has borne; rooms that write units by their names find theirs by it."""
    return tuple(
        UnitVersion.objects.filter(unit=unit).order_by("since").values_list("name", flat=True).distinct()
    )


def unit_by_code(code: str) -> Unit | None:
    """The unit with that code, or that legacy code; None when there is none."""
    found = Unit.objects.filter(code=code).first()
    if found is not None:
        return found
    former = UnitVersion.objects.filter(legacy_code=code).select_related("unit").order_by("-since").first()
    return former.unit if former else None


def look_up() -> dict[str, int]:
    """Unit ids by every way a sheet may name a unit: code, legacy code, name (case and marks do not matter).

    A name that two units have borne names neither; the keys are made by :func:`key_of`.
    """
    found: dict[str, int] = {}
    unclear: set[str] = set()
    for unit_id, name, legacy in UnitVersion.objects.values_list("unit_id", "name", "legacy_code"):
        for text in (name, legacy):
            key = key_of(text)
            if key and found.setdefault(key, unit_id) != unit_id:
                unclear.add(key)
    for key in unclear:
        del found[key]
    for unit_id, code in Unit.objects.values_list("id", "code"):
        found[key_of(code)] = unit_id
    return found


#: What everybody writes in short, without marks.
_IN_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}


def key_of(text: str) -> str:
    """The form in which :func:`look_up` knows a code or a name; "UBND" and "Ủy ban nhân dân" are one."""
    return " ".join(_IN_SHORT.get(word, word) for word in fold(text).split())


def successor_of(unit: Unit, on: date | None = None) -> Unit:
    """Who stands in a unit's place on a day (or now): the last in its chain of successions, itself when none.

    A unit that was split has no single successor; the chain stops there.
    """
    seen = {unit.pk}
    while True:
        steps = Succession.objects.filter(predecessor=unit).select_related("successor")
        if on is not None:
            steps = steps.filter(on__lte=on)
        followers = {step.successor_id: step.successor for step in steps}
        if len(followers) != 1:
            return unit
        (unit,) = followers.values()
        if unit.pk in seen:
            return unit
        seen.add(unit.pk)


@kept("organisation")
def settler_name(unit: int, on: date) -> str:
    """The name on a day of the one that stands in a unit's place then; "" where there is no such unit."""
    found = Unit.objects.filter(pk=unit).first()
    return name_of(successor_of(found, on), on) if found else ""


def predecessors_of(unit: Unit) -> tuple[Unit, ...]:
    """Every unit whose work came down to this one, nearest first, without the unit itself."""
    found: dict[int, Unit] = {}
    edge = [unit]
    while edge:
        steps = (
            Succession.objects.filter(successor__in=edge).select_related("predecessor").order_by("-on", "id")
        )
        edge = [each.predecessor for each in steps if each.predecessor_id not in found]
        found.update({each.pk: each for each in edge if each.pk != unit.pk})
        edge = [each for each in edge if each.pk != unit.pk]
    return tuple(found.values())


def handed_over_to(unit: int, year: int) -> tuple[int, ...]:
    """Ids of the units whose work came down to this one in a year, and to no other."""
    steps = Succession.objects.filter(on__year=year)
    shared = set(steps.exclude(successor=unit).values_list("predecessor_id", flat=True))
    mine = steps.filter(successor=unit).values_list("predecessor_id", flat=True)
    return tuple(sorted(set(mine) - shared))


def shared_out_to(unit: int, year: int) -> dict[int, frozenset[int]]:
    """The units whose work came down in a year to this one and to others, each with all to whom it came."""
    heirs: dict[int, set[int]] = {}
    for before, after in Succession.objects.filter(on__year=year).values_list(
        "predecessor_id", "successor_id"
    ):
        heirs.setdefault(before, set()).add(after)
    return {before: frozenset(after) for before, after in heirs.items() if unit in after and len(after) > 1}


def line_of(unit: Unit) -> frozenset[int]:
    """Ids of a unit and of all its predecessors: whose records a figure of the unit sums over."""
    return frozenset((unit.pk, *(each.pk for each in predecessors_of(unit))))


def office_hours_of(unit: int) -> tuple[Hours, ...]:
    """A unit's own office hours, oldest first; empty when it set none (the calendar's default then holds)."""
    return tuple(
        Hours(each.weekly, each.since, each.until, each.cites)
        for each in OfficeHours.objects.filter(unit=unit).order_by("since")
    )


def ended_by(day: date) -> frozenset[int]:
    """Ids of the units that no longer are on a day: all their versions have ended by then."""
    versions = (
        UnitVersion.objects.order_by()
        .values("unit")
        .annotate(last=Max("until"), open=Count("id") - Count("until"))
    )
    return frozenset(each["unit"] for each in versions.filter(open=0, last__lte=day))


def latest_name(unit: str) -> Coalesce:
    """An annotation: the latest name of the unit at the end of a path such as "unit", or its code."""
    versions = UnitVersion.objects.filter(unit=OuterRef(f"{unit}_id")).order_by("-since", "-id")
    return Coalesce(Subquery(versions.values("name")[:1]), F(f"{unit}__code"))


def named_units() -> QuerySet[Unit]:
    """Every unit with its latest name as ``shown_name``, in the order of the names."""
    versions = UnitVersion.objects.filter(unit=OuterRef("pk")).order_by("-since", "-id")
    named = Coalesce(Subquery(versions.values("name")[:1]), F("code"))
    return Unit.objects.annotate(shown_name=named).order_by("shown_name", "code")


@dataclass(frozen=True)
class Branch:
    """A unit in the chart of an organisation with those right under it; ``code`` as it was on the day."""

    name: str
    below: tuple[Branch, ...]
    id: int = 0
    code: str = ""
    kind: str = ""

    @property
    def many(self) -> int:
        """How many units it is with all below."""
        return 1 + sum(each.many for each in self.below)


def chart(on: date) -> Branch | None:
    """The chart of the agency that uses the system, on a day; None while nothing is entered."""
    home = home_agency(on)
    if home is None:
        return None
    stands: dict[int, tuple[Any, ...]] = {}
    columns = ("unit_id", "name", "parent_id", "until", "official_code", "unit__code", "unit__kind")
    for row in UnitVersion.objects.filter(since__lte=on).order_by("since", "id").values_list(*columns):
        stands[row[0]] = row  # the last one begun by then
    under: dict[int, list[tuple[Any, ...]]] = {}
    for row in sorted(stands.values(), key=lambda each: (_ORDER.get(each[6], 9), each[5])):
        if row[2] is not None and (row[3] is None or row[3] > on):
            under.setdefault(row[2], []).append(row)

    def branch(row: tuple[Any, ...], seen: frozenset[int]) -> Branch:
        inner = [each for each in under.get(row[0], ()) if each[0] not in seen]
        below = tuple(branch(each, seen | {each[0]}) for each in inner)
        return Branch(row[1], below, row[0], row[4] or row[5], row[6])

    return branch(stands[home.pk], frozenset({home.pk}))


#: Departments stand before what they are not: public units, the one-stop centre.
_ORDER = {kind: place for place, kind in enumerate(("agency", "department", "one_stop", "public_unit"))}


def _in_force(on: date) -> Q:
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def reached_from(units: Iterable[int], on: date) -> frozenset[int]:
    """Units, those under them on a day at any depth, and those whose work came down to any of these."""
    return _reached_from(frozenset(units), on)


@kept("organisation")
def _reached_from(units: frozenset[int], on: date) -> frozenset[int]:
    reached = units
    edge = reached
    while edge:
        under = (
            UnitVersion.objects.filter(parent__in=edge).filter(_in_force(on)).values_list("unit", flat=True)
        )
        before = Succession.objects.filter(successor__in=edge, on__lte=on).values_list(
            "predecessor", flat=True
        )
        edge = (frozenset(under) | frozenset(before)) - reached
        reached |= edge
    return reached


def unchecked_delegations() -> tuple[int, ...]:
    """The number of every delegated task in the order of its day, while none has been checked; empty afterwards."""
    if DelegationCheck.objects.exists():
        return ()
    return tuple(DelegatedTask.objects.order_by("since", "id").values_list("pk", flat=True))


def units_under(unit: Unit, on: date) -> dict[int, str]:
    """The unit and those that stand directly under it on a day, by their id, with their names of that day."""
    versions = UnitVersion.objects.filter(parent=unit).filter(_in_force(on))
    return {unit.pk: name_of(unit, on), **dict(versions.values_list("unit_id", "name"))}


def parent_name_of(unit: Unit, on: date) -> str:
    """The name on a day of the unit directly above; "" when there is none."""
    version = UnitVersion.objects.filter(unit=unit).filter(_in_force(on)).select_related("parent").first()
    return name_of(version.parent, on) if version and version.parent else ""


def place_of(unit: Unit, on: date) -> str:
    """The place name that stands before the date of a document: the province, as the name above it says."""
    above = parent_name_of(unit, on)
    _, found, province = above.partition("tỉnh ")
    return province if found else above


def version_on(unit: int, on: date) -> int | None:
    """The number of the version that a unit has on a day; None when it has none."""
    found = UnitVersion.objects.filter(_in_force(on), unit=unit).order_by("-since", "-id")
    return found.values_list("id", flat=True).first()


def version_spans() -> dict[int, list[tuple[date, date | None, int]]]:
    """Since, until and number of every version, by the id of its unit: for looking up many days at once."""
    found: dict[int, list[tuple[date, date | None, int]]] = {}
    for unit, since, until, number in UnitVersion.objects.values_list("unit_id", "since", "until", "id"):
        found.setdefault(unit, []).append((since, until, number))
    return found


def parents_on(day: date) -> dict[int, int]:
    """Every unit that is on a day and stands under another then, with the one right above it."""
    found = UnitVersion.objects.filter(_in_force(day), parent__isnull=False).order_by("since")
    return dict(found.values_list("unit_id", "parent_id"))
