"""Fact tables of finance: autonomy years of agencies, and classings of public units. Money is whole đồng."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class AgencyAutonomyFacts(Facts):
    """One row for each budget year of an agency under the autonomy regime."""

    name: ClassVar[str] = "finance_agencies"
    title: ClassVar[str] = "Tự chủ kinh phí quản lý hành chính"
    record_url: ClassVar[str] = "/tai-chinh/co-quan/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Cơ quan"),
        Column("year", "int64", "Năm ngân sách"),
        Column("closed_on", "string", "Ngày cuối của năm", shown=False),
        Column("funds_given", "int64", "Kinh phí giao thực hiện tự chủ", unit="đồng"),
        Column("spent", "int64", "Đã chi", unit="đồng"),
        Column("saving", "int64", "Tiết kiệm", unit="đồng"),
        Column("extra_income", "int64", "Chi thu nhập tăng thêm", unit="đồng"),
        Column("has_spending_rule", "int64", "Có quy chế chi tiêu nội bộ (1: có)"),
        Column("decision", "string", "Quyết định giao tự chủ"),
    )
    select: ClassVar[str] = """
        SELECT a.id,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               a.year, CAST(a.year AS TEXT) || '-12-31' AS closed_on,
               a.funds_given, a.spent, a.saving, a.extra_income,
               CASE WHEN a.spending_rule <> '' THEN 1 ELSE 0 END AS has_spending_rule, a.decision
        FROM finance_agencyautonomy a
        JOIN organisation_unit u ON u.id = a.unit_id
    """

    def of_the_year_of(self, window: Window) -> Self:
        """For the budget year in which the window ends."""
        return self.where(self.t.year == window.last_day.year)

    def for_years_closed_in(self, window: Window) -> Self:
        """For the budget years whose last day lies inside the window."""
        first, last = window.first_day.isoformat(), window.last_day.isoformat()
        return self.where(self.t.closed_on >= first, self.t.closed_on <= last)

    def settled(self) -> Self:
        """Years whose spending is known."""
        return self.where(self.t.saving.notnull())

    def with_spending_rule(self) -> Self:
        """Years with an internal spending rule."""
        return self.where(self.t.has_spending_rule == 1)


class PublicUnitAutonomyFacts(Facts):
    """One row for each decision that classes a public unit; until its end, the next, or the unit's end."""

    name: ClassVar[str] = "finance_public_units"
    title: ClassVar[str] = "Tự chủ của đơn vị sự nghiệp công lập"
    record_url: ClassVar[str] = "/tai-chinh/don-vi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Đơn vị sự nghiệp công lập"),
        Column("regime", "string", "Theo nghị định"),
        Column("autonomy_group", "string", "Nhóm"),
        Column("band", "string", "Mức tự bảo đảm"),
        Column("revenue", "int64", "A: nguồn thu tính mức tự bảo đảm", unit="đồng"),
        Column("expenses", "int64", "B: chi thường xuyên", unit="đồng"),
        Column("decision", "string", "Quyết định"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT a.id,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               a.regime, CAST(a."group" AS TEXT) AS autonomy_group, a.band,
               a.revenue, a.expenses, a.decision, a.since,
               CASE WHEN a.ends IS NULL OR a.ends > a.unit_until THEN COALESCE(a.unit_until, a.ends)
                    ELSE a.ends END AS until
        FROM (SELECT w.*, CASE WHEN w.until IS NULL OR w.until > w.next_since THEN COALESCE(w.next_since, w.until)
                               ELSE w.until END AS ends,
                     (SELECT CASE WHEN COUNT(*) = COUNT(v.until) THEN MAX(v.until) END
                      FROM organisation_unitversion v WHERE v.unit_id = w.unit_id) AS unit_until
              FROM (SELECT x.*, LEAD(x.since) OVER (PARTITION BY x.unit_id ORDER BY x.since) AS next_since
                    FROM finance_publicunitautonomy x) w) a
        JOIN organisation_unit u ON u.id = a.unit_id
    """

    def standing_after(self, window: Window) -> Self:
        """In force on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def in_group(self, number: int) -> Self:
        """Classed in that group (1 to 4)."""
        return self.where(self.t.autonomy_group == str(number))
