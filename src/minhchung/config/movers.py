"""What goes along and what stays when a unit's work goes to its successor: each room's, in the order of doing it.

Rooms that lock rows come first, the organisation's own units last: it writes the trail, and after that nobody may ask
for rows.
"""

from __future__ import annotations

from minhchung.correspondence import succeeding as correspondence
from minhchung.direction import succeeding as direction
from minhchung.dossiers.actions import succeeding as dossiers
from minhchung.feedback.actions import succeeding as feedback
from minhchung.finance import succeeding as finance
from minhchung.legislation import succeeding as legislation
from minhchung.organisation.actions import UNITS_UNDER
from minhchung.organisation.actions.duties import STAYS as DUTIES
from minhchung.organisation.movers import Mover, Stay
from minhchung.procedures import succeeding as procedures
from minhchung.staff import succeeding as staff

MOVERS: tuple[Mover, ...] = (
    *dossiers.MOVERS,
    *feedback.MOVERS,
    *direction.MOVERS,
    *correspondence.MOVERS,
    *staff.MOVERS,
    *finance.MOVERS,
    UNITS_UNDER,
)
STAYS: tuple[Stay, ...] = (
    *procedures.STAYS,
    *legislation.STAYS,
    *correspondence.STAYS,
    *staff.STAYS,
    *finance.STAYS,
    *DUTIES,
)


def offered() -> tuple[tuple[Mover, ...], tuple[Stay, ...]]:
    """Both, for the organisation to ask once it needs them."""
    return MOVERS, STAYS
