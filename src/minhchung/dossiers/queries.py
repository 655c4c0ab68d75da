"""Questions about dossiers: pages of the list, what is exported, and what one dossier's page tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice

from django.db.models import F, Max, Min, OrderBy, QuerySet

from minhchung.dossiers.columns import COLUMNS, Shown, chosen, order_by, turned_about
from minhchung.dossiers.counting import Tallied, number_of
from minhchung.dossiers.matching import EVERYTHING, Match, matched, narrowed
from minhchung.dossiers.models import WORDS, Channel, Dossier, Verdict
from minhchung.dossiers.search.finding import Finding, find
from minhchung.ground.language import in_vietnamese
from minhchung.ground.skin import pieces
from minhchung.ground.word_index import Asked, Without
from minhchung.organisation import queries as organisation
from minhchung.rules.lifecycle import STATE_NAMES

PAGE = 50
EXPORT_CHUNK = 2_000
#: What the cells of a line read beside the dossier.
_BEHIND = ("version", "holder", "outlook")


@dataclass(frozen=True)
class Ask:
    """What a visitor asks of the list: which dossiers, in which order, which page. ``now`` decides what is overdue."""

    now: datetime
    match: Match = EVERYTHING
    sort: str = ""
    page: int = 1
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A dossier in the list: its number, and its cells in the order of the columns."""

    id: int
    cells: tuple[pieces.Cell, ...]


@dataclass(frozen=True)
class Page:
    """A page of the list with true totals; ``first`` and ``last`` count from one.

    ``near`` says that nothing has what was typed and words like it were taken, ``instead``.
    """

    lines: tuple[Line, ...]
    total: int
    found: int
    number: int
    pages: int
    first: int
    last: int
    near: bool = False
    instead: tuple[str, ...] = ()


def page_of(ask: Ask, tally: Tallied) -> Page:
    """One page; a page beyond the last is the last."""
    finding = _finding(ask)
    tiers = _counted(ask, finding, tally)
    count = sum(tier.count for tier in tiers)
    pages = max(1, -(-count // PAGE))
    number = min(max(1, ask.page), pages)
    start = (number - 1) * PAGE
    lines = _lines(_numbers(ask, tiers, start, min(start + PAGE, count)), ask)
    near, instead = (finding.near, finding.instead) if finding is not None else (False, ())
    first = start + 1 if count else 0
    total = number_of(replace(EVERYTHING, sight=ask.match.sight), at=ask.now, tally=tally)
    return Page(lines, total, count, number, pages, first, start + len(lines), near, instead)


@dataclass(frozen=True)
class _Tier:
    """Dossiers that stand together in a list, and how many they are; ``asked`` where the index alone tells."""

    rows: QuerySet[Dossier]
    count: int
    asked: Asked | None = None


def _finding(ask: Ask) -> Finding | None:
    return find(ask.match.text, sees_personal=ask.match.sees_personal) if ask.match.text else None


def _asked(ask: Ask, finding: Finding | None) -> tuple[Asked | None, ...]:
    """What stands first in the list, what next, without what stood before; all at once when a column orders it."""
    if finding is None:
        return (None,)
    if _sorted(ask):
        return (finding.whole,)
    first, *others = finding.tiers
    return (first, *(Without(tier, before) for before, tier in zip(finding.tiers, others, strict=False)))


def _rows(ask: Ask, asked: Asked | None) -> QuerySet[Dossier]:
    rows = narrowed(replace(ask.match, text=""), at=ask.now)
    return rows if asked is None else rows.filter(WORDS.rows(Dossier, asked))


def _counted(ask: Ask, finding: Finding | None, tally: Tallied) -> list[_Tier]:
    if finding is None:
        return [_Tier(_rows(ask, None), number_of(ask.match, at=ask.now, tally=tally))]
    alone = not replace(ask.match, text="").narrows
    tiers: list[_Tier] = []
    before = 0
    # Each tier holds the one before it: counting them whole and taking the difference merges less.
    wholes = (finding.whole,) if _sorted(ask) else finding.tiers
    for asked, whole in zip(_asked(ask, finding), wholes, strict=True):
        count = WORDS.count(Dossier, whole) if alone else _rows(ask, whole).count()
        tiers.append(_Tier(_rows(ask, asked), count - before, asked if alone and not _sorted(ask) else None))
        before = count
    return tiers


def _sorted(ask: Ask) -> bool:
    """Whether an order was asked for; else what was searched comes by how well it fits."""
    return ask.sort.removeprefix("-") in COLUMNS


def _numbers(ask: Ask, tiers: Sequence[_Tier], start: int, stop: int) -> list[int]:
    """The numbers of the dossiers from one place of the list to another, read from whichever end is nearer."""
    found: list[int] = []
    passed = 0
    for tier in tiers:
        first, last = max(start - passed, 0), min(stop - passed, tier.count)
        passed += tier.count
        if first >= last:
            continue
        if tier.asked is not None:
            found += WORDS.newest(Dossier, tier.asked, first, last, count=tier.count)
            continue
        order = _order(ask)
        if first > tier.count // 2:
            rows = tier.rows.order_by(*turned_about(order)).values_list("pk", flat=True)
            found += reversed(rows[tier.count - last : tier.count - first])
        else:
            found += tier.rows.order_by(*order).values_list("pk", flat=True)[first:last]
    return found


def _order(ask: Ask) -> tuple[OrderBy, ...]:
    match = ask.match
    if match.text and not _sorted(ask):
        return (F("id").desc(),)
    standing = match.standing or ("han-trong" if match.due_days is not None else "")
    return order_by(ask.sort, standing=standing, sees_personal=match.sees_personal)


def found(ask: Ask) -> QuerySet[Dossier]:
    """The dossiers that match, in the order asked for; searched ones are not ordered by how well they fit."""
    return matched(ask.match, at=ask.now).order_by(*_order(ask))


def _lines(numbers: Sequence[int], ask: Ask) -> tuple[Line, ...]:
    rows = Dossier.objects.select_related(*_BEHIND).in_bulk(numbers)
    shown = _shown(ask, rows.values())
    columns = chosen(ask.columns)
    return tuple(
        Line(number, tuple(column.shown(rows[number], shown) for column in columns))
        for number in numbers
        if number in rows
    )


def _shown(ask: Ask, rows: Iterable[Dossier]) -> Shown:
    columns = frozenset(column.name for column in chosen(ask.columns))
    held = {row.held_by_id for row in rows if row.held_by_id} if "dang-o" in columns else set()
    units = organisation.names_of(held, ask.now.date()) if held else {}
    return Shown(ask.now, ask.match.sees_personal, columns, units)


@in_vietnamese
def shown_rows(ask: Ask) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Headings and values of the chosen columns of every found dossier, in the order of the list, streamed.

    Personal columns are left out for those who may not read them.
    """
    columns = [column for column in chosen(ask.columns) if ask.match.sees_personal or not column.personal]

    def rows() -> Iterator[tuple[object, ...]]:
        for asked in _asked(ask, _finding(ask)):
            tier = _rows(ask, asked).order_by(*_order(ask)).select_related(*_BEHIND)
            for batch in _batches(tier.iterator(chunk_size=EXPORT_CHUNK)):
                shown = _shown(ask, batch)
                for row in batch:
                    yield tuple(column.value(row, shown) for column in columns)

    return tuple(str(column.heading) for column in columns), rows()


def _batches(rows: Iterator[Dossier]) -> Iterator[list[Dossier]]:
    while batch := list(islice(rows, EXPORT_CHUNK)):
        yield batch


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


def first_year(default: int) -> int:
    """The year of the first acceptance."""
    first = Dossier.objects.aggregate(first=Min("accepted_at"))["first"]
    return first.year if first else default


def last_accepted_on() -> date | None:
    """The day of the last acceptance."""
    last: datetime | None = Dossier.objects.aggregate(last=Max("accepted_at"))["last"]
    return last.date() if last else None
