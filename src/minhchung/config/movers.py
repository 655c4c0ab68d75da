"""What goes along and what stays when a unit's work goes to its successor: each room's, in the order in which it is done.

Rooms that lock rows come first, the organisation's own units last: it writes the trail, and nobody may ask for rows after
that.
"""

from __future__ import annotations

from minhchung.organisation import movers


def offer_movers() -> None:
    """Hand the rooms' movers to the organisation."""
    from minhchung.correspondence import succeeding as correspondence
    from minhchung.direction import succeeding as direction
    from minhchung.dossiers.actions import succeeding as dossiers
    from minhchung.feedback.actions import succeeding as feedback
    from minhchung.finance import succeeding as finance
    from minhchung.legislation import succeeding as legislation
    from minhchung.organisation.actions.duties import STAYS as duties
    from minhchung.organisation.actions.reorganising import UNITS_UNDER
    from minhchung.procedures import succeeding as procedures
    from minhchung.staff import succeeding as staff

    movers.offer(
        (
            *dossiers.MOVERS,
            *feedback.MOVERS,
            *direction.MOVERS,
            *correspondence.MOVERS,
            *staff.MOVERS,
            UNITS_UNDER,
        ),
        (
            *procedures.STAYS,
            *legislation.STAYS,
            *correspondence.STAYS,
            *staff.STAYS,
            *finance.STAYS,
            *duties,
        ),
    )
