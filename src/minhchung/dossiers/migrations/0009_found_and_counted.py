"""Words and counts of the dossiers that are there already, and what keeps both from now on."""

from itertools import islice
from typing import Any

from django.db import migrations

import minhchung.ground.tally
import minhchung.ground.word_index
from minhchung.dossiers.search.near import keys_of
from minhchung.dossiers.search.words import plain_words, search_words

AT_ONCE = 2_000
WORDS = minhchung.ground.word_index.WordIndex(fields=["search_words"], name="dossiers_words")
TALLY = minhchung.ground.tally.KeepTally(
    fields=["state", "verdict", "field", "channel"], name="dossiers_tally_kept", table="dossiers_tally"
)


def write_words(apps: Any, schema_editor: Any) -> None:
    dossiers = apps.get_model("dossiers", "Dossier")
    near = apps.get_model("dossiers", "NearWord")
    known = set()
    rows = dossiers.objects.order_by("id").values_list("id", "code", "applicant_name", "applicant_phone")
    last = 0
    while batch := list(islice(rows.filter(id__gt=last), AT_ONCE)):
        last = batch[-1][0]
        lines = [
            (search_words(code=code, name=name, phone=phone), number) for number, code, name, phone in batch
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("UPDATE dossiers_dossier SET search_words = %s WHERE id = %s", lines)
        words = {word for line, _number in lines for word in plain_words(line)} - known
        known |= words
        near.objects.bulk_create(
            (near(key=key, word=word) for word in sorted(words) for key in sorted(keys_of(word))),
            batch_size=AT_ONCE,
        )


def build(apps: Any, schema_editor: Any) -> None:
    dossiers, tally = apps.get_model("dossiers", "Dossier"), apps.get_model("dossiers", "Tally")
    WORDS.build_again(dossiers)
    TALLY.count_again(dossiers, tally)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0008_lists")]

    operations = [
        migrations.RunPython(write_words, migrations.RunPython.noop),
        migrations.AddIndex("dossier", WORDS),
        migrations.AddIndex("dossier", TALLY),
        migrations.RunPython(build, migrations.RunPython.noop),
    ]
