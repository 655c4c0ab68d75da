"""The access table: plans and their tasks, what is followed to its end, meetings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhchung.config.access.lines import OF_THE_AGENCY, READ, Line, Rows, register, those
from minhchung.ground.accounts.policy import May

_DIRECTION = May.EDIT_DIRECTION
_KEEPS = those(_DIRECTION)
_MEETING = {"number": Rows("direction.Meeting")}
_PLAN = {"number": Rows("direction.Plan")}
_TASK = {"number": Rows("direction.PlanTask")}

DIRECTION = (
    Line("direction:work", _("Việc theo kế hoạch: bảng, thẻ, thời gian, tiến độ"), get=READ),
    Line("direction:programmes", _("Chương trình cải cách hành chính"), get=READ),
    Line("direction:read_plan_table", _("Kế hoạch: nhận bảng nhiệm vụ Word, Excel"), get=_KEEPS, post=_KEEPS),
    Line(
        "direction:plan_table",
        _("Kế hoạch: xem bảng đã nhận, đưa vào dự thảo"),
        get=_KEEPS,
        post=_KEEPS,
        rows={"number": Rows("direction.PlanTable")},
    ),
    Line("direction:propose_plan", _("Kế hoạch: đề xuất năm sau"), get=_KEEPS, post=_KEEPS),
    Line("direction:plan_issue", _("Kế hoạch: ban hành dự thảo"), get=_KEEPS, post=_KEEPS, rows=_PLAN),
    Line("direction:plan_task_leave_out", _("Nhiệm vụ: bỏ khỏi dự thảo"), get=_KEEPS, post=_KEEPS, rows=_TASK),
    Line("direction:plan_set_targets", _("Kế hoạch: đặt chỉ tiêu theo chương trình"), post=_KEEPS, rows=_PLAN),
    Line("direction:plan_annex", _("Kế hoạch: tải phụ lục"), get=READ, rows=_PLAN),
    *register("direction:plan", _("Kế hoạch"), "direction.Plan", edit=_DIRECTION),
    *register("direction:plan_target", _("Chỉ tiêu của kế hoạch"), "direction.PlanTarget", edit=_DIRECTION),
    *register("direction:plan_task", _("Nhiệm vụ của kế hoạch"), "direction.PlanTask", edit=_DIRECTION),
    Line(
        "direction:task_deed",
        _("Nhiệm vụ của kế hoạch: làm một việc (bắt đầu, tiến độ, minh chứng, hoàn thành)"),
        get=OF_THE_AGENCY,
        post=OF_THE_AGENCY,
        rows=_TASK,
        sample={"slug": "tien-do"},
    ),
    Line(
        "direction:task_file",
        _("Nhiệm vụ của kế hoạch: tải tệp minh chứng"),
        get=READ,
        rows={**_TASK, "evidence": Rows("direction.Evidence", under="task")},
    ),
    *register("direction:outreach", _("Tuyên truyền"), "direction.Outreach", edit=_DIRECTION),
    *register("direction:reform_budget", _("Kinh phí cải cách hành chính"), "direction.ReformBudget", edit=_DIRECTION),
    *register("direction:index_criterion", _("Điểm theo tiêu chí"), "direction.IndexCriterion", edit=_DIRECTION),
    Line("direction:assigned_summary", _("Nhiệm vụ cấp trên giao: tổng hợp"), get=READ),
    *(
        Line(
            f"direction:{name}",
            says,
            get=_KEEPS,
            post=_KEEPS,
            rows={"number": Rows(table)},
            sample={"slug": slug},
        )
        for name, says, table, slug in (
            ("assigned_deed", _("Nhiệm vụ cấp trên giao: hoàn thành, lùi hạn"), "direction.AssignedTask", "hoan-thanh"),
            ("inspection_deed", _("Kiểm tra: ghi kết luận"), "direction.Inspection", "ket-luan"),
            ("initiative_deed", _("Sáng kiến: công nhận hoặc không, áp dụng"), "direction.Initiative", "cong-nhan"),
            ("finding_deed", _("Vấn đề sau kiểm tra: xử lý xong"), "direction.Finding", "xu-ly-xong"),
        )
    ),
    *register("direction:inspection", _("Kiểm tra"), "direction.Inspection", edit=_DIRECTION),
    *register("direction:finding", _("Vấn đề sau kiểm tra"), "direction.Finding", edit=_DIRECTION),
    *register("direction:index_result", _("Kết quả chỉ số"), "direction.IndexResult", edit=_DIRECTION),
    *register("direction:initiative", _("Sáng kiến"), "direction.Initiative", edit=_DIRECTION),
    *register(
        "direction:assigned_task", _("Nhiệm vụ cấp trên giao"), "direction.AssignedTask", edit=_DIRECTION
    ),
    *register("direction:meeting", _("Đối thoại, tiếp công dân"), "direction.Meeting", edit=_DIRECTION),
    *register(
        "direction:meeting_question", _("Câu hỏi tại cuộc đối thoại"), "direction.MeetingQuestion", edit=_DIRECTION
    ),
    *(
        Line(f"direction:{name}", says, get=those(_DIRECTION), post=those(_DIRECTION), rows=_MEETING)
        for name, says in (
            ("hold_meeting", _("Đối thoại, tiếp công dân: ghi kết quả")),
            ("cancel_meeting", _("Đối thoại, tiếp công dân: ghi là không tổ chức")),
            ("keep_minutes", _("Đối thoại, tiếp công dân: đính kèm, công bố biên bản")),
        )
    ),
    Line("direction:minutes", _("Đối thoại, tiếp công dân: tải biên bản"), get=READ, rows=_MEETING),
)  # fmt: skip
