"""How the law of a day counts a limit, from the entries of the clocks."""

from __future__ import annotations

from datetime import date, time
from functools import lru_cache

from minhchung.lawbook.book import in_force
from minhchung.rules.deadlines import Citations, Policy, PrintedTime, Waiting


@lru_cache(maxsize=4096)
def clock_policy(
    on: date, cut_off: time | None = None, cut_off_cites: str = "quy định của thủ tục"
) -> Policy:
    """The policy for a dossier accepted on a day; it stays with the dossier.

    Args:
        on: the day of acceptance.
        cut_off: of the procedure, if it has one.
        cut_off_cites: where the cut-off comes from.

    Raises:
        NoRule: the lawbook has no clocks for that day.
    """
    printing = in_force("clocks.printing", on)
    waiting = in_force("clocks.waiting", on)
    counting = in_force("clocks.counting", on)
    return Policy(
        printed=PrintedTime(printing.value["printed"]),
        printed_cites=printing.cites,
        keep_to_end_of_day=printing.value["keep_to_end_of_day"],
        cut_off=cut_off,
        cut_off_cites=cut_off_cites,
        acceptance_cites=in_force("clocks.acceptance", on).cites,
        waiting=Waiting(waiting.value["rule"]),
        restart_cites=waiting.cites,
        waiting_cites=in_force("clocks.portal_waiting", on).cites,
        extension_cites=in_force("clocks.extension", on).cites,
        cites=Citations(**counting.value),
    )
