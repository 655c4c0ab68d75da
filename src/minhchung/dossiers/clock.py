"""A dossier's clock: the promise when it is made, the verdict when it ends, both with their explanation.

Everything here is pure reckoning over :mod:`minhchung.rules`; the lawbook gives the policy of the day of acceptance,
which stays with the dossier.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from minhchung import lawbook
from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.deadlines import (
    CannotCompute,
    Deadline,
    Limit,
    Pause,
    Policy,
    Step,
    Unit,
    accepted_the_same_day,
    both_clocks,
    counts_by_day,
    deadline,
    kept_until_of,
    portal_verdict,
    said,
    verdict,
)

_DAYS_KEPT = 256
_WAIT_WORDS = {"payment": "chờ nghĩa vụ tài chính", "stop": "tạm dừng xử lý"}
#: From when, until when (None while it lasts), and where they are known its kind and reason.
Waited = tuple[datetime, datetime | None] | tuple[datetime, datetime | None, str, str]


class CannotJudge(ValueError):
    """The dates allow no clock; names the field to blame."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field_name = field_name


@dataclass(frozen=True)
class Moved:
    """A promise that a changed calendar moved: it stands in the place of the one before it.

    Attributes:
        promised_at: the promise from then on; None where the procedure has no limit.
        extended_until_at: the day appointed by an apology from then on; None where there was none.
        before_at, after_at: what was due before and after, for the explanation.
        why, cites: the change and by what it was decided.
    """

    promised_at: datetime | None
    extended_until_at: datetime | None
    before_at: datetime | None
    after_at: datetime | None
    why: str
    cites: str


@dataclass(frozen=True)
class Judged:
    """What the clock says of a dossier; empty for one that was never accepted or has no limit."""

    promised_at: datetime | None = None
    computed_due_at: datetime | None = None
    due_at: datetime | None = None
    kept_until_at: datetime | None = None
    portal_due_at: datetime | None = None
    verdict: str = ""
    portal_verdict: str = ""
    extended_verdict: str = ""
    steps: tuple[Step, ...] = field(default=(), compare=False)
    rules: str = field(default="", compare=False)

    def columns(self) -> dict[str, Any]:
        """The dossier's columns that the clock fills."""
        return {
            "promised_at": self.promised_at,
            "computed_due_at": self.computed_due_at,
            "due_at": self.due_at,
            "kept_until_at": self.kept_until_at,
            "portal_due_at": self.portal_due_at,
            "verdict": self.verdict,
            "portal_verdict": self.portal_verdict,
            "extended_verdict": self.extended_verdict,
        }

    def explanation(self) -> str:
        """The steps as JSON, as they are kept."""
        return f"[{','.join([step.as_json for step in self.steps])}]"


class Workshop:
    """Judges dossiers of one agency under its calendar; ``edition`` says how many declared changes it knows."""

    def __init__(self, calendar: WorkingCalendar | None, edition: int = 0) -> None:
        self.calendar = calendar
        self.edition = edition
        #: Deadlines of days lately judged; lists of dossiers go by day. They follow from the calendar, which stays.
        self._of_a_day: dict[tuple[date, Limit, time | None], Deadline] = {}

    def at_close(self, moment: datetime) -> datetime:
        """The close of office of a day that was written without a clock time."""
        if self.calendar is None or not self.calendar.is_working_day(moment.date()):
            return moment.replace(hour=23, minute=59)
        return self.calendar.closing(moment.date())

    def judge(
        self,
        *,
        accepted_at: datetime | None,
        limit: int | None,
        unit: str,
        promised_at: datetime | None,
        pauses: Sequence[Waited],
        extended_at: datetime | None,
        extended_until_at: datetime | None,
        ended_at: datetime | None,
        cut_off: time | None = None,
        moved: Sequence[Moved] = (),
    ) -> Judged:
        """Reckon a dossier's promise and, when it has ended, its verdicts.

        ``promised_at`` is the promise printed on the receipt, where the source gives it; otherwise ours is the
        promise. Where changed calendars moved it, the last of ``moved`` governs; what was printed stays as it was.
        After a supplement the limit restarts; after an extension the new day governs, but the verdict is given against
        the promise that stood before it, as the lawbook says. While a wait is open that began in time, the clock stands
        still and no moment breaks the promise.

        Raises:
            CannotJudge: pauses or extension contradict the other dates.
            NoCalendarForYear: a year on the way has no entries.
        """
        if accepted_at is None:
            return Judged()
        if self.calendar is None:
            raise CannotJudge("accepted_at", "Chưa có lịch làm việc của cơ quan.")
        if limit is None:
            return self._without_limit(accepted_at, promised_at, ended_at)
        policy = lawbook.clock_policy(accepted_at.date(), cut_off)
        term = _term(limit, unit)
        waits = tuple(_wait(*pause) for pause in pauses)
        try:
            first = self._first(accepted_at, term, self.calendar, policy)
            clocks = (
                both_clocks(accepted_at, term, self.calendar, pauses=waits, policy=policy) if waits else None
            )
        except CannotCompute as cannot:
            raise CannotJudge("supplement_asked_at", str(cannot)) from cannot
        legal = clocks.legal if clocks else first
        portal = clocks.portal if clocks else first
        last = moved[-1] if moved else None
        promise = (last and last.promised_at) or promised_at or first.due_at
        appointed = (last and last.extended_until_at) or extended_until_at
        governing = legal.due_at if waits else promise
        kept_until = kept_until_of(governing, term, policy)
        steps = [*first.steps, *([] if moved else self._printed_step(promised_at, first))]
        if clocks:
            steps += [step for step in legal.steps if step not in steps]  # what a wait changed
        steps += [_moved_step(each, each.before_at, each.after_at) for each in moved if _moves(each)]
        judged_until = kept_until
        due_at = governing
        if appointed is not None and _outlived(extended_at, appointed, governing, waits, moved):
            steps.append(self._outlived_step(appointed, governing))
        elif appointed is not None:
            self._check_extension(extended_at, appointed, governing)
            due_at, kept_until = appointed, kept_until_of(appointed, term, policy)
            steps.append(self._extension_step(extended_at or accepted_at, governing, appointed))
        waiting = (
            ended_at is None and bool(waits) and waits[-1].to_at is None and waits[-1].from_at < kept_until
        )
        outcome = portal_outcome = extended_outcome = ""
        if ended_at is not None:
            outcome = str(verdict(governing, judged_until, ended_at))
            told = appointed or promise  # the return date that the portal has been told last
            asked = [wait for wait in waits if wait.restarts]
            portal_outcome = str(portal_verdict(told, kept_until_of(told, term, policy), ended_at, asked))
            if extended_until_at is not None:
                extended_outcome = str(verdict(due_at, kept_until, ended_at))
            steps.append(_end_step(ended_at, governing, outcome))
        return Judged(
            promised_at=promised_at or promise,
            computed_due_at=first.due_at,
            due_at=due_at,
            kept_until_at=None if waiting else kept_until,
            portal_due_at=portal.due_at,
            verdict=outcome,
            portal_verdict=portal_outcome,
            extended_verdict=extended_outcome,
            steps=tuple(steps),
            rules=fingerprint(),
        )

    def late_under(
        self,
        term: Limit,
        *,
        accepted_at: datetime,
        pauses: Sequence[Waited],
        ended_at: datetime,
        cut_off: time | None = None,
    ) -> bool:
        """Whether a dossier that has ended would have been late under a limit; without extension and explanation.

        Raises:
            CannotJudge: pauses contradict the other dates, or there is no calendar.
            NoCalendarForYear: a year on the way has no entries.
        """
        if self.calendar is None:
            raise CannotJudge("accepted_at", "Chưa có lịch làm việc của cơ quan.")
        policy = lawbook.clock_policy(accepted_at.date(), cut_off)
        waits = tuple(_wait(*pause) for pause in pauses)
        try:
            if waits:
                found = both_clocks(accepted_at, term, self.calendar, pauses=waits, policy=policy).legal
            else:
                found = self._first(accepted_at, term, self.calendar, policy)
        except CannotCompute as cannot:
            raise CannotJudge("supplement_asked_at", str(cannot)) from cannot
        return ended_at >= kept_until_of(found.due_at, term, policy)

    def _first(
        self, accepted_at: datetime, term: Limit, calendar: WorkingCalendar, policy: Policy
    ) -> Deadline:
        """The promise of acceptance, before anything waits."""
        if not counts_by_day(term, policy):
            return deadline(accepted_at, term, calendar, policy=policy)
        key = (accepted_at.date(), term, policy.cut_off)
        known = self._of_a_day.get(key)
        if known is not None:
            return accepted_the_same_day(known, accepted_at)
        if len(self._of_a_day) >= _DAYS_KEPT:
            self._of_a_day.clear()
        found = self._of_a_day[key] = deadline(accepted_at, term, calendar, policy=policy)
        return found

    def _without_limit(
        self, accepted_at: datetime, promised_at: datetime | None, ended_at: datetime | None
    ) -> Judged:
        """A procedure without a limit: the receipt's promise alone binds; without one, it cannot be late."""
        policy = lawbook.clock_policy(accepted_at.date())
        what = "Thủ tục không quy định thời hạn; chỉ có ngày hẹn trên giấy tiếp nhận."
        steps = [Step(what, accepted_at, promised_at or accepted_at, policy.acceptance_cites)]
        kept_until = kept_until_of(promised_at, Limit(1, Unit.DAY), policy) if promised_at else None
        outcome = ""
        if ended_at is not None:
            outcome = (
                str(verdict(promised_at, kept_until, ended_at)) if promised_at and kept_until else "on_time"
            )
        return Judged(
            promised_at=promised_at,
            due_at=promised_at,
            kept_until_at=kept_until,
            portal_due_at=promised_at,
            verdict=outcome,
            portal_verdict=outcome,
            steps=tuple(steps),
            rules=fingerprint(),
        )

    def _printed_step(self, promised_at: datetime | None, first: Deadline) -> list[Step]:
        if promised_at is None or promised_at == first.due_at:
            return []
        what = (
            f"Giấy hẹn ghi {promised_at:%H:%M} ngày {promised_at:%d/%m/%Y}, khác hạn tính theo quy tắc "
            f"({first.due_at:%H:%M} ngày {first.due_at:%d/%m/%Y}); lời hẹn trên giấy được giữ."
        )
        return [Step(what, first.due_at, promised_at, "giấy tiếp nhận hồ sơ và hẹn trả kết quả")]

    def _check_extension(self, extended_at: datetime | None, until: datetime, before: datetime) -> None:
        if until <= before:
            raise CannotJudge(
                "extended_until_at", f"Hẹn lại ngày {until:%d/%m/%Y} không sau hạn cũ {before:%d/%m/%Y}."
            )
        if extended_at is None:
            raise CannotJudge("extended_at", "Có ngày hẹn lại nhưng thiếu ngày gia hạn, xin lỗi.")

    def _outlived_step(self, until: datetime, governing: datetime) -> Step:
        what = f"Đã hẹn lại đến {said(until)}; sau đó thời hạn được tính lại, đến {said(governing)}: lấy hạn muộn hơn."
        return Step(what, until, governing, lawbook.in_force("clocks.waiting", until.date()).cites)

    def _extension_step(self, at: datetime, before: datetime, until: datetime) -> Step:
        what = (
            f"Xin lỗi và hẹn lại lúc {at:%H:%M} ngày {at:%d/%m/%Y}: từ {before:%d/%m/%Y} sang {until:%d/%m/%Y}. "
            "Lời hẹn trước vẫn được giữ để tính kết quả."
        )
        return Step(what, before, until, lawbook.in_force("clocks.extension", at.date()).cites)


def _outlived(
    extended_at: datetime | None,
    until: datetime,
    governing: datetime,
    waits: Sequence[Pause],
    moved: Sequence[Moved],
) -> bool:
    """Whether a wait after the extension, or a changed calendar, has moved the limit beyond the appointed day."""
    if extended_at is None or until > governing:
        return False
    return bool(moved) or any(wait.from_at >= extended_at for wait in waits)


def _moves(moved: Moved) -> bool:
    return moved.before_at is not None and moved.after_at is not None and moved.before_at != moved.after_at


def _moved_step(moved: Moved, before: datetime | None, after: datetime | None) -> Step:
    assert before is not None and after is not None  # _moves has said so
    what = f"Lịch làm việc thay đổi ({moved.why}): hạn chuyển từ {said(before)} sang {said(after)}."
    return Step(what, before, after, moved.cites)


def _wait(since: datetime, until: datetime | None, kind: str = "supplement", why: str = "") -> Pause:
    """A wait as the rules know it: only papers restart the limit; a payment or a stop rests on a special law."""
    if kind == "supplement":
        return Pause(since, until, why or "yêu cầu bổ sung hồ sơ")
    return Pause(since, until, why or _WAIT_WORDS[kind], restarts=False, cites="pháp luật chuyên ngành")


@lru_cache(maxsize=1024)
def _term(limit: int, unit: str) -> Limit:
    return Limit(limit, Unit(unit))


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Which lawbook made an explanation."""
    return hashlib.sha256(lawbook.content_hash().encode()).hexdigest()


_VERDICT_WORDS = {"early": "trước hạn", "on_time": "đúng hạn", "overdue": "quá hạn"}


def _end_step(ended_at: datetime, due_at: datetime, outcome: str) -> Step:
    what = f"Kết thúc xử lý lúc {said(ended_at)}: {_VERDICT_WORDS[outcome]}."
    return Step(what, min(due_at, ended_at), max(due_at, ended_at), "so thời điểm kết thúc với lời hẹn")
