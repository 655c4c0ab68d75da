"""The fact table of units: one row for each dated version of each unit."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class UnitFacts(Facts):
    """How a unit was called and placed from a day until a day; a version ends where the next begins."""

    name: ClassVar[str] = "units"
    title: ClassVar[str] = "Đơn vị theo thời kỳ"
    record_url: ClassVar[str] = "/don-vi/thoi-ky/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("code", "string", "Mã đơn vị"),
        Column("unit_name", "string", "Tên đơn vị"),
        Column("kind", "string", "Loại"),
        Column("parent", "string", "Cấp trên trực tiếp"),
        Column("under_home", "int64", "Trực thuộc cơ quan (1: có)", shown=False),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT v.id, u.code, v.name AS unit_name, u.kind, p.code AS parent,
               CASE WHEN p.is_home THEN 1 ELSE 0 END AS under_home, v.since,
               CASE WHEN v.until IS NULL OR v.until > v.next_since THEN COALESCE(v.next_since, v.until)
                    ELSE v.until END AS until
        FROM (SELECT w.*, LEAD(w.since) OVER (PARTITION BY w.unit_id ORDER BY w.since) AS next_since
              FROM organisation_unitversion w) v
        JOIN organisation_unit u ON u.id = v.unit_id
        LEFT JOIN organisation_unit p ON p.id = v.parent_id
    """

    def standing_after(self, window: Window) -> Self:
        """In being on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def under_home_agency(self) -> Self:
        """Placed directly under the agency that uses the system."""
        return self.where(self.t.under_home == 1)

    def of_kind(self, *kinds: str) -> Self:
        """Of one of these kinds."""
        return self.where(self.t.kind.isin(list(kinds)))
