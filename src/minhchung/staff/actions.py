"""Deeds on people and their quota: each writes its record and the trail in one transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError

from minhchung.ground.intake.folding import fold, person_sort_key
from minhchung.ground.registers.actions import save_record
from minhchung.staff.models import Leaving, Person, Qualification, Quota, Training, YearClass

ROOM = "staff"
PERSON, QUALIFICATION, QUOTA, TRAINING, YEAR_CLASS = (
    "person",
    "qualification",
    "quota",
    "training",
    "year_class",
)


class CannotLeave(ValidationError):
    """The person has left already, or would leave before coming."""


def save_person(person: Person, *, by: str, at: datetime) -> Person:
    """Write a new or changed person, with search and sort keys."""
    for name, value in name_keys(person.full_name).items():
        setattr(person, name, value)
    save_record(person, room=ROOM, matter=PERSON, by=by, at=at)
    return person


def name_keys(full_name: str) -> dict[str, str]:
    """What is stored beside a name so that it can be found and put in order."""
    return {"folded": fold(full_name), "sort_name": person_sort_key(full_name)}


def leave(
    *,
    person: Person,
    on: date,
    leaving: Leaving | str,
    by: str,
    at: datetime,
    regime: str = "",
    decision: str = "",
) -> Person:
    """Let a person leave from a day on, for a reason, under a regime, by a decision.

    Raises:
        CannotLeave: the person has left already, or the day is not after the day of joining.
    """
    if person.left_on is not None:
        raise CannotLeave(f"{person.full_name} đã thôi làm việc từ {person.left_on:%d/%m/%Y}.")
    if on <= person.joined_on:
        raise CannotLeave(
            f"{person.full_name} vào cơ quan ngày {person.joined_on:%d/%m/%Y}; "
            "ngày thôi làm việc phải sau ngày đó."
        )
    person.left_on, person.leaving = on, leaving
    person.leaving_regime, person.leaving_decision = regime, decision
    return save_person(person, by=by, at=at)


def save_qualification(qualification: Qualification, *, by: str, at: datetime) -> Qualification:
    """Write a new or changed degree."""
    save_record(qualification, room=ROOM, matter=QUALIFICATION, by=by, at=at)
    return qualification


def save_quota(quota: Quota, *, by: str, at: datetime) -> Quota:
    """Write a new or changed quota; earlier decisions stay as they were made."""
    save_record(quota, room=ROOM, matter=QUOTA, by=by, at=at)
    return quota


def save_training(training: Training, *, by: str, at: datetime) -> Training:
    """Write a new or changed turn of training."""
    save_record(training, room=ROOM, matter=TRAINING, by=by, at=at)
    return training


def save_year_class(year_class: YearClass, *, by: str, at: datetime) -> YearClass:
    """Write a new or changed yearly class."""
    save_record(year_class, room=ROOM, matter=YEAR_CLASS, by=by, at=at)
    return year_class
