"""The bundle: a report with everything that proves it, in one file that anyone can check offline.

A bundle is a ZIP archive in one canonical form (members sorted, stored, fixed dates), so that the file equals the
archive made again from its members, byte for byte: a change anywhere is found and its place named. ``manifest.json``
lists the SHA-256 of every other member and carries a seal over itself.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from minhchung.ground.canonical import canonical_json, first_difference, seal_of

__all__ = ["FORMAT", "MANIFEST", "canonical_json", "first_difference", "manifest_of", "packed", "seal_of"]

MANIFEST = "manifest.json"
FORMAT = 1
_DATE = (1980, 1, 1, 0, 0, 0)


def packed(members: Mapping[str, bytes]) -> bytes:
    """The canonical archive of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, date_time=_DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, members[name])
    return buffer.getvalue()


def manifest_of(members: Mapping[str, bytes], about: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest: what the report is, the hash and size of every member, and the seal over all of that."""
    manifest = {
        "format": FORMAT,
        **about,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in sorted(members.items())
        },
    }
    return {**manifest, "seal": seal_of(manifest)}
