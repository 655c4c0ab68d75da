"""What the deeds of finance share: why one was refused, and the line that each leaves."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.rules.rounding import printed_number

ROOM = "finance"
AGENCY, PUBLIC_UNIT, RULE = "agency_autonomy", "public_unit_autonomy", "spending_rule"
SPENDING, PLAN, DISTRIBUTION = "spending", "unit_plan", "distribution"
INVESTMENT, DISBURSEMENT, RECOMMENDATION = "investment_plan", "disbursement", "recommendation"

#: How sure we are of a text that a refusal rests on.
UNSURE = " (nội dung này của phần mềm chưa đối chiếu nguyên văn)"


class CannotFinance(Refusal):
    """The deed was not done; says why in Vietnamese and names the amount or the article."""


def dong(amount: int) -> str:
    """An amount in words: "1.234.567 đồng"."""
    return f"{printed_number(amount)} đồng"


def tell(matter: str, record: int, deed: str, details: dict[str, Any], *, by: str, at: datetime) -> None:
    """The deed's line in the trail."""
    trail.write([Deed(ROOM, matter, record, deed, by, at, details)], recorded_at=at)
