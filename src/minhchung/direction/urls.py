"""Addresses of direction, under /chi-dao/."""

from __future__ import annotations

from django.urls import path

from minhchung.direction.web import board, following, meetings, plans, registers, tasks

app_name = "direction"
urlpatterns = [
    path("viec/", board.work, name="work"),
    path("chuong-trinh/", plans.programme_list, name="programmes"),
    path("ke-hoach/nhan-bang/", plans.read_table, name="read_plan_table"),
    path("ke-hoach/bang/<int:number>/", plans.table, name="plan_table"),
    path("ke-hoach/de-xuat/", plans.propose, name="propose_plan"),
    path("nhiem-vu/<int:number>/bo-khoi-du-thao/", plans.leave_out, name="plan_task_leave_out"),
    path("ke-hoach/<int:number>/ban-hanh/", plans.issue, name="plan_issue"),
    path("ke-hoach/<int:number>/chi-tieu-chuong-trinh/", plans.set_targets, name="plan_set_targets"),
    path("ke-hoach/<int:number>/phu-luc/", plans.annex, name="plan_annex"),
    *registers.PlansRegister.urls("ke-hoach"),
    *registers.PlanTargetsRegister.urls("chi-tieu"),
    *registers.PlanTasksRegister.urls("nhiem-vu"),
    path("nhiem-vu/<int:number>/viec/<slug:slug>/", tasks.task_deed, name="task_deed"),
    path("nhiem-vu/<int:number>/minh-chung/<int:evidence>/", tasks.task_file, name="task_file"),
    *registers.InspectionsRegister.urls("kiem-tra"),
    path("kiem-tra/<int:number>/viec/<slug:slug>/", following.deed_on("inspection"), name="inspection_deed"),
    *registers.FindingsRegister.urls("van-de-sau-kiem-tra"),
    path(
        "van-de-sau-kiem-tra/<int:number>/viec/<slug:slug>/",
        following.deed_on("finding"),
        name="finding_deed",
    ),
    *registers.InitiativesRegister.urls("sang-kien"),
    path("sang-kien/<int:number>/viec/<slug:slug>/", following.deed_on("initiative"), name="initiative_deed"),
    *registers.OutreachRegister.urls("tuyen-truyen"),
    *registers.ReformBudgetRegister.urls("kinh-phi"),
    *registers.IndexResultsRegister.urls("ket-qua-chi-so"),
    *registers.IndexCriteriaRegister.urls("tieu-chi-chi-so"),
    *registers.AssignedTasksRegister.urls("viec-duoc-giao"),
    path("viec-duoc-giao/tong-hop/", following.assigned_summary, name="assigned_summary"),
    path(
        "viec-duoc-giao/<int:number>/viec/<slug:slug>/",
        following.deed_on("assigned_task"),
        name="assigned_deed",
    ),
    *meetings.MeetingsRegister.urls("doi-thoai"),
    path("doi-thoai/<int:number>/ket-qua/", meetings.hold_meeting, name="hold_meeting"),
    path("doi-thoai/<int:number>/khong-to-chuc/", meetings.cancel_meeting, name="cancel_meeting"),
    path("doi-thoai/<int:number>/bien-ban/", meetings.keep_minutes, name="keep_minutes"),
    path("doi-thoai/<int:number>/bien-ban/tep/", meetings.minutes, name="minutes"),
    *meetings.MeetingQuestionsRegister.urls("cau-hoi-doi-thoai"),
]
