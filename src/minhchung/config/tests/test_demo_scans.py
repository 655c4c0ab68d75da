"""The made-up files and the tried limit of the demonstration, made by the same deeds as officials do."""

from __future__ import annotations

import pytest

from minhchung.config.demo import scans
from minhchung.dossiers import actions
from minhchung.dossiers.models import Attachment, Replay
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work
from minhchung.procedures.queries import received_here

pytestmark = pytest.mark.django_db
NOW = at("2026-04-10T09:00")


def test_dossiers_get_scans_and_results_and_a_limit_is_tried() -> None:
    version = an_own_desk()
    (row,) = [each for each in received_here(NOW.date()) if each.id == version.pk]
    told = []
    for _number in range(2):
        found = in_work(version)
        ended = at("2026-04-08T10:00")
        actions.finish(dossier=found.pk, revision=None, result="GP", by=an_actor("binh"), at=ended)
        told.append(scans.Told(found.pk, found.code, row, found.accepted_at, ended))
    by = an_actor()
    assert scans.attach_some(told, one_stop=by, leader=by, now=NOW) == 4
    kinds = sorted(
        (each.kind, each.file.content_type, each.file.guarded) for each in Attachment.objects.all()
    )
    assert kinds == [
        ("component", "application/pdf", True),
        ("component", "image/png", True),
        ("result", "application/pdf", True),
        ("result", "application/pdf", True),
    ]
    assert all(each.result_code for each in Attachment.objects.filter(kind="result"))
    scans.try_a_limit(told, by="reform", at=NOW)
    assert Replay.objects.get().decision_number == "12/TB-BQL"
