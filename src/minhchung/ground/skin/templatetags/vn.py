"""Vietnamese writing in templates: 27/08/2026, "14:05 ngày 27/08/2026", 1.234.567, "1.234.567 đồng", "96,81 %".

Nothing to write (``None`` or an absent value) is written as nothing; a value of the wrong type is an error that
says so, because a date printed as a number would pass unseen.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template

from minhchung.rules.rounding import printed_number, printed_rate

register = template.Library()

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
WEEKDAYS_SHORT = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")


class WrongKind(TypeError):
    """A value that cannot be written in the asked form; the message says which."""


@register.filter
def ngay(value: date | None) -> str:
    """A day (or the day of a moment): ``27/08/2026``."""
    return f"{_day(value, 'ngay'):%d/%m/%Y}" if _there(value) else ""


@register.filter
def ngay_chu(value: date | None) -> str:
    """A day in the words of an official document: ``ngày 27 tháng 8 năm 2026``; days under 10 and months 1-2 take 0."""
    if not _there(value):
        return ""
    day = _day(value, "ngay_chu")
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


@register.filter
def thu(value: date | None) -> str:
    """The day of the week: ``Thứ Năm``."""
    return WEEKDAYS[_day(value, "thu").weekday()] if _there(value) else ""


@register.filter
def thu_gon(value: date | None) -> str:
    """The day of the week in two letters, for narrow cells: ``T5``, ``CN``."""
    return WEEKDAYS_SHORT[_day(value, "thu_gon").weekday()] if _there(value) else ""


@register.filter
def luc(value: datetime | None) -> str:
    """A moment: ``14:05 ngày 27/08/2026``."""
    if not _there(value):
        return ""
    if not isinstance(value, datetime):
        raise WrongKind(
            f"“luc” cần ngày và giờ (datetime), nhận được {value!r}; chỉ có ngày thì dùng “ngay”."
        )
    return f"{value:%H:%M} ngày {value:%d/%m/%Y}"


@register.filter
def so(value: int | Decimal | Fraction | None, decimals: int = 0) -> str:
    """A number with dots for thousands and a decimal comma: ``1.234.567``, ``{{ n|so:1 }}`` ``2,5``."""
    return printed_number(_number(value, "so"), decimals) if _there(value) else ""


@register.filter
def dong(value: int | None) -> str:
    """An amount in whole đồng: ``1.234.567 đồng``."""
    return f"{printed_number(_number(value, 'dong'))} đồng" if _there(value) else ""


@register.simple_tag
def ty_le(part: int, whole: int, decimals: int = 2) -> str:
    """A rate from its exact part and whole: ``96,81 %``; an empty whole is ``không phát sinh``."""
    return printed_rate(_exact(part, "ty_le"), _exact(whole, "ty_le"), decimals)


def _there(value: Any) -> bool:
    return value is not None and value != ""


def _day(value: Any, name: str) -> date:
    if not isinstance(value, date):
        raise WrongKind(f"“{name}” cần một ngày (date), nhận được {value!r}.")
    return value


def _number(value: Any, name: str) -> int | Decimal | Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction):
        raise WrongKind(f"“{name}” cần số nguyên, Decimal hoặc Fraction, nhận được {value!r}.")
    return value


def _exact(value: Any, name: str) -> int | Fraction:
    number = _number(value, name)
    return Fraction(number) if isinstance(number, Decimal) else number
