"""Files of a document, attached and taken away: their words are read, so that the document is found by them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import transaction

from minhchung.ground.files import queries as kept_files
from minhchung.ground.trail import actions as trail
from minhchung.legislation import finding
from minhchung.legislation.actions.projecting import DOCUMENT, ROOM
from minhchung.legislation.actions.refusing import Refused, need
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
        CannotAttach: no such document, or it has a file with the same content.
    """
    held = _held(document)
    kept = kept_files.kept_file(file)
    same = held.files.filter(file__digest=kept.digest).first() if kept is not None else None
    if same is not None:
        raise CannotAttach(f"Văn bản đã có tệp này: {same}, đính kèm ngày {same.attached_at:%d/%m/%Y}.")
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
    keep_words(held)
    details = {"file": made.file.name, "note": read.note}
    trail.write_one(trail.Deed(ROOM, DOCUMENT, held.pk, "attach", by, at, details), recorded_at=at)
    return made


@transaction.atomic
def detach(*, document: int, file: int, reason: str, by: str, at: datetime) -> None:
    """Take away a file that was attached in error; its name and the reason stay in the story of the document.

    Raises:
        CannotAttach: the document has no such file. Refused: no reason.
    """
    held = _held(document)
    found = DocumentFile.objects.filter(document=held, pk=file).select_related("file").first()
    if found is None:
        raise CannotAttach("Văn bản không có tệp này, hoặc tệp đã được bỏ.")
    details = {"file": found.file.name, "reason": need(reason, "Phải ghi vì sao bỏ tệp.")}
    found.delete()
    keep_words(held)
    trail.write_one(trail.Deed(ROOM, DOCUMENT, held.pk, "detach", by, at, details), recorded_at=at)


def keep_words(document: LegalDocument) -> None:
    """Keep the words by which a document with files is found, as its number, abstract and files are now."""
    if not document.files.exists():
        DocumentWords.objects.filter(document=document).delete()
        return
    DocumentWords.objects.update_or_create(document=document, defaults={"words": finding.words_of(document)})


def _held(document: int) -> LegalDocument:
    found = LegalDocument.objects.select_for_update().filter(pk=document).first()
    if found is None:
        raise CannotAttach("Không có văn bản này.")
    return found
