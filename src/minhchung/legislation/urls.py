"""Addresses of legal documents, under /van-ban-phap-luat/."""

from __future__ import annotations

from django.urls import path

from minhchung.legislation.web import (
    CheckRegister,
    DisseminationRegister,
    DocumentRegister,
    DraftRegister,
    FollowingRegister,
    RecommendationRegister,
    ReviewRegister,
    SheetRegister,
    SystematisationRegister,
    SystematisedRegister,
    attach,
    deed,
    detach,
    document_file,
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
    path("van-ban/<int:number>/tep/", attach, name="attach"),
    path("van-ban/<int:number>/tep/<int:file>/", document_file, name="document_file"),
    path("van-ban/<int:number>/tep/<int:file>/bo/", detach, name="detach"),
    path("hieu-luc/<int:number>/viec/<slug:slug>/", deed("change"), name="change_deed"),
    path("quan-he/<int:number>/viec/<slug:slug>/", deed("relation"), name="relation_deed"),
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
    path("viec/het-hieu-luc/<int:year>/", expired_year, name="expired_year"),
    path("viec/het-hieu-luc/<int:year>/tep/<slug:kind>/", expired_file, name="expired_file"),
    *DraftRegister.urls("soan-thao"),
    path("soan-thao/<int:number>/viec/<slug:slug>/", deed("draft"), name="draft_deed"),
    *FollowingRegister.urls("theo-doi"),
    *RecommendationRegister.urls("kien-nghi"),
    path("kien-nghi/<int:number>/viec/<slug:slug>/", deed("recommendation"), name="recommendation_deed"),
    *DisseminationRegister.urls("pho-bien"),
]
