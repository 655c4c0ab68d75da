"""Addresses of imports, under /nhap-lieu/."""

from django.urls import path

from minhchung.ground.intake import web

app_name = "intake"
urlpatterns = [
    path("", web.home, name="home"),
    path("lan/<int:number>/", web.run_page, name="run"),
    path("lan/<int:number>/tiep-tuc/", web.resume, name="resume"),
    path("<slug:name>/", web.upload, name="upload"),
    path("<slug:name>/mau/", web.template, name="template"),
    path("<slug:name>/<str:token>/", web.columns, name="columns"),
    path("<slug:name>/<str:token>/kiem-tra/", web.check, name="check"),
    path("<slug:name>/<str:token>/tra-loi/", web.reply, name="reply"),
    path("<slug:name>/<str:token>/nhap/", web.enter, name="import"),
]
