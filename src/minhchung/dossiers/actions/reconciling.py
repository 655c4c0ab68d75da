"""Comparing with the province's export: each difference explained, and kept as work until somebody settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.models import Difference, DifferenceKind, Dossier, Reconciliation, Source, Verdict
from minhchung.ground.intake.tables import Plan
from minhchung.ground.trail import actions as trail
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import STATE_NAMES, State

_VERDICTS = ("verdict", "portal_verdict", "extended_verdict")
#: What follows from the dates by our own reckoning: the province's file does not say it.
_RECKONED = (
    "computed_due_at",
    "due_at",
    "kept_until_at",
    "portal_due_at",
    "applicant_folded",
    "search_words",
)
_AT_ONCE = 1_000


@transaction.atomic
def reconcile(
    *, file: int, digest: str, plans: Iterable[Plan], since: date, until: date, by: str, at: datetime
) -> Reconciliation:
    """Compare what a file says of the dossiers accepted from a day until (not including) a day with what is here.

    Args:
        file, digest: number and SHA-256 of the export, as it is kept.
        plans: what each of its rows would change here (see ``ground.intake.runs.plans_of``).

    Raises:
        Refusal: no day is covered.
    """
    if until <= since:
        raise Refusal("“Đến trước ngày” phải sau “Từ ngày”.", field_name="until")
    made = Reconciliation.objects.create(
        file_id=file, since=since, until=until, rows=0, agreed=0, refused=0, by=by, at=at
    )
    named: set[str] = set()
    waiting: list[Difference] = []
    for plan in plans:
        if plan.is_refused:
            made.refused += 1
            continue
        made.rows += 1
        if plan.repeats or plan.values["code"] in named:
            continue
        named.add(plan.values["code"])
        found = list(_differences(plan))
        made.agreed += not found
        waiting += [Difference(reconciliation=made, line=plan.row.line, **each) for each in found]
        if len(waiting) >= _AT_ONCE:
            Difference.objects.bulk_create(waiting)
            waiting = []
    waiting += [Difference(reconciliation=made, **each) for each in _missing_there(named, since, until)]
    Difference.objects.bulk_create(waiting, batch_size=_AT_ONCE)
    made.save()
    details = {"file": digest, "since": since, "until": until, "rows": made.rows, "agreed": made.agreed}
    trail.write_one(
        trail.Deed("dossiers", "reconciliation", made.pk, "reconcile", by, at, details), recorded_at=at
    )
    return made


@transaction.atomic
def settle(*, difference: int, how: str, by: str, at: datetime) -> Difference:
    """Say how a difference was settled.

    Raises:
        Refusal: no such difference, settled before, or nothing said.
    """
    found = Difference.objects.select_for_update().filter(pk=difference).first()
    if found is None:
        raise Refusal("Không có chỗ khác nhau này.")
    if found.settled_at is not None:
        raise Refusal(f"{found.settled_by} đã xử lý lúc {said(found.settled_at)}: {found.how}")
    if not how.strip():
        raise Refusal("Phải ghi đã xử lý thế nào.", field_name="how")
    found.settled_at, found.settled_by, found.how = at, by, how.strip()
    found.save()
    details = {"code": found.code, "how": found.how}
    trail.write_one(trail.Deed("dossiers", "difference", found.pk, "settle", by, at, details), recorded_at=at)
    return found


def _differences(plan: Plan) -> Iterator[dict[str, Any]]:
    code = plan.values["code"]
    if plan.is_new:
        yield {
            "kind": DifferenceKind.MISSING_HERE,
            "code": code,
            "what": f"Hệ thống của tỉnh: {_state(plan.values['state'])}; ở đây chưa nhập hồ sơ này.",
        }
        return
    for kind, names in _by_kind(plan.before).items():
        sentences = [_sentence(name, plan.before[name], plan.values[name]) for name in names]
        yield {"kind": kind, "code": code, "dossier_id": plan.number, "what": "; ".join(sentences) + "."}


def _by_kind(before: dict[str, Any]) -> dict[DifferenceKind, list[str]]:
    found: dict[DifferenceKind, list[str]] = {}
    for name in before:
        if name in _RECKONED:
            continue
        if name == "state":
            kind = DifferenceKind.STATE
        elif name in _VERDICTS:
            kind = DifferenceKind.VERDICT
        elif name.endswith("_at"):
            kind = DifferenceKind.DATES
        else:
            kind = DifferenceKind.OTHER
        found.setdefault(kind, []).append(name)
    return found


def _sentence(name: str, ours: Any, theirs: Any) -> str:
    label = str(Dossier._meta.get_field(name.removesuffix("_id")).verbose_name).capitalize()
    return f"{label}: ở đây {_value(name, ours)}, hệ thống của tỉnh {_value(name, theirs)}"


def _value(name: str, value: Any) -> str:
    if value in (None, ""):
        return "chưa có"
    if isinstance(value, datetime):
        return said(value)
    if name == "state":
        return _state(value)
    if name in _VERDICTS:
        return f"“{Verdict(value).label}”"
    return f"“{value}”"


def _state(state: str) -> str:
    return f"“{STATE_NAMES[State(state)]}”"


def _missing_there(named: set[str], since: date, until: date) -> Iterator[dict[str, Any]]:
    here = Dossier.objects.filter(
        source=Source.IMPORT,
        accepted_at__gte=datetime(since.year, since.month, since.day),
        accepted_at__lt=datetime(until.year, until.month, until.day),
    ).order_by("id")
    for number, code, state, accepted_at in here.values_list("pk", "code", "state", "accepted_at").iterator():
        if code not in named:
            what = f"Ở đây: tiếp nhận {said(accepted_at)}, {_state(state)}; tệp của tỉnh không có dòng nào."
            yield {"kind": DifferenceKind.MISSING_THERE, "code": code, "dossier_id": number, "what": what}
