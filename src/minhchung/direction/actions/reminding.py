"""Reminding the units that lead: of a task whose limit is near, once, and of one that is late, once more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from minhchung.direction.board_queries import NEAR_DAYS
from minhchung.direction.models import Part, PlanTask, TaskHolding
from minhchung.dossiers.posts import holders_of
from minhchung.ground.accounts.policy import Role
from minhchung.ground.accounts.queries import mail_addresses
from minhchung.ground.notices import actions as notices
from minhchung.ground.notices.models import Occasion, Way
from minhchung.ground.notices.queries import is_used
from minhchung.organisation import queries as organisation

#: How long after its end a task is still reminded of: what an import brings from years ago is nobody's news.
LATE_DAYS = 60


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Put a reminder for each task that is near or past its limit, for who is in charge of it and who heads its unit.

    Where a unit has no head with an address, everybody in it who has one is told. A task is told of once when its limit
    is near and once when it has passed; a limit that was put off begins anew. Nobody is told twice.

    Returns:
        How many tasks were looked at.
    """
    today = at.date()
    tasks = list(
        PlanTask.objects.filter(
            plan__issued_on__isnull=False,
            done_on__isnull=True,
            dropped_on__isnull=True,
            reported_on__isnull=True,
            lead__isnull=False,
            due_on__gte=today - timedelta(days=LATE_DAYS),
            due_on__lte=today + timedelta(days=NEAR_DAYS),
        ).select_related("plan")
    )
    if not tasks:
        return 0
    charged = dict(
        TaskHolding.objects.filter(task__in=tasks, part=Part.MAIN, until_on__isnull=True).values_list(
            "task", "user"
        )
    )
    addresses = mail_addresses(charged.values())
    roads = _roads({task.lead_id for task in tasks if task.lead_id is not None}, today)
    home = organisation.home_agency(today)
    agency = organisation.names_of([home.pk], today).get(home.pk, "") if home is not None else ""
    for task in tasks:
        late = task.due_on is not None and task.due_on < today
        occasion = Occasion.TASK_LATE if late else Occasion.TASK_NEAR
        if not is_used(occasion, Way.EMAIL, today):
            continue
        told = dict(roads.get(task.lead_id or 0, ()))
        if (own := addresses.get(charged.get(task.pk, 0))) is not None:
            told[charged[task.pk]] = own[0]
        for user, address in told.items():
            notices.put(
                key=f"direction:plan_task:{task.pk}:{occasion}:{task.due_on}:{user}:email",
                occasion=occasion,
                way=Way.EMAIL,
                recipient=address,
                matter=notices.Matter("direction", "plan_task", task.pk, f"{task.number}/{task.plan.year}"),
                values=_values(task, agency, at),
                at=at,
            )
    return len(tasks)


def _roads(units: Iterable[int], today: date) -> dict[int, tuple[tuple[int, str], ...]]:
    """Whom to tell for each unit, with their addresses: those who head it, else everybody in it."""
    held = holders_of(units, today)
    known = mail_addresses(user for users in held.values() for user in users)
    found = {}
    for unit, users in held.items():
        reached = [(user, *known[user]) for user in users if user in known]
        heads = [(user, address) for user, address, role in reached if role == Role.HEAD]
        found[unit] = tuple(heads or [(user, address) for user, address, _role in reached])
    return found


def _values(task: PlanTask, agency: str, at: datetime) -> dict[str, str]:
    return {
        "ma_ho_so": f"{task.number}/{task.plan.year}",
        "thu_tuc": "",
        "viec": task.title,
        "co_quan": agency,
        "luc": f"{at:%H:%M %d/%m/%Y}",
        "hen_tra": f"hết ngày {task.due_on:%d/%m/%Y}" if task.due_on else "",
        "ly_do": task.product,
    }
