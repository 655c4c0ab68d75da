"""Addresses of units, under /don-vi/."""

from __future__ import annotations

from django.urls import path

from minhchung.organisation.web import charting, reorganising
from minhchung.organisation.web.registers import (
    CheckRegister,
    DelegatedRegister,
    DutyRegister,
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
    *DutyRegister.urls("chuc-nang"),
    *DelegatedRegister.urls("phan-cap"),
    *CheckRegister.urls("kiem-tra-phan-cap"),
    path("kiem-tra-phan-cap/<int:number>/khac-phuc/", reorganising.mend, name="mend"),
    path("so-do/", charting.organisation_chart, name="chart"),
    path("qua-sap-xep/", charting.over_reorganisation, name="restated"),
    path("sap-xep/", reorganising.listing, name="reorganisations"),
    path("sap-xep/them/", reorganising.draft, name="reorganisation_new"),
    path("sap-xep/<int:number>/", reorganising.one, name="reorganisation"),
    path("sap-xep/<int:number>/sua/", reorganising.draft, name="reorganisation_edit"),
    path("sap-xep/<int:number>/thuc-hien/", reorganising.carry_out, name="carry_out"),
    path("sap-xep/<int:number>/bo/", reorganising.drop, name="drop_reorganisation"),
    path("sap-xep/<int:number>/da-chuyen/<slug:key>/", reorganising.along, name="along"),
]
