"""Meetings and dialogues in words: the tables of those to come and those that were held, and one with its questions."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhchung.direction.public_meetings import MeetingLine, MeetingPage, Standing
from minhchung.ground.skin.pieces import Badge, Cell, Column, Row, Table, Tone
from minhchung.rules.rounding import printed_number

STANDINGS: dict[Standing, tuple[str | Promise, Tone]] = {
    Standing.COMING: (gettext_lazy("Sắp tổ chức"), Tone.OPEN),
    Standing.GOING_ON: (gettext_lazy("Đang diễn ra"), Tone.OPEN),
    Standing.WAITING: (gettext_lazy("Chờ kết quả"), Tone.SOON),
    Standing.HELD: (gettext_lazy("Đã tổ chức"), Tone.KEPT),
    Standing.CANCELLED: (gettext_lazy("Không tổ chức"), Tone.NONE),
}


def badge(meeting: MeetingLine) -> Badge:
    """How it stands in a word."""
    words, tone = STANDINGS[meeting.standing]
    return Badge(str(words), tone)


def hours(meeting: MeetingLine) -> str:
    """From when to when, with the day of the end where it is another one."""
    same = meeting.begins_at.date() == meeting.ends_at.date()
    return (
        f"{meeting.begins_at:%H:%M} - {meeting.ends_at:%H:%M}{'' if same else f' {meeting.ends_at:%d/%m/%Y}'}"
    )


def where(meeting: MeetingLine) -> str:
    """The place, that it may be joined from afar, or both."""
    return "; ".join(each for each in (meeting.place, _("trực tuyến") if meeting.online_url else "") if each)


def coming(lines: Iterable[MeetingLine]) -> Table:
    """Those to come; each leads to its own page."""
    return Table(
        caption=_("Sắp tổ chức"),
        columns=(
            Column(_("Ngày"), nowrap=True),
            Column(_("Cuộc"), wide=True),
            Column(_("Nơi tổ chức"), wide=True),
            Column(_("Chủ trì")),
            Column(_("Tình trạng")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{each.begins_at:%d/%m/%Y}", sub=hours(each)),
                    Cell(each.topic, sub=each.kind),
                    Cell(where(each)),
                    Cell(each.led_by),
                    Cell(badge=badge(each), sub=each.cancelled_reason),
                ),
                url=reverse("portal:meeting", args=[each.id]),
            )
            for each in lines
        ),
        empty=_("Chưa có lịch đối thoại, tiếp công dân nào sắp tới."),
    )


def past(lines: Iterable[MeetingLine]) -> Table:
    """Those that are over; each leads to its own page."""
    return Table(
        caption=_("Đã qua"),
        columns=(
            Column(_("Ngày"), nowrap=True),
            Column(_("Cuộc"), wide=True),
            Column(_("Số người dự"), number=True),
            Column(_("Câu hỏi, kiến nghị"), number=True),
            Column(_("Đã trả lời"), number=True),
            Column(_("Tình trạng")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(f"{each.begins_at:%d/%m/%Y}"),
                    Cell(each.topic, sub=each.kind),
                    *(Cell(number(value)) for value in (each.attended, each.raised, each.answered)),
                    Cell(
                        badge=badge(each), sub=_("có biên bản") if each.has_minutes else each.cancelled_reason
                    ),
                ),
                url=reverse("portal:meeting", args=[each.id]),
            )
            for each in lines
        ),
        empty=_("Chưa có cuộc nào được ghi kết quả."),
    )


def number(value: int | None) -> str:
    """A count; a dash before it is known."""
    return "–" if value is None else printed_number(value)


def questions(page: MeetingPage) -> Table:
    """What was asked and answered."""
    return Table(
        caption=_("Câu hỏi, kiến nghị và trả lời"),
        columns=(
            Column(_("TT"), nowrap=True),
            Column(_("Câu hỏi, kiến nghị"), wide=True),
            Column(_("Trả lời")),
        ),
        rows=tuple(
            Row((Cell(str(place)), Cell(question), Cell(answer or _("chưa trả lời"), sub=unit)))
            for place, question, answer, unit in page.questions
        ),
    )
