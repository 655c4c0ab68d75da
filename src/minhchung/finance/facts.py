"""Fact tables of finance: autonomy of agencies and public units, rules, investment, recommendations. Whole đồng."""

from __future__ import annotations

from typing import ClassVar, Self

import ibis

from minhchung.figures.facts import Column, Facts
from minhchung.rules.windows import Window


class AgencyAutonomyFacts(Facts):
    """One row for each budget year of an agency under the autonomy regime, or part of one where it was reorganised."""

    name: ClassVar[str] = "finance_agencies"
    title: ClassVar[str] = "Tự chủ kinh phí quản lý hành chính"
    record_url: ClassVar[str] = "/tai-chinh/co-quan/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Cơ quan"),
        Column("year", "int64", "Năm ngân sách"),
        Column("agency", "string", "Mã cơ quan", of_units=True, shown=False),
        Column("begun_on", "string", "Ngày đầu của năm", shown=False),
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
               a.year, u.code AS agency,
               COALESCE(CAST(a.began_on AS TEXT), CAST(a.year AS TEXT) || '-01-01') AS begun_on,
               COALESCE(CAST(a.stopped_on AS TEXT), CAST(a.year AS TEXT) || '-12-31') AS closed_on,
               a.funds_given, a.spent, a.saving, a.extra_income,
               CASE WHEN a.spending_rule <> '' THEN 1 ELSE 0 END AS has_spending_rule, a.decision
        FROM finance_agencyautonomy a
        JOIN organisation_unit u ON u.id = a.unit_id
    """

    def of_the_year_of(self, window: Window) -> Self:
        """For the budget year in which the window ends; of a parted one, the part in which it ends."""
        day = window.last_day.isoformat()
        return self.where(
            self.t.year == window.last_day.year, self.t.begun_on <= day, self.t.closed_on >= day
        )

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


class SpendingRuleFacts(Facts):
    """One row for each version of an internal rule; it stands until the next of its kind."""

    name: ClassVar[str] = "finance_rules"
    title: ClassVar[str] = "Quy chế nội bộ"
    record_url: ClassVar[str] = "/tai-chinh/quy-che/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("unit_name", "string", "Cơ quan, đơn vị"),
        Column("kind", "string", "Loại"),
        Column("decision", "string", "Quyết định"),
        Column("since", "date", "Từ ngày"),
        Column("until", "date", "Đến trước ngày"),
    )
    select: ClassVar[str] = """
        SELECT r.id,
               COALESCE((SELECT v.name FROM organisation_unitversion v WHERE v.unit_id = u.id
                         ORDER BY v.since DESC LIMIT 1), u.code) AS unit_name,
               r.kind, r.decision, r.since,
               LEAD(r.since) OVER (PARTITION BY r.unit_id, r.kind ORDER BY r.since) AS until
        FROM finance_spendingrule r
        JOIN organisation_unit u ON u.id = r.unit_id
    """

    def standing_after(self, window: Window) -> Self:
        """In force on the window's last day."""
        day = ibis.literal(window.last_day)
        return self.where(self.t.since <= day, self.t.until.isnull() | (self.t.until > day))

    def on_assets(self) -> Self:
        """Rules on public property."""
        return self.where(self.t.kind == "assets")


class InvestmentFacts(Facts):
    """One row for each project's plan of public investment of a year and source, as amended."""

    name: ClassVar[str] = "finance_investments"
    title: ClassVar[str] = "Kế hoạch vốn đầu tư công"
    record_url: ClassVar[str] = "/tai-chinh/dau-tu/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("year", "int64", "Năm kế hoạch"),
        Column("project", "string", "Dự án"),
        Column("source", "string", "Nguồn vốn"),
        Column("amount", "int64", "Kế hoạch sau điều chỉnh", unit="đồng"),
        Column("decision", "string", "Quyết định giao"),
    )
    select: ClassVar[str] = """
        SELECT p.id, p.year, p.project, p.source, p.amount, p.decision FROM finance_investmentplan p
    """

    def of_the_year_of(self, window: Window) -> Self:
        """Of the year in which the window ends."""
        return self.where(self.t.year == window.last_day.year)


class DisbursementFacts(Facts):
    """One row for each payment of public investment, on the day of its plan's year for which it counts."""

    name: ClassVar[str] = "finance_disbursements"
    title: ClassVar[str] = "Giải ngân vốn đầu tư công"
    record_url: ClassVar[str] = "/tai-chinh/giai-ngan/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("project", "string", "Dự án"),
        Column("source", "string", "Nguồn vốn"),
        Column("number", "string", "Số chứng từ"),
        Column("counted_on", "date", "Ngày tính giải ngân"),
        Column("amount", "int64", "Số tiền", unit="đồng"),
    )
    select: ClassVar[str] = """
        SELECT d.id, p.project, p.source, d.number, d.counted_on, d.amount
        FROM finance_disbursement d
        JOIN finance_investmentplan p ON p.id = d.plan_id
    """

    def counted_in(self, window: Window) -> Self:
        """Counted inside the window."""
        first, last = ibis.literal(window.first_day), ibis.literal(window.last_day)
        return self.where(self.t.counted_on >= first, self.t.counted_on <= last)


class InvestmentRateFacts(Facts):
    """One row for each plan of public investment with what it gives, and one for each payment out of it.

    A plan has an even id, twice its own; a payment an odd one, twice its own and one.
    """

    name: ClassVar[str] = "finance_investment_rate"
    title: ClassVar[str] = "Kế hoạch vốn đầu tư công và giải ngân"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("project", "string", "Dự án"),
        Column("year", "int64", "Năm kế hoạch"),
        Column("source", "string", "Nguồn vốn"),
        Column("document", "string", "Quyết định giao, số chứng từ"),
        Column("counted_on", "date", "Ngày tính giải ngân"),
        Column("given", "int64", "Kế hoạch sau điều chỉnh", unit="đồng"),
        Column("paid", "int64", "Đã giải ngân", unit="đồng"),
    )
    select: ClassVar[str] = """
        SELECT 2 * d.id + 1 AS id, p.project, p.year, p.source, d.number AS document, d.counted_on,
               0 AS given, d.amount AS paid
        FROM finance_disbursement d
        JOIN finance_investmentplan p ON p.id = d.plan_id
        UNION ALL
        SELECT 2 * p.id, p.project, p.year, p.source, p.decision, NULL, p.amount, 0
        FROM finance_investmentplan p
    """

    @classmethod
    def url_of(cls, number: int) -> str:
        """The page of the plan, or of the payment."""
        own, payment = divmod(number, 2)
        return (DisbursementFacts if payment else InvestmentFacts).url_of(own)

    def of_the_year_of(self, window: Window) -> Self:
        """Plans of the year in which the window ends, and what of them counts as paid by its last day."""
        until = self.t.counted_on <= ibis.literal(window.last_day)
        return self.where(self.t.year == window.last_day.year, self.t.counted_on.isnull() | until)

    def payments(self) -> Self:
        """What was paid, less what was taken back."""
        return self.where(self.t.counted_on.notnull())


class RecommendationFacts(Facts):
    """One row for each recommendation of an audit or inspection."""

    name: ClassVar[str] = "finance_recommendations"
    title: ClassVar[str] = "Kiến nghị thanh tra, kiểm toán"
    record_url: ClassVar[str] = "/tai-chinh/kien-nghi/{id}/"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("kind", "string", "Hình thức"),
        Column("document", "string", "Kết luận, báo cáo"),
        Column("number", "string", "Kiến nghị số"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("amount", "int64", "Số tiền phải nộp, xử lý", unit="đồng"),
        Column("closed_on", "date", "Ngày hoàn thành"),
        Column("closed_reference", "string", "Văn bản chứng minh"),
    )
    select: ClassVar[str] = """
        SELECT r.id, r.kind, r.document, r.number, r.issued_on, r.amount, r.closed_on, r.closed_reference
        FROM finance_recommendation r
    """

    def issued_in(self, window: Window) -> Self:
        """Made inside the window."""
        first, last = ibis.literal(window.first_day), ibis.literal(window.last_day)
        return self.where(self.t.issued_on >= first, self.t.issued_on <= last)

    def closed_by(self, window: Window) -> Self:
        """Done, with evidence, by the window's last day."""
        return self.where(self.t.closed_on.notnull(), self.t.closed_on <= ibis.literal(window.last_day))


class RecommendationStepFacts(Facts):
    """One row for each thing done for a recommendation, with the money paid."""

    name: ClassVar[str] = "finance_recommendation_steps"
    title: ClassVar[str] = "Việc thực hiện kiến nghị"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("document", "string", "Kết luận, báo cáo"),
        Column("number", "string", "Kiến nghị số"),
        Column("paid_on", "date", "Ngày"),
        Column("paid", "int64", "Số tiền đã nộp, xử lý", unit="đồng"),
        Column("reference", "string", "Chứng từ"),
    )
    select: ClassVar[str] = """
        SELECT s.id, r.document, r.number, s."on" AS paid_on, s.paid, s.reference
        FROM finance_recommendationstep s
        JOIN finance_recommendation r ON r.id = s.recommendation_id
    """

    def paid_in(self, window: Window) -> Self:
        """Done inside the window."""
        first, last = ibis.literal(window.first_day), ibis.literal(window.last_day)
        return self.where(self.t.paid_on >= first, self.t.paid_on <= last)


class RecommendationRateFacts(Facts):
    """One row for each recommendation with what it asks to be paid, and one for each payment that it brought.

    A recommendation has an even id, twice its own; a payment an odd one, twice its own and one.
    """

    name: ClassVar[str] = "finance_recommendation_rate"
    title: ClassVar[str] = "Tiền phải nộp và đã nộp theo kiến nghị"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số bản ghi"),
        Column("document", "string", "Kết luận, báo cáo"),
        Column("number", "string", "Kiến nghị số"),
        Column("issued_on", "date", "Ngày ban hành"),
        Column("paid_on", "date", "Ngày nộp"),
        Column("due", "int64", "Số tiền phải nộp, xử lý", unit="đồng"),
        Column("paid", "int64", "Số tiền đã nộp, xử lý", unit="đồng"),
    )
    select: ClassVar[str] = """
        SELECT 2 * s.id + 1 AS id, r.document, r.number, r.issued_on, s."on" AS paid_on, 0 AS due, s.paid
        FROM finance_recommendationstep s
        JOIN finance_recommendation r ON r.id = s.recommendation_id
        WHERE s.paid <> 0
        UNION ALL
        SELECT 2 * r.id, r.document, r.number, r.issued_on, NULL, r.amount, 0
        FROM finance_recommendation r
    """

    @classmethod
    def url_of(cls, number: int) -> str:
        """The page of the recommendation; a payment has none of its own."""
        own, payment = divmod(number, 2)
        return (RecommendationStepFacts if payment else RecommendationFacts).url_of(own)

    def issued_in(self, window: Window) -> Self:
        """Recommendations made inside the window, and what was paid for them by its last day."""
        first, last = ibis.literal(window.first_day), ibis.literal(window.last_day)
        until = self.t.paid_on <= last
        return self.where(
            self.t.issued_on >= first, self.t.issued_on <= last, self.t.paid_on.isnull() | until
        )

    def payments(self) -> Self:
        """What was paid."""
        return self.where(self.t.paid_on.notnull())
