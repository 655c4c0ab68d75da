"""The columns of form 07a, their identities, and the on-time share with its denominators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung.config.oracle import recount
from minhchung.dossiers import figures
from minhchung.dossiers.clock import CannotJudge
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure
from minhchung.figures.answers import answer, evaluate
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.procedures.models import ProcedureVersion
from minhchung.reports.checks import IDENTITIES

pytestmark = pytest.mark.django_db

KEYS = [each.key for each in REGISTER if each.define.__module__ == figures.__name__]
#: Columns of form 07a by their numbers; 3 and 9, 13 are sums.
COLUMNS = {
    4: "received_online_full",
    5: "received_online_partial",
    6: "received_post",
    7: "received_direct",
    8: "carried_in",
    10: "early",
    11: "on_time",
    12: "overdue",
    14: "in_progress_in_time",
    15: "in_progress_overdue",
}
# The reporting quarter II of 2026 runs from 15/3 to 14/6. Five working days from Monday 6/4 end on Monday 13/4.
QUARTER = "2026-Q2"
MONDAY = datetime(2026, 4, 6, 9, 0)
BEFORE, LAST = datetime(2026, 3, 12, 9, 0), datetime(2026, 6, 11, 9, 0)
DUE_DAY = datetime(2026, 4, 13, 16, 0)


@pytest.fixture
def version() -> ProcedureVersion:
    return a_procedure(a_board())


def count(key: str, window: str = QUARTER) -> int:
    found = answer(REGISTER[f"dossiers.{key}"], window_named(window), DjangoEngine(connection))
    assert found.value is not None
    return found.value


def share(key: str, window: str = QUARTER) -> tuple[int | None, int | None]:
    found = answer(REGISTER[f"dossiers.{key}"], window_named(window), DjangoEngine(connection))
    return found.part, found.whole


Make = Callable[[ProcedureVersion], Any]
SITUATIONS = [
    pytest.param(lambda v: a_dossier(v, MONDAY, ended_at=DUE_DAY), {7, 11}, id="done on the promised day"),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, ended_at=MONDAY + timedelta(days=2)), {7, 10}, id="done on an earlier day"
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, ended_at=datetime(2026, 4, 13, 23, 59)), {7, 11}, id="kept until midnight"
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, ended_at=datetime(2026, 4, 14, 0, 0)), {7, 12}, id="late from midnight on"
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, ended_at=DUE_DAY, channel="post"), {6, 11}, id="sent by post"
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, ended_at=DUE_DAY, channel="online"), {4, 11}, id="online, full process"
    ),
    pytest.param(
        lambda v: _partly(v, a_dossier(v, MONDAY, ended_at=DUE_DAY, channel="online")),
        {5, 11},
        id="online, partial process",
    ),
    pytest.param(lambda v: a_dossier(v, MONDAY), {7, 15}, id="in hand, promise broken"),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, waits=[(MONDAY + timedelta(days=1), None)]),
        {7, 14},
        id="while a supplement is awaited the clock stands still",
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, waits=[(MONDAY + timedelta(days=20), None)]),
        {7, 15},
        id="a supplement asked for too late mends nothing",
    ),
    pytest.param(lambda v: a_dossier(v, LAST), {7, 14}, id="in hand, promise still holding"),
    pytest.param(
        lambda v: a_dossier(v, LAST, limit=None), {7, 14}, id="in hand without a promise cannot be late"
    ),
    pytest.param(lambda v: a_dossier(v, BEFORE, ended_at=MONDAY), {8, 12}, id="carried in, then done late"),
    pytest.param(lambda v: a_dossier(v, BEFORE), {8, 15}, id="carried in and out again"),
    pytest.param(
        lambda v: a_dossier(v, datetime(2026, 3, 15), ended_at=datetime(2026, 6, 14, 23, 59)),
        {7, 12},
        id="first and last moment of the window",
    ),
    pytest.param(lambda v: a_dossier(v, datetime(2026, 6, 15)), set(), id="accepted after the window"),
    pytest.param(
        lambda v: a_dossier(v, BEFORE, ended_at=datetime(2026, 3, 14, 9)), set(), id="over before the window"
    ),
    pytest.param(lambda v: a_dossier(v, None, filed_at=MONDAY), set(), id="waiting at the door has no clock"),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, waits=[(MONDAY + timedelta(days=1), datetime(2026, 4, 20, 9))],
                            ended_at=datetime(2026, 4, 28, 10)),
        {7, 11},
        id="after a supplement the limit counts again from zero, over the kings' day off",
    ),
    pytest.param(
        lambda v: a_dossier(v, MONDAY, extended=(DUE_DAY, datetime(2026, 4, 20, 17, 30)),
                            ended_at=datetime(2026, 4, 17, 10)),
        {7, 12},
        id="an extension does not mend a broken promise",
    ),
]  # fmt: skip


def _partly(version: ProcedureVersion, dossier: Dossier) -> Dossier:
    dossier.online_level = "partial"
    dossier.save()
    return dossier


@pytest.mark.parametrize(("make", "columns"), SITUATIONS)
def test_each_situation_falls_into_its_columns(
    version: ProcedureVersion, make: Make, columns: set[int]
) -> None:
    make(version)
    found = {number for number, key in COLUMNS.items() if count(key) == 1}
    assert found == columns
    there = 1 if columns else 0
    assert count("to_process") == there
    assert count("solved") == (1 if columns & {10, 11, 12} else 0)
    assert count("in_progress") == (1 if columns & {14, 15} else 0)


def test_one_share_four_denominators(version: ProcedureVersion) -> None:
    a_dossier(version, BEFORE, ended_at=datetime(2026, 3, 17, 10))  # carried in, early
    a_dossier(version, MONDAY, ended_at=DUE_DAY)  # received, on time
    a_dossier(version, MONDAY, ended_at=datetime(2026, 4, 20, 9))  # received, overdue
    a_dossier(version, LAST)  # received, due after the window
    a_dossier(
        version, datetime(2026, 6, 5, 9), ended_at=datetime(2026, 6, 16, 9)
    )  # due in the window, ended after it
    assert share("kept_promise") == (2, 3)
    assert share("kept_promise_of_to_process") == (2, 5)
    assert share("kept_promise_of_received") == (1, 4)
    assert share("kept_promise_of_due") == (2, 4)


def test_nothing_solved_is_not_all_and_not_none(version: ProcedureVersion) -> None:
    a_dossier(version, LAST)
    found = answer(REGISTER["dossiers.kept_promise"], window_named(QUARTER), DjangoEngine(connection))
    assert (found.part, found.whole) == (0, 0)
    assert "%" not in found.printed


def test_the_portal_takes_the_waiting_off_where_the_law_begins_anew(version: ProcedureVersion) -> None:
    waits = [(datetime(2026, 4, 10, 9), datetime(2026, 4, 20, 9))]
    dossier = a_dossier(version, MONDAY, waits=waits, ended_at=datetime(2026, 4, 28, 10))
    assert dossier.due_at != dossier.portal_due_at
    assert share("kept_promise") == (1, 1)
    assert share("kept_promise_portal")[1] == 1


moments = st.datetimes(datetime(2025, 11, 1), datetime(2026, 7, 31), timezones=st.none()).map(
    lambda at: at.replace(second=0, microsecond=0)
)
stories = st.fixed_dictionaries(
    {
        "accepted_at": st.none() | moments,
        "days": st.none() | st.integers(0, 40 * 24),
        "limit": st.none() | st.integers(1, 12),
        "channel": st.sampled_from(["direct", "online", "post"]),
        "wait": st.none() | st.tuples(st.integers(1, 72), st.none() | st.integers(0, 200)),
    }
)


def told(version: ProcedureVersion, story: dict[str, Any]) -> None:
    """A dossier from a drawn story; a story that contradicts itself is left out."""
    accepted = story["accepted_at"]
    if accepted is None:
        a_dossier(version, None, filed_at=datetime(2026, 4, 1, 9), channel=story["channel"])
        return
    ended = accepted + timedelta(hours=story["days"]) if story["days"] is not None else None
    waits = []
    if story["wait"] is not None:
        asked = accepted + timedelta(hours=story["wait"][0])
        taken = asked + timedelta(hours=story["wait"][1]) if story["wait"][1] is not None else None
        if ended is None or (taken is not None and taken <= ended):
            waits = [(asked, taken)]
    try:
        with transaction.atomic():
            a_dossier(
                version, accepted, ended_at=ended, waits=waits, limit=story["limit"], channel=story["channel"]
            )
    except CannotJudge:
        return


WINDOWS = ["2026-Q1", "2026-Q2", "2026"]


@settings(max_examples=12)
@given(drawn=st.lists(stories, max_size=6))
def test_every_number_is_the_count_of_its_rows_and_the_identities_hold(
    version: ProcedureVersion, drawn: list[dict[str, Any]]
) -> None:
    with transaction.atomic():
        for story in drawn:
            told(version, story)
        engine = DjangoEngine(connection)
        windows = [window_named(label) for label in WINDOWS]
        found = evaluate([REGISTER[key] for key in KEYS], windows, engine)
        for (key, label), each in found.items():
            stated = (each.part, each.whole) if each.value is None else (each.value,)
            assert recount(REGISTER[key], window_named(label), engine) == stated, (key, label)
        number = {
            cell: (each.part if each.value is None else each.value) or 0 for cell, each in found.items()
        }
        for identity in IDENTITIES:
            if identity.left[0].startswith("dossiers."):
                for label in WINDOWS:
                    left = sum(number[key, label] for key in identity.left)
                    assert left == sum(number[key, label] for key in identity.right), (identity.key, label)
        assert number["dossiers.in_progress", "2026-Q1"] == number["dossiers.carried_in", "2026-Q2"]
        for label in WINDOWS:
            assert _by_hand(label) == {key: number[f"dossiers.{key}", label] for key in _by_hand(label)}
        transaction.set_rollback(True)


def _by_hand(label: str) -> dict[str, int]:
    """The columns counted one dossier after another, without any of the figures' own words."""
    window = window_named(label)
    counts = dict.fromkeys(
        ("received", "carried_in", "solved", "overdue", "in_progress", "in_progress_overdue"), 0
    )
    for each in Dossier.objects.exclude(accepted_at=None):
        assert each.accepted_at is not None
        ended = each.ended_at
        if each.accepted_at >= window.until:
            continue
        counts["received"] += each.accepted_at >= window.since
        counts["carried_in"] += each.accepted_at < window.since and (ended is None or ended >= window.since)
        counts["solved"] += ended is not None and window.since <= ended < window.until
        counts["overdue"] += (
            ended is not None and window.since <= ended < window.until and each.verdict == "overdue"
        )
        open_then = ended is None or ended >= window.until
        counts["in_progress"] += open_then
        counts["in_progress_overdue"] += (
            open_then and each.kept_until_at is not None and each.kept_until_at <= window.until
        )
    return counts
