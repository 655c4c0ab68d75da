"""The oracle of dossiers: does what is stored still follow from the dates, the limit and the table of moves?

Both questions stream, so that a province's dossiers fit in memory; each fault is one sentence that begins with the
dossier's code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from minhchung.dossiers.clock import CannotJudge, Judged, Waited, fingerprint
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import TALLY, WORDS, Dossier, PauseKind, Source, StepRun, Tally
from minhchung.dossiers.search.near import allowed_slips, known_words, words_of
from minhchung.dossiers.search.words import plain_words
from minhchung.dossiers.touches import judged_under
from minhchung.dossiers.waits import waits_of
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.deadlines import Pause, verdict
from minhchung.rules.lifecycle import ENDED, MOVES, PAUSED, STATE_NAMES, ClockEffect, State, reachable
from minhchung.rules.process import step_due

#: Dossiers read at once.
CHUNK = 2_000
_RUNNING = frozenset(
    {ClockEffect.START, ClockEffect.RUN, ClockEffect.PAUSE, ClockEffect.RESTART, ClockEffect.RESUME}
)


def unequal_clocks() -> Iterator[str]:
    """Every dossier whose stored promise, verdict or explanation is not what its dates and limit give.

    The promise printed on the receipt is taken as it was given; what follows from it is reckoned again under the
    calendar of the agency of that day, as it was known when the clock was last reckoned, and the limit pinned at
    acceptance.
    """
    homes = Homes()
    rows = (
        Dossier.objects.select_related("version", "explanation")
        .prefetch_related("pauses", "calendar_touches")
        .order_by("id")
    )
    for dossier in rows.iterator(chunk_size=CHUNK):
        try:
            again = reckoned_again(dossier, homes)
        except (CannotJudge, NoCalendarForYear) as cannot:
            yield f"{dossier.code}: không tính lại được ({cannot})"
            continue
        differences = [*_columns(dossier, again), *_explanation(dossier, again)]
        if differences:
            yield f"{dossier.code}: {', '.join(differences)}"


def reckoned_again(dossier: Dossier, homes: Homes) -> Judged:
    """What the clock says of a stored dossier today.

    Raises:
        CannotJudge: its dates contradict one another, or no agency is entered.
        NoCalendarForYear: a year on the way has no entries.
    """
    if dossier.accepted_at is None:
        return Judged()
    home = homes.on(dossier.accepted_at.date())
    if home is None:
        raise CannotJudge("accepted_at", "chưa khai báo cơ quan sử dụng hệ thống")
    return judged_under(dossier, homes.workshop_of(home, dossier.calendar_edition))


def unequal_lists() -> Iterator[str]:
    """Whatever lists are found and counted by, where it does not follow from the dossiers: words, index, tally."""
    known: set[str] = set()
    for dossier in Dossier.objects.order_by("id").iterator(chunk_size=CHUNK):
        if dossier.search_words != words_of(dossier):
            yield f"{dossier.code}: từ khóa tìm kiếm khác lần tính lại"
        words = {word for word in plain_words(dossier.search_words) if allowed_slips(word)} - known
        for word in sorted(words - known_words(words)):
            yield f"{dossier.code}: từ “{word}” chưa có trong bảng từ gần giống"
        known |= words
    yield from WORDS.faults()
    yield from TALLY.faults(Dossier, Tally)


def unreachable_states() -> Iterator[str]:
    """Every dossier in a state that no chain of deeds leads to, or whose dates contradict its state."""
    for wrong, said in _CONTRADICTIONS:
        for dossier in wrong().order_by("id").iterator(chunk_size=CHUNK):
            name = STATE_NAMES.get(dossier.state, dossier.state)
            yield f"{dossier.code}: trạng thái “{name}” nhưng {said}"


def untold_deeds() -> Iterator[str]:
    """Every dossier of the own desk whose story does not lead, deed by deed, to the state it is in."""
    rows = Dossier.objects.filter(source=Source.DESK).prefetch_related("events").order_by("id")
    for dossier in rows.iterator(chunk_size=CHUNK):
        state, number = "", 0
        for event in sorted(dossier.events.all(), key=lambda event: event.number):
            number += 1
            if event.number != number:
                yield f"{dossier.code}: diễn biến thiếu việc thứ {number}"
                break
            if event.from_state != state:
                yield f"{dossier.code}: việc thứ {number} bắt đầu từ trạng thái khác việc trước để lại"
                break
            state = event.to_state
        else:
            if (state, number) != (dossier.state, dossier.revision):
                yield f"{dossier.code}: diễn biến không dẫn tới trạng thái đang ghi"


def unequal_steps() -> Iterator[str]:
    """Every dossier with a step whose due moment or verdict does not follow from its beginning, time and waits.

    Also every one that is in hand under a process in more or fewer than one step, or still in a step after its end.
    """
    homes = Homes()
    rows = Dossier.objects.filter(step_runs__isnull=False).distinct()
    for dossier in rows.prefetch_related("pauses", "step_runs").order_by("id").iterator(chunk_size=CHUNK):
        runs = list(dossier.step_runs.all())
        if sum(run.ended_at is None for run in runs) != (dossier.ended_at is None):
            yield f"{dossier.code}: số bước đang mở không khớp với trạng thái đang ghi"
        home = homes.on((dossier.accepted_at or runs[0].begun_at).date())
        for run in runs:
            calendar = homes.workshop_of(home, run.calendar_edition).calendar if home is not None else None
            again = _step_again(run, waits_of(dossier), calendar) if calendar is not None else (None, "")
            if again != (run.due_at, run.verdict):
                yield f"{dossier.code}: bước {run.number} ghi hạn {_said(run.due_at)}, tính lại {_said(again[0])}"


def _step_again(
    run: StepRun, waits: Sequence[Waited], calendar: WorkingCalendar
) -> tuple[datetime | None, str]:
    """The due moment and the verdict of a step, reckoned from what is stored; waits after its end are not its own."""
    if not run.minutes:
        return None, ""
    pauses = [Pause(wait[0], wait[1]) for wait in waits if run.ended_at is None or wait[0] < run.ended_at]
    due_at = step_due(run.begun_at, run.minutes, calendar, pauses)
    if run.ended_at is None:
        return due_at, ""
    return due_at, str(verdict(due_at, due_at + timedelta(minutes=1), run.ended_at))


def _columns(dossier: Dossier, again: Judged) -> Iterator[str]:
    for name, value in again.columns().items():
        stored = getattr(dossier, name)
        if stored != value:
            label = str(Dossier._meta.get_field(name).verbose_name)
            yield f"{label} ghi {_said(stored)}, tính lại {_said(value)}"


def _explanation(dossier: Dossier, again: Judged) -> Iterator[str]:
    kept = getattr(dossier, "explanation", None)
    if kept is None:
        if dossier.accepted_at is not None:
            yield "thiếu diễn giải thời hạn"
    elif again.rules and kept.rules != fingerprint():
        return  # told under another edition of the lawbook: its dates are compared, its words stay as they were
    elif kept.steps != again.explanation():
        yield "diễn giải thời hạn khác lần tính lại"


def _said(value: Any) -> str:
    if value is None or value == "":
        return "trống"
    return f"{value:%H:%M %d/%m/%Y}" if isinstance(value, datetime) else str(value)


def _closure(start: frozenset[State], moves: tuple[Any, ...]) -> frozenset[State]:
    found = set(start)
    while True:
        more = {move.end for move in moves if move.start in found} - found
        if not more:
            return frozenset(found)
        found |= more


#: States of a dossier whose clock never began, and of one whose clock did.
_NEVER_ACCEPTED = _closure(
    frozenset({State.REGISTERED}), tuple(move for move in MOVES if move.clock not in _RUNNING)
)
_ACCEPTED = _closure(frozenset({State.ACCEPTED}), MOVES)
#: States in which a wait may still be open: waiting, or ended out of waiting.
_MAY_WAIT = PAUSED | {move.end for move in MOVES if move.start in PAUSED and move.clock is ClockEffect.END}
_ALL = Dossier.objects


def _values(states: frozenset[State]) -> list[str]:
    return sorted(str(state) for state in states)


_CONTRADICTIONS: tuple[tuple[Callable[[], QuerySet[Dossier]], str], ...] = (
    (lambda: _ALL.exclude(state__in=_values(reachable())), "không thao tác nào dẫn tới trạng thái đó"),
    (
        lambda: _ALL.filter(accepted_at__isnull=True).exclude(state__in=_values(_NEVER_ACCEPTED)),
        "chưa có thời điểm tiếp nhận",
    ),
    (
        lambda: _ALL.filter(accepted_at__isnull=False).exclude(state__in=_values(_ACCEPTED)),
        "đã có thời điểm tiếp nhận",
    ),
    (lambda: _ALL.filter(state__in=_values(ENDED), ended_at__isnull=True), "chưa có thời điểm kết thúc"),
    (lambda: _ALL.exclude(state__in=_values(ENDED)).filter(ended_at__isnull=False), "đã kết thúc xử lý"),
    (
        lambda: _ALL.filter(state=str(State.FINISHED), returned_at__isnull=False),
        "đã có thời điểm trả kết quả",
    ),
    (
        lambda: (
            _ALL.filter(pauses__isnull=False, pauses__until_at__isnull=True)
            .exclude(state__in=_values(frozenset(_MAY_WAIT)))
            .distinct()
        ),
        "còn một lần chờ chưa kết thúc",
    ),
    (
        lambda: (
            _ALL.filter(state=str(State.SUPPLEMENT_ASKED), accepted_at__isnull=False)
            .annotate(waits=Count("pauses", filter=Q(pauses__until_at__isnull=True)))
            .filter(waits=0)
        ),
        "không có lần chờ bổ sung nào đang mở",
    ),
    (
        lambda: _ALL.annotate(asked=Count("pauses", filter=Q(pauses__kind=PauseKind.SUPPLEMENT))).exclude(
            asked=F("supplements")
        ),
        "số lần yêu cầu bổ sung khác số lần đã ghi",
    ),
)
