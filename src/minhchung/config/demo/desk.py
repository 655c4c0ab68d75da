"""Work at the made-up board's own desk in the last months: dossiers gone through their steps, and those still open.

Told by the same deeds as officials do, each at a moment of the past. A few stories are of the kind that is to be looked
at again: asked for papers in the last hours, apologised on the last day, closed in the evening.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from minhchung.config.demo import cast
from minhchung.config.demo.scans import Told
from minhchung.dossiers import actions, desk_queries
from minhchung.figures.periods import regime
from minhchung.procedures.processes import process_in_force
from minhchung.procedures.queries import VersionRow, received_here
from minhchung.rules.calendar import WorkingCalendar, at_minute
from minhchung.rules.process import Process

_BASIS = "Quy định chuyên ngành (minh họa)"
_RESULT = "Kết quả giải quyết, ký số (minh họa)"
#: The stories that are to be looked at again: every so manieth dossier.
_ODD = {7: "last_hours", 13: "last_day", 17: "skipped", 19: "three_waits", 23: "kept_back"}
_DAYS_BACK = 95
#: A fifth of the stories begin in the last so many working days, so that some are open and near their due moment.
_RECENT_DAYS = 7
#: How many dossiers are closed on one evening.
_EVENING_CLOSINGS = 4
#: How much earlier the work on those was done.
_EARLIER = timedelta(days=12)
#: How many stories the usual demonstration tells.
STORIES = 100


@dataclass(frozen=True)
class Hands:
    """Who works at the desk: the one-stop, the specialists, a leader; and the numbers of their units."""

    one_stop: actions.Actor
    specialists: tuple[actions.Actor, ...]
    leader: actions.Actor


@dataclass
class _Told:
    """A dossier while its story is told: ``position`` in working minutes of the calendar."""

    number: int
    version: VersionRow
    steps: Process
    specialist: actions.Actor
    position: int
    odd: str


class Teller:
    """Tells stories up to a moment."""

    def __init__(self, hands: Hands, calendar: WorkingCalendar, now: datetime, random: Random) -> None:
        self.hands, self.calendar, self.now, self.random = hands, calendar, now, random
        self.closed_that_evening = 0
        self.rush = self._rush()
        self.told: list[Told] = []
        self.offers = [
            (version, process.steps)
            for version in received_here(now.date())
            for process in [process_in_force(version.id, "", now.date())]
            if process is not None and process.steps is not None and version.cases
        ]

    def tell(self, count: int) -> int:
        """Tell so many stories; returns how many dossiers there are then."""
        table = self.calendar.table
        first, last = table.position(self.now - timedelta(days=_DAYS_BACK)), table.position(self.now)
        told = 0
        if not self.offers or last <= first:
            return told
        weights = [
            10 if version.cases[0].promise[0] == min(self._limits()) else 2 for version, _ in self.offers
        ]
        recent = last - _RECENT_DAYS * 480
        begun = [self.random.randrange(first, last - 5) for _ in range(count - count // 5)]
        begun += [self.random.randrange(max(first, recent), last - 5) for _ in range(count // 5)]
        begun.sort()
        evening = self._evening()
        for place, position in enumerate(begun, start=1):
            version, steps = self.random.choices(self.offers, weights)[0]
            odd = next((kind for every, kind in _ODD.items() if place % every == 0), "")
            if (
                evening is not None
                and table.moment_at(position).date() == (evening - timedelta(days=3)).date()
            ):
                odd = odd or "evening"
            told += self._story(version, steps, position, odd, evening)
        return told

    def _limits(self) -> list[int]:
        return [version.cases[0].promise[0] or 10**6 for version, _steps in self.offers]

    def _rush(self) -> datetime:
        """The afternoon of the last working day of a reporting month: much is closed then."""
        last = regime().boundary(self.now.year, self.now.month) - timedelta(days=1)
        if last >= self.now.date() - timedelta(days=1):
            before = self.now.replace(day=1) - timedelta(days=1)
            last = regime().boundary(before.year, before.month) - timedelta(days=1)
        while not self.calendar.is_working_day(last):
            last -= timedelta(days=1)
        return at_minute(last, 16 * 60)

    def _evening(self) -> datetime | None:
        """An evening three weeks ago on which several dossiers were closed."""
        day = self.now.date() - timedelta(days=21)
        return at_minute(self.calendar.next_working_day(day), 18 * 60 + 40)

    def _story(
        self, version: VersionRow, steps: Process, position: int, odd: str, evening: datetime | None
    ) -> int:
        random = self.random
        filing = actions.Filing(
            procedure=version.procedure_id,
            channel=random.choice(("direct", "post")),
            applicant_kind="enterprise",
            applicant_name=cast.enterprise(random),
            applicant_phone=cast.phone(random),
        )
        accepted = self.calendar.table.moment_at(position)
        made = actions.receive(filing=filing, by=self.hands.one_stop, at=accepted)
        specialist = random.choices(self.hands.specialists, range(len(self.hands.specialists), 0, -1))[0]
        told = _Told(made.pk, version, steps, specialist, position, odd)
        with suppress(
            actions.Refusal
        ):  # a year without a calendar, or what the law refuses then: it stays where it is
            self._go_through(told, evening)
        self.told.append(Told(made.pk, made.code, version, accepted, desk_queries.ended(made.pk)))
        return 1

    def _go_through(self, told: _Told, evening: datetime | None) -> None:
        stages = told.steps.stages
        slow = 1.7 if told.specialist is self.hands.specialists[0] else 0.9
        for place, stage in enumerate(stages[:-1]):
            heavy = stage.minutes == max(each.minutes for each in stages)
            pace = self.random.lognormvariate(-0.4, 0.4) * (slow if heavy else 1.0)
            if heavy and told.odd in ("last_hours", "last_day", "three_waits") and not self._odd(told):
                return
            if place == 1 and told.odd == "skipped":
                break
            told.position += max(10, round(stage.minutes * min(pace, 2.2)))
            moment = self._moment(told)
            if moment is None:
                return
            if place + 1 < len(stages) - 1:
                by = self.hands.one_stop if place == 0 else told.specialist
                to = self.hands.leader if place + 2 == len(stages) - 1 else told.specialist
                assert to.unit is not None
                actions.hand_on(
                    dossier=told.number,
                    revision=None,
                    to_unit=to.unit,
                    to_holder=to.user,
                    step=stages[place + 1].number,
                    by=by,
                    at=moment,
                )
        self._finish(told, evening)

    def _finish(self, told: _Told, evening: datetime | None) -> None:
        moment = self._moment(told)
        if moment is None:
            return
        moment = self._crowded(told, moment, evening)
        actions.finish(
            dossier=told.number,
            revision=None,
            result=_RESULT,
            late_reason="Chờ ý kiến cơ quan phối hợp (minh họa)",
            by=self.hands.leader,
            at=moment,
        )
        days = 9 if told.odd == "kept_back" else self.random.randrange(3)
        back = self.calendar.table.position(moment) + days * 480 + 45
        if back < self.calendar.table.position(self.now):
            actions.give_back(
                dossier=told.number,
                revision=None,
                receiver="Người nộp (minh họa)",
                by=self.hands.one_stop,
                at=self.calendar.table.moment_at(back),
            )

    def _crowded(self, told: _Told, moment: datetime, evening: datetime | None) -> datetime:
        """Some dossiers wait for an evening or for the end of the month, when many are closed; none is late by it."""
        found = desk_queries.dossier(told.number)
        if told.odd or found is None or found.due_at is None:
            return moment
        if evening is not None and evening - _EARLIER < moment < evening < found.due_at:
            self.closed_that_evening += 1
            if self.closed_that_evening <= _EVENING_CLOSINGS:
                return evening
        if self.rush - _EARLIER < moment < self.rush < found.due_at:
            return self.rush
        return moment

    def _odd(self, told: _Told) -> bool:
        """Something to be looked at again happens now; False when it lies in the future."""
        found = desk_queries.dossier(told.number)
        if found is None or found.due_at is None:
            return False
        due_at = found.due_at
        table = self.calendar.table
        if told.odd == "three_waits":
            for _turn in range(3):
                told.position += 60
                begun = self._moment(told)
                told.position += 240
                ended = self._moment(told)
                if begun is None or ended is None:
                    return False
                actions.stop_for_a_while(
                    dossier=told.number,
                    revision=None,
                    reason="Chờ kết quả giám định (minh họa)",
                    basis=_BASIS,
                    by=told.specialist,
                    at=begun,
                )
                actions.resume(dossier=told.number, revision=None, by=told.specialist, at=ended)
            return True
        told.position = max(
            told.position + 5, table.position(due_at) - (55 if told.odd == "last_hours" else 200)
        )
        moment = self._moment(told)
        if moment is None:
            return False
        if told.odd == "last_day":
            actions.extend(
                dossier=told.number,
                revision=None,
                until=self.calendar.next_working_day(due_at.date() + timedelta(days=5)),
                reason="Chờ ý kiến cơ quan phối hợp (minh họa)",
                late_basis="Ý kiến đến muộn (minh họa)",
                by=told.specialist,
                at=moment,
            )
            return True
        actions.ask_supplement(
            dossier=told.number,
            revision=None,
            reason="Bổ sung bản vẽ tổng mặt bằng (minh họa)",
            basis=_BASIS,
            by=told.specialist,
            at=moment,
        )
        told.position += 3 * 480
        back = self._moment(told)
        if back is None:
            return False
        actions.take_supplement(dossier=told.number, revision=None, by=self.hands.one_stop, at=back)
        return True

    def _moment(self, told: _Told) -> datetime | None:
        """The moment at the story's position; None when it is still to come."""
        table = self.calendar.table
        if told.position >= table.position(self.now):
            return None
        return table.moment_at(told.position)
