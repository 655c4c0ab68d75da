"""Addresses of units, under /don-vi/."""

from __future__ import annotations

from minhchung.organisation.web import (
    OfficeHoursRegister,
    SuccessionRegister,
    UnitRegister,
    UnitVersionRegister,
)

app_name = "organisation"
urlpatterns = [
    *UnitRegister.urls(),
    *UnitVersionRegister.urls("thoi-ky"),
    *SuccessionRegister.urls("ke-thua"),
    *OfficeHoursRegister.urls("gio-lam-viec"),
]
