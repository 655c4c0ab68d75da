"""Addresses of the finance room, under /tai-chinh/."""

from __future__ import annotations

from minhchung.finance.web import AgencyAutonomyRegister, PublicUnitAutonomyRegister

app_name = "finance"
urlpatterns = [
    *AgencyAutonomyRegister.urls("co-quan"),
    *PublicUnitAutonomyRegister.urls("don-vi"),
]
