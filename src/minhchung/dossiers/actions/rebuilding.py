"""Making anew what lists are found and counted by; nothing of a dossier itself changes."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from django.db import transaction

from minhchung.dossiers.models import TALLY, WORDS, Dossier, NearWord, Tally
from minhchung.dossiers.search.near import learn, words_of
from minhchung.ground.trail import actions as trail

_AT_ONCE = 2_000


@transaction.atomic
def rebuild_lists(*, by: str, at: datetime) -> int:
    """Reckon all search words, learn them, build the index, count the tally; returns how many dossiers were wrong."""
    NearWord.objects.all().delete()
    last = changed = 0
    rows = Dossier.objects.order_by("id")
    while batch := list(islice(rows.filter(id__gt=last), _AT_ONCE)):
        last = batch[-1].pk
        wrong = []
        for dossier in batch:
            words = words_of(dossier)
            if words != dossier.search_words:
                dossier.search_words = words
                wrong.append(dossier)
        Dossier.objects.bulk_update(wrong, ["search_words"], batch_size=200)
        changed += len(wrong)
        learn(dossier.search_words for dossier in batch)
    WORDS.build_again(Dossier)
    TALLY.count_again(Dossier, Tally)
    details = {"dossiers": Dossier.objects.count(), "changed": changed}
    trail.write_one(trail.Deed("dossiers", "dossier", None, "rebuild_lists", by, at, details), recorded_at=at)
    return changed
