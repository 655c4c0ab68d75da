"""Screens of notices: the outbox with its counts, one notice, sending again, and the texts with their preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.notices import actions, queries
from minhchung.ground.notices.forms import TextForm
from minhchung.ground.notices.models import Notice, NoticeState, NoticeTemplate
from minhchung.ground.notices.shown import badge_of
from minhchung.ground.notices.wording import FIELDS, SAMPLE, Text
from minhchung.ground.registers.register import Register
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number


class NoticesRegister(Register):
    """What the agency tells people, and how far each message has come."""

    model = Notice
    room = "notices"
    matter = "notice"
    title = gettext_lazy("Thông báo cho người nộp")
    singular = gettext_lazy("thông báo")
    lead = gettext_lazy(
        "Mỗi việc được báo đúng một lần; thông báo được gửi tự động, kèm bằng chứng hoặc lý do."
    )
    columns = ("created_at", "about", "occasion", "state", "sent_at", "last_reason")
    filters = ("state", "way", "occasion")
    order = ("-created_at", "-id")
    edit = May.EDIT_DOSSIERS
    personal = ("recipient", "body")
    deed_names = {
        "send_again": gettext_lazy("Cho gửi lại"),
        "tell_anew": gettext_lazy("Gửi lại đến địa chỉ hiện có"),
    }
    list_template = "notices/list.html"
    detail_template = "notices/notice.html"

    @classmethod
    def rows_for(cls, user: Any) -> QuerySet[Notice]:
        """Without those about records that are out of the reader's sight."""
        rows = cls.rows()
        for room, matter in queries.matters():
            mine = seen(f"{room}.{matter}", user)
            if mine is not None:
                rows = rows.filter(~Q(room=room, matter=matter) | Q(record__in=mine.values("pk")))
        return rows

    @classmethod
    def extra_for_list(cls, user: Any) -> dict[str, Any]:
        """How far the sending has come, and whether the reader may have the failed ones sent again."""
        standing = queries.standing()
        counts = (
            (_("Chờ gửi"), NoticeState.WAITING, standing.waiting),
            (_("Đang gửi"), NoticeState.SENDING, standing.sending),
            (_("Đã gửi"), NoticeState.SENT, standing.sent),
            (_("Không gửi được"), NoticeState.GIVEN_UP, standing.given_up),
        )
        here = reverse("notices:notice_list")
        return {
            "standing": standing,
            "counts": [
                pieces.NavItem(words, f"{here}?state={state}", count=printed_number(number))
                for words, state, number in counts
            ],
            "may_send_again": bool(standing.given_up) and user.may(May.EDIT_DOSSIERS),
        }

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """Where it stands, and the record that it is about."""
        try:
            about_url = reverse(f"{record.room}:{record.matter}", args=[record.record])
        except NoReverseMatch:
            about_url = ""
        return {
            "badge": badge_of(record.state, record.attempts),
            "about_url": about_url,
            "before": record.before,
            "after": getattr(record, "after", None),
        }

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """Whether the reader may have it sent again."""
        again = record.state == NoticeState.GIVEN_UP and user.may(May.EDIT_DOSSIERS)
        return {"send_again_url": reverse("notices:send_again", args=[record.pk]) if again else ""}


class TextsRegister(Register):
    """The texts that notices are made from."""

    model = NoticeTemplate
    room = "notices"
    matter = "template"
    title = gettext_lazy("Mẫu thông báo")
    singular = gettext_lazy("mẫu thông báo")
    lead = gettext_lazy(
        "Mỗi việc và mỗi cách gửi dùng mẫu bắt đầu gần đây nhất. Thông báo đã lập giữ nguyên lời cũ."
    )
    columns = ("occasion", "way", "used", "subject", "since", "until")
    filters = ("occasion", "way")
    order = ("occasion", "way", "-since")
    form_class = TextForm
    edit = May.EDIT_PROCEDURES
    save = staticmethod(actions.keep_text)
    detail_template = "notices/template.html"

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """The text filled in on a sample, and the fields that it may hold."""
        return {
            "preview": Text(record.subject, record.body).filled(SAMPLE),
            "text_fields": [(name, words, sample) for name, (words, sample) in FIELDS.items()],
        }


@require(May.EDIT_DOSSIERS)
@require_POST
def send_again(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let a given-up notice be tried anew."""
    if not queries.is_there(number):
        raise Http404(_("Không có thông báo này."))
    try:
        actions.send_again(notice=number, by=request.user.username, at=_now())
    except actions.CannotSendAgain as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Thông báo được đưa vào hàng chờ gửi lại."))
    return redirect("notices:notice", number)


@require(May.EDIT_DOSSIERS)
@require_POST
def send_all_again(request: HttpRequest) -> HttpResponseBase:
    """Let every given-up notice be tried anew."""
    number = actions.send_all_again(by=request.user.username, at=_now())
    messages.success(request, _("%(n)s thông báo được đưa vào hàng chờ gửi lại.") % {"n": number})
    return redirect("notices:notice_list")


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
