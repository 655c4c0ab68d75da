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
    attach_blank_form,
    blank_form,
    blank_forms,
    bpmn,
    drop_blank_form,
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
    path("<int:number>/mau-don/", blank_forms, name="blank_forms"),
    path("<int:number>/mau-don/<int:component>/", blank_form, name="blank_form"),
    path("<int:number>/mau-don/<int:component>/gan/", attach_blank_form, name="attach_blank_form"),
    path("<int:number>/mau-don/<int:component>/bo/", drop_blank_form, name="drop_blank_form"),
    *VersionsRegister.urls(""),
]
