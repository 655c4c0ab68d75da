"""Addresses of correspondence, under /van-thu/."""

from __future__ import annotations

from minhchung.correspondence.web import CertificatesRegister, IncomingRegister, OutgoingRegister

app_name = "correspondence"
urlpatterns = [
    *OutgoingRegister.urls("van-ban-di"),
    *IncomingRegister.urls("van-ban-den"),
    *CertificatesRegister.urls("chung-thu-so"),
]
