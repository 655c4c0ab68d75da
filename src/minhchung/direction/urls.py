"""Addresses of direction, under /chi-dao/."""

from __future__ import annotations

from minhchung.direction.web import (
    AssignedTasksRegister,
    FindingsRegister,
    InitiativesRegister,
    InspectionsRegister,
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
    *AssignedTasksRegister.urls("viec-duoc-giao"),
]
