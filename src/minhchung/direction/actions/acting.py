"""What every deed on a plan's task has in common: it holds the task, asks the table of moves, leaves its line behind.

One transaction: task, notes, trail and the mark of the form, or nothing. Who acts on a revision that is no longer the
last is told so, and nothing is written over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.direction import moves
from minhchung.direction.models import NoteKind, PlanTask, TaskNote
from minhchung.direction.moves import Deed
from minhchung.direction.programmes import completion_cites
from minhchung.ground.deeds.acting import Actor, Outdated, Refusal, check_form, mark_form
from minhchung.ground.registers.queries import stored_values
from minhchung.ground.trail import actions as trail

ROOM, MATTER = "direction", "plan_task"


@dataclass(frozen=True)
class Seen:
    """Which task, which state of it was seen, and the mark of the form that was sent.

    ``revision`` is None for a deed that nobody looked at before; the same ``form`` again does nothing.
    """

    task: int
    revision: int | None = None
    form: str = ""


@dataclass
class Hand:
    """A task held in a deed; ``told`` goes into the trail beside what changed."""

    task: PlanTask
    by: Actor
    at: datetime
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def cites(self) -> str:
        """What the deed rests on."""
        return completion_cites(self.at.date())

    def need(self, text: str, field_name: str, sentence: str) -> str:
        """A text that must be there.

        Raises:
            Refusal: it is empty; with that sentence.
        """
        text = text.strip()
        if not text:
            raise Refusal(sentence, field_name=field_name)
        return text

    def note(self, kind: NoteKind, words: str, **more: Any) -> TaskNote:
        """Keep a note on the task."""
        return TaskNote.objects.create(
            task=self.task,
            kind=kind,
            at=self.at,
            by=self.by.username,
            by_name=self.by.name or self.by.username,
            words=words,
            **more,
        )


@contextmanager
def acting(deed: Deed, seen: Seen, *, by: Actor, at: datetime) -> Iterator[Hand]:
    """Hold a task for a deed; when the block ends well, everything is written.

    Raises:
        Repeated: the form was done before.
        Refusal: no such task, not his to act on, no such deed in this state, the plan is a draft.
        Outdated: somebody acted meanwhile.
    """
    with transaction.atomic():
        check_form(seen.form)
        found = PlanTask.objects.select_for_update().filter(pk=seen.task).first()
        if found is None:
            raise Refusal("Không có nhiệm vụ này.")
        check_right(deed, found, by)
        if seen.revision is not None and seen.revision != found.revision:
            raise Outdated(
                "Nhiệm vụ vừa được người khác cập nhật. Chưa có gì bị ghi đè: hãy xem lại rồi làm tiếp."
            )
        if found.plan.issued_on is None:
            raise Refusal("Kế hoạch còn là dự thảo: chỉ làm việc trên nhiệm vụ của kế hoạch đã ban hành.")
        moves.TASK.move(found.state, deed)
        before = stored_values(found)
        hand = Hand(found, by, at)
        yield hand
        found.revision += 1
        found.save()
        after = stored_values(found)
        changed = [name for name in after if before[name] != after[name] and name != "revision"]
        details = {
            "before": {name: before[name] for name in changed},
            "after": {name: after[name] for name in changed},
            **{name: value for name, value in hand.told.items() if value not in ("", None)},
        }
        trail.write([trail.Deed(ROOM, MATTER, found.pk, str(deed), by.username, at, details)], recorded_at=at)
        mark_form(seen.form, room=ROOM, matter=MATTER, record=found.pk, at=at)


def check_right(deed: Deed, task: PlanTask, by: Actor) -> None:
    """Whoever keeps the plan does everything; who heads the lead unit says who works on a task; the lead unit and those
    who are set to it work on it; a supporting unit notes and shows.

    Raises:
        Refusal: it is not his.
    """
    if by.approves:
        return
    if deed in moves.KEEPERS:
        raise Refusal("Việc này do cán bộ cải cách hành chính làm.")
    if deed in moves.HEADS:
        if task.lead_id is not None and task.lead_id in by.heads:
            return
        raise Refusal(
            f"Giao người thực hiện là việc của lãnh đạo {task.lead_unit or 'đơn vị chủ trì'} hoặc cán bộ cải cách "
            "hành chính."
        )
    if by.unit is not None and by.unit == task.lead_id:
        return
    if by.user is not None and task.holdings.filter(user=by.user, until_on__isnull=True).exists():
        return
    if deed in moves.SUPPORTING and by.unit is not None and task.supports.filter(unit=by.unit).exists():
        return
    raise Refusal(f"Nhiệm vụ này do {task.lead_unit or 'đơn vị khác'} chủ trì, không phải đơn vị của ông/bà.")
