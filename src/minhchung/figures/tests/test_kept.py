"""Answers are kept while the trail stands still, and asked anew after every deed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from minhchung.figures.kept import answers_of, groups_of, records_behind
from minhchung.figures.periods import window_named
from minhchung.ground.trail.actions import Deed, write
from minhchung.organisation.models import Unit
from minhchung.staff.models import Person

pytestmark = pytest.mark.django_db

WINDOW = window_named("2025")
KEY = ("staff.present", "2025")


def hire(number: str, deed: bool) -> None:
    """A person, with or without an entry in the trail."""
    at = datetime(2025, 3, 3, 8)
    with transaction.atomic():
        person = Person.objects.create(
            staff_no=number,
            full_name="Đỗ Thị Thắm",
            sex="female",
            birth_on=date(1987, 3, 4),
            kind="civil_servant",
            joined_on=date(2012, 1, 1),
            unit=Unit.objects.get_or_create(code="BQL", kind="agency", is_home=True)[0],
        )
        if deed:
            write([Deed("staff", "person", person.pk, "create", "an", at, {})], recorded_at=at)


def test_a_deed_is_seen_at_once(django_assert_num_queries: Any) -> None:
    assert answers_of([("staff.present", WINDOW)])[KEY].value == 0
    with django_assert_num_queries(1):  # the head of the trail alone
        assert answers_of([("staff.present", WINDOW)])[KEY].value == 0
    hire("CC1", deed=True)
    assert answers_of([("staff.present", WINDOW)])[KEY].value == 1


def test_groups_and_the_count_of_records_are_kept_and_asked_anew_in_the_same_way(
    django_assert_num_queries: Any,
) -> None:
    for hired in (0, 1):
        assert sum(each.value or 0 for each in groups_of("staff.present", WINDOW, "sex").values()) == hired
        assert records_behind("staff.present", WINDOW, None) == hired
        with django_assert_num_queries(2):  # the head of the trail alone
            groups_of("staff.present", WINDOW, "sex")
            records_behind("staff.present", WINDOW, None)
        if not hired:
            hire("CC1", deed=True)


def test_what_is_kept_cannot_be_changed_by_a_reader() -> None:
    found: Any = answers_of([("staff.present", WINDOW)])
    with pytest.raises(TypeError):
        found[KEY] = None


def test_an_unknown_figure_is_an_error() -> None:
    with pytest.raises(KeyError):
        answers_of([("staff.flying", WINDOW)])
