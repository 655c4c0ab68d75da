"""Every address of the product, room by room in the order of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from minhchung.config import web

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", web.healthz, name="healthz"),
]

handler400 = "minhchung.config.web.bad_request"
handler403 = "minhchung.config.web.forbidden"
handler404 = "minhchung.config.web.not_found"
handler500 = "minhchung.config.web.server_error"
