"""Dossiers as the skin draws them: the state of a promise, the strip of days, the story."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from minhchung import lawbook
from minhchung.dossiers import desk_queries
from minhchung.dossiers.clock import Workshop
from minhchung.dossiers.desk_queries import is_ended, is_waiting
from minhchung.dossiers.models import Dossier, Event, PauseKind, Source
from minhchung.ground.masking import DOTS
from minhchung.ground.skin import pieces
from minhchung.ground.skin.strips import LONGEST, BadStrip, deadline_strip
from minhchung.organisation.passages import Passage, passages
from minhchung.organisation.queries import settler_name
from minhchung.rules.calendar import NoCalendarForYear, WorkingCalendar
from minhchung.rules.lifecycle import DEED_NAMES, STATE_NAMES, Deed, State, move

_VERDICTS = {
    "early": ("Trước hạn", pieces.Tone.KEPT),
    "on_time": ("Đúng hạn", pieces.Tone.KEPT),
    "overdue": ("Quá hạn", pieces.Tone.LATE),
}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """One step of the explanation: what was done, from when to when, by which text."""

    what: str
    span: str
    cites: str


def standing(
    *, state: str, verdict: str, accepted: bool, kept_until_at: datetime | None, now: datetime
) -> pieces.Badge:
    """Where a dossier's promise stands, in a word and a tone."""
    if verdict:
        words, tone = _VERDICTS[verdict]
        return pieces.Badge(words, tone)
    if is_ended(state) or not accepted:
        return pieces.Badge(STATE_NAMES[State(state)], pieces.Tone.NONE)
    if is_waiting(state):
        return pieces.Badge(_("Đang chờ"), pieces.Tone.SOON)
    if kept_until_at is not None and kept_until_at <= now:
        return pieces.Badge(_("Đã quá hạn"), pieces.Tone.LATE)
    return pieces.Badge(_("Còn trong hạn"), pieces.Tone.OPEN)


def judgement(verdict: str) -> pieces.Badge:
    """A verdict as a badge; before the end there is none."""
    words, tone = _VERDICTS.get(verdict, (_("Chưa có"), pieces.Tone.NONE))
    return pieces.Badge(words, tone)


def lateness(dossier: Dossier, calendar: WorkingCalendar, now: datetime) -> str:
    """By how much a promise was or is broken, "Hồ sơ quá hạn 2 ngày làm việc"; empty when it is not."""
    if dossier.ended_at is not None:
        if dossier.verdict != "overdue":
            return ""
        since, until = _judged_against(dossier), dossier.ended_at
    elif dossier.kept_until_at is None or now < dossier.kept_until_at or is_waiting(dossier.state):
        return ""
    else:
        since, until = dossier.due_at, now
    if since is None:
        return ""
    days = calendar.working_days_between(since.date(), until.date())
    if days:
        return _("Hồ sơ quá hạn %(days)s ngày làm việc") % {"days": days}
    minutes = calendar.working_minutes_between(since, until)
    told = {"hours": minutes // 60, "minutes": minutes % 60}
    return _("Hồ sơ quá hạn %(hours)s giờ %(minutes)s phút làm việc") % told


def _judged_against(dossier: Dossier) -> datetime | None:
    """The promise that a broken one was judged against: where the last step of its explanation begins."""
    kept = getattr(dossier, "explanation", None)
    steps = json.loads(kept.steps) if kept is not None else []
    return datetime.fromisoformat(steps[-1]["from"]) if steps else dossier.due_at


def strip_of(
    dossier: Dossier, workshop: Workshop, *, today: date, badge: pieces.Badge
) -> tuple[pieces.Strip | None, str]:
    """The strip of days from acceptance to promise, and what is to be said of it; None when it cannot be drawn."""
    calendar = workshop.calendar
    if dossier.accepted_at is None:
        return None, _("Hồ sơ chưa được tiếp nhận chính thức nên chưa có ngày hẹn.")
    if dossier.due_at is None or calendar is None:
        return None, _("Thủ tục không quy định thời hạn và giấy tiếp nhận không ghi ngày hẹn.")
    received, promised = dossier.accepted_at.date(), dossier.due_at.date()
    reached = dossier.ended_at.date() if dossier.ended_at else today
    note = ""
    if (max(promised, reached) - received).days >= LONGEST > (promised - received).days:
        note = _("Dải ngày vẽ đến ngày hẹn; từ ngày tiếp nhận đến nay đã %(days)s ngày.") % {
            "days": (reached - received).days
        }
        reached = promised
    try:
        strip = deadline_strip(
            received_on=received,
            promised_on=promised,
            received=_moment(dossier.accepted_at),
            promised=_moment(dossier.due_at),
            rest_days=_rest_days(calendar, received, max(promised, reached)),
            pauses=[(since.date(), until.date()) for since, until in _waits(dossier, reached)],
            today=None if note else today,
            ended_on=dossier.ended_at.date() if dossier.ended_at and not note else None,
            verdict=badge,
        )
    except (BadStrip, NoCalendarForYear) as cannot:
        return None, str(cannot)
    return strip, note


def _waits(dossier: Dossier, reached: date) -> Iterator[tuple[datetime, datetime]]:
    """The dossier's waits; an open one lasts until the last day reached."""
    for pause in dossier.pauses.all():
        yield pause.from_at, pause.until_at or datetime.combine(reached + _DAY, time.min)


def steps_of(dossier: Dossier) -> tuple[Told, ...]:
    """The explanation as it was kept when the promise was made and when it was judged."""
    kept = getattr(dossier, "explanation", None)
    return tuple(_told(step) for step in json.loads(kept.steps)) if kept is not None else ()


def story_of(
    dossier: Dossier, applicant: str, names: Mapping[int, str], *, sees_personal: bool = True
) -> tuple[pieces.Event, ...]:
    """The dossier's own story, oldest first: who, what, when, under which article; without who came for whom."""
    if dossier.source == Source.DESK:
        return tuple(_told_event(event, names, sees_personal) for event in desk_queries.story(dossier))
    passed = passages("dossiers", "dossier", dossier.pk)
    events = (*_events(dossier, applicant, passed), *(_went_along(dossier, each) for each in passed))
    return tuple(sorted(events, key=lambda event: event.at))


def _went_along(dossier: Dossier, passage: Passage) -> pieces.Event:
    return pieces.Event(
        passage.at,
        passage.predecessor_name,
        f"{DEED_NAMES[Deed.GO_ALONG]} → {passage.successor_name}",
        note=passage.decision,
        cites=move(State.IN_PROGRESS, Deed.GO_ALONG).cites,
    )


#: Deeds whose words name people: who filed for whom, who took the result, how he is reached.
_NAMING = frozenset({Deed.REGISTER, Deed.ACCEPT, Deed.RETURN})
_TONES = {
    Deed.ACCEPT: pieces.Tone.OPEN,
    Deed.ASK_CORRECTION: pieces.Tone.SOON,
    Deed.ASK_SUPPLEMENT: pieces.Tone.SOON,
    Deed.ASK_PAYMENT: pieces.Tone.SOON,
    Deed.STOP_FOR_A_WHILE: pieces.Tone.SOON,
    Deed.EXTEND: pieces.Tone.SOON,
    Deed.REFUSE: pieces.Tone.LATE,
    Deed.REPORT_LOST: pieces.Tone.LATE,
    Deed.FINISH: pieces.Tone.KEPT,
    Deed.RETURN: pieces.Tone.KEPT,
}


def _told_event(event: Event, names: Mapping[int, str], sees_personal: bool) -> pieces.Event:
    """A deed of the desk: who in which post did what, to whom it went, why, and how the promise moved."""
    deed = Deed(event.deed)
    to = names.get(event.to_unit_id or 0, "")
    if event.to_holder is not None:
        to = f"{to}, {event.to_holder}" if to else str(event.to_holder)
    notes = [
        event.reason if sees_personal or deed not in _NAMING else event.reason and DOTS,
        _("Căn cứ: %(basis)s") % {"basis": event.basis} if event.basis else "",
        _("Người duyệt: %(who)s") % {"who": event.approver} if event.approver else "",
    ]
    if event.due_after_at is not None and event.due_after_at != event.due_before_at:
        notes.append(_("Hẹn trả %(when)s") % {"when": _moment(event.due_after_at)})
    return pieces.Event(
        event.at,
        f"{event.by_name or event.by}, {event.post}" if event.post else event.by_name or event.by,
        f"{DEED_NAMES[deed]} → {to}" if to else DEED_NAMES[deed],
        note=". ".join(note.rstrip(".") for note in notes if note),
        cites=event.cites,
        tone=_TONES.get(deed, pieces.Tone.NONE),
    )


def _events(dossier: Dossier, applicant: str, passed: Sequence[Passage]) -> Iterator[pieces.Event]:
    tone = pieces.Tone

    def desk(at: datetime) -> str:
        return settler_name(dossier.filed_with_id, at.date())

    def office(at: datetime) -> str:
        then = next((each.predecessor for each in passed if at.date() < each.on), dossier.settled_by_id)
        return settler_name(then, at.date())

    if dossier.filed_at is not None:
        yield pieces.Event(dossier.filed_at, applicant, _("nộp hồ sơ"), note=dossier.get_channel_display())
    if dossier.accepted_at is not None:
        note = _("Hẹn trả %(when)s") % {"when": _moment(dossier.promised_at)} if dossier.promised_at else ""
        yield pieces.Event(
            dossier.accepted_at,
            desk(dossier.accepted_at),
            _("tiếp nhận hồ sơ"),
            note=note,
            cites=_cites("clocks.acceptance", dossier.accepted_at),
            tone=tone.OPEN,
        )
    for pause in dossier.pauses.all():
        what = {
            PauseKind.SUPPLEMENT: _("yêu cầu bổ sung hồ sơ"),
            PauseKind.PAYMENT: _("yêu cầu thực hiện nghĩa vụ tài chính"),
        }.get(PauseKind(pause.kind), _("tạm dừng xử lý"))
        cites = _cites("clocks.waiting", pause.from_at)
        yield pieces.Event(
            pause.from_at, office(pause.from_at), what, note=pause.reason, cites=cites, tone=tone.SOON
        )
        if pause.until_at is not None:
            done = {
                PauseKind.SUPPLEMENT: _("bổ sung đủ hồ sơ"),
                PauseKind.PAYMENT: _("hoàn thành nghĩa vụ tài chính"),
            }.get(PauseKind(pause.kind), _("được xử lý tiếp"))
            yield pieces.Event(pause.until_at, applicant, done, cites=cites, tone=tone.OPEN)
    if dossier.extended_at is not None:
        note = _("Hẹn lại %(when)s") % {"when": _moment(dossier.extended_until_at)}
        if dossier.extension_reason:
            note += f". {_('Lý do')}: {dossier.extension_reason}"
        cites = _cites("clocks.extension", dossier.extended_at)
        yield pieces.Event(
            dossier.extended_at,
            office(dossier.extended_at),
            _("xin lỗi và hẹn lại"),
            note=note,
            cites=cites,
            tone=tone.SOON,
        )
    if dossier.ended_at is not None:
        ending = (
            STATE_NAMES[State(dossier.state)].lower() if dossier.state not in ("9", "10") else _("xử lý xong")
        )
        yield pieces.Event(
            dossier.ended_at,
            office(dossier.ended_at),
            _("kết thúc: %(state)s") % {"state": ending},
            note=dossier.late_reason,
            tone=judgement(dossier.verdict).tone,
        )
    if dossier.returned_at is not None:
        yield pieces.Event(dossier.returned_at, desk(dossier.returned_at), _("trả kết quả"), tone=tone.KEPT)


def _cites(key: str, at: datetime) -> str:
    return lawbook.in_force(key, at.date()).cites


def _rest_days(calendar: WorkingCalendar, first: date, last: date) -> dict[date, str]:
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day: calendar.why_rest(day) for day in days if not calendar.is_working_day(day)}


def _told(step: Mapping[str, Any]) -> Told:
    since, until = (datetime.fromisoformat(step[name]) for name in ("from", "to"))
    span = _moment(since) if since == until else f"{_moment(since)} → {_moment(until)}"
    return Told(step["what"], span, step["cites"])


def _moment(moment: datetime | None) -> str:
    return f"{moment:%H:%M} ngày {moment:%d/%m/%Y}" if moment else "–"
