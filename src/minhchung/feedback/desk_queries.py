"""Questions of the desk of reflections and recommendations: lists of work with true counts, what may be done now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, Q, QuerySet, When
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.desk_queries import Whose
from minhchung.feedback.models import Feedback, FeedbackEvent, Source
from minhchung.feedback.moves import FEEDBACK, Deed
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.policy import May
from minhchung.ground.intake.folding import fold
from minhchung.ground.written import has_word

PAGE = 50
_BUSY = ("waiting", "supplement", "in_progress", "reopened")
_UNPUBLISHED = Q(state="answered", published_at=None)
Worklist = Callable[[datetime, Whose], Q]


def _midnight(now: datetime, days: int = 0) -> datetime:
    return datetime.combine(now.date() + timedelta(days=days), time.min)


def _late(now: datetime, _whose: Whose) -> Q:
    """In hand, and the day of its limit has gone by; a reopened one by its second limit."""
    today = _midnight(now)
    first = Q(state__in=("waiting", "supplement", "in_progress"), due_at__lt=today)
    return first | Q(state="reopened", again_due_at__lt=today)


def _today(now: datetime, _whose: Whose) -> Q:
    span = (_midnight(now), _midnight(now, 1))
    first = Q(state__in=("waiting", "supplement", "in_progress"), due_at__gte=span[0], due_at__lt=span[1])
    return first | Q(state="reopened", again_due_at__gte=span[0], again_due_at__lt=span[1])


#: Lists of work by their name in the address: the words, and the condition at a moment for somebody.
WORKLISTS: Mapping[str, tuple[Any, Worklist]] = {
    "cua-toi": (_("của tôi"), lambda _now, whose: Q(state__in=_BUSY, holder=whose.user or 0)),
    "don-vi-toi": (_("của đơn vị tôi"), lambda _now, whose: Q(state__in=_BUSY, held_by__in=whose.units)),
    "cho-phan-loai": (_("chờ phân loại"), lambda _now, _whose: Q(state="waiting", classified_at=None)),
    "cho-phan-cong": (
        _("chờ phân công"),
        lambda _now, _whose: Q(state="waiting", classified_at__isnull=False),
    ),
    "den-han-hom-nay": (_("đến hạn hôm nay"), _today),
    "qua-han": (_("quá hạn"), _late),
    "cho-bo-sung": (_("chờ bổ sung"), lambda _now, _whose: Q(state="supplement")),
    "cho-duyet": (
        _("chờ duyệt trả lời"),
        lambda _now, _whose: Q(state__in=("in_progress", "reopened")) & ~Q(draft=""),
    ),
    "cho-cong-khai": (_("chờ công khai"), lambda _now, _whose: Q(state="answered")),
    "cham-cong-khai": (
        _("công khai quá hạn"),
        lambda now, _whose: _UNPUBLISHED & Q(publish_due_at__lt=_midnight(now)),
    ),
    "khong-hai-long": (
        _("người gửi không hài lòng"),
        lambda _now, _whose: Q(rating="dissatisfied", state__in=("answered", "published")),
    ),
    "mo-lai": (_("mở lại"), lambda _now, _whose: Q(state="reopened")),
}


@dataclass(frozen=True)
class Ask:
    """What a reader of the list asked for."""

    now: datetime
    whose: Whose
    text: str = ""
    standing: str = ""
    kind: str = ""
    state: str = ""
    page: int = 1
    sees_personal: bool = False

    @property
    def narrows(self) -> bool:
        """Whether fewer than all are asked for."""
        return bool(self.text or self.standing or self.kind or self.state)


@dataclass(frozen=True)
class Line:
    """A line of the list."""

    id: int
    code: str
    kind: str
    sector: str
    sender: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    closed: bool
    state: str
    state_name: str


@dataclass(frozen=True)
class Page:
    """A page of the list with its true totals, as the skin's pagination reads it."""

    lines: tuple[Line, ...]
    found: int
    total: int
    number: int
    pages: int
    first: int
    last: int


def found(ask: Ask) -> QuerySet[Feedback]:
    """What matches; the most urgent first, closed ones after those in hand, newest first."""
    rows = Feedback.objects.all()
    if ask.standing in WORKLISTS:
        rows = rows.filter(WORKLISTS[ask.standing][1](ask.now, ask.whose))
    for name, value in (("kind", ask.kind), ("state", ask.state)):
        if value:
            rows = rows.filter(**{name: value})
    for word in ask.text.split():
        either = has_word("code", word) | has_word("sector", word)
        if ask.sees_personal:  # what people wrote names them, too
            either |= Q(content_folded__contains=fold(word))
            either |= has_word("sender_name", word) | has_word("sender_phone", word)
        rows = rows.filter(either)
    urgent = Case(
        When(state="reopened", then=F("again_due_at")),
        When(state__in=_BUSY, then=F("due_at")),
        When(_UNPUBLISHED, then=F("publish_due_at")),
        default=None,
        output_field=DateTimeField(null=True),
    )
    return rows.annotate(urgent=urgent).order_by(F("urgent").asc(nulls_last=True), "-received_at", "-id")


def page_of(ask: Ask) -> Page:
    """One page of the list."""
    rows = found(ask)
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    number = min(max(1, ask.page), pages)
    start = (number - 1) * PAGE
    lines = tuple(_line(each, ask) for each in rows[start : start + PAGE])
    total = Feedback.objects.count() if ask.narrows else count
    return Page(lines, count, total, number, pages, start + 1 if lines else 0, start + len(lines))


def counts(now: datetime, whose: Whose) -> dict[str, int]:
    """How many each list of work holds, in one question."""
    wanted = {
        name.replace("-", "_"): Count("pk", filter=condition(now, whose))
        for name, (_words, condition) in WORKLISTS.items()
    }
    told = Feedback.objects.exclude(state__in=("refused", "moved")).aggregate(**wanted)
    return {name: told[name.replace("-", "_")] for name in WORKLISTS}


def deeds_allowed(record: Feedback) -> frozenset[str]:
    """What may be done now; nothing where the desk here is not the master."""
    if record.source != Source.DESK:
        return frozenset()
    allowed = set(FEEDBACK.allowed(record.state))
    if record.classified_at is None:
        allowed.discard(Deed.ASSIGN)
    if record.supplement_asked_at is not None:
        allowed.discard(Deed.ASK_SUPPLEMENT)
    if record.rating:
        allowed.discard(Deed.RATE)
    if record.reopened_at is not None:
        allowed.discard(Deed.REOPEN)
    return frozenset(allowed)


def of_the_desk() -> int:
    """How many were received here."""
    return Feedback.objects.filter(source=Source.DESK).count()


def record(number: int) -> Feedback | None:
    """One reflection or recommendation."""
    return Feedback.objects.filter(pk=number).first()


def story(number: int) -> list[FeedbackEvent]:
    """Its deeds, the first one first."""
    return list(FeedbackEvent.objects.filter(record=number).order_by("number"))


def people() -> list[tuple[int, str]]:
    """Accounts of those who handle reflections and recommendations, by name."""
    return accounts.those_who_may(May.EDIT_FEEDBACK)


def current_due(each: Feedback) -> datetime | None:
    """The limit that runs now: of the second answer, of the answer, of the publication; None when none runs."""
    if each.state == "reopened":
        return each.again_due_at
    if each.state in _BUSY:
        return each.due_at
    return each.publish_due_at if each.state == "answered" and each.published_at is None else None


def _line(each: Feedback, ask: Ask) -> Line:
    return Line(
        each.pk,
        each.code,
        str(each.get_kind_display()),
        each.sector,
        each.sender_name if ask.sees_personal else "",
        str(each.get_channel_display()),
        each.received_at,
        current_due(each),
        each.state not in _BUSY and each.state != "answered",
        each.state,
        str(each.get_state_display()),
    )
