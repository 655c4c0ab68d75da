"""Addresses of legal documents, under /van-ban-phap-luat/."""

from __future__ import annotations

from minhchung.legislation.web import (
    DisseminationRegister,
    DocumentRegister,
    ReviewRegister,
    SystematisationRegister,
    SystematisedRegister,
)

app_name = "legislation"
urlpatterns = [
    *DocumentRegister.urls("van-ban"),
    *ReviewRegister.urls("ra-soat"),
    *SystematisationRegister.urls("ky-he-thong-hoa"),
    *SystematisedRegister.urls("he-thong-hoa"),
    *DisseminationRegister.urls("pho-bien"),
]
