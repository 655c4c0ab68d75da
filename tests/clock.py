"""The moment at which every test beside the code begins, so that none hangs on the day on which it is run.

``TESTS_BEGIN_AT=2027-01-02T09:00`` runs them at another one. Journeys, whose servers are other processes, keep the
machine's clock.
"""

from __future__ import annotations

import os
from datetime import date, datetime

#: A Tuesday morning of the agency's own time, in the midst of a month and of the year's third quarter.
NOW: datetime = datetime.fromisoformat(os.environ.get("TESTS_BEGIN_AT", "2026-09-15T09:00"))
TODAY: date = NOW.date()
