"""What matches is one value: a job that gets it as JSON finds the dossiers of the page."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from minhchung.dossiers.matching import EVERYTHING, Match, matched
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at

NOW = at("2026-04-08T10:00")


def codes(match: Match) -> set[str]:
    return set(matched(match, at=NOW).values_list("code", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("match", "expected"),
    [
        pytest.param(EVERYTHING, {"open", "today", "late", "done"}, id="no condition finds all"),
        pytest.param(Match(due_days=0), {"today"}, id="due within no further working day is due today"),
        pytest.param(Match(due_days=3), {"today", "open"}, id="due within three working days"),
        pytest.param(Match(standing="qua-han"), {"late"}, id="a work list"),
        pytest.param(Match(period="2026-Q2", moment="ket-thuc"), {"done"}, id="ended in a window"),
        pytest.param(Match(text="dong a", sees_personal=True), {"done"}, id="searched by name"),
        pytest.param(Match(text="dong a"), set(), id="names are not searched by who may not read them"),
    ],
)
def test_a_job_finds_what_the_page_showed(match, expected):
    version = a_procedure(a_board())
    monday = at("2026-04-06T09:00")
    for code, accepted, limit in (
        ("open", monday, 5),
        ("today", monday, 2),
        ("late", monday - timedelta(7), 2),
    ):
        a_dossier(version, accepted, code=code, limit=limit, applicant_name="Trần Thị Bích")
    a_dossier(version, monday, code="done", ended_at=monday + timedelta(days=1))
    assert codes(match) == expected
    assert codes(Match.from_json(json.loads(json.dumps(match.as_json())))) == expected


def test_a_condition_of_another_version_is_refused_not_dropped():
    with pytest.raises(ValueError, match="mau-moi"):
        Match.from_json({"text": "a", "mau-moi": 1})


@pytest.mark.parametrize(
    "match", [Match(text="a"), Match(due_days=0), Match(period="2026"), Match(state="4")]
)
def test_every_part_narrows(match):
    assert (
        match.narrows and not EVERYTHING.narrows and not Match(user=1, units=(2,), sees_personal=True).narrows
    )
