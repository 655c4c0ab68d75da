"""Questions about dossiers: pages of the list, what is exported, and what one dossier's page tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min, QuerySet

from minhchung.dossiers.matching import EVERYTHING, Match, matched
from minhchung.dossiers.models import Channel, Dossier, Verdict
from minhchung.ground.intake.folding import fold
from minhchung.ground.language import in_vietnamese
from minhchung.rules.lifecycle import ENDED, PAUSED, STATE_NAMES

PAGE = 50
EXPORT_CHUNK = 2_000
#: What the list may be sorted by: the name in the address, the column.
SORTS = {
    "ma": "code",
    "nguoi-nop": "applicant_folded",
    "tiep-nhan": "accepted_at",
    "han": "due_at",
    "ket-thuc": "ended_at",
}


@dataclass(frozen=True)
class Ask:
    """What a visitor asks of the list: which dossiers, in which order, which page. ``now`` decides what is overdue."""

    now: datetime
    match: Match = EVERYTHING
    sort: str = ""
    page: int = 1


@dataclass(frozen=True)
class Line:
    """A dossier in the list. ``applicant`` is None where it may not be read."""

    id: int
    code: str
    applicant: str | None
    procedure: str
    field: str
    channel: str
    state: str
    accepted_at: datetime | None
    due_at: datetime | None
    kept_until_at: datetime | None
    ended_at: datetime | None
    verdict: str


@dataclass(frozen=True)
class Page:
    """A page of the list with true totals; ``first`` and ``last`` count from one."""

    lines: tuple[Line, ...]
    total: int
    found: int
    number: int
    pages: int
    first: int
    last: int


def page_of(ask: Ask) -> Page:
    """One page; a page beyond the last is the last."""
    rows = found(ask)
    count = rows.count()
    total = Dossier.objects.count() if ask.match.narrows else count
    pages = max(1, -(-count // PAGE))
    number = min(max(1, ask.page), pages)
    start = (number - 1) * PAGE
    lines = tuple(_line(row, ask) for row in rows.select_related("version")[start : start + PAGE])
    return Page(lines, total, count, number, pages, start + 1 if count else 0, start + len(lines))


def found(ask: Ask) -> QuerySet[Dossier]:
    """The dossiers that match, in the order asked for."""
    rows = matched(ask.match, at=ask.now)
    column = SORTS.get(ask.sort.removeprefix("-"))
    if column is None or (column == "applicant_folded" and not ask.match.sees_personal):
        return rows.order_by("-accepted_at", "-id")
    sign = "-" if ask.sort.startswith("-") else ""
    return rows.order_by(f"{sign}{column}", f"{sign}id")


@in_vietnamese
def exported(ask: Ask) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Headings and every found dossier, streamed; applicant and telephone only for those who may read them.

    In Vietnamese whatever language the reader has chosen: such a sheet can be imported.
    """
    names = (
        *(("applicant_name", "applicant_phone") if ask.match.sees_personal else ()),
        *("field", "channel", "filed_at", "accepted_at", "promised_at", "due_at", "extended_at", "ended_at"),
        *("returned_at", "state", "verdict", "portal_verdict", "supplements", "late_reason"),
    )
    label = {each.name: str(each.verbose_name) for each in Dossier._meta.concrete_fields}
    headings = ("mã hồ sơ", "mã thủ tục", "tên thủ tục", *(label[name] for name in names))
    verdicts = {value: str(name) for value, name in Verdict.choices}
    words = {
        "channel": {value: str(name) for value, name in Channel.choices},
        "state": {str(state): name for state, name in STATE_NAMES.items()},
        "verdict": verdicts,
        "portal_verdict": verdicts,
    }
    rows = found(ask).values_list("code", "procedure__key", "version__name", *names)
    asked = ("code", "procedure", "version", *names)
    lines = (
        tuple(words.get(name, {}).get(value, value) for name, value in zip(asked, row, strict=True))
        for row in rows.iterator(chunk_size=EXPORT_CHUNK)
    )
    return tuple(heading[:1].upper() + heading[1:] for heading in headings), lines


def fields() -> tuple[str, ...]:
    """Every field of work that dossiers belong to, in the Vietnamese order of their names without marks."""
    names = Dossier.objects.order_by().values_list("field", flat=True).distinct()
    return tuple(sorted(names, key=fold))


def first_year(default: int) -> int:
    """The year of the first acceptance."""
    first = Dossier.objects.aggregate(first=Min("accepted_at"))["first"]
    return first.year if first else default


def last_accepted_on() -> date | None:
    """The day of the last acceptance."""
    last: datetime | None = Dossier.objects.aggregate(last=Max("accepted_at"))["last"]
    return last.date() if last else None


def _line(row: Dossier, ask: Ask) -> Line:
    return Line(
        id=row.pk,
        code=row.code,
        applicant=row.applicant_name if ask.match.sees_personal else None,
        procedure=row.version.name,
        field=row.field,
        channel=row.get_channel_display(),
        state=row.state,
        accepted_at=row.accepted_at,
        due_at=row.due_at,
        kept_until_at=row.kept_until_at,
        ended_at=row.ended_at,
        verdict=row.verdict,
    )


def is_ended(state: str) -> bool:
    """Whether work on a dossier in that state has ended."""
    return state in {str(each) for each in ENDED}


def is_waiting(state: str) -> bool:
    """Whether the clock of a dossier in that state stands still."""
    return state in {str(each) for each in PAUSED}
