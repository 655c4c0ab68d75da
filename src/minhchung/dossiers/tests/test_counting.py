"""Counts are true: kept by the database with whatever writes a dossier, equal to a recount, and noticed when not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from minhchung.dossiers.counting import counts, number_of, tallied
from minhchung.dossiers.desk_queries import WORKLISTS, Whose
from minhchung.dossiers.matching import EVERYTHING, STANDINGS, Match, matched
from minhchung.dossiers.models import TALLY, Dossier, Tally
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at

pytestmark = pytest.mark.django_db
NOW = at("2026-04-08T10:00")
MONDAY = at("2026-04-06T09:00")


@pytest.fixture
def version():
    return a_procedure(a_board())


def some_dossiers(version):
    a_dossier(version, MONDAY, code="a", ended_at=MONDAY + timedelta(days=1))
    a_dossier(version, MONDAY - timedelta(days=20), code="b", channel="online")
    a_dossier(version, MONDAY, code="c", waits=[(MONDAY + timedelta(days=1), None)])
    a_dossier(version, None, code="d", filed_at=MONDAY)
    a_dossier(version, MONDAY, code="e", ended_at=MONDAY + timedelta(days=20), channel="post")


DEEDS = [
    pytest.param(lambda: Dossier.objects.filter(code="b").update(channel="post"), id="an update"),
    pytest.param(lambda: Dossier.objects.update(field="Đầu tư"), id="an update of all"),
    pytest.param(lambda: Dossier.objects.filter(code="a").update(code="z"), id="an update of something else"),
    pytest.param(lambda: Dossier.objects.filter(code__in="ab").delete(), id="a deletion"),
    pytest.param(lambda: [each.save() for each in Dossier.objects.all()], id="saving as they are"),
    pytest.param(
        lambda: Dossier.objects.bulk_update(
            [Dossier(pk=each.pk, channel="post") for each in Dossier.objects.all()], ["channel"]
        ),
        id="a bulk update",
    ),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_the_tally_follows_whatever_is_written(version, deed):
    some_dossiers(version)
    assert list(TALLY.faults(Dossier, Tally)) == [] and tallied().total == 5
    deed()
    assert list(TALLY.faults(Dossier, Tally)) == []
    assert tallied().total == Dossier.objects.count()


def test_many_changes_are_folded_and_nothing_is_lost(version):
    row = a_dossier(version, MONDAY)
    for number in range(600):
        Dossier.objects.filter(pk=row.pk).update(channel="post" if number % 2 else "online")
    assert list(TALLY.faults(Dossier, Tally)) == []
    assert Tally.objects.count() < 600


def test_a_wrong_count_is_noticed_and_counted_again(version):
    some_dossiers(version)
    Tally.objects.filter(number__gt=0).update(number=7)
    assert list(TALLY.faults(Dossier, Tally))
    TALLY.count_again(Dossier, Tally)
    assert list(TALLY.faults(Dossier, Tally)) == []


@pytest.mark.parametrize("standing", ["", *STANDINGS])
@pytest.mark.parametrize(
    "more",
    [{}, {"state": "9"}, {"state": "4", "channel": "online"}, {"verdict": "overdue"}, {"field": "Đầu tư"}],
    ids=str,
)
def test_a_kept_count_is_that_of_the_rows(version, standing, more):
    some_dossiers(version)
    match = Match(standing=standing, **more)
    assert number_of(match, at=NOW, tally=tallied()) == len(matched(match, at=NOW))


def test_every_tab_counts_what_its_list_shows(version):
    some_dossiers(version)
    whose = Whose(None, (version.procedure.settled_by_id,))
    told = counts(NOW, whose, tallied())
    mine = replace(EVERYTHING, units=whose.units)
    assert told == {name: len(matched(replace(mine, standing=name), at=NOW)) for name in WORKLISTS}
    assert sum(told.values()) > 3
