"""Where a person's work is counted: the rooms that know what an account did in a time, asked when work is judged.

A room above the staff room gives one query (``produced.py``) and shows the records that it counted to whoever may see
them; here it gets its name in the catalogue of products.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minhchung.direction.produced import tasks_of, tasks_shown
from minhchung.dossiers.produced import steps_of, steps_shown
from minhchung.feedback.produced import answers_of, answers_shown
from minhchung.staff.products import Counted, Source, Work, arrange_sources


def _steps(user: int, first: date, last: date) -> Counted:
    found = steps_of(user, first, last)
    return Counted(found.given, found.done, found.late)


def _steps_shown(records: Sequence[int], user: Any, at: datetime) -> list[Work]:
    return [
        Work(each.code, each.name, each.url, each.due_at, each.ended_at, each.late)
        for each in steps_shown(records, user, at)
    ]


def _answers(user: int, first: date, last: date) -> Counted:
    found = answers_of(user, first, last)
    return Counted(found.given, found.done, found.late)


def _answers_shown(records: Sequence[int], user: Any, at: datetime) -> list[Work]:
    del user, at
    return [
        Work(each.code, each.sector, each.url, each.due_at, each.ended_at, each.late)
        for each in answers_shown(records)
    ]


def _tasks(user: int, first: date, last: date) -> Counted:
    found = tasks_of(user, first, last)
    return Counted(found.given, found.done, found.late)


def _tasks_shown(records: Sequence[int], user: Any, at: datetime) -> list[Work]:
    del user, at
    return [
        Work(
            each.code,
            " · ".join(part for part in (each.title, each.evidence) if part),
            each.url,
            each.due_on,
            each.done_on,
            each.late,
        )
        for each in tasks_shown(records)
    ]


SOURCES = (
    Source("dossiers.steps", "Bước xử lý hồ sơ thủ tục hành chính", _steps, _steps_shown),
    Source("feedback.answers", "Phản ánh, kiến nghị được giao xử lý", _answers, _answers_shown),
    Source("direction.tasks", "Nhiệm vụ của kế hoạch được giao thực hiện", _tasks, _tasks_shown),
)


def arrange_products() -> None:
    """Name the sources to the staff room."""
    arrange_sources(SOURCES)
