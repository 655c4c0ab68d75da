"""`minhchung notices deliver`: sends what waits in the outbox, once or for as long as it runs."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell

_STOP = {signal.SIGTERM, signal.SIGINT}


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
