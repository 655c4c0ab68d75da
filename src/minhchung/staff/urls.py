"""Addresses of the staff room, under /nhan-su/."""

from __future__ import annotations

from minhchung.staff.web import (
    PeopleRegister,
    QualificationRegister,
    QuotaRegister,
    TrainingRegister,
    YearClassRegister,
)

app_name = "staff"
urlpatterns = [
    *PeopleRegister.urls("nguoi"),
    *QualificationRegister.urls("van-bang"),
    *QuotaRegister.urls("bien-che"),
    *TrainingRegister.urls("boi-duong"),
    *YearClassRegister.urls("xep-loai"),
]
