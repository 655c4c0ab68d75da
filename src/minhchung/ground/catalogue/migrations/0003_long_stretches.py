"""Make the index of words on PostgreSQL anew, with the long stretch in which a row was entered; SQLite's needs none."""

from typing import Any

from django.db import migrations

from minhchung.ground.word_index import WordIndex

_INDEX = WordIndex(fields=["words"], name="catalogue_words", stretches=True)


def make_anew(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        entry = apps.get_model("catalogue", "Entry")
        schema_editor.remove_index(entry, _INDEX)
        schema_editor.add_index(entry, _INDEX)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_stretches")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
