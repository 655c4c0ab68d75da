"""Making law known, told by form apart from making the reform known."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from minhchung.figures.answers import answer
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.legislation import actions
from minhchung.legislation.models import DisseminationEvent
from minhchung.organisation import actions as organisation
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DONE: dict[str, Any] = {"by": "binh", "at": datetime(2026, 1, 5, 9)}


def test_each_form_counts_by_itself_and_the_reform_apart() -> None:
    office = organisation.add_unit(
        code="VP", kind="department", name="Văn phòng", since=date(2010, 1, 1), **DONE
    )
    for on, told in (
        (date(2018, 3, 1), {"copies": 30}),
        (date(2018, 4, 1), {"subject": "reform", "copies": 7}),
        (date(2018, 5, 1), {"form": "contest", "attendance": 90}),
        (date(2018, 6, 1), {"form": "article", "attendance": 0}),
        (date(2018, 7, 1), {"form": "broadcast", "attendance": 0}),
        (date(2018, 12, 15), {"form": "training", "attendance": 12}),
    ):
        values = {"form": "conference", "subject": "law", "title": f"Hội nghị {on}", "attendance": 40}
        actions.save_event(DisseminationEvent(on=on, unit=office, **values | told), **DONE)
    keys = ("in_person", "attendance", "contests", "contestants", "copies", "articles", "broadcasts")

    def ask(text: str) -> list[int | None]:
        window, engine = parse_window(text, Regime.fixed(15)), DjangoEngine(connection)
        return [answer(REGISTER[f"dissemination.law_{key}"], window, engine).value for key in keys]

    assert ask("2018") == [1, 40, 1, 90, 30, 1, 1]
    assert ask("2019") == [1, 12, 0, 0, 0, 0, 0]
