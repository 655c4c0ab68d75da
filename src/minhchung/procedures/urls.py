"""Addresses of procedures, under /thu-tuc/."""

from __future__ import annotations

from minhchung.procedures.web import CasesRegister, OwnDesksRegister, ProceduresRegister, VersionsRegister

app_name = "procedures"
urlpatterns = [
    *ProceduresRegister.urls("ma"),
    *CasesRegister.urls("truong-hop"),
    *OwnDesksRegister.urls("tu-tiep-nhan"),
    *VersionsRegister.urls(""),
]
