"""Addresses of the finance room, under /tai-chinh/."""

from __future__ import annotations

from django.urls import path

from minhchung.finance.web import doors
from minhchung.finance.web.overview import overview
from minhchung.finance.web.registers import (
    AgencyAutonomyRegister,
    DisbursementRegister,
    DistributionRegister,
    InvestmentPlanRegister,
    PublicUnitAutonomyRegister,
    RecommendationRegister,
    SpendingRegister,
    SpendingRuleRegister,
    UnitPlanRegister,
)

app_name = "finance"
urlpatterns = [
    path("tong-quan/", overview, name="overview"),
    *AgencyAutonomyRegister.urls("co-quan"),
    path("co-quan/<int:number>/du-toan/", doors.allot, name="allot"),
    path("co-quan/<int:number>/chi/", doors.spend, name="spend"),
    path("co-quan/<int:number>/tiet-kiem/", doors.use_saving, name="use_saving"),
    path("co-quan/<int:number>/khoa-so/", doors.close_year, name="close_year"),
    path("co-quan/<int:number>/mo-so/", doors.reopen_year, name="reopen_year"),
    *SpendingRegister.urls("chung-tu"),
    *SpendingRuleRegister.urls("quy-che"),
    *PublicUnitAutonomyRegister.urls("don-vi"),
    *UnitPlanRegister.urls("phuong-an"),
    path("phuong-an/<int:number>/du-toan/", doors.estimate, name="estimate"),
    path("phuong-an/<int:number>/giao-tu-chu/", doors.classify, name="classify"),
    *DistributionRegister.urls("phan-phoi"),
    *InvestmentPlanRegister.urls("dau-tu"),
    path("dau-tu/<int:number>/dieu-chinh/", doors.amend_investment, name="amend_investment"),
    path("dau-tu/<int:number>/giai-ngan/", doors.disburse, name="disburse"),
    *DisbursementRegister.urls("giai-ngan"),
    *RecommendationRegister.urls("kien-nghi"),
    path("kien-nghi/<int:number>/viec/", doors.follow_recommendation, name="follow_recommendation"),
    path("kien-nghi/<int:number>/hoan-thanh/", doors.close_recommendation, name="close_recommendation"),
]
