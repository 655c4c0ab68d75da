"""Attaching a file to a document: its words are read, so that the document is found by them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from minhchung.ground.trail import actions as trail
from minhchung.legislation import finding
from minhchung.legislation.actions.projecting import DOCUMENT, ROOM
from minhchung.legislation.actions.refusing import Refused
from minhchung.legislation.models import DocumentFile, DocumentWords, LegalDocument
from minhchung.legislation.reading import read_file


class CannotAttach(Refused):
    """The file cannot be attached; the message says why."""


@transaction.atomic
def attach(
    *,
    document: int,
    file: int,
    path: Path,
    content_type: str,
    ocr: str,
    by: str,
    at: datetime,
) -> DocumentFile:
    """Attach a kept file and read its words.

    Args:
        file: its number; ``path`` and ``content_type`` say where it lies and what it is.
        ocr: the command for what has no words of its own, "" where none is set.

    Raises:
        CannotAttach: no such document.
    """
    held = LegalDocument.objects.select_for_update().filter(pk=document).first()
    if held is None:
        raise CannotAttach("Không có văn bản này.")
    read = read_file(path, content_type, ocr)
    made = DocumentFile.objects.create(
        document=held,
        file_id=file,
        text=read.text.replace("\x00", ""),
        reading=read.reading,
        note=read.note[:255],
        attached_at=at,
        attached_by=by,
    )
    DocumentWords.objects.update_or_create(document=held, defaults={"words": finding.words_of(held)})
    details = {"file": made.file.name, "note": read.note}
    trail.write_one(trail.Deed(ROOM, DOCUMENT, held.pk, "attach", by, at, details), recorded_at=at)
    return made
