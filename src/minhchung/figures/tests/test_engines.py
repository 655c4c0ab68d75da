"""The statements that engines send."""

from __future__ import annotations

import pytest
from django.db import connection

from minhchung.dossiers.facts import DossierFacts
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.kinds import measures
from minhchung.figures.periods import window_named
from minhchung.figures.questions import Tally
from minhchung.figures.register import REGISTER


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db
@pytest.mark.parametrize("key", ["dossiers.kept_promise", "dossiers.in_progress_overdue"])
def test_moments_are_compared_without_converting_every_row(key: str) -> None:
    kind = REGISTER[key].over(window_named("2025"))
    statement = DjangoEngine(connection).sql(Tally(DossierFacts, measures(kind)))
    assert "TIMESTAMPTZ '" in statement
    assert "TIMESTAMP '" not in statement
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN VERBOSE {statement}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "timestamp with time zone" in plan
    assert "timestamp without time zone" not in plan
