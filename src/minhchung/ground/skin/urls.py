"""Addresses of the skin."""

from __future__ import annotations

from django.urls import path

from minhchung.ground.skin import web

app_name = "skin"
urlpatterns = [path("", web.gallery, name="gallery")]
