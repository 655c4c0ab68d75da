"""Deeds on work in the background: begin, confirm, stop, see, and doing it."""

from minhchung.ground.work.actions.beginning import (
    CannotChange,
    Chosen,
    Task,
    begin,
    confirm,
    forget_old_trials,
    note_seen,
    stop,
)
from minhchung.ground.work.actions.holding import Held, claim, give_back
from minhchung.ground.work.actions.working import Kind, Kinds, Refused, Worked, work_due, work_on

__all__ = [
    "CannotChange",
    "Chosen",
    "Held",
    "Kind",
    "Kinds",
    "Refused",
    "Task",
    "Worked",
    "begin",
    "claim",
    "confirm",
    "forget_old_trials",
    "give_back",
    "note_seen",
    "stop",
    "work_due",
    "work_on",
]
