"""Questions about kept files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minhchung.ground.files.disk import digest_of_file
from minhchung.ground.files.models import KeptFile
from minhchung.ground.files.places import path_of


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


def opened(number: int) -> Opened | None:
    """Where a kept file lies and what it is; None when there is no such file."""
    kept = kept_file(number)
    if kept is None:
        return None
    return Opened(path_of(kept), kept.name, kept.content_type, kept.size, kept.digest)
