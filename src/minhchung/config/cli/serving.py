"""`minhchung serve`: the web server on the port asked for or the next free one, notices and work in the background."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from minhchung.config.cli.mirroring import mirroring
from minhchung.config.cli.notifying import delivering
from minhchung.config.cli.setup import MISSING, fail, migrate, start_django
from minhchung.config.cli.working import working

TRIES = 20


def run_server(*, data_dir: Path | None, host: str, port: int, workers: int, open_path: str = "/") -> None:
    """Serve until stopped; says on which address."""
    start_django(data_dir)
    migrate()
    free = free_port(host, port)
    if free is None:
        fail(
            f"Các cổng {port}-{port + TRIES - 1} đều bận. Chọn cổng khác: minhchung serve --port N.", MISSING
        )
    if free != port:
        sys.stdout.write(f"Cổng {port} đang bận, dùng cổng {free}.\n")
    sys.stdout.write(f"\nMở trình duyệt: http://{host}:{free}{open_path}\nDừng bằng Ctrl+C.\n")
    sys.stdout.flush()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minhchung.config.settings")
    from granian import Granian
    from granian.constants import Interfaces

    server = Granian(
        "minhchung.config.wsgi:application",
        address=host,
        port=free,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_access=False,
    )
    with delivering(data_dir), working(data_dir), mirroring(data_dir):
        server.serve()


def free_port(host: str, port: int) -> int | None:
    """The first port from ``port`` on that nobody listens on, or None after some tries."""
    for candidate in range(port, port + TRIES):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return candidate
    return None
