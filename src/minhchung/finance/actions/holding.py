"""A budget year, held until the transaction ends."""

from __future__ import annotations

from minhchung.finance.actions.acting import CannotFinance
from minhchung.finance.models import AgencyAutonomy


def held_year(year: int) -> AgencyAutonomy:
    """A year, closed or open.

    Raises:
        CannotFinance: there is none of this number.
    """
    found = AgencyAutonomy.objects.select_for_update().filter(pk=year).first()
    if found is None:
        raise CannotFinance("Không có năm ngân sách này.")
    return found


def open_year(year: int) -> AgencyAutonomy:
    """A year into which something can be entered.

    Raises:
        CannotFinance: there is none of this number, or it is closed.
    """
    found = held_year(year)
    if found.is_closed:
        raise CannotFinance(f"Sổ năm {found.year} đã khóa; mở lại sổ (có lý do) rồi mới ghi.")
    return found
