"""How large a whole number may be: in a column of the database, and in what people write.

The widths are those of PostgreSQL; SQLite would take more, but the same entry must be good or refused on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from minhchung.rules.rounding import printed_number

#: No amount of đồng or count that an office writes is larger; sums of very many such amounts still fit.
MOST = 999_999_999_999_999

_WIDTHS = (
    (models.SmallIntegerField, 2**15 - 1),
    (models.PositiveSmallIntegerField, 2**15 - 1),
    (models.BigIntegerField, MOST),
    (models.PositiveBigIntegerField, MOST),
    (models.IntegerField, 2**31 - 1),
)


@cache
def widths_of(model: type[models.Model]) -> Mapping[str, int]:
    """The largest whole number of each column of a table that holds whole numbers, by the column's name."""
    found: dict[str, int] = {}
    for each in model._meta.concrete_fields:
        if isinstance(each, models.IntegerField) and not each.is_relation and not each.primary_key:
            found[each.attname] = next(most for kind, most in _WIDTHS if isinstance(each, kind))
    return found


def too_large(model: type[models.Model], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The values that do not fit their columns: the name of each, and why in words."""
    for name, most in widths_of(model).items():
        value = values.get(name)
        if isinstance(value, int) and abs(value) > most:
            yield name, refusal_of(value, most)


def refusal_of(value: int, most: int = MOST) -> str:
    """Why a number is not taken, in words; "" where it fits."""
    if abs(value) <= most:
        return ""
    told = {"value": printed_number(value), "most": printed_number(most)}
    return _("%(value)s quá lớn, ghi nhiều nhất %(most)s; hãy kiểm tra lại số chữ số.") % told
