"""Why a file is not taken."""

from __future__ import annotations


class NotAccepted(ValueError):
    """A file is not kept; the message says in Vietnamese why and what to do."""
