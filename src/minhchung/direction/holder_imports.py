"""Who is in charge of an imported task: the person whom a row names, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from minhchung.direction import actions, holding_queries, queries
from minhchung.direction.holding_queries import Before
from minhchung.direction.models import PlanTask
from minhchung.direction.people import People, members_ever
from minhchung.ground.intake.columns import Field, Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.intake.tables import BadRow
from minhchung.ground.intake.tables import Plan as Planned
from minhchung.ground.trail.actions import Deed
from minhchung.organisation.reorganisations import followers

FIELDS = (
    Field(
        "holder",
        "Người thực hiện",
        max_length=150,
        synonyms=(
            "Tài khoản người thực hiện",
            "Cán bộ thực hiện",
            "Người phụ trách",
            "Chuyên viên phụ trách",
        ),
        hint="tài khoản, số hiệu cán bộ, hoặc họ và tên nếu không trùng ai",
    ),
    Field("held_since", "Giao từ ngày", "day", synonyms=("Ngày giao người thực hiện",), has_come=True),
)


class Holders:
    """Reads the person of a row and checks him against what is known of the task; look-ups are read once."""

    def __init__(self) -> None:
        self._people = People()
        self._before = holding_queries.hands_by_number()
        self._issued = queries.plan_days()
        self._followers = followers()
        self._members: dict[frozenset[int], frozenset[int]] = {}

    def before(self, plan: int, number: str) -> Before:
        """What is known of a task's hands."""
        return self._before.get((plan, number), Before())

    def read(self, row: Row, *, plan: int, units: Iterable[int | None]) -> list[Any]:
        """The account and the day that a row names; empty where it names nobody.

        ``units`` are those that lead and support the task, of which he is or was: somebody else may only have done
        what is done already.

        Raises:
            BadRow: nobody is called so, or several are; he is of another unit; a day that cannot be; a task that is
                done is another's.
        """
        written, since = row.values.get("holder") or "", row.values.get("held_since")
        if not written:
            if since is not None:
                raise BadRow("holder", "Có ngày giao nhưng thiếu người thực hiện.")
            return []
        user = self._account(written)
        before = self.before(plan, row.values["number"])
        if before.user == user:
            if since not in (None, before.since_on):
                raise BadRow("held_since", f"Người này đang được ghi giao từ {before.since_on:%d/%m/%Y}.")
            return [user, before.since_on]
        if before.user is not None and before.is_done:
            name = self._people.names[before.user]
            raise BadRow(
                "holder", f"Nhiệm vụ đã hoàn thành, người thực hiện là {name}: mở lại rồi mới chuyển người."
            )
        if row.values.get("done_on") is None and user not in self._of(units):
            name = self._people.names[user]
            raise BadRow("holder", f"{name} không thuộc đơn vị chủ trì hoặc đơn vị phối hợp của nhiệm vụ.")
        if since is not None:
            self._check(since, row, before, self._issued.get(plan))
        return [user, since]

    def _account(self, written: str) -> int:
        user = self._people.read(written)
        if user is None:
            many = self._people.is_unclear(written)
            raise BadRow(
                "holder",
                f"Nhiều người cùng tên “{written}”: ghi tài khoản hoặc số hiệu cán bộ."
                if many
                else f"Không có ai là “{written}”: ghi tài khoản, số hiệu cán bộ hoặc đúng họ và tên.",
            )
        return user

    def _of(self, units: Iterable[int | None]) -> frozenset[int]:
        own = {unit for unit in units if unit is not None}
        later = frozenset(own.union(*(self._followers.get(unit, ()) for unit in own)))
        if later not in self._members:
            self._members[later] = members_ever(later)
        return self._members[later]

    def _check(self, since: date, row: Row, before: Before, issued: date | None) -> None:
        first = max((day for day in (issued, row.values.get("added_on")) if day is not None), default=None)
        done = row.values.get("done_on")
        free = max((day for day in (before.since_on, before.free_from) if day is not None), default=None)
        if issued is not None and since.year > issued.year:
            raise BadRow("held_since", f"Ngày {since:%d/%m/%Y} sau năm của kế hoạch.")
        if first is not None and since < first:
            raise BadRow("held_since", f"Nhiệm vụ có trong kế hoạch từ {first:%d/%m/%Y}.")
        if done is not None and since > done:
            raise BadRow("held_since", f"Nhiệm vụ hoàn thành ngày {done:%d/%m/%Y}, trước ngày giao.")
        if free is not None and since < free:
            raise BadRow("held_since", f"Trước {free:%d/%m/%Y} nhiệm vụ ở người khác.")


def keep_holders(plans: Iterable[Planned], *, by: str, at: datetime) -> list[Deed]:
    """Let written tasks be in the hands that their rows name; returns the deeds for the trail."""
    named = {
        each.number: each.values["_holder"]
        for each in plans
        if each.outcome in (Outcome.NEW, Outcome.CHANGED) and each.values["_holder"]
    }
    tasks = PlanTask.objects.filter(pk__in=list(named)).select_related("plan").order_by("pk")
    deeds = (
        actions.keep_written(task=task, holder=named[task.pk][0], since_on=named[task.pk][1], by=by, at=at)
        for task in tasks.select_for_update(of=("self",))
    )
    return [each for each in deeds if each is not None]
