"""What the databases say of the lists' questions (EXPLAIN): they walk the indexes meant for them and sort nothing.

No clock is looked at: with a few hundred rows PostgreSQL is told not to read whole tables, so that the question is only
whether the index can serve at all.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from minhchung.dossiers.matching import Match, matched
from minhchung.dossiers.models import WORDS, Dossier
from minhchung.dossiers.queries import Ask, found
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.word_index import All, Word

pytestmark = pytest.mark.django_db
NOW = at("2026-04-08T10:00")
MONDAY = at("2026-04-06T09:00")


def without_others(index: str) -> None:
    """Take away, on PostgreSQL and till the test ends, the indexes that are not meant.

    With so few rows several cost the planner the same; what is asked is whether the one that is meant can serve.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, Dossier._meta.db_table)
        for name, told in constraints.items():
            kept = told["unique"] or told["primary_key"] or re.search(index, name)
            if told["index"] and not kept:
                cursor.execute(f'DROP INDEX IF EXISTS "{name}"')


@pytest.fixture
def some_dossiers():
    version = a_procedure(a_board())
    for number in range(60):
        ended = MONDAY - timedelta(days=300 - number) if number % 20 else None
        a_dossier(version, MONDAY - timedelta(days=305 - number), ended_at=ended)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )


def plan(rows) -> str:
    sql, params = rows.query.sql_with_params()
    head = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{head} {sql}", params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def sorts(told: str) -> bool:
    return re.search(r"TEMP B-TREE|(^|-> +)Sort ", told, re.MULTILINE) is not None


PAGES = [
    pytest.param(Match(), "", "dossiers_newest_first", id="all, the newest first"),
    pytest.param(Match(), "han", "dossiers_by_due", id="sorted by due moment"),
    pytest.param(Match(), "-han", "dossiers_by_due", id="the other way round"),
    pytest.param(Match(), "ma", "sqlite_autoindex|code", id="sorted by code"),
    pytest.param(Match(sees_personal=True), "nguoi-nop", "dossiers_by_applicant", id="sorted by applicant"),
    pytest.param(Match(state="10"), "", "dossiers_newest_of_a_state", id="one state"),
    pytest.param(Match(field="Lao động"), "", "dossiers_newest_", id="one field"),
    pytest.param(Match(standing="cua-toi", user=1), "", "dossiers_in_a_hand_by_due", id="mine"),
    pytest.param(Match(standing="don-vi-toi", units=(1,)), "", "dossiers_in_a_unit_by_due", id="my unit's"),
]


@pytest.mark.parametrize(("match", "sort", "index"), PAGES)
def test_a_page_is_a_walk_along_an_index(some_dossiers, match, sort, index):
    without_others(index)
    rows = found(Ask(NOW, match, sort=sort)).values_list("pk")[:50]
    told = plan(rows)
    assert re.search(index, told) and not sorts(told), told


COUNTS = [
    pytest.param(Match(standing="cua-toi", user=1), "dossiers_in_a_hand_by_due", id="mine"),
    pytest.param(Match(standing="don-vi-toi", units=(1,)), "dossiers_in_a_unit_by_due", id="my unit's"),
    pytest.param(Match(standing="den-han-hom-nay"), "dossiers_open_by_", id="due today"),
    pytest.param(Match(due_days=10), "dossiers_open_by_", id="due within ten days"),
    pytest.param(Match(standing="qua-han"), "dossiers_open_by_kept_until|dossiers_by_end", id="overdue"),
    pytest.param(
        Match(standing="cho"), "dossiers_open_by_state|dossiers_by_end", id="the clock stands still"
    ),
    pytest.param(Match(standing="dang-giai-quyet"), "dossiers_open_by_|dossiers_by_end", id="in hand"),
    pytest.param(Match(standing="tiep-nhan-tre"), "dossiers_online_by_answer", id="online, answered late"),
]


@pytest.mark.parametrize(("match", "index"), COUNTS)
def test_a_count_reads_open_dossiers_alone(some_dossiers, match, index):
    without_others(index)
    told = plan(matched(match, at=NOW).values_list("pk"))
    assert re.search(index, told), told


def test_a_search_asks_the_index_of_words(some_dossiers):
    rows = Dossier.objects.filter(
        WORDS.rows(Dossier, All((Word("dong"), Word("a", begins=True))))
    ).values_list("pk")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_bitmapscan = on; SET LOCAL enable_indexscan = off")
    told = plan(rows.order_by())
    assert "dossiers_words" in told if connection.vendor == "postgresql" else "VIRTUAL TABLE INDEX" in told, (
        told
    )


def test_the_page_itself_asks_few_questions(some_dossiers, client, django_assert_max_num_queries):
    sign_in(client)
    client.get(reverse("dossiers:dossier_list"), {"xem": "tat-ca"})
    with django_assert_max_num_queries(40) as asked:
        client.get(reverse("dossiers:dossier_list"), {"xem": "tat-ca"})
    whole = [
        each["sql"]
        for each in asked.captured_queries
        if "COUNT(*)" in each["sql"] and "ended_at" not in each["sql"]
    ]
    assert not [sql for sql in whole if '"dossiers_dossier"' in sql], "no count reads all dossiers"
