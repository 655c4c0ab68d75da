"""Doors of procedures: their registers, internal processes as files, blank forms of components."""

from minhchung.procedures.web.bases import basis_deed, basis_work, link_bases
from minhchung.procedures.web.blanks import attach_blank_form, blank_form, blank_forms, drop_blank_form
from minhchung.procedures.web.registers import (
    BasesRegister,
    CasesRegister,
    ComponentsRegister,
    OwnDesksRegister,
    ProceduresRegister,
    ProcessesRegister,
    ProcessStepsRegister,
    VersionsRegister,
    bpmn,
)

__all__ = [
    "BasesRegister",
    "CasesRegister",
    "ComponentsRegister",
    "OwnDesksRegister",
    "ProceduresRegister",
    "ProcessStepsRegister",
    "ProcessesRegister",
    "VersionsRegister",
    "attach_blank_form",
    "basis_deed",
    "basis_work",
    "blank_form",
    "blank_forms",
    "bpmn",
    "drop_blank_form",
    "link_bases",
]
