"""Addresses of procedures, under /thu-tuc/."""

from __future__ import annotations

from django.urls import path

from minhchung.procedures.web import (
    BasesRegister,
    CasesRegister,
    ComponentsRegister,
    OwnDesksRegister,
    ProceduresRegister,
    ProcessesRegister,
    ProcessStepsRegister,
    VersionsRegister,
    attach_blank_form,
    basis_deed,
    basis_work,
    blank_form,
    blank_forms,
    bpmn,
    drop_blank_form,
    link_bases,
)

app_name = "procedures"
urlpatterns = [
    *ProceduresRegister.urls("ma"),
    *CasesRegister.urls("truong-hop"),
    *ComponentsRegister.urls("thanh-phan"),
    path("can-cu/het-hieu-luc/", basis_work, name="basis_work"),
    path("can-cu/tim/", link_bases, name="link_bases"),
    path("can-cu/<int:number>/viec/<slug:slug>/", basis_deed, name="basis_deed"),
    *BasesRegister.urls("can-cu"),
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
