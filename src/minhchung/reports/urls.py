"""Addresses of reports, under /bao-cao/."""

from __future__ import annotations

from django.urls import path

from minhchung.reports import web

app_name = "reports"
urlpatterns = [
    path("", web.listing, name="report_list"),
    path("them/", web.new, name="draw_up"),
    path("so-khai/", web.declared, name="declared"),
    path("<int:number>/", web.report, name="report"),
    path("<int:number>/sua/", web.edit, name="edit"),
    path("<int:number>/the-thuc/", web.head, name="head"),
    path("<int:number>/giai-trinh/", web.explain, name="explain"),
    path("<int:number>/chot/", web.freeze, name="freeze"),
    path("<int:number>/bo/", web.throw_away, name="throw_away"),
    path("<int:number>/tep/<slug:kind>/", web.paper, name="paper"),
]
