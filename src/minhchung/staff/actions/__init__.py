"""Deeds of the room, a module for each matter."""

from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, Repeated
from minhchung.staff.actions.decided import Paper
from minhchung.staff.actions.judging import (
    answer,
    check_time,
    decide,
    note_own_reading,
    object_to,
    opine,
    propose,
)
from minhchung.staff.actions.keeping import (
    APPOINTMENT,
    ASSESSMENT,
    MOVEMENT,
    PERSON,
    POSITION,
    PRODUCT,
    QUALIFICATION,
    QUOTA,
    ROOM,
    TRAINING,
    TRAINING_PLAN,
    YEAR_CLASS,
    name_keys,
    save_person,
    save_position,
    save_product,
    save_qualification,
    save_quota,
    save_training,
    save_training_plan,
    save_year_class,
)
from minhchung.staff.actions.moving import (
    appoint,
    discipline,
    leave,
    make_concurrent,
    reappoint,
    release,
    relieve,
    rotate,
    transfer,
)
from minhchung.staff.actions.opening import give_account, keep_sealed, open_sealed
from minhchung.staff.actions.placing import align
from minhchung.staff.actions.recruiting import Newcomer, recruit

__all__ = [
    "APPOINTMENT", "ASSESSMENT", "MOVEMENT", "PERSON", "POSITION", "PRODUCT", "QUALIFICATION", "QUOTA", "ROOM",
    "TRAINING", "TRAINING_PLAN", "YEAR_CLASS", "Actor", "Newcomer", "Outdated", "Paper", "Refusal", "Repeated",
    "align", "answer", "appoint", "check_time", "decide", "discipline", "give_account", "keep_sealed",
    "leave", "make_concurrent", "name_keys", "note_own_reading", "object_to", "open_sealed", "opine",
    "propose", "reappoint", "recruit", "release", "relieve", "rotate", "save_person", "save_position", "save_product",
    "save_qualification", "save_quota", "save_training", "save_training_plan", "save_year_class", "transfer",
]  # fmt: skip
