"""Tasks from above in every window: the summary and the figures say the same, and the four parts close."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.urls import reverse

from minhchung.direction.board_queries import given_by
from minhchung.direction.models import AssignedTask
from minhchung.direction.tests.cast import a_client
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import window_named

pytestmark = pytest.mark.django_db
FIGURES = {
    "given": "direction.assigned",
    "on_time": "direction.assigned_done_on_time",
    "late": "direction.assigned_late_done",
    "open": "direction.assigned_open_in_time",
    "overdue": "direction.assigned_open_overdue",
}
LAST_DAYS = (date(2024, 12, 14), date(2025, 3, 14), date(2025, 6, 14), date(2025, 9, 14), date(2025, 12, 14))


@pytest.fixture
def tasks() -> None:
    days = sorted({day.replace(day=each) for day in LAST_DAYS for each in (14, 15)})
    rows = product(days, [None, *days], [None, *days])
    AssignedTask.objects.bulk_create(
        AssignedTask(
            number=str(place),
            assigned_by="UBND tỉnh",
            assigned_on=assigned,
            content="Báo cáo",
            due_on=due,
            done_on=done,
            product_reference="1/BC" if done else "",
        )
        for place, (assigned, due, done) in enumerate(rows)
        if (due is None or due >= assigned) and (done is None or done >= assigned)
    )


@pytest.mark.parametrize(
    "name", ["2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-H1", "2025-9M", "2025-03"]
)
def test_the_parts_close_and_the_summary_says_what_the_figures_say(tasks: None, name: str) -> None:
    window = window_named(name)
    (summed,) = given_by(window.first_day, window.last_day, window.last_day)
    assert summed.sums_up and summed.given > 0
    told = answers_of([(key, window) for key in FIGURES.values()])
    found = {part: told[key, window.label].value for part, key in FIGURES.items()}
    assert found == {part: getattr(summed, part) for part in FIGURES}


def test_the_summary_leads_to_the_quarters_and_halves_of_its_year() -> None:
    page = a_client("leader").get(reverse("direction:assigned_summary"), {"ky": "2025-H1"}).content.decode()
    for name in ("2025", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-H1", "2025-9M"):
        assert f'href="?ky={name}"' in page
    assert "6 tháng đầu năm 2025" in page
