"""Imports of plans, their tasks and their targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django.db.models import Model

from minhchung.direction import queries
from minhchung.direction.actions import sync_supports
from minhchung.direction.holder_imports import FIELDS as HOLDER
from minhchung.direction.holder_imports import Holders, keep_holders
from minhchung.direction.import_words import ordered, texts
from minhchung.direction.models import (
    Comparator,
    Evidence,
    EvidenceKind,
    NoteKind,
    Plan,
    PlanTarget,
    PlanTask,
    TaskNote,
)
from minhchung.direction.plan_words import HEADS, read_due
from minhchung.direction.units import Units
from minhchung.figures.register import REGISTER
from minhchung.ground.intake.columns import Field, Layout, Row
from minhchung.ground.intake.folding import fold
from minhchung.ground.intake.tables import BadRow, TableImporter
from minhchung.ground.intake.tables import Plan as Planned
from minhchung.ground.trail.actions import Deed
from minhchung.organisation.imports import UnitsFollowed

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
        Field("issued_on", "Ngày ban hành", "day", required=True, synonyms=("Ngày ký",), has_come=True),
        Field("issuer", "Cơ quan ban hành", required=True, max_length=255),
        Field("title", "Trích yếu", synonyms=("Tên kế hoạch", "Nội dung")),
        Field("amended_by", "Văn bản sửa đổi, bổ sung", max_length=200, synonyms=("Quyết định sửa đổi",)),
        Field("amended_on", "Ngày sửa đổi, bổ sung", "day", synonyms=("Ngày sửa đổi",), has_come=True),
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
        values = texts(row, "title", "amended_by")
        if values["amended_by"] and row.values.get("amended_on") is None:
            raise BadRow("amended_on", "Có văn bản sửa đổi nhưng thiếu ngày sửa đổi.")
        if row.values.get("amended_on") is not None:
            if not values["amended_by"]:
                raise BadRow("amended_by", "Có ngày sửa đổi nhưng thiếu văn bản sửa đổi.")
            ordered(row, "issued_on", "amended_on", "Ngày sửa đổi trước ngày ban hành")
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
        Field("product_count", "Số sản phẩm phải có", "whole", synonyms=("Số lượng sản phẩm", "Số sản phẩm")),
        Field("budget", "Kinh phí dự kiến", "money", synonyms=("Kinh phí", "Kinh phí dự kiến (đồng)")),
        Field("budget_source", "Nguồn kinh phí", max_length=200, synonyms=("Nguồn",)),
        Field("added_on", "Ngày bổ sung", "day", synonyms=("Bổ sung ngày",), has_come=True),
        Field("dropped_on", "Ngày đưa ra", "day", synonyms=("Ngày đưa ra khỏi kế hoạch",), has_come=True),
        Field("changed_by", "Văn bản bổ sung, đưa ra", max_length=200, synonyms=("Văn bản điều chỉnh",)),
        Field("done_on", "Ngày hoàn thành", "day", synonyms=("Hoàn thành ngày",), has_come=True),
        Field(
            "product_reference",
            "Số, ký hiệu sản phẩm",
            max_length=200,
            synonyms=("Văn bản sản phẩm", "Số, ký hiệu văn bản sản phẩm"),
        ),
        Field(
            "product_on",
            "Ngày của sản phẩm",
            "day",
            synonyms=("Ngày văn bản sản phẩm", "Ngày sản phẩm"),
            has_come=True,
        ),
        *HOLDER,
    ),
)


class PlanTasksImporter(UnitsFollowed):
    """One row a task; a task is done only with its product."""

    layout = TASKS
    room = "direction"
    matter = "plan_task"
    model = PlanTask
    key: ClassVar[tuple[str, ...]] = ("plan_id", "number")
    unit_columns: ClassVar[tuple[str, ...]] = ("lead_id",)

    def prepare(self) -> None:
        """Load the plans by number and year."""
        super().prepare()
        self.plans = queries.plans_by_name()
        self.years = queries.plan_years()
        self.units = Units()
        self.holders = Holders()
        self.put_off: dict[int, date | None] = {}

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
        values = texts(row, "support_units", "changed_by", "product_reference", "budget_source")
        if (added or dropped) and not values["changed_by"]:
            raise BadRow("changed_by", "Nhiệm vụ bổ sung hoặc đưa ra phải ghi văn bản sửa đổi kế hoạch.")
        count, budget = row.values.get("product_count"), row.values.get("budget")
        if count is not None and count < 1:
            raise BadRow("product_count", "Số sản phẩm phải có ít nhất là một.")
        if budget is not None and budget < 0:
            raise BadRow("budget", "Kinh phí không được âm.")
        product_on = row.values.get("product_on")
        if done is None and product_on is not None:
            raise BadRow("done_on", "Có ngày của sản phẩm nhưng thiếu ngày hoàn thành.")
        if done is not None and not values["product_reference"]:
            raise BadRow("product_reference", "Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm.")
        if done is not None and product_on is None:
            raise BadRow("product_on", "Nhiệm vụ hoàn thành phải ghi ngày của sản phẩm.")
        ordered(row, "product_on", "done_on", "Ngày hoàn thành trước ngày của sản phẩm")
        lead = self.units.read(row.values["lead_unit"])
        supports = [unit for _name, unit in self.units.several(values["support_units"])]
        return {
            "plan_id": plan,
            **{name: row.values[name] for name in ("number", "head", "title", "product", "lead_unit")},
            "title_folded": fold(row.values["title"]),
            "due_kind": due_kind.value,
            "due_on": due_on,
            "due_words": row.values["due"],
            "product_count": count,
            "budget": budget,
            "lead_id": lead,
            "in_original": added is None,
            "added_on": added,
            "dropped_on": dropped,
            "done_on": done,
            "product_on": product_on,
            **values,
            "_holder": self.holders.read(row, plan=plan, units=(lead, *supports)),
        }

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        """Whether another person is in charge."""
        named, before = values["_holder"], self.holders.before(values["plan_id"], values["number"])
        return {"holder": before.user} if named and named[0] != before.user else {}

    def write(self, plans: Iterable[Planned], *, by: str, at: datetime) -> list[Deed]:
        """The tasks, then in whose hands they are."""
        held = list(plans)
        return [*super().write(held, by=by, at=at), *keep_holders(held, by=by, at=at)]

    def load_children(self, records: Sequence[Model]) -> None:
        """Load the limits that were put off by a deed, as they stood before."""
        notes = TaskNote.objects.filter(task__in=records, kind=NoteKind.POSTPONED).order_by("-at", "-pk")
        self.put_off = dict(notes.values_list("task", "due_before_on"))

    def _compare(self, plan: Planned, record: Model | None) -> None:
        """A sheet that tells of the limit as planned leaves it where it was put off to since."""
        planned = plan.values["due_on"]
        if isinstance(record, PlanTask) and record.pk in self.put_off and self.put_off[record.pk] == planned:
            plan.values = {**plan.values, "due_on": record.due_on, "due_kind": record.due_kind}
        super()._compare(plan, record)

    def after_write(self, new: list[Planned], changed: list[Planned]) -> None:
        """The units in support, and the product that a done task names as what shows it done."""
        numbers = [each.number for each in (*new, *changed)]
        tasks = list(PlanTask.objects.filter(pk__in=numbers))
        sync_supports(tasks)
        done = [each for each in tasks if each.done_on is not None]
        shown = set(Evidence.objects.filter(task__in=done).values_list("task", flat=True))
        Evidence.objects.bulk_create(
            Evidence(
                task=each,
                number=1,
                kind=EvidenceKind.DOCUMENT,
                on=each.product_on,
                reference=each.product_reference,
                count=each.product_count or 1,
                added_at=datetime.combine(each.done_on, time()),
                added_by="nhập từ tệp",
            )
            for each in done
            if each.pk not in shown and each.done_on is not None
        )


_COMPARED = (
    *((value, label) for value, label in Comparator.choices),
    ("ge", ">="),
    ("le", "<="),
    ("ge", "Tối thiểu"),
    ("ge", "Từ ... trở lên"),
    ("gt", "Trên"),
    ("le", "Tối đa"),
    ("lt", "Dưới"),
    ("eq", "Bằng"),
)
TARGETS = Layout(
    name="plan_targets",
    title="Chỉ tiêu của kế hoạch cải cách hành chính",
    key=("plan", "number"),
    fields=(
        Field("plan", "Kế hoạch", required=True, synonyms=("Năm kế hoạch", "Số kế hoạch", "Kế hoạch năm")),
        Field("number", "STT", "whole", required=True, synonyms=("TT", "Số thứ tự")),
        Field("name", "Chỉ tiêu", required=True, max_length=400, synonyms=("Tên chỉ tiêu", "Nội dung")),
        Field("comparator", "So sánh", "choice", required=True, choices=_COMPARED, synonyms=("Dấu",)),
        Field(
            "value", "Mức phải đạt", "decimal", required=True, synonyms=("Mức", "Giá trị", "Chỉ tiêu giao")
        ),
        Field("unit", "Đơn vị tính", max_length=30, synonyms=("ĐVT",)),
        Field("year", "Đến năm", "whole", synonyms=("Năm đạt",)),
        Field("base", "Mốc so sánh", max_length=120, synonyms=("So với",)),
        Field("figure", "Khóa số liệu", max_length=80, synonyms=("Số liệu đo",)),
        Field("programme", "Chương trình, văn bản", max_length=255, synonyms=("Căn cứ",)),
    ),
)


class PlanTargetsImporter(TableImporter):
    """One row a target of a plan."""

    layout = TARGETS
    room = "direction"
    matter = "plan_target"
    model = PlanTarget
    key: ClassVar[tuple[str, ...]] = ("plan_id", "number")

    def prepare(self) -> None:
        """Load the plans by number and year."""
        self.plans = queries.plans_by_name()
        self.years = queries.plan_years()

    def convert(self, row: Row) -> dict[str, Any]:
        """A target of a known plan, measured by a known figure or by none."""
        plan = self.plans.get(queries.name_key(row.values["plan"]))
        if plan is None:
            raise BadRow(
                "plan", f"Không có kế hoạch “{row.values['plan']}”. Nhập kế hoạch trước, hoặc ghi số/năm."
            )
        values = texts(row, "unit", "base", "figure", "programme")
        if values["figure"] and values["figure"] not in REGISTER:
            raise BadRow("figure", f"Không có chỉ tiêu “{values['figure']}”.")
        return {
            "plan_id": plan,
            **{name: row.values[name] for name in ("number", "name", "comparator")},
            "value": row.values["value"],
            "year": row.values.get("year") or self.years[plan],
            **values,
        }
