"""The head's board, and the dossiers behind each of its numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.dossiers import board as questions
from minhchung.dossiers import outlooks_shown, shown, sights
from minhchung.dossiers.actions import foresee
from minhchung.dossiers.behind import NOW, Named, Scope, UnknownSet, dossiers_of, named, words_of
from minhchung.dossiers.outlooks_shown import url_of
from minhchung.dossiers.posts import units_of
from minhchung.dossiers.steps import measured_words
from minhchung.figures.kept import answers_of
from minhchung.figures.periods import window_named
from minhchung.figures.shown import face
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May, Role
from minhchung.ground.registers.shown import pages_of
from minhchung.ground.skin import pieces
from minhchung.ground.skin.charts import Bars, Series
from minhchung.rules.lifecycle import STATE_NAMES, State
from minhchung.rules.rounding import printed_number

_PAGE = 50
#: Who looks at the whole agency; others see the unit where they work.
_ALL = frozenset({Role.LEADER, Role.REFORM, Role.PROVINCE, Role.IT})
_STEP_MONTHS = 12
_RATE = "dossiers.kept_promise"


@require(May.READ_RECORDS)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board: every number leads to the dossiers that it counts."""
    now = _now()
    scope = scope_for(request)
    window = window_named(str(now.year))
    beside = (_RATE, "dossiers.kept_to_review")
    answers = answers_of((key, window) for key in beside)
    weeks, span = questions.weeks(scope, now.date()), _year_before(now)
    steps = questions.step_times(scope, *span)
    context = {
        "scope": scope,
        "totals": _totals(questions.totals(scope, now)),
        "foreseen_at": questions.foreseen_at(),
        "rate": face(answers[_RATE, window.label], beside=answers),
        "loads": _loads(questions.loads(scope, now)),
        "likely": _likely(questions.likely_late(scope, now), now),
        "ages": _ages(questions.ages(scope, now)),
        "bottlenecks": _steps(
            tuple(each for each in steps if each.worst), span, _("Thủ tục nào tắc ở bước nào")
        ),
        "steps": _steps(steps, span, _("Thời gian làm việc của mọi bước")) if steps else None,
        "weeks_chart": _weeks_chart(weeks),
        "weeks": _weeks(weeks),
        "may_foresee": request.user.may(May.APPROVE_DOSSIERS),
        "crumbs": (pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")), pieces.Crumb(_("Điều hành"))),
    }
    return render(request, "dossiers/board.html", context)


@require(May.APPROVE_DOSSIERS)
@require_POST
def foresee_now(request: HttpRequest) -> HttpResponseBase:
    """Reckon the forecasts of open dossiers anew."""
    count = foresee(at=_now())
    messages.success(request, _("Đã tính lại dự báo của %(count)s hồ sơ.") % {"count": printed_number(count)})
    return redirect("dossiers:board")


@require(May.READ_RECORDS)
@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The dossiers of a set, page by page, with their true number."""
    now = _now()
    try:
        wanted = named(request.GET)
    except UnknownSet as unknown:
        raise Http404(_("Không có tập hồ sơ này. Hãy quay lại trang trước rồi mở lại.")) from unknown
    scope = scope_for(request)
    whole = dossiers_of(wanted, scope, now)
    rows = whole.filter(sights.sight_of(request.user, now).condition())
    total = rows.count()
    unseen = whole.count() - total
    pages = max(1, -(-total // _PAGE))
    asked = request.GET.get("trang", "1")
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 9 else 1
    some = list(rows.select_related("version", "holder", "outlook")[(number - 1) * _PAGE : number * _PAGE])
    title = words_of(wanted)
    if wanted.holder is not None:
        title = f"{title} · {questions.person(wanted.holder) if wanted.holder else _('chưa giao cho ai')}"
    page = _Page(number, pages, (number - 1) * _PAGE + 1, (number - 1) * _PAGE + len(some), total)
    context = {
        "title": title,
        "scope": scope,
        "table": _dossiers(some, total, now, unseen),
        "pages": pages_of(request, page),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Điều hành"), reverse("dossiers:board")),
            pieces.Crumb(title),
        ),
    }
    return render(request, "dossiers/behind.html", context)


class _Page:
    """What the page links are drawn from."""

    def __init__(self, number: int, pages: int, first: int, last: int, found: int) -> None:
        self.number, self.pages, self.first, self.last, self.found = number, pages, first, last, found


def scope_for(request: HttpRequest) -> Scope:
    """Whose dossiers a visitor's board shows."""
    if request.user.role in _ALL:
        return Scope("")
    scope = questions.scope_of(units_of(request.user.pk, _now()), _now().date())
    sight = sights.sight_of(request.user, _now())
    return replace(scope, units=frozenset(sight.units)) if sight.limits else scope


def _totals(found: dict[str, int]) -> tuple[pieces.Figure, ...]:
    return tuple(
        pieces.Figure(
            str(NOW[name][0]),
            printed_number(found[name]),
            in_words=_("hồ sơ"),
            records_url=url_of(Named(name)),
        )
        for name in questions.LOAD
    )


def _loads(rows: tuple[questions.Load, ...]) -> pieces.Table:
    return pieces.Table(
        caption=_("Ai đang giữ bao nhiêu"),
        columns=(
            pieces.Column(_("Người xử lý"), wide=True),
            *(pieces.Column(str(NOW[name][0]), number=True) for name in questions.LOAD),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(load.name or _("Chưa giao cho ai")),
                    *(
                        _counted(count, Named(name, holder=load.holder))
                        for name, count in zip(questions.LOAD, load.counts, strict=True)
                    ),
                )
            )
            for load in rows
        ),
        empty=_("Không có hồ sơ nào đang giải quyết"),
    )


def _likely(rows: tuple[questions.Likely, ...], now: datetime) -> pieces.Table:
    return pieces.Table(
        caption=_("Dễ trễ nhất"),
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Thủ tục, người xử lý"), wide=True),
            pieces.Column(_("Hạn trả"), nowrap=True),
            pieces.Column(_("Đã dùng thời hạn"), number=True),
            pieces.Column(_("Khả năng trễ"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.code),
                    pieces.Cell(row.procedure, sub=row.holder),
                    pieces.Cell(f"{row.due_at:%d/%m/%Y}", sub=f"{row.due_at:%H:%M}")
                    if row.due_at
                    else pieces.Cell("–"),
                    pieces.Cell(f"{printed_number(row.used)} %"),
                    pieces.Cell(outlooks_shown.share(row.likelihood)),
                ),
                url=reverse("dossiers:dossier", args=[row.number]),
            )
            for row in rows
        ),
        empty=_("Không có hồ sơ nào dễ trễ"),
    )


def _ages(rows: tuple[questions.Age, ...]) -> pieces.Table:
    return pieces.Table(
        caption=_("Hồ sơ đang giải quyết đã tiếp nhận được bao lâu"),
        columns=(
            pieces.Column(_("Ngày làm việc từ khi tiếp nhận"), wide=True),
            pieces.Column(_("Hồ sơ"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(
                        _("Từ %(low)s đến %(high)s ngày") % {"low": row.low, "high": row.high}
                        if row.high is not None
                        else _("Trên %(low)s ngày") % {"low": row.low - 1}
                    ),
                    _counted(row.count, row.wanted),
                )
            )
            for row in rows
        ),
    )


def _steps(rows: tuple[questions.StepTime, ...], span: tuple[Any, Any], caption: str) -> pieces.Table:
    wanted = Named("qua-buoc", since=span[0], until=span[1])
    return pieces.Table(
        caption=caption,
        columns=(
            pieces.Column(_("Phần thời gian"), nowrap=True),
            pieces.Column(_("Bước, thủ tục"), wide=True),
            pieces.Column(_("Được giao"), number=True),
            pieces.Column(_("Trung vị"), number=True),
            pieces.Column(_("9/10 hồ sơ"), number=True),
            pieces.Column(_("Đã qua"), number=True),
            pieces.Column(_("Lâu hơn"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{printed_number(row.share)} %"),
                    pieces.Cell(f"{row.number}. {row.name}", sub=row.procedure_name),
                    pieces.Cell(measured_words(row.given) if row.given else "–"),
                    pieces.Cell(measured_words(row.median)),
                    pieces.Cell(measured_words(row.p90)),
                    _counted(row.through, replace(wanted, procedure=row.procedure, step=row.number)),
                    _counted(
                        row.slow,
                        replace(wanted, name="qua-buoc-cham", procedure=row.procedure, step=row.number),
                    ),
                )
            )
            for row in rows
        ),
        empty=_("Chưa có hồ sơ nào đi hết quy trình nội bộ ở đây"),
        note=_(
            "Các bước xong trong 12 tháng qua; một ngày là 8 giờ làm việc, thời gian chờ đã trừ. "
            "“9/10 hồ sơ”: chín phần mười số hồ sơ không quá thời gian ấy; "
            "“lâu hơn”: hồ sơ ở bước quá thời gian được giao."
        ),
    )


def _weeks_chart(rows: tuple[questions.Week, ...]) -> Bars:
    came, went = sum(row.came for row in rows), sum(row.went for row in rows)
    return Bars(
        _("Hồ sơ vào và ra theo tuần"),
        _("%(weeks)s tuần qua: vào %(came)s, ra %(went)s hồ sơ.")
        % {"weeks": len(rows), "came": printed_number(came), "went": printed_number(went)},
        tuple(f"{row.monday:%d/%m}" for row in rows),
        (
            Series(_("Vào"), tuple(row.came for row in rows), "river"),
            Series(_("Ra"), tuple(row.went for row in rows), "jade"),
        ),
        _("hồ sơ"),
        _("Tuần từ ngày"),
    )


def _weeks(rows: tuple[questions.Week, ...]) -> pieces.Table:
    return pieces.Table(
        caption=_("Mở hồ sơ vào, ra của từng tuần"),
        columns=(
            pieces.Column(_("Tuần từ thứ Hai"), nowrap=True),
            pieces.Column(_("Vào"), number=True),
            pieces.Column(_("Ra"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{row.monday:%d/%m/%Y}"),
                    *(
                        _counted(count, Named(name, since=row.monday, until=row.monday + timedelta(weeks=1)))
                        for name, count in (("vao", row.came), ("ra", row.went))
                    ),
                )
            )
            for row in rows
        ),
    )


def _dossiers(rows: list[Any], total: int, now: datetime, unseen: int) -> pieces.Table:
    note = _("%(count)s hồ sơ không liệt kê ở đây vì ngoài phạm vi của ông/bà.") % {
        "count": printed_number(unseen)
    }
    return pieces.Table(
        caption=_("%(total)s hồ sơ") % {"total": printed_number(total)},
        columns=(
            pieces.Column(_("Mã hồ sơ"), nowrap=True),
            pieces.Column(_("Thủ tục, người xử lý"), wide=True),
            pieces.Column(_("Tiếp nhận"), nowrap=True),
            pieces.Column(_("Hạn trả"), nowrap=True),
            pieces.Column(_("Kết thúc"), nowrap=True),
            pieces.Column(_("Lời hẹn")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(row.code),
                    pieces.Cell(row.version.name, sub=str(row.holder or "")),
                    _moment(row.accepted_at),
                    _moment(row.due_at),
                    _moment(row.ended_at),
                    pieces.Cell(
                        badge=shown.standing(
                            state=row.state,
                            verdict=row.verdict,
                            accepted=row.accepted_at is not None,
                            kept_until_at=row.kept_until_at,
                            now=now,
                        ),
                        sub=_chance(row) or STATE_NAMES[State(row.state)],
                    ),
                ),
                url=reverse("dossiers:dossier", args=[row.pk]),
            )
            for row in rows
        ),
        note=note if unseen else "",
        empty=_("Không có hồ sơ nào"),
    )


def _chance(row: Any) -> str:
    outlook = getattr(row, "outlook", None)
    if outlook is None or row.ended_at is not None or outlook.likelihood >= 1000:
        return ""
    return _("khả năng trễ %(share)s") % {"share": outlooks_shown.share(outlook.likelihood)}


def _counted(count: int, wanted: Named) -> pieces.Cell:
    return pieces.Cell(printed_number(count), url=url_of(wanted) if count else "")


def _moment(moment: datetime | None) -> pieces.Cell:
    return pieces.Cell(f"{moment:%d/%m/%Y}", sub=f"{moment:%H:%M}") if moment else pieces.Cell("–")


def _year_before(now: datetime) -> tuple[Any, Any]:
    return now.date() - timedelta(days=365), now.date() + timedelta(days=1)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
