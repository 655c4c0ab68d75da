"""Figures of the organisation: the agency's departments and public units on a day."""

from __future__ import annotations

from minhchung.figures.kinds import Stock
from minhchung.figures.register import figure
from minhchung.organisation.facts import UnitFacts
from minhchung.rules.windows import Clock, Window

_LINE = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 4 (tổ chức bộ máy), dòng 1"


@figure(
    "organisation.units",
    title="Phòng, đơn vị trực thuộc cơ quan",
    unit="đơn vị",
    cites=_LINE,
    formula=(
        "Số phòng, văn phòng và đơn vị sự nghiệp công lập trực thuộc cơ quan, còn tồn tại vào ngày cuối kỳ"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("kind",),
)
def units(facts: UnitFacts, window: Window) -> Stock:
    """Departments and public units together."""
    return Stock(facts.standing_after(window).under_home_agency().of_kind("department", "public_unit"))


@figure(
    "organisation.departments",
    title="Phòng, văn phòng thuộc cơ quan",
    unit="phòng",
    cites=_LINE,
    formula="Số phòng, văn phòng trực thuộc cơ quan, còn tồn tại vào ngày cuối kỳ",
    clock=Clock.AS_OF_CALENDAR,
)
def departments(facts: UnitFacts, window: Window) -> Stock:
    """Departments alone."""
    return Stock(facts.standing_after(window).under_home_agency().of_kind("department"))


@figure(
    "organisation.public_units",
    title="Đơn vị sự nghiệp công lập trực thuộc cơ quan",
    unit="đơn vị",
    cites=f"{_LINE}; Biểu 6 (tài chính công), dòng 3.1",
    formula="Số đơn vị sự nghiệp công lập trực thuộc cơ quan, còn tồn tại vào ngày cuối kỳ",
    clock=Clock.AS_OF_CALENDAR,
)
def public_units(facts: UnitFacts, window: Window) -> Stock:
    """Public units alone."""
    return Stock(facts.standing_after(window).under_home_agency().of_kind("public_unit"))
