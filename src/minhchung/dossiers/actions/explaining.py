"""What officers say of a mark: kept beside it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from minhchung.dossiers.actions.acting import Actor, Refusal
from minhchung.dossiers.models import Mark
from minhchung.ground.trail import actions as trail


class NoSuchMark(LookupError):
    """The dossier has no such mark, or no longer has it."""


@transaction.atomic
def explain(*, mark: int, dossier: int, text: str, by: Actor, at: datetime) -> Mark:
    """Keep what an officer says of a mark. It stands beside the mark and takes it out of no count.

    Raises:
        NoSuchMark: the dossier has none of that number.
        Refusal: nothing said.
    """
    found = Mark.objects.select_for_update().filter(pk=mark, dossier=dossier).first()
    if found is None:
        raise NoSuchMark
    if not text.strip():
        raise Refusal("Phải ghi giải trình: vì sao, văn bản hoặc bằng chứng nào.", field_name="text")
    before = found.explanation
    found.explanation, found.explained_by, found.explained_at = text.strip(), by.name or by.username, at
    found.save(update_fields=["explanation", "explained_by", "explained_at"])
    details = {
        "detector": found.detector,
        "detail": found.detail,
        "explained_before": before,
        "explanation": found.explanation,
    }
    trail.write_one(
        trail.Deed("dossiers", "dossier", found.dossier_id, "explain_mark", by.username, at, details),
        recorded_at=at,
    )
    return found
