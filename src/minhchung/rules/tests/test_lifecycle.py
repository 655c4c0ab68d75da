"""The table of what leads where."""

from __future__ import annotations

import pytest

from minhchung.rules.lifecycle import (
    ENDED,
    MOVES,
    OPEN,
    PAUSED,
    STATE_NAMES,
    ClockEffect,
    Deed,
    ForbiddenMove,
    State,
    move,
    moves_from,
    reachable,
    state_from_national,
)


def test_the_ten_national_codes_are_all_there_and_eight_is_two() -> None:
    assert {state.national_code for state in State} == set(range(1, 11))
    assert [state for state in State if state.national_code == 8] == [
        State.STOPPED_FOR_A_WHILE,
        State.STOPPED_FOR_GOOD,
    ]
    assert set(STATE_NAMES) == set(State)


def test_every_state_is_reachable_and_no_deed_is_ambiguous() -> None:
    assert reachable() == frozenset(State)
    assert len({(each.start, each.deed) for each in MOVES}) == len(MOVES)
    assert OPEN.isdisjoint(ENDED)
    assert PAUSED <= OPEN
    assert OPEN | ENDED | {State.REGISTERED} == frozenset(State)


@pytest.mark.parametrize(
    ("start", "deed", "end", "clock"),
    [
        (State.REGISTERED, Deed.ACCEPT, State.ACCEPTED, ClockEffect.START),
        (State.IN_PROGRESS, Deed.ASK_SUPPLEMENT, State.SUPPLEMENT_ASKED, ClockEffect.PAUSE),
        (State.SUPPLEMENT_ASKED, Deed.TAKE_SUPPLEMENT, State.IN_PROGRESS, ClockEffect.RESTART),
        (State.SUPPLEMENT_ASKED, Deed.CLOSE_SILENT, State.STOPPED_FOR_GOOD, ClockEffect.END),
        (State.IN_PROGRESS, Deed.FINISH, State.FINISHED, ClockEffect.END),
        (State.FINISHED, Deed.RETURN, State.RETURNED, ClockEffect.NONE),
        (State.STOPPED_FOR_A_WHILE, Deed.RESUME, State.IN_PROGRESS, ClockEffect.RESUME),
    ],
)
def test_moves(start: State, deed: Deed, end: State, clock: ClockEffect) -> None:
    found = move(start, deed)
    assert (found.end, found.clock) == (end, clock)
    assert found in moves_from(start)


@pytest.mark.parametrize(
    ("start", "deed"),
    [
        (State.RETURNED, Deed.FINISH),
        (State.REGISTERED, Deed.FINISH),
        (State.WITHDRAWN, Deed.ACCEPT),
        (None, Deed.RETURN),
    ],
)
def test_what_the_law_does_not_know_is_refused_with_what_is_allowed(start: State | None, deed: Deed) -> None:
    with pytest.raises(ForbiddenMove, match="Được phép"):
        move(start, deed)


def test_an_end_ends_the_clock_of_every_accepted_dossier() -> None:
    ends = [each for each in MOVES if each.end in ENDED and each.start in OPEN]
    assert ends
    assert all(each.clock is ClockEffect.END for each in ends)


def test_national_code_eight_is_read_by_whether_it_ended() -> None:
    assert state_from_national(8, ended=True) is State.STOPPED_FOR_GOOD
    assert state_from_national(8, ended=False) is State.STOPPED_FOR_A_WHILE
    assert state_from_national(10, ended=True) is State.RETURNED
    with pytest.raises(ValueError, match="11"):
        state_from_national(11, ended=True)
