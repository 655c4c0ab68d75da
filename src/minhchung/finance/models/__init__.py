"""Autonomy of agencies over their funds and of public units over their finance, investment, audits: whole đồng."""

from minhchung.finance.models.agency import (
    AgencyAutonomy,
    Allotment,
    Part,
    Purpose,
    RuleKind,
    SavingUse,
    Source,
    Spending,
    SpendingGroup,
    SpendingRule,
)
from minhchung.finance.models.oversight import (
    Disbursement,
    InvestmentPlan,
    Oversight,
    Recommendation,
    RecommendationStep,
)
from minhchung.finance.models.units import (
    Distribution,
    Group,
    PlanYear,
    PublicUnitAutonomy,
    Regime,
    UnitPlan,
)

__all__ = [
    "AgencyAutonomy",
    "Allotment",
    "Disbursement",
    "Distribution",
    "Group",
    "InvestmentPlan",
    "Oversight",
    "Part",
    "PlanYear",
    "PublicUnitAutonomy",
    "Purpose",
    "Recommendation",
    "RecommendationStep",
    "Regime",
    "RuleKind",
    "SavingUse",
    "Source",
    "Spending",
    "SpendingGroup",
    "SpendingRule",
    "UnitPlan",
]
