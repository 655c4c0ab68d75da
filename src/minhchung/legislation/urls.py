"""Addresses of legal documents, under /van-ban-phap-luat/."""

from __future__ import annotations

from django.urls import path

from minhchung.legislation.web import (
    CheckRegister,
    DisseminationRegister,
    DocumentRegister,
    ReviewRegister,
    SheetRegister,
    SystematisationRegister,
    SystematisedRegister,
    deed,
    expired_file,
    expired_year,
    graph,
    period_file,
    work,
)

app_name = "legislation"
urlpatterns = [
    path("viec/", work, name="work"),
    *DocumentRegister.urls("van-ban"),
    path("van-ban/<int:number>/lien-he/", graph, name="graph"),
    path("van-ban/<int:number>/viec/<slug:slug>/", deed("document"), name="document_deed"),
    path("hieu-luc/<int:number>/viec/<slug:slug>/", deed("change"), name="change_deed"),
    *ReviewRegister.urls("ra-soat"),
    *SheetRegister.urls("phieu"),
    path("phieu/<int:number>/viec/<slug:slug>/", deed("sheet"), name="sheet_deed"),
    path("phieu/<int:number>/phe-duyet/<slug:slug>/", deed("approval"), name="approval_deed"),
    *CheckRegister.urls("kiem-tra"),
    path("kiem-tra/<int:number>/viec/<slug:slug>/", deed("check"), name="check_deed"),
    *SystematisationRegister.urls("ky-he-thong-hoa"),
    path("ky-he-thong-hoa/<int:number>/viec/<slug:slug>/", deed("period"), name="period_deed"),
    path("ky-he-thong-hoa/<int:number>/tep/<slug:kind>/", period_file, name="period_file"),
    *SystematisedRegister.urls("he-thong-hoa"),
    path("het-hieu-luc/<int:year>/", expired_year, name="expired_year"),
    path("het-hieu-luc/<int:year>/tep/<slug:kind>/", expired_file, name="expired_file"),
    *DisseminationRegister.urls("pho-bien"),
]
