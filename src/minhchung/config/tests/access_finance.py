"""Rows of finance for the access table whose numbers must agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

GIVEN: Mapping[str, Mapping[str, Any]] = {
    "finance.AgencyAutonomy": {"year": 2025},
    "finance.UnitPlan": {"first_year": 2022, "last_year": 2026},
    "finance.PublicUnitAutonomy": {"group": 4, "since": date(2022, 1, 1)},
    "finance.Distribution": {
        "revenue": 300,
        "expenses": 200,
        "salary_fund": 50,
        "development": 100,
        **dict.fromkeys(("income", "welfare", "other"), 0),
    },
    "finance.InvestmentPlan": {"year": 2025},
}
