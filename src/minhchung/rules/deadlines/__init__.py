"""When a dossier is due, step by step, with citations; and whether the promise was kept.

Units: working hours (counted in working minutes, ending at the very minute), working days, calendar days, months.
The day of acceptance is not counted for day and month limits; a last day on a rest day moves on (Bộ luật Dân sự
2015, Điều 147, 148). Two rules about waiting are in use and both are computed: the limit restarts from zero when a
complete dossier is back (NĐ 118/2025/NĐ-CP, Điều 19.5), and the national portal subtracts the waiting.

:mod:`minhchung.rules.deadlines.reckoning` says what is counted; :mod:`minhchung.rules.deadlines.many` does the same
for millions at once with NumPy.
"""

from minhchung.rules.deadlines.promising import (
    accepted_the_same_day,
    both_clocks,
    counts_by_day,
    deadline,
    extend,
    restarted,
)
from minhchung.rules.deadlines.reckoning import add_months, due, kept_until_of
from minhchung.rules.deadlines.values import (
    DEFAULT_POLICY,
    HOURS_IN_A_DAY,
    UNIT_NAMES,
    CannotCompute,
    CannotExtend,
    Citations,
    Clocks,
    Deadline,
    Limit,
    Pause,
    Policy,
    PrintedTime,
    Step,
    Unit,
    Waiting,
    check_pauses,
    said,
    step_budget,
)
from minhchung.rules.deadlines.verdicts import (
    KEPT_NAMES,
    Early,
    Kept,
    Verdict,
    judge,
    portal_verdict,
    verdict,
)

__all__ = [
    "DEFAULT_POLICY",
    "HOURS_IN_A_DAY",
    "KEPT_NAMES",
    "UNIT_NAMES",
    "CannotCompute",
    "CannotExtend",
    "Citations",
    "Clocks",
    "Deadline",
    "Early",
    "Kept",
    "Limit",
    "Pause",
    "Policy",
    "PrintedTime",
    "Step",
    "Unit",
    "Verdict",
    "Waiting",
    "accepted_the_same_day",
    "add_months",
    "both_clocks",
    "check_pauses",
    "counts_by_day",
    "deadline",
    "due",
    "extend",
    "judge",
    "kept_until_of",
    "portal_verdict",
    "restarted",
    "said",
    "step_budget",
    "verdict",
]
