"""Keeping a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from minhchung.ground.files.disk import draft_in, sweep_leftovers
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.places import incoming_folder, path_of_digest


def keep(
    content: Iterable[bytes], *, name: str, content_type: str, purpose: str, by: str, at: datetime
) -> KeptFile:
    """Write a file to disk, then its row: a row never speaks of bytes that are not safely there.

    The same bytes are stored once, however often they are kept; bytes damaged meanwhile are mended by it.
    """
    digest = hashlib.sha256()
    size = 0
    incoming = incoming_folder()
    sweep_leftovers(incoming)
    with draft_in(incoming, purpose) as draft:
        for block in content:
            digest.update(block)
            size += len(block)
            draft.file.write(block)
        draft.become(path_of_digest(digest.hexdigest()))
    return KeptFile.objects.create(
        digest=digest.hexdigest(),
        name=name[:255],
        content_type=content_type,
        size=size,
        purpose=purpose,
        kept_at=at,
        kept_by=by,
    )
