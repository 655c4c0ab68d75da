"""`minhchung notices deliver`: sends what waits in the outbox, once or for as long as it runs.

The one that runs beside the server also brings changed calendars to the dossiers.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell

_STOP = {signal.SIGTERM, signal.SIGINT}
#: How long the server waits for its delivery to finish the notice in hand, and before it starts another one.
_FAREWELL_SECONDS, _PAUSE_SECONDS = 10.0, 10.0


def run_deliver(*, data_dir: Path | None, forever: bool, beside: int | None, as_json: bool) -> None:
    """Deliver once and say what came of it; or until a signal, or until the process ``beside`` is gone."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.notices import jobs
    from minhchung.ground.notices.patience import REST_SECONDS

    if forever:
        # A signal waits until the notice in hand is done.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)

        def rest() -> bool:
            _apply_changed_calendars()
            stopped = signal.sigtimedwait(_STOP, REST_SECONDS) is not None
            return not stopped and (beside is None or os.getppid() == beside)

        jobs.deliver_forever(rest)
        raise SystemExit(OK)
    done = jobs.deliver()
    if as_json:
        tell(asdict(done))
    else:
        sys.stdout.write(
            f"Đã gửi {done.sent} thông báo, {done.postponed} sẽ thử lại, {done.given_up} không gửi được.\n"
        )
    raise SystemExit(PARTLY if done.postponed or done.given_up else OK)


def _apply_changed_calendars() -> None:
    """Between two deliveries; a database that is away for a while is waited for, like there."""
    from django.db import Error

    from minhchung.dossiers.jobs import apply_changed_calendars

    try:
        apply_changed_calendars()
    except Error as error:
        sys.stderr.write(f"Chưa áp dụng được lịch làm việc mới vì cơ sở dữ liệu: {error}. Sẽ thử lại.\n")


@contextmanager
def delivering(data_dir: Path | None) -> Iterator[None]:
    """A delivery of its own process while the block runs; one that ends by itself is reported and started again."""
    command = [sys.executable, "-c", "from minhchung.config.cli import main; main()", "notices", "deliver"]
    command += ["--forever", "--beside", str(os.getpid())]
    if data_dir is not None:
        command += ["--data-dir", str(data_dir)]
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = [subprocess.Popen(command)]

    def watch() -> None:
        while not ending.is_set():
            code = running[-1].wait()
            if ending.is_set():
                return
            sys.stderr.write(f"Việc gửi thông báo đã dừng (mã {code}); sẽ mở lại.\n")
            if not ending.wait(_PAUSE_SECONDS):
                running.append(subprocess.Popen(command))

    watcher = threading.Thread(target=watch, name="delivery", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ending.set()
        running[-1].terminate()
        try:
            running[-1].wait(_FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            running[-1].kill()  # its notice is taken up again after the lease
