"""Keeping the registers: each deed writes its record and the trail in one transaction."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.ground.intake.folding import fold, person_sort_key
from minhchung.ground.registers.actions import save_record
from minhchung.staff.actions.placing import align
from minhchung.staff.models import (
    Person,
    Position,
    ProductKind,
    Qualification,
    Quota,
    Training,
    TrainingPlan,
    YearClass,
)

ROOM = "staff"
PERSON, QUALIFICATION, QUOTA, TRAINING, YEAR_CLASS = (
    "person",
    "qualification",
    "quota",
    "training",
    "year_class",
)
POSITION, TRAINING_PLAN, PRODUCT, APPOINTMENT, MOVEMENT, ASSESSMENT = (
    "position",
    "training_plan",
    "product",
    "appointment",
    "movement",
    "assessment",
)


@transaction.atomic
def save_person(person: Person, *, by: str, at: datetime) -> Person:
    """Write a new or corrected person, with search and sort keys; the latest main appointment is kept alike."""
    for name, value in name_keys(person.full_name).items():
        setattr(person, name, value)
    save_record(person, room=ROOM, matter=PERSON, by=by, at=at)
    align([person])
    return person


def name_keys(full_name: str) -> dict[str, str]:
    """What is stored beside a name so that it can be found and put in order."""
    return {"folded": fold(full_name), "sort_name": person_sort_key(full_name)}


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


def save_position(position: Position, *, by: str, at: datetime) -> Position:
    """Write a new or changed job position."""
    save_record(position, room=ROOM, matter=POSITION, by=by, at=at)
    return position


def save_training_plan(plan: TrainingPlan, *, by: str, at: datetime) -> TrainingPlan:
    """Write a new or changed line of a training plan."""
    save_record(plan, room=ROOM, matter=TRAINING_PLAN, by=by, at=at)
    return plan


def save_product(product: ProductKind, *, by: str, at: datetime) -> ProductKind:
    """Write a new or changed line of the catalogue of products; what was scored by the old one stays."""
    save_record(product, room=ROOM, matter=PRODUCT, by=by, at=at)
    return product
