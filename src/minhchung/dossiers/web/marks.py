"""Marks beside the on-time rate: all of a period, and what an officer says of one."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.dossiers import marks as questions
from minhchung.dossiers import shown
from minhchung.dossiers.actions import NoSuchMark, Refusal, explain
from minhchung.dossiers.web.desk import actor_of
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import choices
from minhchung.figures.shown import face
from minhchung.figures.web import FIRST_YEAR, asked_window
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.shown import pages_of
from minhchung.ground.skin import pieces
from minhchung.rules.integrity import DETECTOR_NAMES
from minhchung.rules.rounding import printed_number

_PAGE = 50
_RATE, _BESIDE = "dossiers.kept_promise", "dossiers.kept_to_review"


@require(May.READ_RECORDS)
@require_safe
def marks(request: HttpRequest) -> HttpResponse:
    """The marks of a period beside its on-time rate, detector by detector, and each dossier with what was seen."""
    window, problem = asked_window(request)
    detector = request.GET.get("dau", "")
    detector = detector if detector in DETECTOR_NAMES else ""
    rows = questions.found(window, detector)
    total = rows.count()
    pages = max(1, -(-total // _PAGE))
    asked = request.GET.get("trang", "1")
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 9 else 1
    some = questions.shown(rows[(number - 1) * _PAGE : number * _PAGE])
    answers = answers_of((key, window) for key in (_RATE, _BESIDE))
    context = {
        "window": window,
        "problem": problem,
        "choices": choices(FIRST_YEAR, _now().date(), window.label),
        "rate": face(answers[_RATE, window.label], beside=answers),
        "counts": _counts(window.label, questions.counted(window), detector),
        "table": _table(some, total),
        "pages": pages_of(request, _Page(number, pages, len(some), total)),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Dấu hiệu cần xem lại")),
        ),
    }
    return render(request, "dossiers/marks.html", context)


@require(May.EDIT_DOSSIERS)
@require_POST
def explained(request: HttpRequest, number: int, mark: int) -> HttpResponseBase:
    """Keep what an officer says of a mark on a dossier."""
    try:
        found = explain(
            mark=mark, dossier=number, text=request.POST.get("text", ""), by=actor_of(request), at=_now()
        )
    except NoSuchMark as unknown:
        raise Http404(_("Hồ sơ này không có hoặc không còn dấu hiệu ấy.")) from unknown
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("Đã ghi giải trình về “%(mark)s”.") % {"mark": found.get_detector_display()}
        )
    return redirect(f"{reverse('dossiers:dossier', args=[number])}#dau-hieu")


class _Page:
    """What the page links are drawn from."""

    def __init__(self, number: int, pages: int, shown_here: int, found: int) -> None:
        self.number, self.pages, self.found = number, pages, found
        self.first = (number - 1) * _PAGE + 1
        self.last = self.first + shown_here - 1


def _counts(label: str, rows: tuple[questions.Counted, ...], chosen: str) -> pieces.Table:
    def url(detector: str) -> str:
        return f"{reverse('dossiers:marks')}?{urlencode({'ky': label, 'dau': detector})}#ho-so"

    return pieces.Table(
        caption=_("Theo dấu hiệu"),
        columns=(
            pieces.Column(_("Dấu hiệu"), wide=True),
            pieces.Column(_("Hồ sơ"), number=True),
            pieces.Column(_("Đã giải trình"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.title, sub=_("đang chọn") if row.detector == chosen else ""),
                    pieces.Cell(printed_number(row.marks)),
                    pieces.Cell(printed_number(row.explained)),
                ),
                url=url(row.detector),
            )
            for row in rows
        ),
        note=_("Một hồ sơ có thể có nhiều dấu hiệu. Giải trình đứng bên cạnh, không làm giảm con số."),
    )


def _table(rows: tuple[questions.Shown, ...], total: int) -> pieces.Table:
    return pieces.Table(
        caption=_("%(total)s dấu hiệu") % {"total": printed_number(total)},
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Thấy gì"), wide=True),
            pieces.Column(_("Kết thúc"), nowrap=True),
            pieces.Column(_("So với hẹn")),
            pieces.Column(_("Giải trình")),
        ),
        rows=tuple(_row(row) for row in rows),
        empty=_("Không có dấu hiệu nào trong kỳ này"),
    )


def _row(row: questions.Shown) -> pieces.Row:
    return pieces.Row(
        (
            pieces.Cell(row.code),
            pieces.Cell(row.title, sub=_told(row)),
            pieces.Cell(f"{row.ended_at:%d/%m/%Y}", sub=f"{row.ended_at:%H:%M}")
            if row.ended_at
            else pieces.Cell("–"),
            pieces.Cell(badge=shown.judgement(row.verdict)),
            pieces.Cell(badge=_explained(row)),
        ),
        url=f"{reverse('dossiers:dossier', args=[row.dossier])}#dau-hieu",
    )


def _explained(row: questions.Shown) -> pieces.Badge:
    return pieces.Badge(_("Đã có"), pieces.Tone.OPEN) if row.explanation else pieces.Badge(_("Chưa có"))


def _told(row: questions.Shown) -> str:
    if not row.explained_at:
        return row.detail
    told = {"text": row.explanation, "who": row.explained_by, "when": f"{row.explained_at:%d/%m/%Y}"}
    return f"{row.detail}. {_('Giải trình: %(text)s (%(who)s, %(when)s)') % told}"


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
