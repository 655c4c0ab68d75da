"""Where a person's work is counted: the rooms that know what an account did in a time, asked when work is judged.

A room above the staff room gives one query (``produced.py``); here it gets its name in the catalogue of products.
"""

from __future__ import annotations

from datetime import date

from minhchung.dossiers.produced import steps_of
from minhchung.feedback.produced import answers_of
from minhchung.staff.products import Counted, Source, arrange_sources


def _steps(user: int, first: date, last: date) -> Counted:
    found = steps_of(user, first, last)
    return Counted(found.given, found.done, found.late)


def _answers(user: int, first: date, last: date) -> Counted:
    found = answers_of(user, first, last)
    return Counted(found.given, found.done, found.late)


SOURCES = (
    Source("dossiers.steps", "Bước xử lý hồ sơ thủ tục hành chính", _steps),
    Source("feedback.answers", "Phản ánh, kiến nghị được giao xử lý", _answers),
)


def arrange_products() -> None:
    """Name the sources to the staff room."""
    arrange_sources(SOURCES)
