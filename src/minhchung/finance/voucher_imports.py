"""Imports of vouchers from the accounting sheet, of plans and payments of investment, of recommendations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Sum

from minhchung.finance import actions
from minhchung.finance.models import (
    AgencyAutonomy,
    Disbursement,
    InvestmentPlan,
    Oversight,
    Part,
    Recommendation,
    Spending,
    SpendingGroup,
)
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.organisation import queries as organisation
from minhchung.organisation.imports import UnitsFollowed, unit_of

SPENDINGS = Layout(
    name="spendings",
    title="Chứng từ chi của năm ngân sách (đơn vị tính: đồng)",
    key=("unit", "year", "number", "on", "line", "part", "group", "content"),
    fields=(
        Field("unit", "Cơ quan", required=True, synonyms=("Tên cơ quan", "Đơn vị", "Cơ quan, đơn vị")),
        Field("year", "Năm ngân sách", "whole", True, ("Năm", "Niên độ")),
        Field("number", "Số chứng từ", required=True, synonyms=("Số CT", "Số hiệu chứng từ"), max_length=60),
        Field(
            "on",
            "Ngày chứng từ",
            "day",
            True,
            ("Ngày CT", "Ngày, tháng chứng từ", "Ngày tháng"),
            has_come=True,
        ),
        Field("line", "Dòng", "whole", synonyms=("Dòng chứng từ",), hint="để trống là 1"),
        Field(
            "part",
            "Phần kinh phí",
            "choice",
            synonyms=("Nguồn kinh phí", "Tính chất nguồn", "Loại kinh phí"),
            choices=(
                *Part.choices,
                (Part.AUTONOMOUS, "Tự chủ"),
                (Part.AUTONOMOUS, "13"),
                (Part.OTHER, "Không tự chủ"),
                (Part.OTHER, "12"),
            ),
            hint="để trống là thực hiện tự chủ",
        ),
        Field(
            "group",
            "Nhóm chi",
            "choice",
            True,
            ("Nhóm mục chi", "Nhóm"),
            choices=(
                *SpendingGroup.choices,
                (SpendingGroup.PEOPLE, "Thanh toán cá nhân"),
                (SpendingGroup.PEOPLE, "Chi thanh toán cho cá nhân"),
                (SpendingGroup.WORK, "Nghiệp vụ chuyên môn"),
                (SpendingGroup.WORK, "Chi nghiệp vụ"),
                (SpendingGroup.PURCHASE, "Chi mua sắm, sửa chữa"),
                (SpendingGroup.OTHER, "Khác"),
            ),
        ),
        Field("content", "Nội dung", required=True, synonyms=("Diễn giải", "Nội dung chi"), max_length=300),
        Field("amount", "Số tiền", "money", True, ("Số tiền (đồng)", "Số phát sinh", "Phát sinh")),
    ),
)

INVESTMENTS = Layout(
    name="investment-plans",
    title="Kế hoạch vốn đầu tư công (đơn vị tính: đồng)",
    key=("year", "code", "source"),
    fields=(
        Field("unit", "Chủ đầu tư", required=True, synonyms=("Đơn vị", "Cơ quan")),
        Field("year", "Năm kế hoạch", "whole", True, ("Năm",)),
        Field("code", "Mã dự án", required=True, synonyms=("Mã số dự án", "Mã"), max_length=40),
        Field("project", "Dự án", required=True, synonyms=("Tên dự án", "Danh mục dự án"), max_length=300),
        Field("source", "Nguồn vốn", required=True, synonyms=("Nguồn",), max_length=120),
        Field("first_given", "Kế hoạch vốn", "money", True, ("Kế hoạch giao", "Kế hoạch giao đầu năm")),
        Field(
            "decision", "Quyết định giao", required=True, synonyms=("Quyết định", "QĐ giao"), max_length=200
        ),
        Field("decided_on", "Ngày quyết định", "day", True, ("Ngày QĐ",), has_come=True),
    ),
)

DISBURSEMENTS = Layout(
    name="disbursements",
    title="Giải ngân vốn đầu tư công (đơn vị tính: đồng)",
    key=("year", "code", "source", "number", "on"),
    fields=(
        Field("year", "Năm kế hoạch", "whole", True, ("Năm",)),
        Field("code", "Mã dự án", required=True, synonyms=("Mã số dự án", "Mã"), max_length=40),
        Field("source", "Nguồn vốn", required=True, synonyms=("Nguồn",), max_length=120),
        Field("number", "Số chứng từ", required=True, synonyms=("Số CT",), max_length=60),
        Field("on", "Ngày thanh toán", "day", True, ("Ngày giải ngân", "Ngày chứng từ"), has_come=True),
        Field("amount", "Số tiền", "money", True, ("Giải ngân", "Số tiền giải ngân")),
    ),
)

RECOMMENDATIONS = Layout(
    name="recommendations",
    title="Kiến nghị thanh tra, kiểm toán về tài chính (đơn vị tính: đồng)",
    key=("document", "number"),
    fields=(
        Field("unit", "Đơn vị thực hiện", required=True, synonyms=("Đơn vị", "Cơ quan")),
        Field(
            "kind",
            "Hình thức",
            "choice",
            True,
            choices=(*Oversight.choices, (Oversight.AUDIT, "Kiểm toán"), (Oversight.CHECK, "Kiểm tra")),
        ),
        Field(
            "document",
            "Kết luận, báo cáo",
            required=True,
            synonyms=("Số văn bản", "Kết luận"),
            max_length=200,
        ),
        Field("issued_on", "Ngày ban hành", "day", True, ("Ngày văn bản",), has_come=True),
        Field(
            "number", "Kiến nghị số", required=True, synonyms=("STT kiến nghị", "Số kiến nghị"), max_length=20
        ),
        Field("content", "Nội dung kiến nghị", "lines", True, ("Nội dung",)),
        Field("amount", "Số tiền phải nộp, xử lý", "money", synonyms=("Số tiền", "Số tiền phải nộp")),
        Field("due_on", "Hạn thực hiện", "day", synonyms=("Thời hạn", "Hạn")),
    ),
)


class SpendingsImporter(TableImporter):
    """Vouchers of years that are open; a line is known by its voucher, group and content."""

    layout = SPENDINGS
    room, matter, model = actions.ROOM, actions.SPENDING, Spending
    key: ClassVar[tuple[str, ...]] = ("year_id", "number", "on", "line", "part", "group", "content")
    reckoned = untold = frozenset({"content_folded"})
    repeats_mean = "nếu là hai khoản của cùng một chứng từ thì ghi cột “Dòng” là 1, 2"

    def prepare(self) -> None:
        """Load the units and the budget years."""
        self.units = organisation.look_up()
        self.years = {(year.unit_id, year.year): year for year in AgencyAutonomy.objects.all()}
        self.closed: dict[int, set[tuple[Any, ...]]] = {}

    def load_chunk(self, rows: object) -> None:
        """The years as they stand now: one may have been closed meanwhile."""
        self.prepare()

    def convert(self, row: Row) -> dict[str, Any]:
        """A line of a voucher."""
        given = row.values
        unit = unit_of(self.units, given["unit"], "unit")
        year = self.years.get((unit, given["year"]))
        if year is None:
            raise BadRow(
                "year", f"chưa mở năm ngân sách {given['year']} của cơ quan này; mở năm trước khi nhập"
            )
        line = {
            "year_id": year.pk,
            "number": given["number"],
            "on": given["on"],
            "line": given["line"] or 1,
            "part": given["part"] or Part.AUTONOMOUS.value,
            "group": given["group"],
            "content": given["content"],
            "amount": given["amount"],
        }
        if year.is_closed and tuple(line.values()) not in self._lines_of(year.pk):
            raise BadRow("year", f"sổ năm {year.year} đã khóa; mở lại sổ (có lý do) rồi mới nhập")
        if not given["amount"]:
            raise BadRow("amount", "số tiền phải khác 0")
        try:
            actions.refuse_day(year.year, given["on"])
            actions.refuse_part(year, given["on"])
        except actions.CannotFinance as refused:
            raise BadRow("on", str(refused)) from refused
        return {**line, "content_folded": fold(given["content"])}

    def _lines_of(self, year: int) -> set[tuple[Any, ...]]:
        """The lines of a closed year, as they were entered: the same sheet may be read again."""
        if year not in self.closed:
            rows = Spending.objects.filter(year=year).values_list(*self.key, "amount")
            self.closed[year] = set(rows)
        return self.closed[year]


class InvestmentPlansImporter(TableImporter):
    """Plans of investment as first given; amendments are deeds."""

    layout = INVESTMENTS
    room, matter, model = actions.ROOM, actions.INVESTMENT, InvestmentPlan
    key: ClassVar[tuple[str, ...]] = ("year", "code", "source")
    kept = ("amount",)
    reckoned = frozenset({"amount", "project_folded"})
    untold = frozenset({"project_folded"})

    def prepare(self) -> None:
        """Load the units and what was first given."""
        self.units = organisation.look_up()
        rows = InvestmentPlan.objects.values_list("year", "code", "source", "first_given")
        self.given = {(year, code, source): amount for year, code, source, amount in rows}

    def convert(self, row: Row) -> dict[str, Any]:
        """A plan."""
        given = row.values
        if not 1900 < given["year"] < 2200:
            raise BadRow("year", f"“{given['year']}” không phải năm; hãy ghi bốn chữ số, ví dụ 2026")
        if given["first_given"] < 0:
            raise BadRow("first_given", "kế hoạch vốn không được âm")
        before = self.given.get((given["year"], given["code"], given["source"]))
        if before is not None and before != given["first_given"]:
            raise BadRow(
                "first_given",
                f"đã giao đầu năm {before} đồng; kế hoạch thay đổi thì ghi quyết định điều chỉnh",
            )
        return {
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            **{name: given[name] for name in ("year", "code", "project", "source", "first_given")},
            "project_folded": fold(given["project"]),
            "amount": given["first_given"],
            "decision": given["decision"],
            "decided_on": given["decided_on"],
        }


class DisbursementsImporter(TableImporter):
    """Payments out of plans that are there; never more than a plan gives."""

    layout = DISBURSEMENTS
    room, matter, model = actions.ROOM, actions.DISBURSEMENT, Disbursement
    key: ClassVar[tuple[str, ...]] = ("plan_id", "number", "on")

    def prepare(self) -> None:
        """Load the plans with what was paid."""
        self.plans = {(plan.year, plan.code, plan.source): plan for plan in InvestmentPlan.objects.all()}
        rows = Disbursement.objects.values_list("plan_id", "number", "on", "amount")
        self.known = {(plan, number, on): amount for plan, number, on, amount in rows}
        sums = Disbursement.objects.order_by().values_list("plan_id").annotate(sum=Sum("amount"))
        self.paid = dict(sums.values_list("plan_id", "sum"))

    def convert(self, row: Row) -> dict[str, Any]:
        """A payment."""
        given = row.values
        plan = self.plans.get((given["year"], given["code"], given["source"]))
        if plan is None:
            raise BadRow("code", f"chưa có kế hoạch vốn năm {given['year']} của dự án và nguồn này")
        if not given["amount"]:
            raise BadRow("amount", "số tiền phải khác 0")
        try:
            actions.refuse_day(plan.year, given["on"])
        except actions.CannotFinance as refused:
            raise BadRow("on", str(refused)) from refused
        key = (plan.pk, given["number"], given["on"])
        paid = self.paid.get(plan.pk, 0) - self.known.get(key, 0) + given["amount"]
        if not 0 <= paid <= plan.amount:
            raise BadRow("amount", f"cộng lại đã giải ngân {paid} đồng, kế hoạch {plan.amount} đồng")
        self.paid[plan.pk], self.known[key] = paid, given["amount"]
        return {
            "plan_id": plan.pk,
            "number": given["number"],
            "on": given["on"],
            "counted_on": actions.counted_on(plan.year, given["on"]),
            "amount": given["amount"],
        }


class RecommendationsImporter(UnitsFollowed):
    """Recommendations as they were made; what was done for them are deeds."""

    layout = RECOMMENDATIONS
    room, matter, model = actions.ROOM, actions.RECOMMENDATION, Recommendation
    key: ClassVar[tuple[str, ...]] = ("document", "number")
    kept = ("closed_on", "closed_reference")
    reckoned = frozenset({"content_folded"})
    untold = frozenset({"closed_on", "closed_reference", "content_folded"})
    unit_columns = ("unit_id",)

    def prepare(self) -> None:
        """Load the units, and who follows whom."""
        super().prepare()
        self.units = organisation.look_up()

    def attributes(self, values: dict[str, Any]) -> dict[str, Any]:
        """A new one is open."""
        return {"closed_on": None, "closed_reference": "", **values}

    def convert(self, row: Row) -> dict[str, Any]:
        """A recommendation."""
        given = row.values
        if (given["amount"] or 0) < 0:
            raise BadRow("amount", "số tiền không được âm")
        if given["due_on"] is not None and given["due_on"] < given["issued_on"]:
            raise BadRow("due_on", "hạn thực hiện không được trước ngày ban hành")
        return {
            "unit_id": unit_of(self.units, given["unit"], "unit"),
            **{
                name: given[name] for name in ("kind", "document", "issued_on", "number", "content", "due_on")
            },
            "content_folded": fold(given["content"]),
            "amount": given["amount"] or 0,
        }
