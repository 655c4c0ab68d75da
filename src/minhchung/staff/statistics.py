"""The statistical table of staff on a day (31/12): blocks of columns, each of which sums to the total.

Everybody on the quota who held a main post that day stands in each block exactly once, at the highest level held by
then; who has none, or of whom it is not known, stands in the block's last column. So the blocks cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.organisation.queries import names_of
from minhchung.staff.establishment import placements_on
from minhchung.staff.models import (
    BLOCK_OF_LEVEL,
    ON_QUOTA,
    RANK_OF_LEVEL,
    Block,
    Level,
    PersonKind,
    Qualification,
)
from minhchung.staff.queries import quota_on

_KEY = "staff.statistics"
_KINH = "kinh"


@dataclass(frozen=True)
class Part:
    """A block of the table: its columns, and for each row of the table how many stand in each column."""

    title: str
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Statistics:
    """The table: ``rows`` are units by name, the first is the whole; ``assigned`` and ``totals`` go with them.

    ``assigned`` is 0 for a unit to which no posts were given itself.
    """

    day: date
    rows: tuple[str, ...]
    assigned: tuple[int, ...]
    totals: tuple[int, ...]
    blocks: tuple[Part, ...]
    cites: str
    note: str

    @property
    def closes(self) -> bool:
        """Whether every block sums to the total in every row."""
        return all(
            sum(line) == total
            for block in self.blocks
            for line, total in zip(block.counts, self.totals, strict=True)
        )


@dataclass(frozen=True)
class _Present:
    """A person on the day, as far as the table asks."""

    unit: int
    kind: str
    sex: str
    party: bool | None
    ethnic: str
    religion: str
    rank: str
    birth_on: date | None
    highest: dict[str, str]


def statistics(day: date) -> Statistics:
    """The table of a day; nine queries whatever the number of people.

    Raises:
        lawbook.NoRule: the lawbook has no form for that day.
    """
    rule = lawbook.in_force(_KEY, day)
    people = _present(day)
    units = sorted({each.unit for each in people})
    given: Counter[int] = Counter()
    for quota in quota_on(day):
        if quota.kind != "contracts":
            given[quota.unit_id] += quota.number
    names = names_of(set(units) | set(given), day)
    ordered = sorted(names, key=lambda unit: names[unit])
    rows: list[list[_Present]] = [
        people,
        *([each for each in people if each.unit == unit] for unit in ordered),
    ]
    blocks = tuple(_part(title, columns, choose, rows) for title, columns, choose in _blocks(day, rule.value))
    return Statistics(
        day=day,
        rows=(_("Tổng số"), *(names[unit] for unit in ordered)),
        assigned=(sum(given.values()), *(given[unit] for unit in ordered)),
        totals=tuple(len(row) for row in rows),
        blocks=blocks,
        cites=rule.cites,
        note=rule.note if rule.confidence != "high" else "",
    )


_Choose = Callable[[_Present], int]


def _part(title: str, columns: Sequence[str], choose: _Choose, rows: list[list[_Present]]) -> Part:
    counts = []
    for row in rows:
        found = Counter(choose(each) for each in row)
        counts.append(tuple(found[place] for place in range(len(columns))))
    return Part(title, tuple(columns), tuple(counts))


def _blocks(day: date, law: Any) -> list[tuple[str, list[str], _Choose]]:
    unknown, none = _("Chưa ghi"), _("Chưa có")
    ranks = [(str(each["code"]), str(each["title"])) for each in law["ranks"]]
    codes = [code for code, _title in ranks]
    ages = [int(each) for each in law["ages"]]
    bands = [
        _("Từ %(most)s trở xuống") % {"most": ages[0]},
        *(f"{low + 1}-{high}" for low, high in zip(ages, ages[1:], strict=False)),
        _("Trên %(most)s") % {"most": ages[-1]},
        unknown,
    ]
    kinds = [str(kind) for kind in ON_QUOTA]
    blocks: list[tuple[str, list[str], _Choose]] = [
        (
            _("Đối tượng"),
            [str(PersonKind(kind).label) for kind in kinds],
            lambda each: kinds.index(each.kind),
        ),
        (_("Giới tính"), [_("Nam"), _("Nữ")], lambda each: int(each.sex == "female")),
        (
            _("Đảng viên"),
            [_("Đảng viên"), _("Không phải đảng viên"), unknown],
            lambda each: 2 if each.party is None else int(not each.party),
        ),
        (
            _("Dân tộc"),
            [_("Kinh"), _("Dân tộc thiểu số"), unknown],
            lambda each: 2 if not each.ethnic else int(each.ethnic.strip().casefold() != _KINH),
        ),
        (
            _("Tôn giáo"),
            [_("Có tôn giáo"), _("Không, hoặc chưa ghi")],
            lambda each: int(not each.religion.strip()),
        ),
        (
            _("Ngạch"),
            [*(title for _code, title in ranks), _("Ngạch khác, chưa ghi")],
            lambda each: codes.index(each.rank) if each.rank in codes else len(codes),
        ),
        (_("Độ tuổi"), bands, lambda each: _band(each.birth_on, day, ages)),
    ]
    for block in Block:
        levels = [level for level in Level if BLOCK_OF_LEVEL[level] == block]
        blocks.append(
            (
                str(block.label),
                [*(str(level.label) for level in levels), none],
                lambda each, block=block, levels=levels: (  # type: ignore[misc]
                    levels.index(Level(each.highest[block])) if block in each.highest else len(levels)
                ),
            )
        )
    return blocks


def _band(birth_on: date | None, day: date, ages: list[int]) -> int:
    """The band of somebody's age in whole years on the day; the last for an unknown birthday."""
    if birth_on is None:
        return len(ages) + 1
    age = day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))
    return next((place for place, most in enumerate(ages) if age <= most), len(ages))


def _present(day: date) -> list[_Present]:
    held = placements_on(day).filter(person__kind__in=ON_QUOTA)
    rows = list(
        held.values_list(
            "person_id",
            "unit_id",
            "person__kind",
            "person__sex",
            "person__party_member",
            "person__ethnic",
            "person__religion",
            "rank",
            "person__birth_on",
        )
    )
    highest: dict[int, dict[str, str]] = {}
    found = Qualification.objects.values_list("person_id", "level", "awarded_on", "person__joined_on")
    for person, level, awarded, joined in found:
        if (awarded or joined) > day:
            continue
        block, mine = str(BLOCK_OF_LEVEL[Level(level)]), highest.setdefault(person, {})
        known = mine.get(block)
        if known is None or RANK_OF_LEVEL[Level(level)] > RANK_OF_LEVEL[Level(known)]:
            mine[block] = level
    return [_Present(*rest, highest=highest.get(person, {})) for person, *rest in rows]
