"""What anybody may know of a dossier who has its paper: where it stands, what was promised and why, in public words.

Nobody's name is in it, neither the applicant's nor an official's; what officials wrote in their own words is left out
or looked through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Event, PauseKind, Source
from minhchung.dossiers.papers.tokens import dossier_of, token_of
from minhchung.dossiers.shown import Told, standing, steps_of, strip_of
from minhchung.ground.notices.models import Occasion, Way
from minhchung.ground.notices.queries import is_used
from minhchung.ground.skin import pieces
from minhchung.organisation import queries as organisation
from minhchung.rules import redaction
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import STATE_NAMES, Deed, State

#: How many of a telephone's last digits are asked for.
DIGITS = 4

#: Deeds in words for the one who waits; those that are left out are the office's own business.
PUBLIC_DEEDS: Mapping[Deed, str | Promise] = {
    Deed.REGISTER: gettext_lazy("Hồ sơ nộp trực tuyến đã được ghi nhận"),
    Deed.ACKNOWLEDGE: gettext_lazy("Cơ quan báo đã nhận hồ sơ trực tuyến"),
    Deed.ACCEPT: gettext_lazy("Hồ sơ được tiếp nhận"),
    Deed.REFUSE: gettext_lazy("Hồ sơ không được tiếp nhận"),
    Deed.ASK_CORRECTION: gettext_lazy("Mời ông/bà sửa hồ sơ trước khi tiếp nhận"),
    Deed.HAND_ON: gettext_lazy("Hồ sơ được chuyển đến bộ phận xử lý"),
    Deed.CONSULT: gettext_lazy("Cơ quan lấy ý kiến cơ quan liên quan"),
    Deed.TAKE_OPINION: gettext_lazy("Cơ quan nhận được ý kiến trả lời"),
    Deed.EXTEND: gettext_lazy("Cơ quan xin lỗi và hẹn lại ngày trả"),
    Deed.REPORT_LOST: gettext_lazy("Cơ quan ghi nhận mất, hỏng giấy tờ và sẽ khắc phục"),
    Deed.ASK_SUPPLEMENT: gettext_lazy("Mời ông/bà bổ sung giấy tờ"),
    Deed.TAKE_SUPPLEMENT: gettext_lazy("Cơ quan nhận giấy tờ bổ sung"),
    Deed.ASK_PAYMENT: gettext_lazy("Mời ông/bà thực hiện nghĩa vụ tài chính"),
    Deed.TAKE_PAYMENT: gettext_lazy("Nghĩa vụ tài chính đã được thực hiện"),
    Deed.STOP_FOR_A_WHILE: gettext_lazy("Hồ sơ tạm dừng theo quy định"),
    Deed.RESUME: gettext_lazy("Hồ sơ được xử lý tiếp"),
    Deed.STOP_FOR_GOOD: gettext_lazy("Hồ sơ dừng xử lý"),
    Deed.CLOSE_SILENT: gettext_lazy("Hồ sơ đóng vì quá hạn bổ sung"),
    Deed.WITHDRAW: gettext_lazy("Hồ sơ được rút theo yêu cầu của ông/bà"),
    Deed.FINISH: gettext_lazy("Đã có kết quả tại bộ phận một cửa"),
    Deed.CORRECT_RESULT: gettext_lazy("Kết quả được sửa lại"),
    Deed.RETURN: gettext_lazy("Kết quả đã được trả"),
    Deed.CHANGE_CALENDAR: gettext_lazy("Hạn được tính lại vì lịch làm việc thay đổi"),
    Deed.GO_ALONG: gettext_lazy("Cơ quan kế thừa giải quyết tiếp; ông/bà không phải nộp lại hồ sơ"),
}
#: Nothing of these concerns the one who waits.
INNER_DEEDS = frozenset({Deed.MOVE_TO_PROCESS, Deed.CORRECT_CONTACT})

_NOTHING_MORE = (State.REFUSED, State.WITHDRAWN, State.STOPPED_FOR_GOOD, State.RETURNED)

#: What comes after each state, and what the one who waits does.
NEXT: Mapping[State, str | Promise] = {
    State.REGISTERED: gettext_lazy(
        "Cơ quan xem hồ sơ rồi tiếp nhận, mời sửa hoặc từ chối. Ông/bà chưa phải làm gì."
    ),
    State.ACCEPTED: gettext_lazy("Hồ sơ sẽ được chuyển xử lý. Ông/bà chưa phải làm gì."),
    State.REFUSED: gettext_lazy("Lý do ghi trên phiếu từ chối. Ông/bà có thể nộp lại khi đủ điều kiện."),
    State.IN_PROGRESS: gettext_lazy(
        "Cơ quan đang giải quyết. Ông/bà chưa phải làm gì; kết quả trả theo ngày hẹn."
    ),
    State.SUPPLEMENT_ASKED: gettext_lazy(
        "Mời ông/bà bổ sung giấy tờ theo phiếu yêu cầu. Thời hạn tạm dừng cho đến khi nhận đủ."
    ),
    State.PAYMENT_ASKED: gettext_lazy(
        "Mời ông/bà thực hiện nghĩa vụ tài chính theo thông báo. Thời hạn tạm dừng cho đến khi xong."
    ),
    State.WITHDRAWN: gettext_lazy("Hồ sơ đã kết thúc theo yêu cầu rút của ông/bà."),
    State.STOPPED_FOR_A_WHILE: gettext_lazy(
        "Cơ quan sẽ xử lý tiếp khi hết lý do tạm dừng. Ông/bà chưa phải làm gì."
    ),
    State.STOPPED_FOR_GOOD: gettext_lazy("Hồ sơ đã kết thúc. Lý do ghi trong thông báo gửi ông/bà."),
    State.FINISHED: gettext_lazy(
        "Mời ông/bà nhận kết quả tại bộ phận một cửa, hoặc theo cách nhận đã đăng ký."
    ),
    State.RETURNED: gettext_lazy("Hồ sơ đã xong. Mời ông/bà đánh giá việc giải quyết."),
}


@dataclass(frozen=True)
class Happened:
    """A line of the public story."""

    at: datetime
    what: str
    note: str = ""
    cites: str = ""


@dataclass(frozen=True)
class Tracked:
    """What anybody with the paper may know: no name, no address, no telephone, nobody's own words.

    ``after`` is what happens next; ``phone`` that of the agency, "" where none is set; ``may_be_judged`` says whether
    there is a result of which the applicant may say what he thinks, ``may_be_followed`` whether news of it go by mail.
    """

    code: str
    procedure: str
    state: str
    standing: pieces.Badge
    promised_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    returned_at: datetime | None
    strip: pieces.Strip | None
    no_strip: str
    steps: tuple[Told, ...]
    story: tuple[Happened, ...]
    after: str
    agency: str
    desk: str
    place: str
    phone: str
    may_be_judged: bool
    may_be_followed: bool


def found_by(code: str, secret: str) -> str | None:
    """The token of the dossier with that code, for whoever knows its secret; None otherwise.

    A wrong code costs what a wrong secret costs: the same question of the database, the same comparisons.

    Args:
        secret: the last four digits of the applicant's telephone, or the receipt's token.
    """
    code = code.strip()
    row = (
        Dossier.objects.filter(code__in={code, code.upper()})
        .values_list("pk", "applicant_phone")
        .order_by("pk")
        .first()
    )
    number, phone = row or (0, "")
    token = token_of(number)
    digits = "".join(letter for letter in phone if letter.isdecimal())[-DIGITS:]
    given = "".join(secret.split())
    by_digits = constant_time_compare(given.encode(), digits.encode()) and len(digits) == DIGITS
    by_token = constant_time_compare(given.upper().encode(), token.encode())
    return token if row is not None and (by_digits or by_token) else None


def may_be_followed(dossier: Dossier, at: datetime) -> bool:
    """Whether anybody may ask to be told of a dossier by e-mail: mails lead back here, there is more to tell."""
    return (
        bool(settings.PUBLIC_URL)
        and dossier.source == Source.DESK
        and dossier.state not in _NOTHING_MORE
        and is_used(Occasion.TRACKED, Way.EMAIL, at.date())
        and (dossier.ended_at is None or at < dossier.ended_at + timedelta(days=settings.FOLLOW_DAYS))
    )


def tracked(token: str, now: datetime) -> Tracked | None:
    """The dossier that a token leads to; None when it leads nowhere."""
    number = dossier_of(token)
    found = (
        Dossier.objects.select_related("version", "explanation").filter(pk=number).first()
        if number is not None
        else None
    )
    if found is None:
        return None
    begun = (found.accepted_at or found.filed_at or now).date()
    homes = Homes()
    home = homes.on(begun)
    names = organisation.names_of([found.settled_by_id, found.filed_with_id], now.date())
    badge = standing(
        state=found.state,
        verdict=found.verdict,
        accepted=found.accepted_at is not None,
        kept_until_at=found.kept_until_at,
        now=now,
    )
    strip, no_strip = None, ""
    if home is not None:
        strip, no_strip = strip_of(found, homes.workshop_of(home), today=now.date(), badge=badge)
    return Tracked(
        code=found.code,
        procedure=found.version.name,
        state=STATE_NAMES[State(found.state)],
        standing=badge,
        promised_at=found.promised_at,
        due_at=found.due_at,
        ended_at=found.ended_at,
        returned_at=found.returned_at,
        strip=strip,
        no_strip=no_strip,
        steps=_public_steps(found),
        story=tuple(_story(found)),
        after=str(NEXT[State(found.state)]),
        agency=names.get(found.settled_by_id, ""),
        desk=names.get(found.filed_with_id, ""),
        place=organisation.place_of(home, now.date()) if home is not None else "",
        phone=settings.PUBLIC_PHONE,
        may_be_judged=found.state in (State.FINISHED, State.RETURNED),
        may_be_followed=may_be_followed(found, now),
    )


def _public_steps(dossier: Dossier) -> tuple[Told, ...]:
    """The kept explanation; the reasons that officials wrote for a wait are struck out, and whatever names somebody."""
    reasons = {pause.reason for pause in dossier.pauses.all() if pause.reason}
    known = [
        dossier.applicant_name,
        dossier.applicant_phone,
        dossier.applicant_email,
        dossier.applicant_address,
        dossier.applicant_tax_code,
    ]
    told = []
    for step in steps_of(dossier):
        what = step.what
        for reason in sorted(reasons, key=len, reverse=True):
            what = what.replace(reason, _("theo phiếu yêu cầu"))
        found = redaction.find(what, known=[each for each in known if each])
        told.append(Told(redaction.struck(what, found), step.span, step.cites))
    return tuple(told)


def _story(dossier: Dossier) -> Iterator[Happened]:
    """The deeds of the own desk, or of a dossier of the province what its dates tell; oldest first."""
    if dossier.source == Source.DESK:
        before: Deed | None = None
        for event in Event.objects.filter(dossier=dossier).order_by("number"):
            deed = Deed(event.deed)
            if deed in PUBLIC_DEEDS and not deed == before == Deed.HAND_ON:
                moved = event.due_after_at is not None and event.due_after_at != event.due_before_at
                note = _("Hẹn trả %(when)s") % {"when": said(event.due_after_at)} if moved else ""  # type: ignore[arg-type]
                yield Happened(event.at, str(PUBLIC_DEEDS[deed]), note, event.cites)
            before = deed
        return
    yield from sorted(_dated(dossier), key=lambda line: line.at)


_WAITS = {
    PauseKind.SUPPLEMENT: (Deed.ASK_SUPPLEMENT, Deed.TAKE_SUPPLEMENT),
    PauseKind.PAYMENT: (Deed.ASK_PAYMENT, Deed.TAKE_PAYMENT),
}


def _dated(dossier: Dossier) -> Iterator[Happened]:
    def line(at: datetime, deed: Deed, promise: datetime | None = None) -> Happened:
        note = _("Hẹn trả %(when)s") % {"when": said(promise)} if promise else ""
        return Happened(at, str(PUBLIC_DEEDS[deed]), note)

    if dossier.filed_at is not None and dossier.filed_at != dossier.accepted_at:
        yield Happened(dossier.filed_at, _("Hồ sơ được nộp"))
    if dossier.accepted_at is not None:
        yield line(dossier.accepted_at, Deed.ACCEPT, dossier.promised_at)
    for pause in dossier.pauses.all():
        begin, end = _WAITS.get(PauseKind(pause.kind), (Deed.STOP_FOR_A_WHILE, Deed.RESUME))
        yield line(pause.from_at, begin)
        if pause.until_at is not None:
            yield line(pause.until_at, end)
    if dossier.extended_at is not None:
        yield line(dossier.extended_at, Deed.EXTEND, dossier.extended_until_at)
    if dossier.ended_at is not None:
        ended = {
            State.REFUSED: Deed.REFUSE,
            State.WITHDRAWN: Deed.WITHDRAW,
            State.STOPPED_FOR_GOOD: Deed.STOP_FOR_GOOD,
        }.get(State(dossier.state), Deed.FINISH)
        yield line(dossier.ended_at, ended)
    if dossier.returned_at is not None:
        yield line(dossier.returned_at, Deed.RETURN)
