"""Figures of the finance room. Budgets run by the calendar year."""

from __future__ import annotations

from minhchung.figures.kinds import Count, Share, Stock, Total
from minhchung.figures.register import figure
from minhchung.finance.facts import (
    AgencyAutonomyFacts,
    DisbursementFacts,
    InvestmentFacts,
    InvestmentRateFacts,
    PublicUnitAutonomyFacts,
    RecommendationFacts,
    RecommendationRateFacts,
    RecommendationStepFacts,
    SpendingRuleFacts,
)
from minhchung.rules.windows import Clock, Window

_BM6 = "Phụ lục thống kê CCHC của Bộ Nội vụ, Biểu 6 (tài chính công)"
_AGENCIES = f"{_BM6}, dòng 2; NĐ 130/2005/NĐ-CP, sửa đổi bởi NĐ 117/2013/NĐ-CP"
_UNITS = "NĐ 60/2021/NĐ-CP, Điều 9 (trước đó: NĐ 16/2015/NĐ-CP, NĐ 141/2016/NĐ-CP)"


@figure(
    "finance.agencies_autonomous",
    title="Cơ quan thực hiện tự chủ về biên chế và kinh phí quản lý hành chính",
    unit="cơ quan",
    cites=_AGENCIES,
    formula="Số cơ quan được giao tự chủ kinh phí trong năm ngân sách của ngày cuối kỳ",
    clock=Clock.AS_OF_CALENDAR,
    version=2,
    groups=("unit_name",),
)
def agencies_autonomous(agencies: AgencyAutonomyFacts, window: Window) -> Stock:
    """Agencies with an autonomy year."""
    return Stock(agencies.of_the_year_of(window))


@figure(
    "finance.spending_rules",
    title="Cơ quan tự chủ có quy chế chi tiêu nội bộ",
    unit="cơ quan",
    cites=f"{_BM6}, dòng 5; TTLT 71/2014/TTLT-BTC-BNV",
    formula=(
        "Trong các cơ quan tự chủ của năm ngân sách cuối kỳ: số cơ quan đã ban hành quy chế chi tiêu nội bộ"
    ),
    clock=Clock.AS_OF_CALENDAR,
    version=2,
)
def spending_rules(agencies: AgencyAutonomyFacts, window: Window) -> Share:
    """Agencies with an internal spending rule."""
    whole = agencies.of_the_year_of(window)
    return Share(part=whole.with_spending_rule(), whole=whole)


@figure(
    "finance.funds_given",
    title="Kinh phí giao thực hiện tự chủ",
    unit="đồng",
    cites=_AGENCIES,
    formula="Cộng kinh phí giao thực hiện tự chủ của các năm ngân sách kết thúc (31/12) trong kỳ",
    clock=Clock.CALENDAR,
    groups=("unit_name", "agency"),
)
def funds_given(agencies: AgencyAutonomyFacts, window: Window) -> Total:
    """Funds given for autonomy."""
    return Total(agencies.for_years_closed_in(window), column="funds_given")


@figure(
    "finance.spent",
    title="Kinh phí tự chủ đã chi",
    unit="đồng",
    cites=_AGENCIES,
    formula="Cộng kinh phí tự chủ đã chi của các năm ngân sách kết thúc trong kỳ và đã quyết toán",
    clock=Clock.CALENDAR,
    groups=("unit_name", "agency"),
)
def spent(agencies: AgencyAutonomyFacts, window: Window) -> Total:
    """Spent of them."""
    return Total(agencies.for_years_closed_in(window).settled(), column="spent")


@figure(
    "finance.saving",
    title="Kinh phí tiết kiệm được",
    unit="đồng",
    cites=_AGENCIES,
    formula=(
        "Cộng kinh phí tiết kiệm (giao tự chủ trừ đã chi) của các năm ngân sách kết thúc trong kỳ "
        "và đã quyết toán"
    ),
    clock=Clock.CALENDAR,
    groups=("unit_name", "agency"),
)
def saving(agencies: AgencyAutonomyFacts, window: Window) -> Total:
    """Saved of them."""
    return Total(agencies.for_years_closed_in(window).settled(), column="saving")


@figure(
    "finance.saving_rate",
    title="Tỷ lệ kinh phí tiết kiệm được trong kinh phí giao tự chủ",
    unit="đồng",
    cites=_AGENCIES,
    formula=(
        "Cộng kinh phí tiết kiệm chia cho cộng kinh phí giao tự chủ, của cùng các năm ngân sách kết thúc trong kỳ "
        "và đã quyết toán"
    ),
    clock=Clock.CALENDAR,
    groups=("unit_name", "agency"),
)
def saving_rate(agencies: AgencyAutonomyFacts, window: Window) -> Share:
    """Saved of what was given, in years that are settled."""
    settled = agencies.for_years_closed_in(window).settled()
    return Share(part=settled, whole=settled, sums=("saving", "funds_given"))


@figure(
    "finance.extra_income",
    title="Chi thu nhập tăng thêm từ kinh phí tiết kiệm",
    unit="đồng",
    cites=f"{_AGENCIES}; TTLT 71/2014/TTLT-BTC-BNV",
    formula="Cộng phần tiết kiệm đã chi thu nhập tăng thêm của các năm ngân sách kết thúc trong kỳ",
    clock=Clock.CALENDAR,
    groups=("unit_name", "agency"),
)
def extra_income(agencies: AgencyAutonomyFacts, window: Window) -> Total:
    """What people got of the saving."""
    return Total(agencies.for_years_closed_in(window).settled(), column="extra_income")


@figure(
    "finance.units_autonomous",
    title="Đơn vị sự nghiệp công lập được giao tự chủ",
    unit="đơn vị",
    cites=f"{_BM6}, dòng 3.1; {_UNITS}",
    formula=(
        "Số đơn vị sự nghiệp có quyết định giao tự chủ đang có hiệu lực vào ngày cuối kỳ; bằng "
        "tổng nhóm 1 đến 4"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("autonomy_group", "regime", "band"),
)
def units_autonomous(units: PublicUnitAutonomyFacts, window: Window) -> Stock:
    """Public units with a decision in force, one by one in their groups."""
    return Stock(units.standing_after(window))


def _declare_group(number: int, line: str, what: str) -> None:
    """A figure for one group: the four differ in nothing but their number."""

    @figure(
        f"finance.units_group_{number}",
        title=f"Đơn vị sự nghiệp công lập nhóm {number} ({what})",
        unit="đơn vị",
        cites=f"{_BM6}, dòng {line}; {_UNITS}",
        formula=f"Đơn vị được giao tự chủ vào ngày cuối kỳ, quyết định xếp nhóm {number}",
        clock=Clock.AS_OF_CALENDAR,
        groups=("regime", "band"),
    )
    def units_in_group(units: PublicUnitAutonomyFacts, window: Window) -> Stock:
        return Stock(units.standing_after(window).in_group(number))


_declare_group(1, "3.2", "tự bảo đảm chi thường xuyên và chi đầu tư")
_declare_group(2, "3.3", "tự bảo đảm chi thường xuyên")
_declare_group(3, "3.4", "tự bảo đảm một phần chi thường xuyên")
_declare_group(4, "3.5", "Nhà nước bảo đảm chi thường xuyên")


@figure(
    "finance.asset_rules",
    title="Quy chế quản lý, sử dụng tài sản công đang áp dụng",
    unit="quy chế",
    cites=f"{_BM6}, dòng 5; TTLT 71/2014/TTLT-BTC-BNV",
    formula="Số quy chế quản lý, sử dụng tài sản công đang áp dụng vào ngày cuối kỳ; lần ban hành sau thay lần trước",
    clock=Clock.AS_OF_CALENDAR,
    groups=("unit_name",),
)
def asset_rules(rules: SpendingRuleFacts, window: Window) -> Stock:
    """Rules on public property in force."""
    return Stock(rules.on_assets().standing_after(window))


@figure(
    "finance.investment_planned",
    title="Kế hoạch vốn đầu tư công của năm",
    unit="đồng",
    cites=f"{_BM6}, dòng 1; Luật Đầu tư công",
    formula="Cộng kế hoạch vốn sau điều chỉnh của các dự án, của năm có ngày cuối kỳ",
    clock=Clock.AS_OF_CALENDAR,
    groups=("source",),
)
def investment_planned(plans: InvestmentFacts, window: Window) -> Stock:
    """What the plans of the year give."""
    return Stock(plans.of_the_year_of(window), column="amount")


@figure(
    "finance.investment_disbursed",
    title="Vốn đầu tư công đã giải ngân",
    unit="đồng",
    cites=f"{_BM6}, dòng 1; Luật Đầu tư công",
    formula=(
        "Cộng các khoản thanh toán có ngày tính giải ngân trong kỳ, trừ thu hồi; thanh toán trong thời gian "
        "chỉnh lý (tháng 01 năm sau) tính vào 31/12 của năm kế hoạch"
    ),
    clock=Clock.CALENDAR,
    groups=("source",),
)
def investment_disbursed(payments: DisbursementFacts, window: Window) -> Total:
    """What was paid."""
    return Total(payments.counted_in(window), column="amount")


@figure(
    "finance.investment_disbursed_rate",
    title="Tỷ lệ giải ngân vốn đầu tư công",
    unit="đồng",
    cites=f"{_BM6}, dòng 1; Luật Đầu tư công",
    formula=(
        "Trong các kế hoạch vốn của năm có ngày cuối kỳ: cộng các khoản thanh toán có ngày tính giải ngân đến hết "
        "ngày cuối kỳ, trừ thu hồi, chia cho cộng kế hoạch sau điều chỉnh; thanh toán trong thời gian chỉnh lý "
        "(tháng 01 năm sau) tính vào 31/12 của năm kế hoạch"
    ),
    clock=Clock.AS_OF_CALENDAR,
    groups=("source",),
    beside=("finance.investment_disbursed", "finance.investment_planned"),
)
def investment_disbursed_rate(rows: InvestmentRateFacts, window: Window) -> Share:
    """Paid by the last day of what the plans of its year give."""
    whole = rows.of_the_year_of(window)
    return Share(part=whole.payments(), whole=whole, sums=("paid", "given"))


@figure(
    "finance.recommendations",
    title="Kiến nghị thanh tra, kiểm toán về tài chính",
    unit="kiến nghị",
    cites=f"{_BM6}, dòng 4",
    formula="Số kiến nghị ban hành trong kỳ",
    clock=Clock.CALENDAR,
    groups=("kind",),
)
def recommendations(made: RecommendationFacts, window: Window) -> Count:
    """Recommendations that were made."""
    return Count(made.issued_in(window))


@figure(
    "finance.recommendations_done",
    title="Tỷ lệ kiến nghị thanh tra, kiểm toán đã thực hiện xong",
    unit="kiến nghị",
    cites=f"{_BM6}, dòng 4",
    formula="Trong các kiến nghị ban hành trong kỳ: số đã nộp đủ và có văn bản chứng minh đến ngày cuối kỳ",
    clock=Clock.CALENDAR,
)
def recommendations_done(made: RecommendationFacts, window: Window) -> Share:
    """Of those, the ones that are closed with evidence."""
    whole = made.issued_in(window)
    return Share(part=whole.closed_by(window), whole=whole)


@figure(
    "finance.recommendations_due",
    title="Số tiền phải nộp, xử lý theo kiến nghị",
    unit="đồng",
    cites=f"{_BM6}, dòng 4",
    formula="Cộng số tiền phải nộp, xử lý của các kiến nghị ban hành trong kỳ",
    clock=Clock.CALENDAR,
)
def recommendations_due(made: RecommendationFacts, window: Window) -> Total:
    """What they ask to be paid."""
    return Total(made.issued_in(window), column="amount")


@figure(
    "finance.recommendations_paid",
    title="Số tiền đã nộp, xử lý theo kiến nghị",
    unit="đồng",
    cites=f"{_BM6}, dòng 4",
    formula="Cộng số tiền đã nộp, xử lý trong kỳ, kể cả cho kiến nghị của kỳ trước",
    clock=Clock.CALENDAR,
)
def recommendations_paid(steps: RecommendationStepFacts, window: Window) -> Total:
    """What was paid."""
    return Total(steps.paid_in(window), column="paid")


@figure(
    "finance.recommendations_paid_rate",
    title="Tỷ lệ số tiền đã nộp, xử lý theo kiến nghị",
    unit="đồng",
    cites=f"{_BM6}, dòng 4",
    formula=(
        "Trong các kiến nghị ban hành trong kỳ: cộng số tiền đã nộp, xử lý đến hết ngày cuối kỳ chia cho cộng số tiền "
        "phải nộp, xử lý; tiền nộp cho kiến nghị của kỳ trước không tính"
    ),
    clock=Clock.CALENDAR,
    beside=("finance.recommendations_paid", "finance.recommendations_due"),
)
def recommendations_paid_rate(rows: RecommendationRateFacts, window: Window) -> Share:
    """Paid by the last day of what the recommendations of the window ask for."""
    whole = rows.issued_in(window)
    return Share(part=whole.payments(), whole=whole, sums=("paid", "due"))
