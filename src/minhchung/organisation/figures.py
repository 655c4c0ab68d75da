"""Figures of the organisation: the agency's departments and public units on a day, and what was delegated to it."""

from __future__ import annotations

from minhchung.figures.kinds import Count, Share, Stock
from minhchung.figures.register import figure
from minhchung.organisation.facts import CheckFacts, DelegatedFacts, UnitFacts
from minhchung.rules.windows import Clock, Window

_DELEGATED = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 4 (tổ chức bộ máy), dòng 5"
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


@figure(
    "organisation.delegated",
    title="Nhiệm vụ được phân cấp, ủy quyền trong kỳ",
    unit="nhiệm vụ",
    cites=_DELEGATED,
    formula="Số nhiệm vụ, quyền hạn được phân cấp hoặc ủy quyền, tính từ ngày có hiệu lực trong kỳ",
    groups=("kind", "field", "taker"),
)
def delegated(facts: DelegatedFacts, window: Window) -> Count:
    """Given inside the window."""
    return Count(facts.given_in(window))


@figure(
    "organisation.delegated_in_force",
    title="Nhiệm vụ phân cấp, ủy quyền đang có hiệu lực",
    unit="nhiệm vụ",
    cites=_DELEGATED,
    formula="Số nhiệm vụ, quyền hạn được phân cấp hoặc ủy quyền còn hiệu lực vào ngày cuối kỳ",
    clock=Clock.AS_OF,
    groups=("kind", "field", "taker"),
)
def delegated_in_force(facts: DelegatedFacts, window: Window) -> Stock:
    """Standing on the last day."""
    return Stock(facts.standing_after(window))


@figure(
    "organisation.delegation_checks",
    title="Lần kiểm tra việc phân cấp, ủy quyền",
    unit="lần",
    cites=_DELEGATED,
    formula="Số lần kiểm tra việc thực hiện nhiệm vụ phân cấp, ủy quyền trong kỳ",
    groups=("kind", "checker"),
)
def delegation_checks(facts: CheckFacts, window: Window) -> Count:
    """Done inside the window."""
    return Count(facts.done_in(window))


@figure(
    "organisation.delegation_mended",
    title="Tỷ lệ vấn đề sau kiểm tra phân cấp, ủy quyền đã khắc phục",
    unit="lần",
    cites=_DELEGATED,
    formula="Trong các lần kiểm tra trong kỳ có yêu cầu khắc phục: số lần đã khắc phục đến ngày cuối kỳ",
    groups=("kind", "checker"),
)
def delegation_mended(facts: CheckFacts, window: Window) -> Share:
    """Of those that asked for something."""
    asked = facts.done_in(window).asking()
    return Share(part=asked.mended_by(window), whole=asked)
