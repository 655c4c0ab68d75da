"""Addresses of the public site."""

from django.urls import path

from minhchung.portal import web

app_name = "portal"
urlpatterns = [
    path("", web.page, name="home"),
    path("tin-moi.rss", web.feed, name="feed"),
    path("tin-moi/<slug:section>.rss", web.feed, name="section_feed"),
    path("sitemap.xml", web.sitemap, name="sitemap"),
    path("robots.txt", web.robots, name="robots"),
    path("tim-kiem/", web.search, name="search"),
    path("hoi-dap/", web.answers, name="answers"),
    path("thu-tuc-hanh-chinh/", web.procedures, name="procedures"),
    path("thu-tuc-hanh-chinh/<path:key>/qr.svg", web.procedure_qr, name="procedure_qr"),
    path("thu-tuc-hanh-chinh/<path:key>/mau-don/<int:number>/", web.procedure_form, name="procedure_form"),
    path("thu-tuc-hanh-chinh/<path:key>/", web.procedure, name="procedure"),
    path("cam-ket/", web.promised, name="promises"),
    path("cam-ket/<path:key>/", web.promise, name="promise"),
    path("du-lieu-mo/", web.open_data_page, name="open_data"),
    path("du-lieu-mo/catalog.jsonld", web.open_data_catalogue, name="open_data_catalogue"),
    path("du-lieu-mo/cam-ket.<slug:kind>", web.open_data_file, name="open_data_file"),
    path("tro-nang/", web.accessibility, name="accessibility"),
    path("cong-bao/", web.gazette, name="gazette"),
    path("cong-bao/ke-hoach/", web.plans, name="plans"),
    path("cong-bao/ke-hoach/<int:number>/", web.plan, name="plan"),
    path("cong-bao/bao-cao/", web.reports, name="reports"),
    path("cong-bao/ket-qua/", web.results, name="results"),
    path("cong-bao/van-ban/", web.documents, name="documents"),
    path("cong-bao/he-thong-hoa/", web.systematisations, name="systematisations"),
    path("cong-bao/he-thong-hoa/<int:number>/", web.systematisation, name="systematisation"),
    path("cong-bao/niem-yet/", web.posted_lists, name="posted_lists"),
    path("cong-bao/niem-yet/<str:day>/", web.posted_day, name="posted_day"),
    path("cong-bao/niem-yet/<str:day>/tai/<slug:kind>/", web.posted_day_file, name="posted_day_file"),
    path("cong-bao/niem-yet/noi-dung/<str:digest>/", web.posted_text, name="posted_text"),
    path("cong-bao/doi-thoai/", web.meetings, name="meetings"),
    path("cong-bao/doi-thoai/<int:number>/", web.meeting, name="meeting"),
    path("cong-bao/doi-thoai/<int:number>/bien-ban/", web.meeting_minutes, name="meeting_minutes"),
    path("cong-bao/tu-kiem-tra/", web.check_bundle, name="check_bundle"),
    path("so-lieu/<str:key>/", web.shown_figure, name="shown_figure"),
    path("anh/images/<str:name>", web.picture, name="picture"),
    path("cong-bo/<int:report_id>/", web.report, name="report"),
    path("bao-cao/<int:report_id>/cong-bo/", web.publish, name="publish"),
    path("cong-bo/<int:report_id>/so-lieu/<str:key>/", web.figure, name="figure"),
    path("cong-bo/<int:report_id>/tep/<slug:kind>/", web.download, name="download"),
]
