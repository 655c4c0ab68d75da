"""Where kept files lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from minhchung.ground.files.models import KeptFile


def path_of_digest(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def path_of(kept: KeptFile) -> Path:
    """Where a kept file's bytes lie."""
    return path_of_digest(kept.digest)
