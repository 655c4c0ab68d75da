"""Deeds of the room: on reflections and recommendations, on complaints and denunciations, answering a survey."""

from minhchung.feedback.actions.answering import (
    answer,
    assign,
    draft,
    proposed,
    publish,
    rate,
    reopen,
)
from minhchung.feedback.actions.book import CannotHandle, save, state_of
from minhchung.feedback.actions.cases import (
    COMPLAINTS,
    DENUNCIATIONS,
    Filing,
)
from minhchung.feedback.actions.receiving import (
    Message,
    ask_supplement,
    classify,
    move,
    receive,
    refuse,
    take_supplement,
)
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, Repeated

__all__ = [
    "COMPLAINTS",
    "DENUNCIATIONS",
    "Actor",
    "CannotHandle",
    "Filing",
    "Message",
    "Outdated",
    "Refusal",
    "Repeated",
    "answer",
    "ask_supplement",
    "assign",
    "classify",
    "draft",
    "move",
    "proposed",
    "publish",
    "rate",
    "receive",
    "refuse",
    "reopen",
    "save",
    "state_of",
    "take_supplement",
]
