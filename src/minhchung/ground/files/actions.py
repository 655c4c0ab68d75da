"""Keeping a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from minhchung.ground.files.disk import whole_file
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.places import path_of_digest


def keep(
    content: Iterable[bytes], *, name: str, content_type: str, purpose: str, by: str, at: datetime
) -> KeptFile:
    """Write a file to disk, then its row: a row never speaks of bytes that are not safely there.

    The same bytes are stored once, however often they are kept.
    """
    digest = hashlib.sha256()
    size = 0
    incoming = settings.MEDIA_ROOT / "incoming" / f"{purpose}-{at:%Y%m%d%H%M%S%f}"
    with whole_file(incoming) as file:
        for block in content:
            digest.update(block)
            size += len(block)
            file.write(block)
    place = path_of_digest(digest.hexdigest())
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        incoming.unlink()
    else:
        with whole_file(place) as file, incoming.open("rb") as source:
            while block := source.read(1 << 20):
                file.write(block)
        incoming.unlink()
    return KeptFile.objects.create(
        digest=digest.hexdigest(),
        name=name[:255],
        content_type=content_type,
        size=size,
        purpose=purpose,
        kept_at=at,
        kept_by=by,
    )
