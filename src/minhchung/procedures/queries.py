"""Questions about procedures: which version is in force, which case applies, how a sheet names a procedure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q, QuerySet

from minhchung.ground.intake.folding import fold
from minhchung.ground.kept.keeping import kept
from minhchung.lawbook import history
from minhchung.procedures.blanks import Blank, blanks_of
from minhchung.procedures.codes import split_code
from minhchung.procedures.models import (
    Component,
    LimitUnit,
    OwnDesk,
    ProcedureCase,
    ProcedureVersion,
)
from minhchung.rules.rounding import printed_rate

_HOURS = int(history("procedures.working_day")[-1].value["hours"])
_CHANNELS = {"": "mọi kênh", "direct": "trực tiếp", "online": "trực tuyến", "post": "bưu chính công ích"}


@dataclass(frozen=True)
class CaseRow:
    """A case of a version. Limits are whole numbers in their units; None when there is none."""

    id: int | None
    name: str
    channel: str
    legal_limit: int | None
    legal_unit: str
    committed_limit: int | None
    committed_unit: str
    fee: str = ""

    @property
    def promise(self) -> tuple[int | None, str]:
        """What a receipt promises: the committed limit, else the legal one, else (None, "")."""
        if self.committed_limit is not None:
            return self.committed_limit, self.committed_unit
        if self.legal_limit is not None:
            return self.legal_limit, self.legal_unit
        return None, ""


@dataclass(frozen=True)
class VersionRow:
    """A procedure as it stands from ``since`` until (not including) ``until``."""

    id: int
    procedure_id: int
    key: str
    national_code: str
    name: str
    field: str
    online_level: str
    yields_paper: bool
    cut_off: time | None
    since: date
    until: date | None
    cases: tuple[CaseRow, ...]

    def in_force(self, on: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def case(self, channel: str, name: str = "") -> CaseRow | None:
        """The case of that name for a channel; see :func:`case_for`."""
        return case_for(self, channel, name)


class Catalogue:
    """All procedures at once, for importers: looked up by any code or by name, case and marks aside."""

    def __init__(self, versions: Iterable[VersionRow]) -> None:
        self._by_procedure: dict[int, list[VersionRow]] = defaultdict(list)
        self._by_code: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        for each in versions:
            self._by_procedure[each.procedure_id].append(each)
            self._by_code[fold(each.key)].add(each.procedure_id)
            if each.national_code:
                self._by_code[fold(each.national_code)].add(each.procedure_id)
            self._by_name[name_key(each.name)].add(each.procedure_id)
        #: What lists name they name often; a catalogue does not change once it is made.
        self._named = lru_cache(maxsize=4096)(self._find)

    def version(self, text: str, on: date) -> VersionRow | None:
        """The version in force on a day of the procedure that a text names by code or by name.

        None when nothing is found, or when two procedures in force that day bear that name.
        """
        for versions in self._named(text):
            found = [version for version in versions if version.in_force(on)]
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def by_code(self, text: str) -> frozenset[int]:
        """Ids of procedures with that internal or national code; a local suffix does not matter."""
        code, _ = split_code(text)
        return frozenset(self._by_code.get(fold(text.strip()), ()) or self._by_code.get(fold(code), ()))

    def by_name(self, text: str) -> frozenset[int]:
        """Ids of procedures that bear or bore that name."""
        return frozenset(self._by_name.get(name_key(text), ()))

    def key(self, procedure: int) -> str:
        """The internal code of a procedure by its id."""
        return self._by_procedure[procedure][0].key

    def versions(self, procedures: Iterable[int]) -> list[VersionRow]:
        """All their versions, each procedure's oldest first."""
        return self._versions(procedures)

    def in_force(self, procedures: Iterable[int], on: date) -> list[VersionRow]:
        """Their versions in force on a day."""
        return [version for version in self._versions(procedures) if version.in_force(on)]

    def all_in_force(self, on: date) -> list[VersionRow]:
        """Every version in force on a day, by the internal code of its procedure."""
        return sorted(self.in_force(self._by_procedure, on), key=lambda version: version.key)

    def __len__(self) -> int:
        return len(self._by_procedure)

    def _find(self, text: str) -> tuple[list[VersionRow], list[VersionRow]]:
        """All versions of the procedures that a text names, by code and by name."""
        return self._versions(self.by_code(text)), self._versions(self.by_name(text))

    def _versions(self, procedures: Iterable[int]) -> list[VersionRow]:
        return [version for procedure in sorted(procedures) for version in self._by_procedure[procedure]]


def catalogue() -> Catalogue:
    """The whole catalogue in two queries."""
    return Catalogue(
        _rows(ProcedureVersion.objects.select_related("procedure").order_by("procedure_id", "since"))
    )


@kept("procedures")
def version_of(procedure: int, on: date) -> VersionRow | None:
    """The version of a procedure, by its number, in force on a day."""
    versions = ProcedureVersion.objects.filter(procedure=procedure, since__lte=on).select_related("procedure")
    rows = [each for each in _rows(versions.order_by("-since")[:1]) if each.in_force(on)]
    return rows[0] if rows else None


def procedures_named(procedures: Iterable[int] | None = None) -> dict[int, str]:
    """The latest name of each procedure, or of those asked for, by its number."""
    rows = ProcedureVersion.objects.order_by("since").values_list("procedure_id", "name")
    return dict(rows if procedures is None else rows.filter(procedure__in=list(procedures)))


@kept("procedures")
def desk_in_force(procedure: int, on: date) -> bool:
    """Whether the agency receives this procedure at its own desk on a day."""
    return _desks(on).filter(procedure=procedure).exists()


@kept("procedures", most=8)
def received_here(on: date) -> tuple[VersionRow, ...]:
    """Versions in force on a day of the procedures that the agency receives itself, by name."""
    versions = ProcedureVersion.objects.filter(procedure__in=_desks(on).values("procedure"), since__lte=on)
    rows = _rows(versions.select_related("procedure").order_by("procedure_id", "since"))
    return tuple(sorted((each for each in rows if each.in_force(on)), key=lambda each: fold(each.name)))


@kept("procedures", most=8)
def posted_versions(on: date) -> tuple[VersionRow, ...]:
    """Versions in force on a day that have been posted on the web by then, with their cases, by name."""
    versions = ProcedureVersion.objects.posted(on).select_related("procedure")
    return tuple(sorted(_rows(versions.order_by("procedure_id", "since")), key=lambda each: fold(each.name)))


def _desks(on: date) -> QuerySet[OwnDesk]:
    return OwnDesk.objects.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gt=on))


def case_for(version: VersionRow, channel: str, name: str = "") -> CaseRow | None:
    """The case that applies to a filing.

    The case of that name for the channel, else of that name for every channel. Without a name: the unnamed case,
    else the only case there is. A version without any case gives an empty one (no limit, no promise).

    Returns:
        None when the version has no case of that name, or several and none was named.
    """
    wanted = name_key(name)
    if not version.cases and not wanted:
        return CaseRow(None, "", "", None, "", None, "")
    named = [each for each in version.cases if name_key(each.name) == wanted]
    if not named and not wanted and len({each.name for each in version.cases}) == 1:
        named = list(version.cases)
    for kind in (channel, ""):
        for each in named:
            if each.channel == kind:
                return each
    return None


def name_key(text: str) -> str:
    """How names are compared: one space between words, no marks, no capitals."""
    return fold(" ".join(text.split()))


@kept("procedures")
def version_row(version: int) -> VersionRow | None:
    """One version with its cases, by its id."""
    rows = _rows(ProcedureVersion.objects.filter(pk=version).select_related("procedure"))
    return rows[0] if rows else None


def _rows(versions: Iterable[ProcedureVersion]) -> list[VersionRow]:
    versions = list(versions)
    cases: dict[int, list[CaseRow]] = defaultdict(list)
    for case in ProcedureCase.objects.filter(version__in=versions).order_by("name", "channel"):
        cases[case.version_id].append(
            CaseRow(
                case.pk,
                case.name,
                case.channel,
                case.legal_limit,
                case.legal_unit,
                case.committed_limit,
                case.committed_unit,
                case.fee,
            )
        )
    return [
        VersionRow(
            id=each.pk,
            procedure_id=each.procedure_id,
            key=each.procedure.key,
            national_code=each.procedure.national_code,
            name=each.name,
            field=each.field,
            online_level=each.online_level,
            yields_paper=each.yields_paper,
            cut_off=each.cut_off,
            since=each.since,
            until=each.until,
            cases=tuple(cases[each.pk]),
        )
        for each in versions
    ]


@dataclass(frozen=True)
class Part:
    """A paper that a dossier holds; ``originals`` and ``copies`` are how many are asked for, 0 where it is open.

    ``blank`` is the file to fill in, None where none is attached.
    """

    id: int
    case: str
    number: int
    name: str
    form: str
    originals: int
    copies: int
    required: bool
    blank: Blank | None = None


@kept("procedures")
def components_of(version: int, case: str | None = None) -> tuple[Part, ...]:
    """The papers of a version's dossiers, in order; of one case those of every case too."""
    found = Component.objects.filter(version=version)
    if case is not None:
        found = found.filter(case__in=["", case])
    rows = list(found.order_by("case", "number"))
    blanks = blanks_of(each.pk for each in rows)
    return tuple(
        Part(
            each.pk,
            each.case,
            each.number,
            each.name,
            each.form,
            each.originals,
            each.copies,
            each.required,
            blanks.get(each.pk),
        )
        for each in rows
    )


@dataclass(frozen=True)
class ComparedCase:
    """A case as the public sees it: legal limit, committed limit, and the cut between them."""

    name: str
    channel: str
    legal: str
    committed: str
    cut: str
    fee: str


@dataclass(frozen=True)
class Sibling:
    """Another version of the same procedure."""

    id: int
    name: str
    since: date
    until: date | None


def compared_cases(version: int) -> tuple[ComparedCase, ...]:
    """The cases of a version with the cut of each: exact, in per cent, or words why there is none."""
    row = version_row(version)
    if row is None:
        return ()
    return tuple(
        ComparedCase(
            each.name,
            _CHANNELS.get(each.channel, each.channel),
            _limit_words(each.legal_limit, each.legal_unit),
            _limit_words(each.committed_limit, each.committed_unit),
            _cut_words(each),
            each.fee,
        )
        for each in row.cases
    )


def versions_of(procedure: int) -> tuple[Sibling, ...]:
    """Every version of a procedure, newest first."""
    found = ProcedureVersion.objects.filter(procedure=procedure).order_by("-since")
    return tuple(Sibling(each.pk, each.name, each.since, each.until) for each in found)


def cut_of(case: CaseRow) -> Fraction | None:
    """(legal - committed) / legal; None when one is missing or their units do not compare."""
    legal = _comparable(case.legal_limit, case.legal_unit)
    committed = _comparable(case.committed_limit, case.committed_unit)
    if legal is None or committed is None or legal[1] != committed[1]:
        return None
    return Fraction(legal[0] - committed[0], legal[0])


def _comparable(limit: int | None, unit: str) -> tuple[int, str] | None:
    if limit is None:
        return None
    if unit == LimitUnit.WORKING_DAY:
        return limit * _HOURS, LimitUnit.WORKING_HOUR
    return limit, unit


def _limit_words(limit: int | None, unit: str) -> str:
    return "" if limit is None else f"{limit:02d} {LimitUnit(unit).label}"


def _cut_words(case: CaseRow) -> str:
    if case.legal_limit is None:
        return "không quy định thời hạn"
    if case.committed_limit is None:
        return "chưa cắt giảm"
    cut = cut_of(case)
    if cut is None:
        return "không so sánh được (khác đơn vị)"
    return "dài hơn quy định" if cut < 0 else printed_rate(cut.numerator, cut.denominator, 1)
