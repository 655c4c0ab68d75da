"""`minhchung work`: does the work over many records that waits, once or for as long as it runs."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from minhchung.config.cli.beside import beside, hold_signals, resting, told_to_stop
from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell


def run_work(*, data_dir: Path | None, forever: bool, parent: int | None, as_json: bool) -> None:
    """Work once and say what came of it; or until a signal, or until the process ``parent`` is gone."""
    start_django(data_dir)
    migrate()
    from minhchung.config.work import KINDS
    from minhchung.ground.work import jobs
    from minhchung.ground.work.patience import REST_SECONDS
    from minhchung.portal.counting import Counting, count_stale
    from minhchung.portal.listing import Listing
    from minhchung.portal.moderation import publish_due
    from minhchung.portal.searching import Refreshing

    hold_signals()  # a signal waits until the records in hand are done
    refresh, draw_list = Refreshing(), Listing()

    def due(at: datetime) -> None:
        publish_due(at)
        refresh(at)
        draw_list(at)

    if forever:
        count = Counting()

        def due_and_counted(at: datetime) -> None:
            due(at)
            count(at)

        jobs.work_forever(KINDS, rest=resting(REST_SECONDS, parent), enough=told_to_stop, due=due_and_counted)
        raise SystemExit(OK)
    due(datetime.now())
    while count_stale(datetime.now().replace(microsecond=0)) is not None:
        pass
    done = jobs.work(KINDS, told_to_stop)
    if as_json:
        tell(asdict(done))
    else:
        sys.stdout.write(f"Đã qua {done.items} hồ sơ, trong đó {done.refused} không làm được.\n")
    raise SystemExit(PARTLY if done.refused else OK)


def working(data_dir: Path | None) -> AbstractContextManager[None]:
    """A worker of its own process while the block runs; one that ends by itself is reported and started again."""
    return beside("Việc hàng loạt", ("work", "--forever"), data_dir)
