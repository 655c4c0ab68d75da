"""What is declared among a table's indexes outlives a change of the table: SQLite makes the table anew for one."""

from __future__ import annotations

import pytest
from django.db import connection, models

from minhchung.dossiers.models import TALLY, WORDS, Dossier, Tally
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.ground.word_index import Word


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'dossiers%'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'dossiers%'")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.django_db(transaction=True)
def test_a_changed_table_keeps_its_words_and_its_tally() -> None:
    row = a_dossier(a_procedure(a_board()), at("2026-04-06T09:00"), applicant_name="Trần Thị Bích")
    before = triggers()
    assert before
    extra = models.CharField(max_length=5, default="x")
    extra.set_attributes_from_name("extra_word")
    extra.model = Dossier
    with connection.schema_editor() as editor:
        editor.add_field(Dossier, extra)
    try:
        assert triggers() == before
        assert list(WORDS.faults()) == [] and list(TALLY.faults(Dossier, Tally)) == []
        Dossier.objects.filter(pk=row.pk).update(search_words="khac", channel="post")
        assert Dossier.objects.filter(WORDS.rows(Dossier, Word("khac"))).count() == 1
        assert Dossier.objects.filter(WORDS.rows(Dossier, Word("bich"))).count() == 0
        assert list(WORDS.faults()) == [] and list(TALLY.faults(Dossier, Tally)) == []
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(Dossier, extra)


@pytest.mark.parametrize("index", [WORDS, TALLY], ids=["words", "tally"])
@pytest.mark.django_db(transaction=True)
def test_an_index_of_words_and_a_tally_are_taken_away_and_made_again(index: models.Index) -> None:
    before = triggers()
    with connection.schema_editor() as editor:
        editor.remove_index(Dossier, index)
    assert triggers() < before or (index is WORDS and connection.vendor == "postgresql")
    with connection.schema_editor() as editor:
        editor.add_index(Dossier, index)
    assert triggers() == before
