"""Addresses of the staff room, under /nhan-su/."""

from __future__ import annotations

from django.urls import path

from minhchung.staff.web import counted, deeds, deputies, judging, overview
from minhchung.staff.web.registers import (
    AppointmentRegister,
    AssessmentRegister,
    MovementRegister,
    PeopleRegister,
    PositionRegister,
    ProductRegister,
    QualificationRegister,
    QuotaRegister,
    TrainingPlanRegister,
    TrainingRegister,
    YearClassRegister,
)

app_name = "staff"
urlpatterns = [
    path("tuyen-dung/", deeds.recruit, name="recruit"),
    path("nguoi/<int:number>/viec/<slug:slug>/", deeds.person_deed, name="person_deed"),
    path("nguoi/<int:number>/niem-kin/", deeds.person_sealed, name="person_sealed"),
    path("tong-hop/", overview.overview, name="overview"),
    path("cap-pho/", deputies.deputies_page, name="deputies"),
    path("thong-ke/", overview.table, name="statistics"),
    path("thong-ke/xlsx/", overview.table_xlsx, name="statistics_xlsx"),
    path("thong-ke/word/", overview.table_word, name="statistics_word"),
    path("danh-gia/de-xuat/", judging.propose, name="propose"),
    path("danh-gia/de-xuat/viec-da-dem/", counted.counted, name="counted"),
    path(
        "danh-gia/<int:number>/san-pham/<int:line>/<slug:share>/", counted.counted_line, name="counted_line"
    ),
    path("danh-gia/<int:number>/<slug:slug>/", judging.assessment_deed, name="assessment_deed"),
    *PeopleRegister.urls("nguoi"),
    *AppointmentRegister.urls("qua-trinh"),
    *MovementRegister.urls("quyet-dinh"),
    *QualificationRegister.urls("van-bang"),
    *PositionRegister.urls("vi-tri"),
    *QuotaRegister.urls("bien-che"),
    *TrainingPlanRegister.urls("ke-hoach-boi-duong"),
    *TrainingRegister.urls("boi-duong"),
    *ProductRegister.urls("san-pham"),
    *AssessmentRegister.urls("danh-gia"),
    *YearClassRegister.urls("xep-loai"),
]
