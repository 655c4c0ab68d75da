"""Who may be set to a task, and which account the words of a sheet or a plan name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from minhchung.direction.models import PlanTask, TaskSupport
from minhchung.dossiers.posts import holders_ever, holders_of
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.intake.folding import fold
from minhchung.organisation import queries as organisation
from minhchung.staff.queries import accounts_by_staff_no


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be set to a task: his account, his name, and whether he is of a unit in support."""

    user: int
    name: str
    supports: bool


def units_of_task(task: PlanTask) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The unit that leads a task and those that support it, as far as they could be read."""
    supports = TaskSupport.objects.filter(task=task, unit__isnull=False).order_by("id")
    lead = () if task.lead_id is None else (task.lead_id,)
    return lead, tuple(supports.values_list("unit", flat=True))


def candidates(task: PlanTask, day: date) -> tuple[Candidate, ...]:
    """Those who hold a post on a day in the unit that leads a task, or under it, then those of the supporting units."""
    lead, supports = units_of_task(task)
    leading = members(lead, day)
    helping = members(supports, day) - leading
    names = dict(accounts.in_use([*leading, *helping]))
    return tuple(
        Candidate(user, name, user in helping)
        for user, name in sorted(names.items(), key=lambda each: (each[0] in helping, each[1], each[0]))
    )


def members(units: Iterable[int], day: date) -> frozenset[int]:
    """The accounts that hold a post on a day in some units or in those under them."""
    reached = organisation.reached_from(units, day)
    return frozenset(user for users in holders_of(reached, day).values() for user in users)


def members_ever(units: Iterable[int]) -> frozenset[int]:
    """The accounts that hold or held a post in some units or in those under them."""
    return holders_ever(organisation.reached_from(units, date.max))


class People:
    """The accounts that are known, by the ways in which a sheet may name a person; read once."""

    def __init__(self) -> None:
        self._names: dict[str, set[int]] = {}
        self._logins: dict[str, int] = {}
        self.names: dict[int, str] = {}
        for number, username, full_name in accounts.all_names():
            self._logins[username.casefold()] = number
            self._names.setdefault(_key(full_name), set()).add(number)
            self.names[number] = full_name or username
        self._codes = {code.casefold(): account for code, account in accounts_by_staff_no().items()}

    def read(self, written: str) -> int | None:
        """The account that an account's name, a staff number or a full name names; None where none does, or several."""
        wanted = written.strip().casefold()
        found = self._logins.get(wanted) or self._codes.get(wanted)
        if found is not None:
            return found
        named = self._names.get(_key(written), set()) if wanted else set()
        return next(iter(named)) if len(named) == 1 else None

    def of_units(self, written: str, units: Iterable[int | None]) -> tuple[int | None, str]:
        """The account of somebody who is or was of some units, and why there is none; "" where nobody is named."""
        name = " ".join(written.split())
        user = self.read(name)
        if user is not None:
            if user in members_ever({unit for unit in units if unit is not None}):
                return user, ""
            return None, f"{self.names[user]} không thuộc đơn vị chủ trì, phối hợp"
        if not name:
            return None, ""
        why = "trùng tên nhiều người" if self.is_unclear(name) else "chưa có tài khoản"
        return None, f"người thực hiện “{name[:80]}” {why}"

    def is_unclear(self, written: str) -> bool:
        """Whether several people bear the name."""
        return len(self._names.get(_key(written), ())) > 1


def _key(name: str) -> str:
    return fold(" ".join(name.split()))
