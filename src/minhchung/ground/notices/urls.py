"""Addresses of notices, under /thong-bao/."""

from __future__ import annotations

from django.urls import path

from minhchung.ground.notices import web

app_name = "notices"
urlpatterns = [
    *web.TextsRegister.urls("mau"),
    path("gui-lai/", web.send_all_again, name="send_all_again"),
    path("<int:number>/gui-lai/", web.send_again, name="send_again"),
    *web.NoticesRegister.urls(""),
]
