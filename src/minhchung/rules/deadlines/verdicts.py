"""Whether a promise was kept: by the law's clock, by the portal's rule, and after an extension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from minhchung.rules.deadlines.values import Deadline, Pause, Step, check_moment, said


class Kept(StrEnum):
    """Whether a promise was kept."""

    EARLY = "early"
    ON_TIME = "on_time"
    OVERDUE = "overdue"


KEPT_NAMES = {Kept.EARLY: "trước hạn", Kept.ON_TIME: "đúng hạn", Kept.OVERDUE: "quá hạn"}


class Early(StrEnum):
    """From when on a result counts as early."""

    BEFORE_DUE_DAY = "before-due-day"
    BEFORE_DUE_MOMENT = "before-due-moment"


@dataclass(frozen=True)
class Verdict:
    """What became of a promise.

    Attributes:
        kept: against the first promise.
        portal: by the national portal's rule.
        extended: against the promise after the extension; None when there was none.
        steps: how it was judged.
    """

    kept: Kept
    portal: Kept
    extended: Kept | None
    steps: tuple[Step, ...]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "kept": str(self.kept),
            "portal": str(self.portal),
            "extended": None if self.extended is None else str(self.extended),
            "steps": [step.as_dict() for step in self.steps],
        }


def verdict(
    due_at: datetime, kept_until: datetime, ended: datetime, early: Early = Early.BEFORE_DUE_DAY
) -> Kept:
    """Early: ended on a day before the due day. On time: later, before the promise breaks. Else overdue.

    ``early`` may count a result before the printed moment of the due day as early as well.
    """
    if ended >= kept_until:
        return Kept.OVERDUE
    if early is Early.BEFORE_DUE_MOMENT:
        return Kept.EARLY if ended < due_at else Kept.ON_TIME
    return Kept.EARLY if ended.date() < due_at.date() else Kept.ON_TIME


def portal_verdict(
    promised: datetime,
    kept_until: datetime,
    ended: datetime,
    pauses: Sequence[Pause] = (),
    early: Early = Early.BEFORE_DUE_DAY,
) -> Kept:
    """The national portal's rule: the end less the waiting against the promise; more than one request is overdue.

    While a request is open, the end is the moment of the request (QĐ 766/QĐ-TTg, method of indicator 2.1). The
    waiting is plain time by the clock, nights and rest days included.
    """
    if len(pauses) > 1:
        return Kept.OVERDUE
    return verdict(promised, kept_until, _less_waiting(ended, pauses), early)


def judge(
    promised: Deadline,
    finished_at: datetime,
    *,
    pauses: Sequence[Pause] = (),
    told: Deadline | None = None,
    early: Early = Early.BEFORE_DUE_DAY,
    portal_cites: str = "cách tính chỉ tiêu 2.1 của Cổng Dịch vụ công quốc gia, QĐ 766/QĐ-TTg",
) -> Verdict:
    """Judge a finished dossier, with the reasons.

    Args:
        promised: the legal deadline, extended or not.
        finished_at: when processing ended.
        pauses: the waits of the dossier.
        told: the deadline whose day the portal was told before any pause; the legal one when None.
        early: from when on a result is early.
        portal_cites: where the portal's rule comes from.

    Raises:
        CannotCompute: the end is no naive moment.
    """
    check_moment(finished_at)
    first = promised if promised.extended_from is None else promised.extended_from
    kept = verdict(first.due_at, first.kept_until, finished_at, early)
    steps = [_step("Kết thúc xử lý", first, finished_at, kept, first.steps[-1].cites)]
    extended = None
    if promised.extended_from is not None:
        extended = verdict(promised.due_at, promised.kept_until, finished_at, early)
        steps.append(
            _step("So với ngày hẹn lại, kết thúc", promised, finished_at, extended, promised.steps[-1].cites)
        )
    known = told or promised
    portal = portal_verdict(known.due_at, known.kept_until, finished_at, pauses, early)
    steps.append(_portal_step(known, finished_at, pauses, portal, portal_cites))
    return Verdict(kept, portal, extended, tuple(steps))


def _less_waiting(ended: datetime, pauses: Sequence[Pause]) -> datetime:
    for pause in pauses:
        ended = pause.from_at if pause.to_at is None else ended - (pause.to_at - pause.from_at)
    return ended


def _step(what: str, promised: Deadline, finished_at: datetime, kept: Kept, cites: str) -> Step:
    sentence = f"{what} lúc {said(finished_at)}, hạn {said(promised.due_at)}: {KEPT_NAMES[kept]}."
    return Step(sentence, min(promised.due_at, finished_at), max(promised.due_at, finished_at), cites)


def _portal_step(
    known: Deadline, finished_at: datetime, pauses: Sequence[Pause], portal: Kept, cites: str
) -> Step:
    if len(pauses) > 1:
        what = f"Theo Cổng: yêu cầu bổ sung {len(pauses)} lần, quá một lần nên tính là {KEPT_NAMES[portal]}."
        return Step(what, pauses[0].from_at, finished_at, cites)
    counted = _less_waiting(finished_at, pauses)
    if pauses and pauses[0].to_at is None:
        what = f"Theo Cổng: đang chờ bổ sung nên tính đến lúc yêu cầu, {said(counted)}: {KEPT_NAMES[portal]}."
    elif pauses:
        what = f"Theo Cổng: trừ thời gian chờ bổ sung còn {said(counted)}: {KEPT_NAMES[portal]}."
    else:
        what = f"Theo Cổng: không có thời gian chờ; hạn {said(known.due_at)}: {KEPT_NAMES[portal]}."
    return Step(what, min(known.due_at, counted), max(known.due_at, counted), cites)
