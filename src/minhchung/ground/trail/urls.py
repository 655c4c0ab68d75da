"""Addresses of the trail."""

from django.urls import path

from minhchung.ground.trail import web

app_name = "trail"
urlpatterns = [path("", web.listing, name="list")]
