"""Where kept files lie, and those on their way."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from django.conf import settings

from minhchung.ground.files.models import KeptFile


def incoming_folder() -> Path:
    """Where files are written before their digest, and so their place, is known; on the same disk."""
    return Path(settings.MEDIA_ROOT) / "incoming"


def path_of_upload(upload: UUID) -> Path:
    """Where the bytes of an upload gather; on the same disk, so that it becomes a kept file by a new name."""
    return Path(settings.MEDIA_ROOT) / "uploading" / f"{upload}.part"


def path_of_digest(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def path_of(kept: KeptFile) -> Path:
    """Where a kept file's bytes lie."""
    return path_of_digest(kept.digest)
