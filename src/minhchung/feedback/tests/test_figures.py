"""Figures of the room: equal on the database and on DuckDB, equal to their records, and silent about whom and what."""

from __future__ import annotations

import pytest
from django.db import connection

from minhchung.config.oracle import recount
from minhchung.dossiers.tests.cast import a_dossier, a_procedure
from minhchung.feedback import actions
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS, cases, surveying
from minhchung.feedback.tests.cast import SENDER, a_case, an_actor, an_agency, answered, at, do, received
from minhchung.figures.answers import answer, records
from minhchung.figures.engines import DjangoEngine, DuckEngine
from minhchung.figures.parquet import export_all
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER

FIGURES = [figure for figure in REGISTER if figure.key.startswith("feedback.")]
NEW = {"time": 5, "agencies": 4, "contacts": 4, "information": 3, "attitude": 5, "lawfulness": 4}
OLD = {"time": 2, "contacts": 1, "agencies": 2, "attitude": 0}


@pytest.fixture
def told(db):
    """Feedback in several states, a settled complaint, a denunciation, two surveys under two editions."""
    version = a_procedure(an_agency())
    for year, marks in ((2024, OLD), (2026, NEW)):
        dossier = a_dossier(version, at(f"{year}-03-02T09:00"), ended_at=at(f"{year}-03-04T09:00"))
        surveying.answer(dossier=dossier.pk, marks=marks, way="link", by="", at=at(f"{year}-03-05T09:00"))
    received()
    record = answered()
    do(actions.rate, record, "2026-04-16T09:00", rating="dissatisfied")
    do(actions.reopen, record, "2026-04-17T09:00", reason="Chưa rõ")
    a_case(DENUNCIATIONS)
    complaint, lan = a_case(COMPLAINTS, "2026-07-06T09:00"), an_actor("lan", approves=True)
    given = {"matter": COMPLAINTS, "number": complaint.pk, "revision": None, "by": lan}
    cases.accept(at=at("2026-07-08T09:00"), **given)
    said = {"outcome": "right", "decision": "1/QĐ", "conclusion": "x"}
    cases.conclude(at=at("2026-08-10T09:00"), **said, **given)  # due on 07/08


def value(key, window="2026"):
    found = answer(REGISTER[f"feedback.{key}"], window_named(window), DjangoEngine(connection))
    return found.value if found.value is not None else (found.part, found.whole)


@pytest.mark.parametrize(
    ("key", "window", "expected"),
    [
        ("received", "2026", 2),
        ("resolved", "2026", 1),
        ("reopened", "2026", 1),
        ("in_progress", "2026", 1),
        ("satisfied", "2026", (0, 1)),
        ("complaints_received", "2026", 1),
        ("complaints_settled", "2026", 1),
        ("complaints_settled_in_time", "2026", 0),
        ("denunciations_received", "2026", 1),
        ("denunciations_settled", "2026", 0),
        ("denunciations_received", "2025", 0),
        ("survey_answers", "2026", 1),
        ("survey_satisfied", "2026", (5, 6)),
        ("survey_satisfied", "2024", (0, 0)),
        ("survey_points", "2024", (5, 4)),
    ],
)
def test_what_they_say(told, key, window, expected):
    assert value(key, window) == expected


def test_equal_on_every_engine_and_to_their_records(told, tmp_path):
    here = DjangoEngine(connection)
    tables = {figure.facts for figure in FIGURES}
    export_all(tables, here, tmp_path)
    duck = DuckEngine(tmp_path, tables)
    for figure in FIGURES:
        for label in ("2024", "2026", "2026-Q2"):
            one, other = (answer(figure, window_named(label), engine) for engine in (here, duck))
            stated = (one.part, one.whole) if one.value is None else (one.value,)
            assert stated == ((other.part, other.whole) if other.value is None else (other.value,)), (
                figure.key
            )
            assert recount(figure, window_named(label), here) == stated, figure.key


def test_records_behind_a_count_of_denunciations_say_nothing(told):
    rows = list(
        records(REGISTER["feedback.denunciations_received"], window_named("2026"), DjangoEngine(connection))
    )
    assert len(rows) == 1
    for secret in ("TC/2026", SENDER, "2026-08-03", "lan"):
        assert secret not in str(rows)
