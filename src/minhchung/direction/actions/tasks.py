"""Deeds on a plan's task: start, note, report, send back, finish with its product, reopen, put off."""

from __future__ import annotations

from datetime import date, datetime

from minhchung.direction.actions.acting import Seen, acting
from minhchung.direction.actions.showing import asked_again
from minhchung.direction.models import DueKind, Evidence, EvidenceKind, NoteKind, PlanTask
from minhchung.direction.moves import Deed
from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Actor, Refusal


def start(*, seen: Seen, by: Actor, at: datetime) -> PlanTask:
    """Begin to work on a task.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`.
    """
    with acting(Deed.START, seen, by=by, at=at) as hand:
        hand.task.started_on = at.date()
    return hand.task


def note(*, seen: Seen, words: str, percent: int | None, by: Actor, at: datetime) -> PlanTask:
    """Say how far it has come; a task that nobody had begun is begun by it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; nothing said, more than all.
    """
    with acting(Deed.NOTE, seen, by=by, at=at) as hand:
        said = hand.need(words, "words", "Ghi đã làm được gì, còn vướng gì.")
        if percent is not None and not 0 <= percent <= 100:
            raise Refusal("Khối lượng đã làm từ 0 đến 100 %.", field_name="percent")
        hand.task.started_on = hand.task.started_on or at.date()
        hand.note(NoteKind.PROGRESS, said, percent=percent)
        hand.told |= {"percent": percent, "reason": said}
    return hand.task


def report(*, seen: Seen, by: Actor, at: datetime) -> PlanTask:
    """Say that it is done, with what shows it; whoever keeps the plan confirms it.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; nothing shows it.
    """
    with acting(Deed.REPORT, seen, by=by, at=at) as hand:
        _refuse_unshown(hand.task, hand.cites)
        hand.task.started_on = hand.task.started_on or at.date()
        hand.task.reported_on = at.date()
    return hand.task


def send_back(*, seen: Seen, reason: str, by: Actor, at: datetime) -> PlanTask:
    """What was reported does not suffice; says why.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no reason.
    """
    with acting(Deed.SEND_BACK, seen, by=by, at=at) as hand:
        said = hand.need(reason, "reason", "Ghi còn thiếu gì.")
        hand.task.reported_on = None
        hand.note(NoteKind.RETURNED, said)
        hand.told["reason"] = said
    return hand.task


def finish(*, seen: Seen, done_on: date, by: Actor, at: datetime) -> PlanTask:
    """Confirm that a task is done: its product is there, as many of it as planned, and every figure reaches its level.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; nothing shows it, too few, a figure
            that falls short, a regular task without a countable product, a day that has not come.
    """
    with acting(Deed.FINISH, seen, by=by, at=at) as hand:
        task = hand.task
        to_come.refuse("Ngày hoàn thành", done_on, at, Refusal, "done_on")
        if task.plan.issued_on is not None and done_on < task.plan.issued_on:
            raise Refusal(
                f"Ngày hoàn thành {done_on:%d/%m/%Y} trước ngày ban hành kế hoạch "
                f"{task.plan.issued_on:%d/%m/%Y}.",
                field_name="done_on",
            )
        shown = _refuse_unshown(task, hand.cites)
        late = next((each for each in shown if each.on > done_on), None)
        if late is not None:
            raise Refusal(
                f"Minh chứng “{late}” ghi ngày {late.on:%d/%m/%Y}, sau ngày hoàn thành {done_on:%d/%m/%Y}: ghi ngày "
                "hoàn thành từ ngày đó, hoặc bỏ minh chứng ấy.",
                field_name="done_on",
            )
        task.done_on, task.reported_on = done_on, None
        task.started_on = task.started_on or done_on
        task.product_on = max(each.on for each in shown)
        task.product_reference = _products(shown)
        hand.told["cites"] = hand.cites
    return hand.task


def reopen(*, seen: Seen, reason: str, by: Actor, at: datetime) -> PlanTask:
    """Take back that a task is done; what shows it stays and can be mended.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no reason.
    """
    with acting(Deed.REOPEN, seen, by=by, at=at) as hand:
        said = hand.need(reason, "reason", "Ghi vì sao mở lại.")
        task = hand.task
        task.done_on = task.product_on = task.reported_on = None
        task.product_reference = ""
        task.started_on = task.started_on or at.date()
        hand.note(NoteKind.REOPENED, said)
        hand.told["reason"] = said
    return hand.task


def postpone(*, seen: Seen, due_on: date, reason: str, by: Actor, at: datetime) -> PlanTask:
    """Put the limit off, with the reason; the words of the plan stay as they are.

    Raises:
        Repeated, Refusal: as :func:`minhchung.direction.actions.acting.acting`; no reason, no later day, another year.
    """
    with acting(Deed.POSTPONE, seen, by=by, at=at) as hand:
        task = hand.task
        said = hand.need(reason, "reason", "Ghi lý do và văn bản cho phép lùi thời hạn.")
        if task.due_on is not None and due_on <= task.due_on:
            raise Refusal(
                f"Thời hạn mới phải sau thời hạn đang có ({task.due_on:%d/%m/%Y}).", field_name="due_on"
            )
        if due_on.year != task.plan.year:
            raise Refusal(
                f"Kế hoạch năm {task.plan.year}: việc làm sang năm khác thì đưa ra khỏi kế hoạch này bằng văn bản "
                "sửa đổi, rồi đưa vào kế hoạch năm sau.",
                field_name="due_on",
            )
        hand.note(NoteKind.POSTPONED, said, due_before_on=task.due_on, due_after_on=due_on)
        task.due_on = due_on
        if task.due_kind in (DueKind.REGULAR, DueKind.OTHER):
            task.due_kind = DueKind.DATE
        hand.told["reason"] = said
    return hand.task


def _products(shown: list[Evidence]) -> str:
    """The products by name, each once; figures only where nothing else shows it; as many as there is room for."""
    papers = [each for each in shown if each.kind != EvidenceKind.FIGURE] or shown
    names = list(dict.fromkeys(each.reference for each in papers))
    room = 200
    kept: list[str] = []
    for name in names:
        if len("; ".join([*kept, name])) > room - len("; …"):
            return "; ".join([*kept, "…"]) if kept else f"{name[: room - 1]}…"
        kept.append(name)
    return "; ".join(kept)


def _refuse_unshown(task: PlanTask, cites: str) -> list[Evidence]:
    """What shows that it is done.

    Raises:
        Refusal: too little does, or a figure falls short.
    """
    if task.due_kind == DueKind.REGULAR and task.product_count is None:
        raise Refusal(
            "Nhiệm vụ thường xuyên phải có số sản phẩm đếm được thì mới biết lúc nào là xong: "
            f"hãy sửa nhiệm vụ, ghi số sản phẩm phải có ({cites})."
        )
    shown = list(task.evidence.order_by("number"))
    if not shown:
        raise Refusal(f"Chưa có minh chứng: nhiệm vụ chỉ hoàn thành khi có sản phẩm ({cites}).")
    for each in shown:
        if each.kind == EvidenceKind.FIGURE:
            asked_again(each)
            if not each.met:
                raise Refusal(
                    f"Số liệu “{each.reference}” là {each.printed}, chưa đạt "
                    f"{each.get_comparator_display()} {each.level_words}: làm tiếp cho đạt, hoặc bỏ minh "
                    "chứng này."
                )
    papers = [each for each in shown if each.kind != EvidenceKind.FIGURE]
    have, need = sum(each.count for each in papers), task.product_count or 1
    if have < need and (papers or task.product_count is not None):
        raise Refusal(f"Mới có {have} trên {need} sản phẩm phải có ({cites}).")
    return shown
