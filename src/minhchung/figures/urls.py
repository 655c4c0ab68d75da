"""Addresses of figures."""

from django.urls import path

from minhchung.figures import web

app_name = "figures"
urlpatterns = [
    path("", web.catalogue, name="catalogue"),
    path("bieu-mau/", web.forms_page, name="forms"),
    path("bieu-mau/csv/", web.forms_csv, name="forms_csv"),
    path("<str:key>/", web.figure_page, name="figure"),
    path("<str:key>/csv/", web.figure_csv, name="csv"),
]
