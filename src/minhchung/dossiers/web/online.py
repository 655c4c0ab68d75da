"""The screen of dossiers filed online that wait for their acceptance, with the working time that is left."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhchung import lawbook
from minhchung.dossiers import online, sights
from minhchung.dossiers.homes import Homes
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules.calendar import WorkingCalendar
from minhchung.rules.rounding import printed_number


@require(May.READ_RECORDS)
@require_safe
def online_page(request: HttpRequest) -> HttpResponse:
    """Who waits and how long, what presses, and what was answered too late."""
    now = datetime.now().replace(microsecond=0)
    calendar = calendar_on(now)
    sight = sights.sight_of(request.user, now)
    waiting = online.waiting(now, calendar, sight)
    late, late_count = online.answered_late(calendar, sight)
    rule = lawbook.in_force("desk.acknowledging", now.date())
    within = settings.ONLINE_ALERT_MINUTES
    context = {
        "rule": rule,
        "hours": rule.value["working_hours"],
        "pressing": sum(1 for each in waiting if each.minutes is not None and each.minutes < within),
        "within": time_words(within),
        "late_count": late_count,
        "answered_count": online.answered_count(sight),
        "late_url": f"{reverse('dossiers:dossier_list')}?tinh-hinh=tiep-nhan-tre",
        "waiting": pieces.Table(
            caption=_("%(count)s hồ sơ chờ tiếp nhận") % {"count": printed_number(len(waiting))},
            columns=(
                pieces.Column(_("Mã hồ sơ"), nowrap=True),
                pieces.Column(_("Thủ tục"), wide=True),
                pieces.Column(_("Nộp lúc"), nowrap=True),
                pieces.Column(_("Phải trả lời trước"), nowrap=True),
                pieces.Column(_("Giờ làm việc còn lại"), nowrap=True),
            ),
            rows=tuple(_waiting(each, within) for each in waiting),
            empty=_("Không có hồ sơ trực tuyến nào chờ tiếp nhận"),
        ),
        "late": pieces.Table(
            caption=_("Đã tiếp nhận hoặc trả lời muộn"),
            columns=(
                pieces.Column(_("Mã hồ sơ"), nowrap=True),
                pieces.Column(_("Thủ tục"), wide=True),
                pieces.Column(_("Phải trả lời trước"), nowrap=True),
                pieces.Column(_("Trả lời lúc"), nowrap=True),
                pieces.Column(_("Muộn"), nowrap=True),
            ),
            rows=tuple(_late(each) for each in late),
            empty=_("Chưa có hồ sơ nào bị trả lời muộn"),
        ),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Hồ sơ trực tuyến chờ tiếp nhận")),
        ),
    }
    return render(request, "dossiers/online.html", context)


def calendar_on(moment: datetime) -> WorkingCalendar | None:
    """The working calendar of the agency of that day."""
    homes = Homes()
    home = homes.on(moment.date())
    return homes.workshop_of(home).calendar if home is not None else None


def time_left(minutes: int | None, within: int) -> pieces.Badge:
    """What is left of the time in which a dossier filed online is to be answered, in words and a tone."""
    if minutes is None:
        return pieces.Badge(_("Chưa có lịch làm việc"), pieces.Tone.NONE)
    if minutes < 0:
        return pieces.Badge(_("Muộn %(time)s") % {"time": time_words(-minutes)}, pieces.Tone.LATE)
    tone = pieces.Tone.SOON if minutes < within else pieces.Tone.OPEN
    return pieces.Badge(_("Còn %(time)s") % {"time": time_words(minutes)}, tone)


def time_words(minutes: int) -> str:
    """Working minutes as hours and minutes."""
    told = {"hours": minutes // 60, "minutes": minutes % 60}
    if not told["hours"]:
        return _("%(minutes)s phút") % told
    if not told["minutes"]:
        return _("%(hours)s giờ") % told
    return _("%(hours)s giờ %(minutes)s phút") % told


def _waiting(each: online.Waiting, within: int) -> pieces.Row:
    return pieces.Row(
        (
            pieces.Cell(each.code, sub=_("đã báo đã nhận") if each.told else _("chưa báo đã nhận")),
            pieces.Cell(each.procedure),
            _cell(each.filed_at),
            _cell(each.due_at),
            pieces.Cell(badge=time_left(each.minutes, within)),
        ),
        url=reverse("dossiers:dossier", args=[each.id]),
    )


def _late(each: online.Answered) -> pieces.Row:
    return pieces.Row(
        (
            pieces.Cell(each.code),
            pieces.Cell(each.procedure),
            _cell(each.due_at),
            _cell(each.answered_at),
            pieces.Cell("–" if each.minutes is None else time_words(each.minutes)),
        ),
        url=reverse("dossiers:dossier", args=[each.id]),
    )


def _cell(moment: datetime) -> pieces.Cell:
    return pieces.Cell(f"{moment:%d/%m/%Y}", sub=f"{moment:%H:%M}")
