"""A process of its own that gives the agency a past: dossiers on which people acted weeks ago, by the product's deeds.

Says as JSON what there is: the numbers of the dossiers by their part in a walk, and days that a walk needs.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from minhchung.config.cli.setup import start_django

#: More than a page of the list.
MANY = 60
HOUR = timedelta(hours=1)
MANY_NAME = "Hợp tác xã Mùa Vàng Krông Nô"


def main() -> None:
    """Do what was done, say what there is."""
    start_django(Path(sys.argv[1]))
    from minhchung.dossiers import actions
    from minhchung.dossiers.actors import actor_for
    from minhchung.dossiers.homes import Homes
    from minhchung.ground.accounts.models import User
    from minhchung.procedures.queries import received_here

    now = datetime.now().replace(microsecond=0)
    homes = Homes()
    calendar = homes.workshop_of(homes.on(now.date())).calendar
    assert calendar is not None  # the demonstration has an agency
    one_stop, specialist = (actor_for(User.objects.get(username=name)) for name in ("one_stop", "specialist"))
    offered = [
        (version.cases[0].promise[0] or 0, version.procedure_id)
        for version in received_here(now.date())
        if version.cases and version.cases[0].promise[1] in ("day", "working-day")
    ]
    usual = min(offered)[1]

    def morning(days_ago: int, hour: int = 9) -> datetime:
        """A working morning, at least so many days ago."""
        day = (now - timedelta(days=days_ago)).date()
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        return datetime.combine(day, time(hour))

    def received(at: datetime, name: str) -> int:
        filing = actions.Filing(
            procedure=usual, channel="direct", applicant_kind="enterprise", applicant_name=name
        )
        return int(actions.receive(filing=filing, by=one_stop, at=at).pk)

    def handed_on(number: int, at: datetime) -> int:
        assert specialist.unit is not None
        actions.hand_on(
            dossier=number,
            revision=None,
            to_unit=specialist.unit,
            to_holder=specialist.user,
            by=one_stop,
            at=at,
        )
        return number

    def asked(number: int, at: datetime) -> int:
        actions.ask_supplement(
            dossier=number, revision=None, reason="Thiếu bản vẽ mặt bằng", by=specialist, at=at
        )
        return number

    def asked_of(name: str, received_days_ago: int, asked_days_ago: int) -> int:
        first = morning(received_days_ago)
        return asked(handed_on(received(first, name), first + HOUR), morning(asked_days_ago, 11))

    moved = received(morning(3), "Công ty Đổi Lịch")
    due_at = due_of(moved)
    told: dict[str, Any] = {
        "procedure": f"{usual}|",
        "silent": asked_of("Công ty Lặng Im", 30, 30),
        "waited": asked_of("Công ty Chờ Lâu", 14, 11),
        "late": handed_on(received(morning(90), "Công ty Trễ Hẹn"), morning(90, 10)),
        "many": [received(now, f"{MANY_NAME} {place}") for place in range(1, MANY + 1)],
        "moved": moved,
        "moved_from": f"{due_at:%d/%m/%Y}",
        "day_after_moved_from": f"{due_at + timedelta(days=1):%d/%m/%Y}",
        "next_working_day": f"{calendar.next_working_day(now.date() + timedelta(days=1)):%d/%m/%Y}",
        "later": f"{calendar.next_working_day(now.date() + timedelta(days=14)):%d/%m/%Y}",
    }
    json.dump(told, sys.stdout)


def due_of(number: int) -> datetime:
    from minhchung.dossiers.desk_queries import dossier

    found = dossier(number)
    assert found is not None and found.due_at is not None
    return found.due_at


if __name__ == "__main__":
    main()
