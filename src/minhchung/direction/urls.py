"""Addresses of direction, under /chi-dao/."""

from __future__ import annotations

from django.urls import path

from minhchung.direction import web
from minhchung.direction.web import (
    AssignedTasksRegister,
    FindingsRegister,
    IndexResultsRegister,
    InitiativesRegister,
    InspectionsRegister,
    MeetingQuestionsRegister,
    MeetingsRegister,
    PlansRegister,
    PlanTasksRegister,
)

app_name = "direction"
urlpatterns = [
    *PlansRegister.urls("ke-hoach"),
    *PlanTasksRegister.urls("nhiem-vu"),
    *InspectionsRegister.urls("kiem-tra"),
    *FindingsRegister.urls("van-de-sau-kiem-tra"),
    *InitiativesRegister.urls("sang-kien"),
    *IndexResultsRegister.urls("ket-qua-chi-so"),
    *AssignedTasksRegister.urls("viec-duoc-giao"),
    *MeetingsRegister.urls("doi-thoai"),
    path("doi-thoai/<int:number>/ket-qua/", web.hold_meeting, name="hold_meeting"),
    path("doi-thoai/<int:number>/khong-to-chuc/", web.cancel_meeting, name="cancel_meeting"),
    path("doi-thoai/<int:number>/bien-ban/", web.keep_minutes, name="keep_minutes"),
    path("doi-thoai/<int:number>/bien-ban/tep/", web.minutes, name="minutes"),
    *MeetingQuestionsRegister.urls("cau-hoi-doi-thoai"),
]
