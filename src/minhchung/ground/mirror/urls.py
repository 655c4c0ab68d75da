"""Addresses of connectors, under /bo-noi/."""

from __future__ import annotations

from django.urls import path

from minhchung.ground.mirror import web

app_name = "mirror"
urlpatterns = [
    path("", web.connectors, name="connectors"),
    path("<slug:name>/chay/", web.run_now, name="run"),
]
