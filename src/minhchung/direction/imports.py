"""Imports of direction: inspections, findings, initiatives, assigned tasks, information, money."""

from __future__ import annotations

from typing import Any, ClassVar

from minhchung.direction import queries
from minhchung.direction.import_words import ordered, texts
from minhchung.direction.models import (
    AssignedTask,
    Finding,
    Initiative,
    Inspection,
    Outreach,
    OutreachForm,
    ReformBudget,
)
from minhchung.direction.plan_words import HEADS
from minhchung.direction.units import Units
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.organisation.imports import UnitsFollowed

INSPECTIONS = Layout(
    name="inspections",
    title="Kiểm tra cải cách hành chính",
    key=("on", "unit", "decision"),
    fields=(
        Field("on", "Ngày kiểm tra", "day", required=True, synonyms=("Ngày",), has_come=True),
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

    def prepare(self) -> None:
        """Load the units by name."""
        self.units = Units()

    def convert(self, row: Row) -> dict[str, Any]:
        """An inspection."""
        values = texts(row, "conclusion", "subject")
        return {
            **{name: row.values[name] for name in ("on", "unit", "decision")},
            **values,
            "inspected_id": self.units.read(row.values["unit"]),
            "subject_folded": fold(values["subject"]),
        }


FINDINGS = Layout(
    name="findings",
    title="Vấn đề đặt ra sau kiểm tra cải cách hành chính",
    key=("inspected_on", "unit", "number"),
    fields=(
        Field("inspected_on", "Ngày kiểm tra", "day", required=True, has_come=True),
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
        Field(
            "closed_on",
            "Ngày xử lý xong",
            "day",
            synonyms=("Xử lý xong ngày", "Ngày khắc phục xong"),
            has_come=True,
        ),
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
        ordered(row, "inspected_on", "closed_on", "Ngày xử lý xong trước ngày kiểm tra")
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
        Field(
            "recognised_on",
            "Ngày công nhận",
            "day",
            required=True,
            synonyms=("Ngày quyết định",),
            has_come=True,
        ),
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
            **texts(row, "head", "unit"),
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
        Field(
            "assigned_on", "Ngày giao", "day", required=True, synonyms=("Ngày văn bản giao",), has_come=True
        ),
        Field("content", "Nội dung nhiệm vụ", required=True, synonyms=("Nhiệm vụ", "Nội dung")),
        Field("due_on", "Thời hạn", "day", synonyms=("Hạn hoàn thành", "Hạn xử lý")),
        Field(
            "lead", "Đơn vị được phân công", max_length=255, synonyms=("Đơn vị thực hiện", "Đơn vị chủ trì")
        ),
        Field("done_on", "Ngày hoàn thành", "day", synonyms=("Hoàn thành ngày",), has_come=True),
        Field(
            "product_reference",
            "Số, ký hiệu sản phẩm",
            max_length=200,
            synonyms=("Văn bản kết quả", "Kết quả thực hiện", "Văn bản báo cáo"),
        ),
    ),
)


class AssignedTasksImporter(UnitsFollowed):
    """One row a task assigned from above."""

    layout = ASSIGNED
    room = "direction"
    unit_columns: ClassVar[tuple[str, ...]] = ("lead_id",)
    matter = "assigned_task"
    model = AssignedTask
    key: ClassVar[tuple[str, ...]] = ("number", "assigned_on", "item")

    def prepare(self) -> None:
        """Load the units by their names."""
        super().prepare()
        self.units = Units()

    def convert(self, row: Row) -> dict[str, Any]:
        """A task."""
        lead = row.values.get("lead") or ""
        unit = self.units.read(lead)
        if lead and unit is None:
            raise BadRow("lead", f"Không có đơn vị “{lead}” trong sổ đơn vị.")
        values = texts(row, "item", "product_reference")
        if row.values.get("done_on") is not None and not values["product_reference"]:
            raise BadRow("product_reference", "Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm.")
        ordered(row, "assigned_on", "due_on", "Thời hạn trước ngày giao")
        ordered(row, "assigned_on", "done_on", "Ngày hoàn thành trước ngày giao")
        names = ("number", "assigned_by", "assigned_on", "content", "due_on", "done_on")
        return {
            **{name: row.values.get(name) for name in names},
            **values,
            "lead_id": unit,
            "content_folded": fold(row.values["content"]),
        }


OUTREACH = Layout(
    name="outreach",
    title="Tuyên truyền cải cách hành chính",
    key=("on", "form", "title"),
    fields=(
        Field(
            "on",
            "Ngày thực hiện",
            "day",
            required=True,
            synonyms=("Ngày", "Ngày đăng", "Ngày tổ chức"),
            has_come=True,
        ),
        Field(
            "form",
            "Hình thức",
            "choice",
            required=True,
            choices=(
                *((value, label) for value, label in OutreachForm.choices),
                ("article", "Tin bài"),
                ("conference", "Hội nghị"),
                ("material", "Tờ rơi"),
                ("broadcast", "Phát thanh"),
            ),
            synonyms=("Loại", "Loại hình"),
        ),
        Field(
            "title",
            "Tên tin, bài, hoạt động",
            required=True,
            max_length=255,
            synonyms=("Tên hoạt động", "Tiêu đề", "Nội dung"),
        ),
        Field("audience", "Đối tượng", max_length=255, synonyms=("Thành phần", "Đối tượng tham dự")),
        Field("people", "Lượt người", "whole", synonyms=("Số lượt người", "Số người dự")),
        Field("minutes", "Thời lượng (phút)", "whole", synonyms=("Số phút", "Thời lượng")),
        Field("unit", "Đơn vị thực hiện", max_length=255, synonyms=("Đơn vị", "Đơn vị tổ chức")),
        Field("reference", "Tài liệu kiểm chứng", max_length=255, synonyms=("Đường dẫn", "Link", "Văn bản")),
    ),
)


class OutreachImporter(TableImporter):
    """One row something that made the reform known."""

    layout = OUTREACH
    room = "direction"
    matter = "outreach"
    model = Outreach
    key: ClassVar[tuple[str, ...]] = ("on", "form", "title")

    def convert(self, row: Row) -> dict[str, Any]:
        """An event; a conference or training says for whom it was."""
        values = texts(row, "audience", "unit", "reference")
        if row.values["form"] in ("conference", "training") and not values["audience"]:
            raise BadRow("audience", "Hội nghị, tập huấn phải ghi đối tượng.")
        return {
            **{name: row.values[name] for name in ("on", "form", "title")},
            "title_folded": fold(row.values["title"]),
            "people": row.values.get("people") or 0,
            "minutes": row.values.get("minutes"),
            **values,
        }


BUDGET = Layout(
    name="reform_budget",
    title="Kinh phí cải cách hành chính",
    key=("year", "item", "source"),
    fields=(
        Field("year", "Năm ngân sách", "whole", required=True, synonyms=("Năm",)),
        Field("item", "Nội dung chi", required=True, max_length=255, synonyms=("Nội dung", "Nhiệm vụ chi")),
        Field("source", "Nguồn kinh phí", required=True, max_length=200, synonyms=("Nguồn",)),
        Field(
            "given",
            "Dự toán giao (đồng)",
            "money",
            required=True,
            synonyms=("Dự toán giao", "Dự toán", "Kinh phí giao"),
        ),
        Field("spent", "Đã chi (đồng)", "money", synonyms=("Đã chi", "Thực hiện", "Kinh phí đã chi")),
        Field("decision", "Văn bản giao", max_length=200, synonyms=("Quyết định giao dự toán", "Quyết định")),
    ),
)


class ReformBudgetImporter(TableImporter):
    """One row money for an item from a source in a year."""

    layout = BUDGET
    room = "direction"
    matter = "reform_budget"
    model = ReformBudget
    key: ClassVar[tuple[str, ...]] = ("year", "item", "source")

    def convert(self, row: Row) -> dict[str, Any]:
        """Money, never negative."""
        for name in ("given", "spent"):
            if (row.values.get(name) or 0) < 0:
                raise BadRow(name, "Số tiền không được âm.")
        names = ("year", "item", "source", "given", "spent")
        return {**{name: row.values.get(name) for name in names}, **texts(row, "decision")}
