"""Doors of procedures: their registers, internal processes as files, blank forms of components."""

from minhchung.procedures.web.blanks import attach_blank_form, blank_form, blank_forms, drop_blank_form
from minhchung.procedures.web.registers import (
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
    "CasesRegister",
    "ComponentsRegister",
    "OwnDesksRegister",
    "ProceduresRegister",
    "ProcessStepsRegister",
    "ProcessesRegister",
    "VersionsRegister",
    "attach_blank_form",
    "blank_form",
    "blank_forms",
    "bpmn",
    "drop_blank_form",
]
