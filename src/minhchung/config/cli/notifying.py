"""`minhchung notices deliver`: sends what waits in the outbox, once or for as long as it runs.

The one that runs beside the server also brings changed calendars to the dossiers, keeps their forecasts fresh,
and reminds units of tasks that are due.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path

from minhchung.config.cli.beside import beside, hold_signals, resting, stand_back
from minhchung.config.cli.setup import OK, PARTLY, migrate, start_django, tell
from minhchung.config.cli.tending import tending


def run_deliver(*, data_dir: Path | None, forever: bool, parent: int | None, as_json: bool) -> None:
    """Deliver once and say what came of it; or until a signal, or until the process ``parent`` is gone."""
    start_django(data_dir)
    migrate()
    from minhchung.ground.notices import jobs
    from minhchung.ground.notices.patience import REST_SECONDS

    if forever:
        stand_back()
        hold_signals()  # a signal waits until the notice in hand is done
        rest = tending(resting(REST_SECONDS, parent))

        from minhchung.direction.jobs import Reminders
        from minhchung.dossiers.jobs import Followers, Forecasts, apply_changed_calendars

        forecasts, followers, reminders = Forecasts(), Followers(), Reminders()

        def work_and_rest() -> bool:
            _try("áp dụng được lịch làm việc mới", apply_changed_calendars)
            _try("tính lại được dự báo trễ hạn", forecasts.refresh)
            _try("dừng được các đăng ký nhận tin đã hết hạn", followers.tidy)
            _try("nhắc được các nhiệm vụ đến hạn", reminders.look)
            return rest()

        jobs.deliver_forever(work_and_rest)
        raise SystemExit(OK)
    done = jobs.deliver()
    if as_json:
        tell(asdict(done))
    else:
        sys.stdout.write(
            f"Đã gửi {done.sent} thông báo, {done.postponed} sẽ thử lại, {done.given_up} không gửi được.\n"
        )
    raise SystemExit(PARTLY if done.postponed or done.given_up else OK)


def _try(what: str, work: Callable[[], object]) -> None:
    """Between two deliveries; a database that is away for a while is waited for, like there."""
    from django.db import Error

    try:
        work()
    except Error as error:
        sys.stderr.write(f"Chưa {what} vì cơ sở dữ liệu: {error}. Sẽ thử lại.\n")


def delivering(data_dir: Path | None) -> AbstractContextManager[None]:
    """A delivery of its own process while the block runs; one that ends by itself is reported and started again."""
    return beside("Việc gửi thông báo", ("notices", "deliver", "--forever"), data_dir)
