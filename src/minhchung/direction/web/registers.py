"""The plain screens of direction: one declaration a table."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minhchung.direction import actions, moves
from minhchung.direction.forms import (
    AssignedTaskForm,
    FindingForm,
    IndexCriterionForm,
    IndexResultForm,
    InitiativeForm,
    InspectionForm,
    OutreachEventForm,
    PlanForm,
    PlanTargetForm,
    PlanTaskForm,
    ReformBudgetForm,
    suggest_units,
)
from minhchung.direction.models import (
    AssignedTask,
    Finding,
    IndexCriterion,
    IndexResult,
    Initiative,
    Inspection,
    Outreach,
    Plan,
    PlanTarget,
    PlanTask,
    ReformBudget,
)
from minhchung.direction.web.following import doors_of
from minhchung.direction.web.plans import plan_context
from minhchung.direction.web.tasks import task_context
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.forms import offer_units


class PlansRegister(Register):
    """Yearly plans."""

    model = Plan
    room = "direction"
    matter = "plan"
    title = "Kế hoạch cải cách hành chính"
    singular = "kế hoạch"
    lead = (
        "Mỗi năm một kế hoạch; sửa đổi giữa năm ghi văn bản, để giữ cả mẫu số ban đầu và mẫu số sau sửa đổi."
    )
    columns = ("year", "decision", "issued_on", "issuer", "title", "amended_by")
    search = ("title_folded", "decision")
    filters = ("year",)
    order = ("-year", "-issued_on")
    form_class = PlanForm
    have_come = ("issued_on", "amended_on")
    edit = May.EDIT_DIRECTION
    folds = {"title_folded": "title"}
    import_name = "plans"
    deed_names: ClassVar[dict[str, Any]] = {
        "begin": _("Lập dự thảo"),
        "read_table": _("Nhận bảng nhiệm vụ"),
        "propose": _("Đưa nhiệm vụ đề xuất vào"),
        "issue": _("Ban hành"),
        "set_targets": _("Đặt chỉ tiêu"),
        "take_table": _("Đưa bảng nhiệm vụ vào"),
        "leave_out": _("Bỏ nhiệm vụ khỏi dự thảo"),
    }
    detail_template = "direction/plan.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What the reader may do with it, and how far it has come."""
        return plan_context(record, keeps=user.may(May.EDIT_DIRECTION))


class IndexResultsRegister(Register):
    """Results of indices as others announced them."""

    model = IndexResult
    room = "direction"
    matter = "index_result"
    title = "Kết quả chỉ số"
    singular = "kết quả chỉ số"
    lead = "Điểm và xếp hạng do cơ quan cấp trên công bố; nhập đúng như văn bản, phần mềm không tính lại."
    columns = ("year", "kind", "score", "full", "rank", "ranked_among", "decision", "announced_on")
    search = ("decision", "announced_by")
    filters = ("kind",)
    order = ("-year", "kind")
    form_class = IndexResultForm
    have_come = ("announced_on",)
    edit = May.EDIT_DIRECTION
    related = ("criteria",)
    import_name = "index_results"


class PlanTargetsRegister(Register):
    """Targets of plans."""

    model = PlanTarget
    room = "direction"
    matter = "plan_target"
    title = "Chỉ tiêu của kế hoạch"
    singular = "chỉ tiêu"
    lead = "Mỗi chỉ tiêu có phép so sánh, mức, năm và mốc so sánh; chỉ tiêu có khóa số liệu thì mở được số liệu đo nó."
    columns = ("plan__year", "number", "name", "comparator", "value", "unit", "year", "base", "programme")
    named_by = "name"
    search = ("name", "programme")
    filters = ("plan",)
    order = ("-plan__year", "number")
    form_class = PlanTargetForm
    edit = May.EDIT_DIRECTION
    import_name = "plan_targets"
    detail_template = "direction/target.html"

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """The figure that measures it."""
        return {
            "figure_url": f"{reverse('figures:figure', args=[record.figure])}?ky={record.year}"
            if record.figure
            else ""
        }


class PlanTasksRegister(Register):
    """Tasks of plans."""

    model = PlanTask
    room = "direction"
    matter = "plan_task"
    title = "Nhiệm vụ của kế hoạch"
    singular = "nhiệm vụ"
    lead = "Nhiệm vụ chỉ tính là hoàn thành khi có sản phẩm và minh chứng."
    columns = ("plan__year", "number", "head", "title", "lead_unit", "due_on", "done_on", "product_reference")
    named_by = "title"
    search = ("title_folded", "number", "product_reference")
    filters = ("plan", "head", "in_original")
    order = ("-plan__year", "id")
    form_class = PlanTaskForm
    have_come = ("document_on",)
    edit = May.EDIT_DIRECTION
    save = staticmethod(actions.save_task)
    folds: ClassVar[dict[str, str]] = {"title_folded": "title"}
    import_name = "plan_tasks"
    deed_names: ClassVar[dict[str, Any]] = {
        **moves.DEED_NAMES,
        "add": _("Bổ sung vào kế hoạch"),
    }
    detail_template = "direction/task.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What the reader may do with it, what shows it done, what was told of it."""
        return task_context(record, user)

    @classmethod
    def narrow(cls, form: Any, today: date) -> None:
        """The units that are, for the lead."""
        suggest_units(form, "lead_unit", today)


class InspectionsRegister(Register):
    """Inspections."""

    model = Inspection
    room = "direction"
    matter = "inspection"
    title = "Kiểm tra cải cách hành chính"
    singular = "cuộc kiểm tra"
    columns = ("on", "unit", "decision", "conclusion")
    search = ("subject_folded", "unit", "decision")
    order = ("-on",)
    form_class = InspectionForm
    have_come = ("on",)
    edit = May.EDIT_DIRECTION
    save = staticmethod(actions.save_inspection)
    related = ("findings",)
    import_name = "inspections"
    deed_names: ClassVar[dict[str, Any]] = {"conclude": _("Ghi kết luận")}
    detail_template = "direction/follow.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The door of the deed that is open, the way to a problem; whether its unit is known."""
        told = doors_of("inspection", record, user)
        if user.may(cls.edit):
            url = f"{reverse('direction:finding_new')}?inspection={record.pk}"
            told["doors"] = [*told["doors"], (_("Thêm vấn đề"), url)]
        return {**told, "unknown_unit": record.unit if record.inspected_id is None else ""}

    @classmethod
    def narrow(cls, form: Any, today: date) -> None:
        """The units that are."""
        suggest_units(form, "unit", today)


class FindingsRegister(Register):
    """Problems raised by inspections."""

    model = Finding
    room = "direction"
    matter = "finding"
    title = "Vấn đề đặt ra sau kiểm tra"
    singular = "vấn đề"
    columns = (
        "inspection__on",
        "inspection__unit",
        "number",
        "content",
        "due_on",
        "closed_on",
        "closed_reference",
    )
    search = ("content_folded", "closed_reference")
    order = ("-inspection__on", "number")
    form_class = FindingForm
    edit = May.EDIT_DIRECTION
    folds = {"content_folded": "content"}
    import_name = "findings"
    deed_names: ClassVar[dict[str, Any]] = {"close": _("Xử lý xong")}
    detail_template = "direction/follow.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The door of the deed that is open."""
        return doors_of("finding", record, user)


class InitiativesRegister(Register):
    """Initiatives."""

    model = Initiative
    room = "direction"
    matter = "initiative"
    title = "Sáng kiến, cách làm mới"
    singular = "sáng kiến"
    lead = (
        "Sáng kiến được đề xuất, rồi công nhận bằng quyết định hoặc không công nhận có lý do; "
        "số liệu đếm sáng kiến được công nhận."
    )
    columns = ("title", "unit", "recognised_on", "decision", ("standing", _("Tình trạng")))
    search = ("title_folded", "decision")
    filters = ("head",)
    order = ("-id",)
    form_class = InitiativeForm
    have_come = ("proposed_on",)
    edit = May.EDIT_DIRECTION
    save = staticmethod(actions.save_initiative)
    import_name = "initiatives"
    deed_names: ClassVar[dict[str, Any]] = {**moves.INITIATIVE_DEEDS}
    detail_template = "direction/follow.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The doors of the deeds that are open."""
        return doors_of("initiative", record, user)

    @classmethod
    def narrow(cls, form: Any, today: date) -> None:
        """The units that are."""
        suggest_units(form, "unit", today)


class AssignedTasksRegister(Register):
    """Tasks assigned from above."""

    model = AssignedTask
    room = "direction"
    matter = "assigned_task"
    title = "Nhiệm vụ cấp trên giao"
    singular = "nhiệm vụ"
    columns = (
        "number",
        "item",
        "assigned_by",
        "assigned_on",
        "content",
        "due_on",
        "done_on",
        "product_reference",
    )
    filters = ("lead",)
    search = ("content_folded", "number", "product_reference")
    order = ("-assigned_on",)
    form_class = AssignedTaskForm
    have_come = ("assigned_on",)
    edit = May.EDIT_DIRECTION
    folds = {"content_folded": "content"}
    import_name = "assigned_tasks"
    deed_names: ClassVar[dict[str, Any]] = {
        "finish": _("Hoàn thành"),
        "reopen": _("Mở lại"),
        "extend": _("Lùi thời hạn"),
    }
    detail_template = "direction/follow.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """The doors of the deeds that are open."""
        return doors_of("assigned_task", record, user)

    @classmethod
    def narrow(cls, form: Any, today: date) -> None:
        """The units that are."""
        offer_units(form, today)


class OutreachRegister(Register):
    """What made the reform known."""

    model = Outreach
    room = "direction"
    matter = "outreach"
    title = "Tuyên truyền cải cách hành chính"
    singular = "hoạt động tuyên truyền"
    lead = (
        "Tin, bài, hội nghị, tập huấn về cải cách hành chính; phổ biến pháp luật có sổ riêng ở mục Thể chế."
    )
    columns = ("on", "form", "title", "audience", "people", "minutes", "unit", "reference")
    search = ("title_folded", "audience", "unit")
    filters = ("form",)
    order = ("-on", "-id")
    form_class = OutreachEventForm
    have_come = ("on",)
    edit = May.EDIT_DIRECTION
    folds: ClassVar[dict[str, str]] = {"title_folded": "title"}
    import_name = "outreach"


class ReformBudgetRegister(Register):
    """Money for the reform."""

    model = ReformBudget
    room = "direction"
    matter = "reform_budget"
    title = "Kinh phí cải cách hành chính"
    singular = "khoản kinh phí"
    lead = "Dự toán giao và số đã chi từng nội dung, từng nguồn, theo năm ngân sách, tính bằng đồng."
    columns = ("year", "item", "source", "given", "spent", "decision")
    search = ("item", "source", "decision")
    filters = ("year",)
    order = ("-year", "item")
    form_class = ReformBudgetForm
    edit = May.EDIT_DIRECTION
    import_name = "reform_budget"


class IndexCriteriaRegister(Register):
    """Criteria of index results."""

    model = IndexCriterion
    room = "direction"
    matter = "index_criterion"
    title = "Điểm theo tiêu chí của chỉ số"
    singular = "tiêu chí"
    lead = "Điểm mất ở tiêu chí nào thì kế hoạch năm sau được đề xuất nhiệm vụ ở đó."
    columns = ("result__year", "result__kind", "number", "title", "head", "full", "score", "reason")
    search = ("number", "title", "reason")
    filters = ("result", "head")
    order = ("-result__year", "id")
    form_class = IndexCriterionForm
    edit = May.EDIT_DIRECTION
    import_name = "index_criteria"
