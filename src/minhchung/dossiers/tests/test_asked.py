"""How often the deeds of a dossier's life ask the database: what seldom changes is not asked again, nothing is asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.kept.tests.cast import asked, tables_in
from minhchung.ground.kept.watching import watched_tables
from minhchung.organisation.models import Unit
from minhchung.procedures.models import Process, ProcessStep

MONDAY = at("2026-04-06T09:00")
#: The statements that each deed may send, beginnings and ends of transactions left out.
MOST = {"receive": 12, "hand_on": 11, "finish": 17, "give_back": 9}


def a_life(version: Any) -> dict[str, list[str]]:
    """What is asked by each deed of a life."""
    by, hour = an_actor(), timedelta(hours=1)
    unit = Unit.objects.get(code="QLDN").pk
    told: dict[str, list[str]] = {}

    def done(name: str, deed: Callable[[], Any]) -> Any:
        with asked() as statements:
            result = deed()
        told[name] = [each for each in statements if tables_in([each]) or "kept_topic" in each]
        return result

    filing = a_filing(version, applicant_email="a@example.org")
    pk = done("receive", lambda: actions.receive(filing=filing, by=by, at=MONDAY)).pk
    common = {"dossier": pk, "by": by}
    done("hand_on", lambda: actions.hand_on(revision=1, to_unit=unit, step=2, at=MONDAY + hour, **common))
    done("finish", lambda: actions.finish(revision=2, result="QĐ 5", at=MONDAY + 2 * hour, **common))
    done("give_back", lambda: actions.give_back(revision=3, at=MONDAY + 3 * hour, **common))
    return told


@pytest.mark.django_db
def test_a_deed_asks_what_it_must_and_nothing_that_seldom_changes():
    version = an_own_desk()
    process = Process.objects.create(version=version, since=date(2026, 1, 1))
    for number in (1, 2):
        ProcessStep.objects.create(
            process=process, number=number, name=f"Bước {number}", unit_name="QLDN", minutes=240
        )
    a_life(version)
    told = a_life(version)
    seldom = frozenset().union(*watched_tables().values())
    for deed, statements in told.items():
        assert not tables_in(statements) & seldom, deed
        assert len(statements) <= MOST[deed], (deed, *statements)
        twice = [each for each, times in Counter(statements).items() if times > 1 and "pause" not in each]
        assert not twice, deed
        assert sum("kept_topic" in each for each in statements) == 1, deed
