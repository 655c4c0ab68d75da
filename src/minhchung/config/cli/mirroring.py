"""`minhchung mirror`: takes in what the province's system offers, once or for as long as it runs."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell

_STOP = {signal.SIGTERM, signal.SIGINT}


def run_mirror(*, data_dir: Path | None, forever: bool, beside: int | None, as_json: bool) -> None:
    """Run every connector once and say what came of it; or until a signal, or until the process ``beside`` is gone."""
    start_django(data_dir)
    migrate()
    from minhchung.config.importers import importer_class, names
    from minhchung.ground.intake.kinds import provide
    from minhchung.ground.mirror import jobs
    from minhchung.ground.mirror.models import Outcome
    from minhchung.ground.mirror.patience import REST_SECONDS

    provide(names(), importer_class)
    if forever:
        # A signal waits until the round in hand is done.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOP)

        def rest() -> bool:
            stopped = signal.sigtimedwait(_STOP, REST_SECONDS) is not None
            return not stopped and (beside is None or os.getppid() == beside)

        jobs.watch_forever(rest)
        raise SystemExit(OK)
    done = jobs.run_all()
    if as_json:
        tell({name: [str(each) for each in outcomes] for name, outcomes in done.items()})
    elif not done:
        sys.stdout.write("Chưa có bộ nối nào được cấu hình, hoặc bộ nối đang chạy ở nơi khác.\n")
    else:
        for outcomes in done.values():
            for each in outcomes or ("",):
                sys.stdout.write(f"{Outcome(each).label if each else 'Không có tệp nào chờ'}\n")
    failed = any(each in (Outcome.FAILED, Outcome.PARTLY) for outcomes in done.values() for each in outcomes)
    raise SystemExit(PARTLY if failed else OK)
