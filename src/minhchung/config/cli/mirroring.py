"""`minhchung mirror`: takes in what the province's system offers, once or for as long as it runs."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from minhchung.config.cli.beside import beside, hold_signals, resting
from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell


def run_mirror(*, data_dir: Path | None, forever: bool, parent: int | None, as_json: bool) -> None:
    """Run every connector once and say what came of it; or until a signal, or until the process ``parent`` is gone."""
    start_django(data_dir)
    migrate()
    from minhchung.config.importers import importer_class, names
    from minhchung.ground.intake.kinds import provide
    from minhchung.ground.mirror import jobs
    from minhchung.ground.mirror.models import Outcome
    from minhchung.ground.mirror.patience import REST_SECONDS

    provide(names(), importer_class)
    if forever:
        hold_signals()  # a signal waits until the round in hand is done
        jobs.watch_forever(resting(REST_SECONDS, parent))
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


def mirroring(data_dir: Path | None) -> AbstractContextManager[None]:
    """The connectors in a process of their own while the block runs; nothing where none is set up."""
    from minhchung.ground.mirror.setup import configured

    if not configured().names:
        return nullcontext()
    return beside("Bộ nối với hệ thống tỉnh", ("mirror", "--forever"), data_dir)
