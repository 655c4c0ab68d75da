"""Addresses of kept files."""

from django.urls import path

from minhchung.ground.files import web

app_name = "files"
urlpatterns = [path("<int:number>/", web.download, name="download")]
