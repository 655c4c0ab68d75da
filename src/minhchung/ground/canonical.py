"""JSON in one form and the seal over it: what is sealed or signed can be written again, byte for byte, by anybody."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

#: Under which name a sealed object bears its own seal.
SEAL = "seal"


def canonical_json(data: Any) -> bytes:
    """JSON in one form: sorted keys, UTF-8, no spaces to spare, a newline at the end."""
    return (json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()


def seal_of(data: Mapping[str, Any]) -> str:
    """SHA-256 over an object without its seal."""
    return hashlib.sha256(
        canonical_json({name: value for name, value in data.items() if name != SEAL})
    ).hexdigest()


def first_difference(one: bytes, other: bytes) -> int:
    """Offset of the first byte in which two files differ."""
    for offset, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return offset
    return min(len(one), len(other))
