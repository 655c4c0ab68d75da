"""Questions about kept files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from minhchung.ground.files.disk import digest_of_file
from minhchung.ground.files.models import KeptFile, Upload
from minhchung.ground.files.places import path_of, path_of_upload


def damaged() -> Iterator[tuple[KeptFile, str]]:
    """Kept files whose bytes are missing or changed, with what is wrong, in Vietnamese."""
    for kept in KeptFile.objects.order_by("id").iterator():
        path = path_of(kept)
        if not path.exists():
            yield kept, "không còn trên đĩa"
        elif digest_of_file(path) != kept.digest:
            yield kept, "nội dung đã bị thay đổi"


def kept_file(number: int) -> KeptFile | None:
    """The kept file with that number."""
    return KeptFile.objects.filter(pk=number).first()


@dataclass(frozen=True)
class Opened:
    """A kept file as those who hand it out need it."""

    path: Path
    name: str
    content_type: str
    size: int
    digest: str
    scan: str = ""
    scan_note: str = ""


def opened(number: int) -> Opened | None:
    """Where a kept file lies and what it is; None when there is no such file."""
    kept = kept_file(number)
    if kept is None:
        return None
    return Opened(
        path_of(kept), kept.name, kept.content_type, kept.size, kept.digest, kept.scan, kept.scan_note
    )


def upload_of(upload: UUID, *, purpose: str, record: int, session: str, by: str) -> Upload | None:
    """An upload, for the one who began it in the same session for the same record; None for everybody else."""
    return (
        Upload.objects.select_related("file")
        .filter(pk=upload, purpose=purpose, record=record, session=session, by=by)
        .first()
    )


def received_of(upload: Upload) -> int:
    """How many bytes of an upload are safely there: what was acknowledged, and never more than lies on disk."""
    if upload.file_id is not None:
        return upload.size
    path = path_of_upload(upload.pk)
    return min(upload.received, path.stat().st_size) if path.exists() else 0
