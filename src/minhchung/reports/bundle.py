"""The bundle: a report with everything that proves it, in one file that anyone can check offline.

A bundle is a ZIP archive in one canonical form (members sorted, stored, fixed dates), so that the file equals the
archive made again from its members, byte for byte: a change anywhere is found and its place named. ``manifest.json``
lists the SHA-256 of every other member and carries a seal over itself.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

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


def canonical_json(data: Any) -> bytes:
    """JSON in one form: sorted keys, UTF-8, no spaces to spare, a newline at the end."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


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


def seal_of(manifest: Mapping[str, Any]) -> str:
    """SHA-256 over the manifest without its seal."""
    body = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(canonical_json(body)).hexdigest()


def first_difference(one: bytes, other: bytes) -> int:
    """Offset of the first byte in which two files differ."""
    for offset, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return offset
    return min(len(one), len(other))
