"""What a person does with a run: chooses the records, confirms what was tried, stops, sees the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from minhchung.ground.inserting import insert_rows
from minhchung.ground.trail import actions as trail
from minhchung.ground.work.models import Item, ItemState, Phase, Run, RunState
from minhchung.ground.work.patience import FORGET_DAYS

_COLUMNS = ("run_id", "place", "record", "revision", "about", "state", "reason", "gist", "cites", "at")


class CannotChange(ValueError):
    """The run does not stand where this could be done; the message says in Vietnamese where it stands."""


@dataclass(frozen=True)
class Chosen:
    """A record that was chosen, with the revision that was seen and the code by which people know it."""

    record: int
    revision: int
    about: str


@dataclass(frozen=True)
class Task:
    """What is to be done: the kind that knows how, whose page shows it, its words and its arguments (JSON)."""

    kind: str
    room: str
    matter: str
    title: str
    arguments: Mapping[str, Any]


def begin(
    *, task: Task, chosen: Iterable[Chosen], key: UUID, by: int, at: datetime, again: int | None = None
) -> int:
    """Freeze the chosen records as a run that is first tried; the same form again gives the same run.

    Args:
        by: the account.
        again: the run whose failed records these are.

    Returns:
        The run's number.

    Raises:
        CannotChange: nothing was chosen.
    """
    known = Run.objects.filter(key=key).values_list("pk", flat=True).first()
    if known is not None:
        return known
    rows = [
        (each.record, each.revision, each.about) for each in {each.record: each for each in chosen}.values()
    ]
    if not rows:
        raise CannotChange(_("Chưa chọn hồ sơ nào."))
    try:
        with transaction.atomic():
            run = Run.objects.create(
                key=key,
                kind=task.kind,
                room=task.room,
                matter=task.matter,
                title=task.title,
                arguments=dict(task.arguments),
                by_id=by,
                total=len(rows),
                created_at=at,
                turn_at=at,
                again_id=again,
            )
            items = (
                (run.pk, place, *row, ItemState.NEW.value, "", "", "", None)
                for place, row in enumerate(rows, start=1)
            )
            insert_rows(Item, _COLUMNS, items)
    except IntegrityError:
        known = Run.objects.filter(key=key).values_list("pk", flat=True).first()
        if known is None:
            raise
        return known  # the same form came twice at the same instant
    return run.pk


@transaction.atomic
def confirm(*, run: int, by: str, at: datetime) -> int:
    """Let the worker do what the trial found doable; what it found refused stays undone, with its reason.

    Returns:
        How many records will be done; 0 when it was confirmed before.

    Raises:
        CannotChange: it is still being tried, is over, or nothing of it can be done.
    """
    found = _held(run)
    if found.phase == Phase.DOING:
        return 0
    if found.state != RunState.RESTING:
        raise CannotChange(
            _("Việc này đang ở tình trạng “%(state)s”, chưa xác nhận được.")
            % {"state": found.get_state_display().lower()}
        )
    fit = found.items.filter(state=ItemState.FIT).count()
    if not fit:
        raise CannotChange(_("Không hồ sơ nào làm được việc này, nên không có gì để xác nhận."))
    found.phase, found.state, found.confirmed_at, found.turn_at = Phase.DOING, RunState.WAITING, at, at
    found.begun_at = None
    found.save(update_fields=["phase", "state", "confirmed_at", "turn_at", "begun_at"])
    details = {"title": found.title, "total": found.total, "to_do": fit, **found.arguments}
    _note(found, "work_begin", by, at, details)
    return fit


@transaction.atomic
def stop(*, run: int, by: str, at: datetime) -> int:
    """Do no more of a run; what is done stays. A run that is over already stays as it is.

    Returns:
        How many records are left undone.
    """
    found = _held(run)
    left = found.items.filter(state__in=[ItemState.NEW, ItemState.FIT]).count()
    if found.state in (RunState.ENDED, RunState.STOPPED):
        return left
    found.state, found.ended_at, found.lease_until_at = RunState.STOPPED, at, None
    found.stopped_by, found.seen_at = by, at
    found.save(update_fields=["state", "ended_at", "lease_until_at", "stopped_by", "seen_at"])
    if found.phase == Phase.DOING:
        _note(found, "work_stop", by, at, {"title": found.title, "left": left})
    return left


def note_seen(*, run: int, by: int, at: datetime) -> None:
    """The one who began a run has seen that it is over."""
    Run.objects.filter(pk=run, by=by, ended_at__isnull=False, seen_at=None).update(seen_at=at)


def forget_old_trials(*, at: datetime) -> int:
    """Forget trials that nobody confirmed; returns how many. Nothing had been done in them."""
    old = Run.objects.filter(
        phase=Phase.TRYING,
        state__in=[RunState.RESTING, RunState.STOPPED],
        created_at__lt=at - timedelta(days=FORGET_DAYS),
    )
    numbers = list(old.values_list("pk", flat=True)[:20])
    for number in numbers:
        Run.objects.filter(pk=number).delete()
    return len(numbers)


def _held(run: int) -> Run:
    found = Run.objects.select_for_update().filter(pk=run).first()
    if found is None:
        raise CannotChange(_("Không có việc hàng loạt này."))
    return found


def _note(run: Run, deed: str, by: str, at: datetime, details: Mapping[str, Any]) -> None:
    trail.write(
        [trail.Deed(run.room, run.matter, run.pk, deed, by, at, dict(details))],
        recorded_at=at,
    )
