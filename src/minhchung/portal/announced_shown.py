"""Results of indices as others announced them, in words: a chart and a table with the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from minhchung.direction.public_indices import Announced, Index
from minhchung.ground.skin import charts
from minhchung.ground.skin.pieces import Cell, Column, Row, Table
from minhchung.rules.rounding import printed_number

#: Points are kept to the thousandth; a chart counts in whole numbers.
_PARTS = 1000


@dataclass(frozen=True)
class ShownIndex:
    """An index over the years; ``chart`` is None where fewer than two years are known."""

    name: str
    kind: str
    chart: charts.Lines | None
    table: Table


def shown(indices: Sequence[Index]) -> tuple[ShownIndex, ...]:
    """Every index with its years."""
    return tuple(ShownIndex(each.name, each.kind, _chart(each), _table(each)) for each in indices)


def _chart(index: Index) -> charts.Lines | None:
    if len(index.years) < 2:
        return None
    rates = tuple(charts.Rate(int(each.score * _PARTS), int(each.full * _PARTS)) for each in index.years)
    return charts.Lines(
        title=index.name,
        description="",
        categories=tuple(str(each.year) for each in index.years),
        series=(charts.Series(_("Kết quả"), rates),),
        axis=_("Năm"),
    )


def _table(index: Index) -> Table:
    scored = any(each.self_score is not None or each.appraised is not None for each in index.years)
    columns = [
        Column(_("Năm"), nowrap=True),
        Column(_("Kết quả"), nowrap=True),
        Column(_("Xếp hạng"), nowrap=True),
    ]
    if scored:
        columns += [
            Column(_("Tự chấm"), number=True),
            Column(_("Thẩm định"), number=True),
            Column(_("Điều tra xã hội học"), number=True),
        ]
    columns.append(Column(_("Văn bản công bố"), wide=True))
    return Table(
        caption=index.name,
        columns=tuple(columns),
        rows=tuple(_row(each, scored) for each in reversed(index.years)),
    )


def _row(result: Announced, scored: bool) -> Row:
    cells = [
        Cell(str(result.year)),
        Cell(f"{points(result.score)} / {points(result.full)}"),
        Cell(_rank(result)),
    ]
    if scored:
        cells += [_points(result.self_score), _points(result.appraised), _points(result.surveyed)]
    told = {"by": result.announced_by, "day": f"{result.announced_on:%d/%m/%Y}"}
    cells.append(Cell(result.decision, sub=_("%(by)s, ngày %(day)s") % told))
    return Row(tuple(cells))


def _rank(result: Announced) -> str:
    if result.rank is None or result.ranked_among is None:
        return _("không công bố")
    told = {"rank": printed_number(result.rank), "among": printed_number(result.ranked_among)}
    return _("%(rank)s trên %(among)s đơn vị") % told


def _points(value: Decimal | None) -> Cell:
    return Cell(points(value) if value is not None else "-")


def points(value: Decimal) -> str:
    """Points as they were announced: two decimals, a third where there is one, none where they are whole."""
    exact = value.normalize()
    decimals = max(0, -int(exact.as_tuple().exponent))
    return printed_number(value, decimals if decimals in (0, 3) else 2)
