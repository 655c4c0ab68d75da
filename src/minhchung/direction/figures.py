"""Figures of direction (BM1): the plan, inspections, initiatives, assigned tasks, information, money."""

from __future__ import annotations

from minhchung.direction.facts import (
    AssignedTaskFacts,
    FindingFacts,
    InitiativeFacts,
    InspectedUnitFacts,
    InspectionFacts,
    MeetingFacts,
    OutreachFacts,
    PlanTaskFacts,
    ReformBudgetFacts,
)
from minhchung.figures.kinds import Count, Share, Stock, Total
from minhchung.figures.register import figure
from minhchung.rules.windows import Clock, Window

_FORM = "BNV, phụ lục thống kê báo cáo CCHC, BM1"
_TASK_GROUPS = ("head", "plan_year", "lead_unit")
_ASSIGNED = f"{_FORM} dòng 3.1 = 3.2+3.3+3.4+3.5"


@figure(
    "plan.tasks",
    title="Nhiệm vụ trong kế hoạch cải cách hành chính",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 1.1",
    formula=(
        "Nhiệm vụ của kế hoạch các năm thuộc kỳ, kể cả nhiệm vụ bổ sung, trừ nhiệm vụ đã đưa ra "
        "theo văn bản sửa đổi đến ngày cuối kỳ"
    ),
    groups=_TASK_GROUPS,
)
def tasks(plan_tasks: PlanTaskFacts, window: Window) -> Count:
    """The amended denominator."""
    return Count(plan_tasks.of_years_of(window).standing_after(window))


@figure(
    "plan.tasks_original",
    title="Nhiệm vụ trong kế hoạch cải cách hành chính khi ban hành",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 1.1 (mẫu số ban đầu)",
    formula="Nhiệm vụ của kế hoạch các năm thuộc kỳ theo bản ban hành đầu tiên, chưa kể sửa đổi",
    groups=_TASK_GROUPS,
)
def tasks_original(plan_tasks: PlanTaskFacts, window: Window) -> Count:
    """The original denominator."""
    return Count(plan_tasks.of_years_of(window).original())


@figure(
    "plan.tasks_done",
    title="Tỷ lệ hoàn thành nhiệm vụ kế hoạch cải cách hành chính",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 1.2 / dòng 1.1",
    formula=(
        "Trong số nhiệm vụ của kế hoạch (sau sửa đổi): số đã hoàn thành có sản phẩm là văn bản "
        "ghi ngày không muộn hơn ngày cuối kỳ"
    ),
    groups=_TASK_GROUPS,
)
def tasks_done(plan_tasks: PlanTaskFacts, window: Window) -> Share:
    """Done with their product, of the amended plan."""
    whole = plan_tasks.of_years_of(window).standing_after(window)
    return Share(part=whole.done_by(window), whole=whole)


@figure(
    "plan.tasks_completed",
    title="Nhiệm vụ của kế hoạch cải cách hành chính hoàn thành trong kỳ",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 1.2",
    formula=(
        "Số nhiệm vụ đã hoàn thành có sản phẩm mà ngày hoàn thành và ngày của sản phẩm, lấy ngày muộn hơn, nằm trong "
        "kỳ; kể cả nhiệm vụ của kế hoạch năm trước làm xong muộn, trừ nhiệm vụ đã đưa ra trước đó"
    ),
    groups=_TASK_GROUPS,
)
def tasks_completed(plan_tasks: PlanTaskFacts, window: Window) -> Count:
    """Done inside the window with their product."""
    return Count(plan_tasks.done_in(window))


@figure(
    "plan.tasks_done_of_original",
    title="Tỷ lệ hoàn thành nhiệm vụ trên kế hoạch ban đầu",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 1.2 / dòng 1.1 (mẫu số ban đầu)",
    formula="Trong số nhiệm vụ của kế hoạch khi ban hành: số đã hoàn thành có sản phẩm đến ngày cuối kỳ",
    groups=_TASK_GROUPS,
)
def tasks_done_of_original(plan_tasks: PlanTaskFacts, window: Window) -> Share:
    """Done with their product, of the plan as first issued."""
    whole = plan_tasks.of_years_of(window).original()
    return Share(part=whole.done_by(window), whole=whole)


@figure(
    "plan.tasks_overdue",
    title="Nhiệm vụ của kế hoạch chưa hoàn thành, đã quá hạn",
    unit="nhiệm vụ",
    cites="Quy ước nội bộ: nhiệm vụ ghi được ngày cuối của thời hạn; không phải chỉ tiêu của biểu mẫu",
    formula="Trong số nhiệm vụ của kế hoạch (sau sửa đổi): số chưa có sản phẩm đến ngày cuối kỳ mà thời hạn đã qua",
    clock=Clock.AS_OF,
    groups=_TASK_GROUPS,
)
def tasks_overdue(plan_tasks: PlanTaskFacts, window: Window) -> Stock:
    """Open, the limit gone by."""
    return Stock(plan_tasks.of_years_of(window).standing_after(window).overdue_after(window))


@figure(
    "direction.inspections",
    title="Lượt cơ quan, đơn vị được kiểm tra cải cách hành chính",
    unit="lượt đơn vị",
    cites=f"{_FORM} dòng 2.1",
    formula="Số lượt đơn vị được kiểm tra có ngày kiểm tra trong kỳ",
    groups=("unit",),
)
def inspections(inspections: InspectionFacts, window: Window) -> Count:
    """Inspections held."""
    return Count(inspections.held_in(window))


@figure(
    "direction.units_inspected",
    title="Tỷ lệ phòng, đơn vị trực thuộc được kiểm tra cải cách hành chính",
    unit="đơn vị",
    cites=f"{_FORM} dòng 2.1 (tỷ lệ trên tổng số)",
    formula=(
        "Trong số phòng, đơn vị sự nghiệp trực thuộc còn tồn tại ngày cuối kỳ (cả năm: 31/12): số được kiểm tra ít "
        "nhất một lần trong kỳ, kể cả khi còn là đơn vị trước sắp xếp; đơn vị kiểm tra nhiều lần tính một lần"
    ),
    clock=Clock.CALENDAR,
    version=2,
    groups=("kind",),
)
def units_inspected(units: InspectedUnitFacts, window: Window) -> Share:
    """Own units inspected at least once, of those that stand on the last day."""
    whole = units.standing_after(window)
    return Share(part=whole.inspected_in(window), whole=whole)


@figure(
    "direction.findings",
    title="Vấn đề đặt ra sau kiểm tra",
    unit="vấn đề",
    cites=f"{_FORM} dòng 2.2",
    formula="Số vấn đề do các cuộc kiểm tra trong kỳ đặt ra",
    groups=("unit",),
)
def findings(findings: FindingFacts, window: Window) -> Count:
    """Problems raised."""
    return Count(findings.raised_in(window))


@figure(
    "direction.findings_closed",
    title="Tỷ lệ vấn đề sau kiểm tra đã xử lý xong",
    unit="vấn đề",
    cites=f"{_FORM} dòng 2.3 / dòng 2.2",
    formula="Trong số vấn đề đặt ra trong kỳ: số xử lý xong, có văn bản, đến ngày cuối kỳ",
    groups=("unit",),
)
def findings_closed(findings: FindingFacts, window: Window) -> Share:
    """Problems dealt with, of those raised."""
    whole = findings.raised_in(window)
    return Share(part=whole.closed_by(window), whole=whole)


@figure(
    "direction.findings_handled",
    title="Vấn đề sau kiểm tra đã xử lý xong trong kỳ",
    unit="vấn đề",
    cites=f"{_FORM} dòng 2.3",
    formula="Số vấn đề có ngày xử lý xong trong kỳ, kể cả vấn đề đặt ra từ kỳ trước",
    groups=("unit",),
)
def findings_handled(findings: FindingFacts, window: Window) -> Count:
    """Problems dealt with, whenever they were raised."""
    return Count(findings.closed_in(window))


@figure(
    "direction.initiatives",
    title="Sáng kiến, cách làm mới được công nhận",
    unit="sáng kiến",
    cites=f"{_FORM} dòng 7",
    formula="Số sáng kiến có quyết định công nhận trong kỳ",
    groups=("head",),
)
def initiatives(initiatives: InitiativeFacts, window: Window) -> Count:
    """Initiatives recognised."""
    return Count(initiatives.recognised_in(window))


@figure(
    "direction.dialogues",
    title="Số cuộc đối thoại đã tổ chức",
    unit="cuộc",
    cites=f"{_FORM} dòng 5",
    formula="Số cuộc đối thoại với doanh nghiệp, với người dân bắt đầu trong kỳ và đã ghi là tổ chức",
    groups=("kind", "led_by"),
)
def dialogues(meetings: MeetingFacts, window: Window) -> Count:
    """Dialogues held."""
    return Count(meetings.dialogues().held_in(window))


@figure(
    "direction.assigned",
    title="Nhiệm vụ cấp trên giao trong kỳ",
    unit="nhiệm vụ",
    cites=_ASSIGNED,
    formula="Số nhiệm vụ do Chính phủ, Thủ tướng, Ủy ban nhân dân, Chủ tịch tỉnh giao trong kỳ",
    groups=("assigned_by",),
)
def assigned(tasks: AssignedTaskFacts, window: Window) -> Count:
    """Tasks assigned."""
    return Count(tasks.assigned_in(window))


@figure(
    "direction.assigned_on_time",
    title="Tỷ lệ nhiệm vụ cấp trên giao hoàn thành đúng hạn",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 3.2 / dòng 3.1",
    formula="Trong số nhiệm vụ được giao trong kỳ: số hoàn thành đến ngày cuối kỳ và không quá hạn",
    groups=("assigned_by",),
)
def assigned_on_time(tasks: AssignedTaskFacts, window: Window) -> Share:
    """Done within the limit, of those assigned."""
    whole = tasks.assigned_in(window)
    return Share(part=whole.done_on_time_by(window), whole=whole)


@figure(
    "direction.assigned_done_on_time",
    title="Nhiệm vụ cấp trên giao hoàn thành đúng hạn",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 3.2",
    formula="Trong số nhiệm vụ được giao trong kỳ: số hoàn thành đến ngày cuối kỳ và không quá hạn",
    groups=("assigned_by",),
)
def assigned_done_on_time(tasks: AssignedTaskFacts, window: Window) -> Count:
    """Done within the limit."""
    return Count(tasks.assigned_in(window).done_on_time_by(window))


@figure(
    "direction.assigned_late_done",
    title="Nhiệm vụ cấp trên giao hoàn thành quá hạn",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 3.3",
    formula="Trong số nhiệm vụ được giao trong kỳ: số hoàn thành đến ngày cuối kỳ nhưng sau hạn",
    groups=("assigned_by",),
)
def assigned_late_done(tasks: AssignedTaskFacts, window: Window) -> Count:
    """Done after the limit."""
    return Count(tasks.assigned_in(window).done_late_by(window))


@figure(
    "direction.assigned_open_in_time",
    title="Nhiệm vụ cấp trên giao chưa hoàn thành, còn trong hạn",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 3.4",
    formula="Trong số nhiệm vụ được giao trong kỳ: số chưa xong đến ngày cuối kỳ mà hạn chưa qua hoặc không có hạn",
    groups=("assigned_by",),
)
def assigned_open_in_time(tasks: AssignedTaskFacts, window: Window) -> Count:
    """Open, the limit still ahead."""
    return Count(tasks.assigned_in(window).open_in_time_after(window))


@figure(
    "direction.assigned_open_overdue",
    title="Nhiệm vụ cấp trên giao chưa hoàn thành, đã quá hạn",
    unit="nhiệm vụ",
    cites=f"{_FORM} dòng 3.5",
    formula="Trong số nhiệm vụ được giao trong kỳ: số chưa xong đến ngày cuối kỳ mà hạn đã qua",
    groups=("assigned_by",),
)
def assigned_open_overdue(tasks: AssignedTaskFacts, window: Window) -> Count:
    """Open, the limit gone by."""
    return Count(tasks.assigned_in(window).open_overdue_after(window))


@figure(
    "direction.outreach",
    title="Tin, bài, hội nghị, tập huấn tuyên truyền cải cách hành chính",
    unit="hoạt động",
    cites=f"{_FORM} dòng 8",
    formula="Số tin, bài, hội nghị, tập huấn và hoạt động tuyên truyền khác có ngày thực hiện trong kỳ",
    groups=("form", "unit"),
)
def outreach(outreach: OutreachFacts, window: Window) -> Count:
    """What made the reform known."""
    return Count(outreach.held_in(window))


@figure(
    "direction.outreach_articles",
    title="Tin, bài tuyên truyền cải cách hành chính",
    unit="tin, bài",
    cites=f"{_FORM} dòng 8",
    formula="Số hoạt động tuyên truyền trong kỳ có hình thức tin, bài",
    groups=("unit",),
)
def outreach_articles(outreach: OutreachFacts, window: Window) -> Count:
    """Articles alone."""
    return Count(outreach.held_in(window).of_form("article"))


@figure(
    "direction.outreach_meetings",
    title="Hội nghị, tập huấn tuyên truyền cải cách hành chính",
    unit="cuộc",
    cites=f"{_FORM} dòng 8",
    formula="Số hoạt động tuyên truyền trong kỳ có hình thức hội nghị, hội thảo hoặc tập huấn",
    groups=("form", "unit"),
)
def outreach_meetings(outreach: OutreachFacts, window: Window) -> Count:
    """Conferences and training alone."""
    return Count(outreach.held_in(window).of_form("conference", "training"))


@figure(
    "direction.outreach_people",
    title="Lượt người được tuyên truyền, tập huấn về cải cách hành chính",
    unit="lượt người",
    cites=f"{_FORM} dòng 8",
    formula="Cộng lượt người của các hoạt động tuyên truyền trong kỳ",
    groups=("form", "unit"),
)
def outreach_people(outreach: OutreachFacts, window: Window) -> Total:
    """How many it reached."""
    return Total(outreach.held_in(window), "people")


@figure(
    "direction.budget",
    title="Kinh phí giao cho cải cách hành chính",
    unit="đồng",
    cites=f"{_FORM} dòng 9; TT 26/2019/TT-BTC",
    formula="Cộng dự toán giao của các năm ngân sách kết thúc (31/12) trong kỳ",
    clock=Clock.CALENDAR,
    groups=("source",),
)
def budget(budget: ReformBudgetFacts, window: Window) -> Total:
    """Money given."""
    return Total(budget.of_years_of(window), "given")


@figure(
    "direction.budget_spent",
    title="Kinh phí đã chi cho cải cách hành chính",
    unit="đồng",
    cites=f"{_FORM} dòng 9; TT 26/2019/TT-BTC",
    formula="Cộng số đã chi của các năm ngân sách kết thúc (31/12) trong kỳ",
    clock=Clock.CALENDAR,
    groups=("source",),
)
def budget_spent(budget: ReformBudgetFacts, window: Window) -> Total:
    """Money spent."""
    return Total(budget.of_years_of(window), "spent")
