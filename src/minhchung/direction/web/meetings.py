"""Screens of meetings and dialogues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.direction import actions, queries
from minhchung.direction.forms import CancelForm, MeetingForm, MeetingQuestionForm, MinutesForm, OutcomeForm
from minhchung.direction.models import Meeting, MeetingQuestion, MeetingState
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files import actions as files
from minhchung.ground.files import scanner
from minhchung.ground.files.refusals import NotAccepted
from minhchung.ground.files.web import handed_out
from minhchung.ground.registers.register import Register


class MeetingsRegister(Register):
    """Meetings and dialogues."""

    model = Meeting
    room = "direction"
    matter = "meeting"
    title = "Đối thoại, tiếp công dân, họp công khai"
    singular = "cuộc đối thoại, tiếp công dân"
    lead = "Lịch và kết quả hiện ngay ở công báo trên trang công khai; biên bản hiện khi được công bố."
    columns = ("begins_at", "kind", "topic", "state", "attended", "raised")
    search = ("topic_folded", "invited", "place")
    filters = ("kind", "state")
    order = ("-begins_at", "-id")
    form_class = MeetingForm
    edit = May.EDIT_DIRECTION
    folds = {"topic_folded": "topic"}
    related = ("questions",)
    import_name = "meetings"
    deed_names = {
        "hold": "Ghi kết quả",
        "cancel": "Không tổ chức",
        "keep_minutes": "Biên bản",
    }
    detail_template = "direction/meeting.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What the reader may do with it, and where its minutes are."""
        doors = {
            MeetingState.PLANNED: ("hold_meeting", "cancel_meeting"),
            MeetingState.HELD: ("hold_meeting", "keep_minutes"),
        }.get(record.state, ())
        may = user.may(May.EDIT_DIRECTION)
        return {
            "doors": [(WORDS[name], reverse(f"direction:{name}", args=[record.pk])) for name in doors if may],
            "minutes_url": reverse("direction:minutes", args=[record.pk]) if record.minutes_id else "",
            "public_url": reverse("portal:meeting", args=[record.pk]),
        }


class MeetingQuestionsRegister(Register):
    """Questions raised at meetings."""

    model = MeetingQuestion
    room = "direction"
    matter = "meeting_question"
    title = "Câu hỏi, kiến nghị tại các cuộc đối thoại"
    singular = "câu hỏi, kiến nghị"
    lead = "Câu hỏi và trả lời hiện trên trang công khai: không ghi tên, điện thoại, địa chỉ của ai."
    columns = ("meeting__begins_at", "meeting__topic", "number", "question", "answer", "answered_by")
    search = ("question_folded", "answer")
    order = ("-meeting__begins_at", "number")
    form_class = MeetingQuestionForm
    edit = May.EDIT_DIRECTION
    folds = {"question_folded": "question"}


WORDS = {
    "hold_meeting": gettext_lazy("Ghi kết quả"),
    "cancel_meeting": gettext_lazy("Ghi là không tổ chức"),
    "keep_minutes": gettext_lazy("Biên bản"),
}


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def hold_meeting(request: HttpRequest, number: int) -> HttpResponseBase:
    """Tell what came of a meeting."""
    meeting = _meeting(number)
    known = {name: getattr(meeting, name) for name in ("attended", "raised", "answered", "conclusion")}
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=known)

    def deed() -> None:
        outcome = actions.Outcome(**form.cleaned_data)
        actions.hold_meeting(meeting=number, outcome=outcome, by=request.user.username, at=_now())

    return _door(request, meeting, form, deed, "hold_meeting")


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say that it does not take place."""
    form = CancelForm(request.POST if request.method == "POST" else None)

    def deed() -> None:
        reason = form.cleaned_data["reason"]
        actions.cancel_meeting(meeting=number, reason=reason, by=request.user.username, at=_now())

    return _door(request, _meeting(number), form, deed, "cancel_meeting")


@require(May.EDIT_DIRECTION)
@require_http_methods(["GET", "HEAD", "POST"])
def keep_minutes(request: HttpRequest, number: int) -> HttpResponseBase:
    """Attach minutes, publish them, take them back."""
    meeting = _meeting(number)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = MinutesForm(*sent, initial={"published": meeting.minutes_published_on is not None})

    def deed() -> None:
        file, at, kept = form.cleaned_data["file"], _now(), None
        if file is not None and meeting.state == MeetingState.HELD:
            found, _warnings = files.keep_checked(
                file.chunks(), name=file.name or "", purpose="direction.minutes", scanner=scanner.configured(),
                by=request.user.username, at=at,
            )  # fmt: skip
            kept = found.pk
        actions.keep_minutes(
            meeting=number,
            file=kept,
            published=form.cleaned_data["published"],
            by=request.user.username,
            at=at,
        )

    return _door(request, meeting, form, deed, "keep_minutes")


@require(May.READ_RECORDS)
@require_safe
def minutes(request: HttpRequest, number: int) -> HttpResponseBase:
    """The minutes of a meeting, for those who are signed in."""
    meeting = _meeting(number)
    if meeting.minutes is None:
        raise Http404(_("Cuộc này chưa có biên bản."))
    answer = handed_out(meeting.minutes, to_disk=True)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _meeting(number: int) -> Meeting:
    found = queries.meeting(number)
    if found is None:
        raise Http404(_("Không có cuộc đối thoại số %(number)s.") % {"number": number})
    return found


def _door(
    request: HttpRequest, meeting: Meeting, form: Any, deed: Callable[[], None], name: str
) -> HttpResponseBase:
    """The form of a deed; what refuses it is told above the form, with nothing written."""
    if request.method == "POST" and form.is_valid():
        try:
            deed()
        except (actions.CannotChangeMeeting, NotAccepted) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã lưu: %(title)s") % {"title": meeting})
            return redirect("direction:meeting", meeting.pk)
    context = {
        "form": form,
        "heading": f"{WORDS[name]}: {meeting}",
        "cancel_url": reverse("direction:meeting", args=[meeting.pk]),
    }
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
