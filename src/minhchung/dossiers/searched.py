"""The first dossiers that match some words, for a search over everything: codes, in the reader's sight."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from minhchung.dossiers import queries, sights
from minhchung.dossiers.counting import tallied
from minhchung.dossiers.matching import Match
from minhchung.ground.accounts.policy import May


def first_found(text: str, account: Any, at: datetime, few: int) -> tuple[tuple[tuple[int, str], ...], int]:
    """Numbers and codes of the first few that match, with or without marks, and how many match in all."""
    whose = sights.whose_of(account, at)
    match = Match(text=text, sees_personal=account.may(May.READ_PERSONAL), user=whose.user, units=whose.units,
                  sight=whose.sight)  # fmt: skip
    page = queries.page_of(queries.Ask(at, match, columns=("ma",)), tallied())
    return tuple((line.id, line.cells[0].text) for line in page.lines[:few]), page.found
