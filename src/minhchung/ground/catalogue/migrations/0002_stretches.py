"""Make the index of words on PostgreSQL anew, with the stretch in which a row was entered; SQLite's needs none."""

from typing import Any

from django.db import migrations

from minhchung.ground.word_index import WordIndex

_BEFORE = WordIndex(fields=["words"], name="catalogue_words")
_NOW = WordIndex(fields=["words"], name="catalogue_words", stretches=True)


def make_anew(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        entry = apps.get_model("catalogue", "Entry")
        schema_editor.remove_index(entry, _BEFORE)
        schema_editor.add_index(entry, _NOW)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_anew, migrations.RunPython.noop)],
            state_operations=[
                migrations.RemoveIndex("entry", "catalogue_words"),
                migrations.AddIndex("entry", _NOW),
            ],
        ),
    ]
