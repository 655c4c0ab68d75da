"""The list of reflections and recommendations with its lists of work, and the page of one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from minhchung.dossiers.desk_queries import Whose
from minhchung.dossiers.sights import whose_of
from minhchung.feedback import actions, desk_queries, following, shown
from minhchung.feedback.desk_queries import WORKLISTS, Ask
from minhchung.feedback.forms import FeedbackForm
from minhchung.feedback.models import Feedback, FeedbackState, Kind, Source
from minhchung.feedback.moves import DEED_NAMES, FEEDBACK
from minhchung.feedback.redacting import readable
from minhchung.feedback.web.doors import DOORS
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, may_import
from minhchung.ground.notices.queries import of_record
from minhchung.ground.notices.shown import table_of
from minhchung.ground.registers.columns import HIDDEN
from minhchung.ground.registers.register import Register
from minhchung.ground.registers.shown import pages_of
from minhchung.ground.skin import pieces
from minhchung.organisation import queries as organisation
from minhchung.rules.rounding import printed_number


class FeedbackRegister(Register):
    """The book of reflections and recommendations; its list has lists of work of its own, below."""

    model = Feedback
    room = "feedback"
    matter = "feedback"
    title = "Phản ánh, kiến nghị"
    singular = "phản ánh, kiến nghị"
    columns = ("code", "kind", "sector", "channel", "received_at", "due_at", "answered_at", "state")
    search = ("content_folded", "code", "sector")
    filters = ("kind", "state", "channel")
    order = ("-received_at",)
    form_class = FeedbackForm
    have_come = (
        "sent_at",
        "received_at",
        "transferred_at",
        "supplement_asked_at",
        "refused_at",
        "moved_at",
        "answered_at",
        "published_at",
    )
    edit = May.EDIT_FEEDBACK
    personal = ("sender_name", "sender_contact", "sender_email", "sender_phone", "official")
    save = staticmethod(actions.save)
    import_name = "feedback"
    deed_names = {**{str(deed): name for deed, name in DEED_NAMES.items()}, "take_up": gettext_lazy("Xử lý")}
    detail_template = "feedback/feedback.html"

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """Limits, story, what may be done now; one received here is changed by deeds alone."""
        now = datetime.now().replace(microsecond=0)
        ours = record.source == Source.DESK
        allowed = desk_queries.deeds_allowed(record)
        doors = [door for door in DOORS.values() if door.deed in allowed and user.may(door.permit)]
        links = [(door, reverse("feedback:deed", args=[record.pk, door.slug])) for door in doors]
        due_at = desk_queries.current_due(record)
        unit = organisation.names_of([record.held_by_id], now.date()) if record.held_by_id else {}
        sees = user.may(May.READ_PERSONAL)

        def read(text: str) -> str:
            return readable(record, text, sees_personal=sees)

        return {
            "feedback": record,
            "words": {name: read(getattr(record, name)) for name in ("content", "draft", "answer")},
            "words_hidden": not sees,
            "sent_files": [
                (name, reverse("feedback:file", args=[record.pk, file]))
                for file, name in (following.files_of(record.pk) if sees else ())
            ],
            "ours": ours,
            **({"edit_url": ""} if ours else {}),
            "badge": shown.standing(record.state, str(record.get_state_display()), due_at, now),
            "current_due": due_at,
            "unit": unit.get(record.held_by_id, ""),
            "limits": shown.limits_of(record.explanation),
            "events": shown.story_of(desk_queries.story(record.pk), FEEDBACK, read=read) if ours else (),
            "notices": table_of(told) if (told := of_record("feedback", "feedback", record.pk)) else None,
            "main_deeds": [link for link in links if link[0].main],
            "other_deeds": [link for link in links if not link[0].main],
        }


@require(May.READ_RECORDS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list: lists of work with true counts, search, kind, state, pages."""
    ask = _ask(request)
    page = desk_queries.page_of(ask)
    told = {"found": printed_number(page.found), "total": printed_number(page.total)}
    caption = (
        _("Tìm thấy %(found)s trong %(total)s") if ask.narrows else _("Tất cả %(total)s phản ánh, kiến nghị")
    )
    context = {
        "ask": ask,
        "table": pieces.Table(
            caption=caption % told,
            columns=(
                pieces.Column(_("Mã"), nowrap=True),
                pieces.Column(_("Nội dung về, người gửi"), wide=True),
                pieces.Column(_("Nhận"), nowrap=True),
                pieces.Column(_("Hạn"), nowrap=True),
                pieces.Column(_("Tình hình")),
            ),
            rows=tuple(_row(line, ask) for line in page.lines),
            empty=_("Không có phản ánh, kiến nghị nào khớp với điều kiện tìm"),
        ),
        "pages": pages_of(request, page),
        "nothing_yet": page.total == 0,
        "work": _work(ask),
        "kinds": Kind.choices,
        "states": FeedbackState.choices,
        "may_edit": request.user.may(May.EDIT_FEEDBACK),
        "import_url": reverse("intake:upload", args=["feedback"])
        if may_import(request.user.role, "feedback")
        else "",
    }
    return render(request, "feedback/list.html", context)


def whose(request: HttpRequest) -> Whose:
    """For whom "mine" and "my unit's" are drawn."""
    return whose_of(request.user, datetime.now().replace(microsecond=0))


def _ask(request: HttpRequest) -> Ask:
    given = request.GET
    standing, page = given.get("tinh-hinh", ""), given.get("trang", "1")
    return Ask(
        now=datetime.now().replace(microsecond=0),
        whose=whose(request),
        text=given.get("q", "").strip()[:200],
        standing=standing if standing in WORKLISTS else "",
        kind=given.get("loai", "") if given.get("loai") in Kind.values else "",
        state=given.get("trang-thai", "") if given.get("trang-thai") in FeedbackState.values else "",
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
        sees_personal=request.user.may(May.READ_PERSONAL),
    )


def _work(ask: Ask) -> tuple[pieces.NavItem, ...]:
    found = desk_queries.counts(ask.now, ask.whose)
    here = reverse("feedback:feedback_list")
    return tuple(
        pieces.NavItem(
            str(words).capitalize(),
            f"{here}?{urlencode({'tinh-hinh': name})}",
            current=name == ask.standing,
            count=printed_number(found[name]),
        )
        for name, (words, _condition) in WORKLISTS.items()
        if found[name] or name == ask.standing
    )


def _row(line: desk_queries.Line, ask: Ask) -> pieces.Row:
    badge = shown.standing(line.state, line.state_name, line.due_at, ask.now)
    sender = line.sender if ask.sees_personal else HIDDEN
    return pieces.Row(
        (
            pieces.Cell(line.code, sub=line.channel),
            pieces.Cell(f"{line.kind} · {line.sector}", sub=sender),
            _cell(line.received_at),
            _cell(line.due_at),
            pieces.Cell(badge=badge, sub=line.state_name if badge.words != line.state_name else ""),
        ),
        url=reverse("feedback:feedback", args=[line.id]),
    )


def _cell(moment: datetime | None) -> pieces.Cell:
    return pieces.Cell(f"{moment:%d/%m/%Y}", sub=f"{moment:%H:%M}") if moment else pieces.Cell("–")
