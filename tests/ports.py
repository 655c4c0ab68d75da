"""A port for a server of a test that nobody else is given meanwhile."""

from __future__ import annotations

import random
import socket

# Below those that Linux hands out to whoever calls somebody: 32768 and above. A browser calls hundreds of times.
QUIET = range(20_000, 32_000)


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens; it stays free while its server starts, or starts again."""
    chance = random.SystemRandom()
    while True:
        port = chance.choice(QUIET)
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
