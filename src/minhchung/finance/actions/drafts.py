"""Unsaved records for the deeds, for those who may not know the tables."""

from __future__ import annotations

from typing import Any

from minhchung.finance import models

_KINDS = {
    "agency_autonomy": models.AgencyAutonomy,
    "allotment": models.Allotment,
    "saving_use": models.SavingUse,
    "spending_rule": models.SpendingRule,
    "unit_plan": models.UnitPlan,
    "distribution": models.Distribution,
    "recommendation_step": models.RecommendationStep,
}


def draft(kind: str, /, **values: Any) -> Any:
    """A record of a kind ("allotment"), not yet saved; its deed checks and saves it."""
    return _KINDS[kind](**values)
