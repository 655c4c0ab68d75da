"""Keeping a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from minhchung.ground.files.clamd import Daemon
from minhchung.ground.files.disk import digest_of_file, draft_in, link_in_place, sweep_leftovers
from minhchung.ground.files.kinds import Found, look_into
from minhchung.ground.files.models import KeptFile, Scan
from minhchung.ground.files.names import clean_name
from minhchung.ground.files.places import incoming_folder, path_of_digest
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.scanner import Said, asked
from minhchung.ground.trail.actions import Deed, write_one


class Infected(NotAccepted):
    """The virus scanner named something in the file."""


def keep(
    content: Iterable[bytes],
    *,
    name: str,
    content_type: str,
    purpose: str,
    by: str,
    at: datetime,
    guarded: bool = False,
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
        guarded=guarded,
        kept_at=at,
        kept_by=by,
    )


def keep_checked(
    content: Iterable[bytes], *, name: str, purpose: str, scanner: Daemon | None, by: str, at: datetime
) -> tuple[KeptFile, tuple[str, ...]]:
    """Keep a file that somebody sent, after a look at what it is and what the virus scanner says; it is guarded.

    Returns:
        The kept file, and warnings for those who will open it.

    Raises:
        NotAccepted: empty, of a wrong or dangerous kind.
        Infected: the scanner named something; it is written to the trail, the bytes are gone.
    """
    incoming = incoming_folder()
    sweep_leftovers(incoming)
    with draft_in(incoming, purpose) as draft:
        for block in content:
            draft.file.write(block)
        draft.file.flush()
        return keep_as(draft.path, *checked(draft.path, name, scanner, by, at), purpose=purpose, by=by, at=at)


def checked(path: Path, name: str, scanner: Daemon | None, by: str, at: datetime) -> tuple[Found, Said]:
    """What a file is, and what the scanner says.

    Raises:
        NotAccepted, Infected: as :func:`keep_checked`.
    """
    found = look_into(path, clean_name(name))
    said = asked(scanner, path)
    if said.scan == Scan.INFECTED:
        details = {"name": found.name, "found": said.note, "digest": digest_of_file(path)}
        write_one(Deed("files", "file", None, "refuse_infected", by, at, details), recorded_at=at)
        raise Infected(
            f"Tệp “{found.name}” có mã độc ({said.note}) nên không được nhận. Hãy quét máy đã gửi."
        )
    return found, said


def keep_as(
    path: Path, found: Found, said: Said, *, purpose: str, by: str, at: datetime
) -> tuple[KeptFile, tuple[str, ...]]:
    """Give a finished file its place by its digest, then its row; ``path`` keeps its name until its owner drops it."""
    digest = digest_of_file(path)
    link_in_place(path, path_of_digest(digest))
    kept = KeptFile.objects.create(
        digest=digest,
        name=found.name,
        content_type=found.content_type,
        size=path.stat().st_size,
        purpose=purpose,
        guarded=True,
        scan=said.scan,
        scan_note=said.note,
        scanned_at=at if said.scan == Scan.CLEAN else None,
        kept_at=at,
        kept_by=by,
    )
    return kept, found.warnings
