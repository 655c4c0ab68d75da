"""Imports of direction: plans, tasks of plans, inspections, findings, initiatives, assigned tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from minhchung.direction import queries
from minhchung.direction.models import (
    AssignedTask,
    Finding,
    Initiative,
    Inspection,
    Plan,
    PlanTask,
)
from minhchung.direction.plan_words import HEADS, read_due
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter

PLANS = Layout(
    name="plans",
    title="Kế hoạch cải cách hành chính",
    key=("year", "decision"),
    fields=(
        Field("year", "Năm", "whole", required=True, synonyms=("Năm kế hoạch", "Kế hoạch năm")),
        Field(
            "decision",
            "Số, ký hiệu kế hoạch",
            required=True,
            max_length=120,
            synonyms=("Số quyết định", "Số kế hoạch", "Số, ký hiệu"),
        ),
        Field("issued_on", "Ngày ban hành", "day", required=True, synonyms=("Ngày ký",)),
        Field("issuer", "Cơ quan ban hành", required=True, max_length=255),
        Field("title", "Trích yếu", synonyms=("Tên kế hoạch", "Nội dung")),
        Field("amended_by", "Văn bản sửa đổi, bổ sung", max_length=200, synonyms=("Quyết định sửa đổi",)),
        Field("amended_on", "Ngày sửa đổi, bổ sung", "day", synonyms=("Ngày sửa đổi",)),
    ),
)


class PlansImporter(TableImporter):
    """One row a plan."""

    layout = PLANS
    room = "direction"
    matter = "plan"
    model = Plan
    key: ClassVar[tuple[str, ...]] = ("year", "decision")

    def convert(self, row: Row) -> dict[str, Any]:
        """A plan."""
        values = _texts(row, "title", "amended_by")
        if values["amended_by"] and row.values.get("amended_on") is None:
            raise BadRow("amended_on", "Có văn bản sửa đổi nhưng thiếu ngày sửa đổi.")
        if row.values.get("amended_on") is not None:
            if not values["amended_by"]:
                raise BadRow("amended_by", "Có ngày sửa đổi nhưng thiếu văn bản sửa đổi.")
            _ordered(row, "issued_on", "amended_on", "Ngày sửa đổi trước ngày ban hành")
        return {
            **{
                name: row.values.get(name)
                for name in ("year", "decision", "issued_on", "issuer", "amended_on")
            },
            **values,
            "title_folded": fold(values["title"]),
        }


TASKS = Layout(
    name="plan_tasks",
    title="Nhiệm vụ của kế hoạch cải cách hành chính",
    key=("plan", "number"),
    fields=(
        Field(
            "plan", "Kế hoạch", required=True, synonyms=("Năm kế hoạch", "Số kế hoạch", "Kế hoạch năm", "Năm")
        ),
        Field("number", "STT", required=True, max_length=20, synonyms=("TT", "Số thứ tự", "Số TT")),
        Field(
            "head",
            "Nhóm nhiệm vụ",
            "choice",
            required=True,
            choices=HEADS,
            synonyms=("Nhiệm vụ chung", "Nội dung", "Lĩnh vực"),
        ),
        Field(
            "title", "Nhiệm vụ cụ thể", required=True, synonyms=("Nhiệm vụ", "Hoạt động", "Nội dung nhiệm vụ")
        ),
        Field(
            "product", "Sản phẩm", required=True, synonyms=("Kết quả đầu ra", "Sản phẩm, kết quả", "Kết quả")
        ),
        Field(
            "lead_unit",
            "Đơn vị chủ trì",
            required=True,
            max_length=255,
            synonyms=("Cơ quan chủ trì", "Chủ trì", "Cơ quan, đơn vị chủ trì"),
        ),
        Field("support_units", "Đơn vị phối hợp", max_length=500, synonyms=("Cơ quan phối hợp", "Phối hợp")),
        Field(
            "due",
            "Thời gian hoàn thành",
            required=True,
            max_length=200,
            synonyms=("Thời hạn", "Thời gian thực hiện", "Thời hạn hoàn thành"),
        ),
        Field("added_on", "Ngày bổ sung", "day", synonyms=("Bổ sung ngày",)),
        Field("dropped_on", "Ngày đưa ra", "day", synonyms=("Ngày đưa ra khỏi kế hoạch",)),
        Field("changed_by", "Văn bản bổ sung, đưa ra", max_length=200, synonyms=("Văn bản điều chỉnh",)),
        Field("done_on", "Ngày hoàn thành", "day", synonyms=("Hoàn thành ngày",)),
        Field(
            "product_reference",
            "Số, ký hiệu sản phẩm",
            max_length=200,
            synonyms=("Văn bản sản phẩm", "Số, ký hiệu văn bản sản phẩm"),
        ),
        Field("product_on", "Ngày của sản phẩm", "day", synonyms=("Ngày văn bản sản phẩm", "Ngày sản phẩm")),
    ),
)


class PlanTasksImporter(TableImporter):
    """One row a task; a task is done only with its product."""

    layout = TASKS
    room = "direction"
    matter = "plan_task"
    model = PlanTask
    key: ClassVar[tuple[str, ...]] = ("plan_id", "number")

    def prepare(self) -> None:
        """Load the plans by number and year."""
        self.plans = queries.plans_by_name()
        self.years = queries.plan_years()

    def convert(self, row: Row) -> dict[str, Any]:
        """A task of a known plan."""
        plan = self.plans.get(queries.name_key(row.values["plan"]))
        if plan is None:
            raise BadRow(
                "plan", f"Không có kế hoạch “{row.values['plan']}”. Nhập kế hoạch trước, hoặc ghi số/năm."
            )
        try:
            due_kind, due_on = read_due(row.values["due"], self.years[plan])
        except ValueError as bad:
            raise BadRow(
                "due", f"Không có ngày “{row.values['due']}”. Ghi như 30/6, Quý II, Tháng 12."
            ) from bad
        added, dropped, done = (row.values.get(name) for name in ("added_on", "dropped_on", "done_on"))
        values = _texts(row, "support_units", "changed_by", "product_reference")
        if (added or dropped) and not values["changed_by"]:
            raise BadRow("changed_by", "Nhiệm vụ bổ sung hoặc đưa ra phải ghi văn bản sửa đổi kế hoạch.")
        product_on = row.values.get("product_on")
        if done is None and product_on is not None:
            raise BadRow("done_on", "Có ngày của sản phẩm nhưng thiếu ngày hoàn thành.")
        if done is not None and not values["product_reference"]:
            raise BadRow("product_reference", "Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm.")
        if done is not None and product_on is None:
            raise BadRow("product_on", "Nhiệm vụ hoàn thành phải ghi ngày của sản phẩm.")
        _ordered(row, "product_on", "done_on", "Ngày hoàn thành trước ngày của sản phẩm")
        return {
            "plan_id": plan,
            **{name: row.values[name] for name in ("number", "head", "title", "product", "lead_unit")},
            "title_folded": fold(row.values["title"]),
            "due_kind": due_kind.value,
            "due_on": due_on,
            "due_words": row.values["due"],
            "in_original": added is None,
            "added_on": added,
            "dropped_on": dropped,
            "done_on": done,
            "product_on": product_on,
            **values,
        }


INSPECTIONS = Layout(
    name="inspections",
    title="Kiểm tra cải cách hành chính",
    key=("on", "unit", "decision"),
    fields=(
        Field("on", "Ngày kiểm tra", "day", required=True, synonyms=("Ngày",)),
        Field(
            "unit",
            "Đơn vị được kiểm tra",
            required=True,
            max_length=255,
            synonyms=("Cơ quan được kiểm tra", "Đơn vị"),
        ),
        Field(
            "decision",
            "Quyết định, kế hoạch kiểm tra",
            required=True,
            max_length=200,
            synonyms=("Quyết định kiểm tra", "Kế hoạch kiểm tra", "Số quyết định"),
        ),
        Field("conclusion", "Thông báo kết luận", max_length=200, synonyms=("Kết luận", "Số kết luận")),
        Field("subject", "Nội dung kiểm tra", synonyms=("Nội dung",)),
    ),
)


class InspectionsImporter(TableImporter):
    """One row an inspection of a unit."""

    layout = INSPECTIONS
    room = "direction"
    matter = "inspection"
    model = Inspection
    key: ClassVar[tuple[str, ...]] = ("on", "unit", "decision")

    def convert(self, row: Row) -> dict[str, Any]:
        """An inspection."""
        values = _texts(row, "conclusion", "subject")
        return {
            **{name: row.values[name] for name in ("on", "unit", "decision")},
            **values,
            "subject_folded": fold(values["subject"]),
        }


FINDINGS = Layout(
    name="findings",
    title="Vấn đề đặt ra sau kiểm tra cải cách hành chính",
    key=("inspected_on", "unit", "number"),
    fields=(
        Field("inspected_on", "Ngày kiểm tra", "day", required=True),
        Field(
            "unit",
            "Đơn vị được kiểm tra",
            required=True,
            max_length=255,
            synonyms=("Cơ quan được kiểm tra", "Đơn vị"),
        ),
        Field("number", "STT", "whole", required=True, synonyms=("TT", "Số thứ tự")),
        Field("content", "Vấn đề đặt ra", required=True, synonyms=("Vấn đề", "Tồn tại, hạn chế", "Nội dung")),
        Field("due_on", "Hạn khắc phục", "day", synonyms=("Thời hạn khắc phục",)),
        Field("closed_on", "Ngày xử lý xong", "day", synonyms=("Xử lý xong ngày", "Ngày khắc phục xong")),
        Field("closed_reference", "Văn bản xử lý", max_length=200, synonyms=("Văn bản khắc phục",)),
    ),
)


class FindingsImporter(TableImporter):
    """One row a problem raised by an inspection that is known."""

    layout = FINDINGS
    room = "direction"
    matter = "finding"
    model = Finding
    key: ClassVar[tuple[str, ...]] = ("inspection_id", "number")

    def prepare(self) -> None:
        """Load the inspections by unit and day."""
        self.inspections = queries.inspections_by_name()

    def convert(self, row: Row) -> dict[str, Any]:
        """A finding."""
        inspection = self.inspections.get((queries.name_key(row.values["unit"]), row.values["inspected_on"]))
        if inspection is None:
            raise BadRow("unit", "Không có cuộc kiểm tra đơn vị này vào ngày đó. Nhập cuộc kiểm tra trước.")
        reference = row.values.get("closed_reference") or ""
        if row.values.get("closed_on") is not None and not reference:
            raise BadRow("closed_reference", "Vấn đề đã xử lý xong phải ghi văn bản xử lý.")
        _ordered(row, "inspected_on", "closed_on", "Ngày xử lý xong trước ngày kiểm tra")
        return {
            "inspection_id": inspection,
            **{name: row.values.get(name) for name in ("number", "content", "due_on", "closed_on")},
            "content_folded": fold(row.values["content"]),
            "closed_reference": reference,
        }


INITIATIVES = Layout(
    name="initiatives",
    title="Sáng kiến, cách làm mới trong cải cách hành chính",
    key=("decision", "recognised_on", "title"),
    fields=(
        Field(
            "title",
            "Tên sáng kiến",
            required=True,
            synonyms=("Sáng kiến", "Tên sáng kiến, cách làm mới", "Tên giải pháp"),
        ),
        Field("head", "Nội dung cải cách", "choice", choices=HEADS, synonyms=("Lĩnh vực", "Nội dung")),
        Field("unit", "Đơn vị có sáng kiến", max_length=255, synonyms=("Đơn vị", "Tác giả, đơn vị")),
        Field("recognised_on", "Ngày công nhận", "day", required=True, synonyms=("Ngày quyết định",)),
        Field(
            "decision",
            "Quyết định công nhận",
            required=True,
            max_length=200,
            synonyms=("Số quyết định", "Văn bản công nhận"),
        ),
    ),
)


class InitiativesImporter(TableImporter):
    """One row an initiative."""

    layout = INITIATIVES
    room = "direction"
    matter = "initiative"
    model = Initiative
    key: ClassVar[tuple[str, ...]] = ("decision", "recognised_on", "title")

    def convert(self, row: Row) -> dict[str, Any]:
        """An initiative."""
        return {
            **{name: row.values[name] for name in ("title", "recognised_on", "decision")},
            **_texts(row, "head", "unit"),
            "title_folded": fold(row.values["title"]),
        }


ASSIGNED = Layout(
    name="assigned_tasks",
    title="Nhiệm vụ cấp trên giao",
    key=("number", "assigned_on", "item"),
    fields=(
        Field(
            "number",
            "Số, ký hiệu văn bản giao",
            required=True,
            max_length=120,
            synonyms=("Văn bản giao", "Số văn bản", "Văn bản giao nhiệm vụ"),
        ),
        Field("item", "Mục", max_length=40, synonyms=("Mục, điểm", "Điểm giao việc")),
        Field(
            "assigned_by", "Cơ quan giao", required=True, max_length=255, synonyms=("Người giao", "Cấp giao")
        ),
        Field("assigned_on", "Ngày giao", "day", required=True, synonyms=("Ngày văn bản giao",)),
        Field("content", "Nội dung nhiệm vụ", required=True, synonyms=("Nhiệm vụ", "Nội dung")),
        Field("due_on", "Thời hạn", "day", synonyms=("Hạn hoàn thành", "Hạn xử lý")),
        Field("done_on", "Ngày hoàn thành", "day", synonyms=("Hoàn thành ngày",)),
        Field(
            "product_reference",
            "Số, ký hiệu sản phẩm",
            max_length=200,
            synonyms=("Văn bản kết quả", "Kết quả thực hiện", "Văn bản báo cáo"),
        ),
    ),
)


class AssignedTasksImporter(TableImporter):
    """One row a task assigned from above."""

    layout = ASSIGNED
    room = "direction"
    matter = "assigned_task"
    model = AssignedTask
    key: ClassVar[tuple[str, ...]] = ("number", "assigned_on", "item")

    def convert(self, row: Row) -> dict[str, Any]:
        """A task."""
        values = _texts(row, "item", "product_reference")
        if row.values.get("done_on") is not None and not values["product_reference"]:
            raise BadRow("product_reference", "Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm.")
        _ordered(row, "assigned_on", "due_on", "Thời hạn trước ngày giao")
        _ordered(row, "assigned_on", "done_on", "Ngày hoàn thành trước ngày giao")
        names = ("number", "assigned_by", "assigned_on", "content", "due_on", "done_on")
        return {
            **{name: row.values.get(name) for name in names},
            **values,
            "content_folded": fold(row.values["content"]),
        }


def _texts(row: Row, *names: str) -> dict[str, str]:
    return {name: row.values.get(name) or "" for name in names}


def _ordered(row: Row, earlier: str, later: str, message: str) -> None:
    before, after = row.values.get(earlier), row.values.get(later)
    if before is not None and after is not None and after < before:
        raise BadRow(later, f"{message} ({after:%d/%m/%Y} < {before:%d/%m/%Y}).")
