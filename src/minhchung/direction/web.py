"""Screens of direction."""

from __future__ import annotations

from minhchung.direction.forms import (
    AssignedTaskForm,
    FindingForm,
    InitiativeForm,
    InspectionForm,
    PlanForm,
    PlanTaskForm,
)
from minhchung.direction.models import AssignedTask, Finding, Initiative, Inspection, Plan, PlanTask
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register


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
    edit = May.EDIT_DIRECTION
    folds = {"title_folded": "title"}
    related = ("tasks",)
    import_name = "plans"


class PlanTasksRegister(Register):
    """Tasks of plans."""

    model = PlanTask
    room = "direction"
    matter = "plan_task"
    title = "Nhiệm vụ của kế hoạch"
    singular = "nhiệm vụ"
    lead = "Nhiệm vụ chỉ tính là hoàn thành khi có số, ký hiệu và ngày của sản phẩm."
    columns = ("plan__year", "number", "head", "title", "lead_unit", "due_on", "done_on", "product_reference")
    search = ("title_folded", "number", "product_reference")
    filters = ("plan", "head", "in_original")
    order = ("-plan__year", "id")
    form_class = PlanTaskForm
    edit = May.EDIT_DIRECTION
    folds = {"title_folded": "title"}
    import_name = "plan_tasks"
    deed_names = {"finish": "Hoàn thành", "add": "Bổ sung vào kế hoạch", "drop": "Đưa ra khỏi kế hoạch"}


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
    edit = May.EDIT_DIRECTION
    folds = {"subject_folded": "subject"}
    related = ("findings",)
    import_name = "inspections"


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
    deed_names = {"close": "Xử lý xong"}


class InitiativesRegister(Register):
    """Initiatives."""

    model = Initiative
    room = "direction"
    matter = "initiative"
    title = "Sáng kiến, cách làm mới"
    singular = "sáng kiến"
    columns = ("title", "head", "unit", "recognised_on", "decision")
    search = ("title_folded", "decision")
    filters = ("head",)
    order = ("-recognised_on",)
    form_class = InitiativeForm
    edit = May.EDIT_DIRECTION
    folds = {"title_folded": "title"}
    import_name = "initiatives"


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
    search = ("content_folded", "number", "product_reference")
    order = ("-assigned_on",)
    form_class = AssignedTaskForm
    edit = May.EDIT_DIRECTION
    folds = {"content_folded": "content"}
    import_name = "assigned_tasks"
    deed_names = {"finish": "Hoàn thành"}
