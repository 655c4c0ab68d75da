"""Situations for tests: units, a plan of a year with its tasks, and who works on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.test import Client

from minhchung.direction import actions
from minhchung.direction.actions import Actor, Paper, Seen
from minhchung.direction.models import Plan, PlanTask
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts.models import User
from minhchung.organisation.models import Unit, UnitVersion

AT = datetime(2026, 5, 12, 8)
KEEPER = Actor(username="reform", name="Cán bộ cải cách", approves=True)


def a_unit(code: str, name: str, parent: Unit | None = None, *, kind: str = "department") -> Unit:
    unit = Unit.objects.create(code=code, kind=kind, is_home=kind == "agency")
    UnitVersion.objects.create(unit=unit, name=name, parent=parent, since=date(2010, 1, 1))
    return unit


def a_plan(year: int = 2026, **more: Any) -> Plan:
    told = {"decision": "26/KH-BQL", "issued_on": date(year, 1, 5), "issuer": "Ban Quản lý", **more}
    return Plan.objects.create(year=year, **told)


def a_task(plan: Plan, number: str = "1", **more: Any) -> PlanTask:
    told = {
        "head": "procedures", "title": f"Rà soát thủ tục {number}", "product": "Báo cáo", "lead_unit": "Văn phòng",
        "due_kind": "quarter", "due_on": date(plan.year, 6, 30), "due_words": "Quý II", **more,
    }  # fmt: skip
    return PlanTask.objects.create(plan=plan, number=number, **told)


def a_client(role: str, unit: Unit | None = None, *, email: str = "") -> Client:
    user = User.objects.create(username=role, full_name=f"Người {role}", role=role, email=email)
    if unit is not None:
        Posting.objects.create(user=user, unit=unit, post="Chuyên viên")
    client = Client()
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def somebody(username: str, unit: Unit | None, role: str = "specialist", **more: Any) -> User:
    user = User.objects.create(username=username, full_name=f"Người {username}", role=role, **more)
    if unit is not None:
        Posting.objects.create(user=user, unit=unit, post="Chuyên viên")
    return user


def given(task: PlanTask, user: User, since_on: date = date(2026, 5, 4), **more: Any) -> PlanTask:
    return actions.entrust(
        **{"seen": Seen(task.pk), "holder": user.pk, "since_on": since_on, "by": KEEPER, "at": AT, **more}
    )


def over(task: PlanTask, user: User, since_on: date, **more: Any) -> PlanTask:
    told = {"seen": Seen(task.pk), "reason": "Nghỉ phép", "by": KEEPER, "at": AT, **more}
    return actions.hand_over(holder=user.pk, since_on=since_on, **told)


def finished(task: PlanTask, done_on: date) -> None:
    actions.show_document(seen=Seen(task.pk), paper=Paper("12/BC", date(2026, 1, 6)), by=KEEPER, at=AT)
    actions.finish(seen=Seen(task.pk), done_on=done_on, by=KEEPER, at=AT)
