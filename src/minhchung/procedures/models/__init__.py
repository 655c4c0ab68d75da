"""Procedures with their versions and what hangs on them, blank forms, and the lists of what was posted."""

from minhchung.procedures.models.bases import ProcedureBasis
from minhchung.procedures.models.blanks import BlankForm
from minhchung.procedures.models.lists import PostedEntry, PostedList, PostedText
from minhchung.procedures.models.procedures import (
    Component,
    LimitUnit,
    OnlineLevel,
    OwnDesk,
    Procedure,
    ProcedureCase,
    ProcedureVersion,
    ProcedureVersionQuerySet,
    Process,
    ProcessStep,
)

__all__ = [
    "BlankForm",
    "Component",
    "LimitUnit",
    "OnlineLevel",
    "OwnDesk",
    "PostedEntry",
    "PostedList",
    "PostedText",
    "Procedure",
    "ProcedureBasis",
    "ProcedureCase",
    "ProcedureVersion",
    "ProcedureVersionQuerySet",
    "Process",
    "ProcessStep",
]
