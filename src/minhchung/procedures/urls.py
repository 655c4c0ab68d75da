"""Addresses of procedures, under /thu-tuc/."""

from __future__ import annotations

from django.urls import path

from minhchung.procedures.web import (
    CasesRegister,
    ComponentsRegister,
    OwnDesksRegister,
    ProceduresRegister,
    ProcessesRegister,
    ProcessStepsRegister,
    VersionsRegister,
    bpmn,
)

app_name = "procedures"
urlpatterns = [
    *ProceduresRegister.urls("ma"),
    *CasesRegister.urls("truong-hop"),
    *ComponentsRegister.urls("thanh-phan"),
    *OwnDesksRegister.urls("tu-tiep-nhan"),
    path("quy-trinh/<int:number>/bpmn/", bpmn, name="process_bpmn"),
    *ProcessStepsRegister.urls("quy-trinh/buoc"),
    *ProcessesRegister.urls("quy-trinh"),
    *VersionsRegister.urls(""),
]
