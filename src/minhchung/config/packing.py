"""Style sheets, programs and drawings of ours, sent packed to browsers that take them so.

WhiteNoise sends a packed file where one lies beside the plain one; in a checkout or an installed wheel none does. Each
is packed once into the data folder, under the digest of what it holds.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from minhchung.ground.files.disk import draft_in

_OURS = f"{settings.STATIC_URL}skin/"
_WORTH_PACKING = (".css", ".js", ".svg")


class PackedFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, with our own text files packed."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """The file with its headers, and its packed form."""
        found = super().get_static_file(path, url, stat_cache)
        if not (url.startswith(_OURS) and url.endswith(_WORTH_PACKING)):
            return found
        plain = next(headers for _encoding, _path, headers in found.alternatives)
        return StaticFile(path, plain, encodings={"gzip": str(packed(Path(path)))})


def packed(path: Path) -> Path:
    """Where a file lies packed; it is packed when it does not."""
    content = path.read_bytes()
    place = settings.STATIC_ROOT / f"{hashlib.sha256(content).hexdigest()[:32]}.gz"
    if not place.exists():
        with draft_in(settings.STATIC_ROOT) as draft:
            draft.file.write(gzip.compress(content, 9, mtime=0))
            draft.become(place)
    return place
