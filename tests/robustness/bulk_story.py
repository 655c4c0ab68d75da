"""One process that plays a desk: workers are forked from it, killed, frozen and woken; what came of it is printed.

Run by ``test_bulk.py`` in a process of its own, so that the programme is started once for all of it. A worker that is
to stop does so by itself at a named place: ``between`` two groups, or ``within`` the transaction of the second.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from minhchung.config.cli.beside import hold_signals, resting, told_to_stop
from minhchung.config.cli.setup import start_django

start_django(None)

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from minhchung.config.work import KINDS  # noqa: E402
from minhchung.dossiers import actions, audit  # noqa: E402
from minhchung.dossiers.bulk.selection import of_numbers  # noqa: E402
from minhchung.dossiers.bulk.work import BulkWork  # noqa: E402
from minhchung.dossiers.models import Dossier, Event  # noqa: E402
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk  # noqa: E402
from minhchung.ground.notices.models import Notice  # noqa: E402
from minhchung.ground.trail.models import Entry  # noqa: E402
from minhchung.ground.trail.queries import first_break  # noqa: E402
from minhchung.ground.work import actions as work  # noqa: E402
from minhchung.ground.work import jobs  # noqa: E402
from minhchung.ground.work.actions import working  # noqa: E402
from minhchung.ground.work.models import Item, Run  # noqa: E402
from minhchung.organisation.models import Unit  # noqa: E402

DOSSIERS = 45
PATIENCE = 60.0
LEASE = jobs.lease().total_seconds()


def now() -> datetime:
    """This instant."""
    return datetime.now().replace(microsecond=0)


def begin(slug: str, **words: Any) -> int:
    """A confirmed run over every dossier."""
    lan = an_actor()
    task = work.Task(
        "dossiers.bulk", "dossiers", "bulk_run", slug, {"deed": slug, "words": words, "said": []}
    )
    chosen = of_numbers(list(Dossier.objects.order_by("pk").values_list("pk", flat=True)))
    number = work.begin(task=task, chosen=chosen, key=uuid4(), by=lan.user, at=now())
    jobs.work(KINDS)
    work.confirm(run=number, by="lan", at=now())
    return number


def worker(stops: str = "") -> int:
    """Fork a worker; where it is to stop, this returns once it stands still."""
    connections.close_all()
    pid = os.fork()
    if not pid:
        try:
            hold_signals()
            jobs.work_forever(
                {"dossiers.bulk": stopping_within() if stops == "within" else BulkWork},
                rest=resting(0.05, None),
                enough=stopping_between() if stops == "between" else told_to_stop,
            )
        finally:
            os._exit(sys.exc_info()[0] is not None)
    if stops:
        os.waitpid(pid, os.WUNTRACED)
    return pid


def stopping_between() -> Callable[[], bool]:
    """Stands still after its first group, outside any transaction."""
    asked = iter(range(10**6))

    def enough() -> bool:
        if next(asked) == 1:  # asked once before the run is claimed, then after each group
            os.kill(os.getpid(), signal.SIGSTOP)
        return told_to_stop()

    return enough


def stopping_within() -> type[BulkWork]:
    """Stands still in the second group, with a deed done and not committed."""
    begun: list[int] = []

    class Stopping(BulkWork):
        def do(self, record: int, revision: int, at: datetime) -> None:
            super().do(record, revision, at)
            begun.append(record)
            if len(begun) == working.GROUP + 2:
                os.kill(os.getpid(), signal.SIGSTOP)

    return Stopping


def ended(pid: int, by: int = signal.SIGTERM) -> int:
    """End a worker; how it ended."""
    os.kill(pid, by)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def until(number: int, state: str, patience: float = PATIENCE) -> bool:
    """Whether a run comes to a state within some time."""
    end = time.monotonic() + patience
    while Run.objects.get(pk=number).state != state:
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def counts(number: int, deed: str) -> dict[str, Any]:
    """What stands in the database of a run: how many, and the most for one dossier."""
    trail = Entry.objects.filter(deed=deed, details__contains=f'"run":{number},') or Entry.objects.filter(
        deed=deed, details__contains=f'"run":{number}' + "}"
    )
    rows = Counter(trail.values_list("record", flat=True))
    events = Counter(
        Event.objects.filter(deed=deed, dossier__in=rows, reason=f"lần {number}").values_list(
            "dossier", flat=True
        )
    )
    done = set(Item.objects.filter(run=number, state="done").values_list("record", flat=True))
    return {
        "items": Counter(Item.objects.filter(run=number).values_list("state", flat=True)),
        "trail": [len(rows), max(rows.values(), default=0)],
        "events": [len(events), max(events.values(), default=0)],
        "marked is done": done == set(rows),
        "token": Run.objects.get(pk=number).token,
        "chain": first_break(),
    }


def killed(unit: int, stops: str) -> dict[str, Any]:
    """A worker is killed where it stands; another one goes on after its lease."""
    number = begin("chuyen", to_unit=unit, to_holder=None, content=f"lần {Run.objects.count() + 1}")
    code = ended(worker(stops), signal.SIGKILL)
    found = {"killed": code, "after the kill": counts(number, "hand_on")}
    second = worker()
    over = until(number, "ended")
    return {**found, "over": over, "second": ended(second), **counts(number, "hand_on")}


def frozen(unit: int, stops: str) -> dict[str, Any]:
    """A worker stands still past its lease while another works, and is woken."""
    number = begin("chuyen", to_unit=unit, to_holder=None, content=f"lần {Run.objects.count() + 1}")
    first = worker(stops)
    second = worker()
    # One that froze inside its transaction is the only writer of SQLite until it is woken.
    hopeless = stops == "within" and connection.vendor == "sqlite"
    before_waking = until(number, "ended", LEASE * 3 if hopeless else PATIENCE)
    os.kill(first, signal.SIGCONT)
    over = until(number, "ended")
    time.sleep(0.3)  # the woken one has its chance to do harm
    codes = [ended(first), ended(second)]
    return {
        "ended while frozen": before_waking,
        "over": over,
        "codes": codes,
        **counts(number, "hand_on"),
    }


def crowd(result: str) -> dict[str, Any]:
    """Two workers on one run, and an officer who acts on every third dossier meanwhile."""
    before = Notice.objects.count()
    number = begin("co-ket-qua", result=f"lần {Run.objects.count() + 1}", late_reason=result)
    revisions = dict(Dossier.objects.values_list("pk", "revision"))
    workers = [worker(), worker()]
    hoa, by_hand = an_actor("hoa"), 0
    for dossier in sorted(revisions, reverse=True)[::3]:
        try:
            actions.finish(
                dossier=dossier,
                revision=revisions[dossier],
                result="tay",
                late_reason="tay",
                by=hoa,
                at=now(),
            )
            by_hand += 1
        except actions.Outdated:
            pass
    over = until(number, "ended")
    codes = [ended(each) for each in workers]
    told = Notice.objects.count() - before
    return {"over": over, "codes": codes, "by hand": by_hand, "told": told, **counts(number, "finish")}


def main() -> None:
    """All stories, one after the other, on one desk."""
    settings.MIGRATION_MODULES = {
        each.label: None for each in apps.get_app_configs()
    }  # the tables as they are
    call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    version = an_own_desk()
    lan = an_actor()
    for number in range(DOSSIERS):
        filing = a_filing(version, applicant_email=f"a{number}@x.vn")
        actions.receive(filing=filing, by=lan, at=datetime(2026, 4, 6, 9))
    units = [Unit.objects.get(code=code).pk for code in ("QLDN", "MC")]
    told = {
        "dossiers": DOSSIERS,
        "group": working.GROUP,
        "vendor": connection.vendor,
        "killed between": killed(units[0], "between"),
        "killed within": killed(units[1], "within"),
        "frozen between": frozen(units[0], "between"),
        "frozen within": frozen(units[1], "within"),
        "crowd": crowd("Mất điện"),
        "faults": [*audit.unreachable_states(), *audit.untold_deeds(), *audit.unequal_steps()],
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
