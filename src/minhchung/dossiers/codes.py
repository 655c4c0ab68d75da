"""Codes of dossiers: the local ones look like no official one."""

from __future__ import annotations

import re

#: The slash and the two letters keep it apart from every official pattern (000.00.15.H17-230115-0001, G09.20-...).
_LOCAL = re.compile(r"NB/\d{4}/\d{6,}")


def local_code(year: int, number: int) -> str:
    """The code of the agency's own desk: ``NB/2026/000012``."""
    return f"NB/{year}/{number:06d}"


def is_local_code(code: str) -> bool:
    """Whether a code is one of the agency's own desk."""
    return _LOCAL.fullmatch(code.strip().upper()) is not None
