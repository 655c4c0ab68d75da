"""What people thought of the settlement of their dossiers: the index with its margin, answers, slips, invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.dossiers.desk_queries import dossier_coded, ended
from minhchung.dossiers.papers.tokens import token_of
from minhchung.feedback import actions, survey_queries
from minhchung.feedback.actions import surveying
from minhchung.feedback.forms import SlipForm, SurveyForm
from minhchung.feedback.models import SurveyWay
from minhchung.feedback.surveys import edition_on
from minhchung.feedback.web.desk import tell
from minhchung.figures import periods
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number, printed_rate
from minhchung.rules.windows import BadWindow, Window

_PAGE = 50


@require(May.READ_RECORDS)
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """The index of a period, criterion by criterion, and the answers behind it."""
    now = datetime.now().replace(microsecond=0)
    window = _window(request, now)
    found = survey_queries.results(window)
    kept = survey_queries.answers(window)
    count = kept.count()
    asked = request.GET.get("trang", "1")
    pages = max(1, -(-count // _PAGE))
    number = min(max(1, int(asked) if asked.isdecimal() and len(asked) < 10 else 1), pages)
    start = (number - 1) * _PAGE
    rows = list(kept[start : start + _PAGE])
    context = {
        "window": window,
        "periods": periods.choices(min(now.year, 2016), now.date(), window.label),
        "results": [_shown(each, window) for each in found],
        "answers": pieces.Table(
            caption=_("%(count)s phiếu trong kỳ") % {"count": printed_number(count)},
            columns=(
                pieces.Column(_("Phiếu"), nowrap=True),
                pieces.Column(_("Hồ sơ"), wide=True),
                pieces.Column(_("Trả lời lúc"), nowrap=True),
                pieces.Column(_("Hài lòng"), number=True),
            ),
            rows=tuple(_row(each) for each in rows),
            empty=_("Chưa có phiếu nào trong kỳ này"),
        ),
        "pages": pieces.Pages(
            number,
            pages,
            printed_number(start + 1),
            printed_number(start + len(rows)),
            printed_number(count),
            previous_url=_page_url(window, number - 1) if number > 1 else "",
            next_url=_page_url(window, number + 1) if number < pages else "",
        )
        if pages > 1
        else None,
        "slip_url": reverse("feedback:slip") if request.user.may(May.RECEIVE_DOSSIERS) else "",
    }
    return render(request, "feedback/surveys.html", context)


@require(May.READ_RECORDS)
@require_safe
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """One answer with what each criterion got."""
    kept = survey_queries.survey(number)
    if kept is None:
        raise Http404(_("Không có phiếu này."))
    edition = survey_queries.edition_of(kept)
    told = []
    for each in kept.marks.all():
        criterion = edition.criterion(each.criterion) if edition is not None else None
        words = dict(criterion.options).get(each.value, str(each.value)) if criterion else str(each.value)
        told.append((criterion.text if criterion else each.criterion, words, each.satisfied))
    context = {
        "survey": kept,
        "marks": told,
        "cites": edition.cites if edition is not None else "",
        "crumbs": _crumbs(_("Phiếu %(number)s") % {"number": number}),
    }
    return render(request, "feedback/survey_answer.html", context)


@require(May.READ_RECORDS)
@require_safe
def mark(request: HttpRequest, number: int) -> HttpResponseBase:
    """The answer that a counted mark belongs to."""
    found = survey_queries.of_mark(number)
    if found is None:
        raise Http404(_("Không có điểm đánh giá này."))
    return redirect("feedback:survey_answer", found)


@require(May.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: HttpRequest) -> HttpResponseBase:
    """Which dossier a paper slip is about."""
    sent = request.POST if request.method == "POST" else None
    form = SlipForm(sent)
    if sent is not None and form.is_valid():
        code = form.cleaned_data["dossier_code"].strip()
        found = dossier_coded(code)
        if found is None:
            form.add_error("dossier_code", _("Không có hồ sơ mang mã %(code)s.") % {"code": code})
        else:
            return redirect("feedback:slip_for", found)
    context = {
        "form": form,
        "heading": _("Nhập phiếu đánh giá"),
        "lead": _("Phiếu giấy hoặc thiết bị tại quầy. Mỗi hồ sơ chỉ có một phiếu, nhập rồi không sửa."),
        "button": _("Tiếp"),
        "cancel_url": reverse("feedback:surveys"),
        "crumbs": _crumbs(_("Nhập phiếu")),
    }
    return render(request, "feedback/form.html", context, status=422 if form.errors else 200)


@require(May.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def slip_for(request: HttpRequest, number: int) -> HttpResponseBase:
    """Enter the slip of one dossier."""
    dossier = survey_queries.subject(number)
    if dossier is None:
        raise Http404(_("Không có hồ sơ này."))
    day, edition = ended(number), None
    if day is not None:
        edition = edition_on(day.date())
    if edition is None or survey_queries.answered(number) is not None:
        messages.error(
            request, _("Hồ sơ %(code)s chưa có kết quả hoặc đã có phiếu.") % {"code": dossier.code}
        )
        return redirect("feedback:slip")
    sent = request.POST if request.method == "POST" else None
    form = SurveyForm(sent, edition=edition)
    if sent is not None and form.is_valid():
        try:
            kept = surveying.answer(
                dossier=number,
                marks=form.marks(),
                way=SurveyWay.SLIP,
                by=request.user.username,
                at=datetime.now().replace(microsecond=0),
                comment=form.cleaned_data["comment"],
            )
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã ghi phiếu của hồ sơ %(code)s.") % {"code": dossier.code})
            return redirect("feedback:survey_answer", kept.pk)
    context = {
        "form": form,
        "heading": _("Phiếu đánh giá"),
        "above": dossier.code,
        "lead": edition.cites,
        "button": _("Ghi phiếu"),
        "cancel_url": reverse("feedback:slip"),
        "crumbs": _crumbs(_("Nhập phiếu")),
    }
    return render(request, "feedback/form.html", context, status=422 if form.errors else 200)


@require(May.RECEIVE_DOSSIERS)
@require_safe
def invitation(request: HttpRequest, number: int) -> HttpResponse:
    """A card to print and hand over with the result: the address of the survey as a QR code."""
    dossier = survey_queries.subject(number)
    if dossier is None:
        raise Http404(_("Không có hồ sơ này."))
    url = request.build_absolute_uri(reverse("survey", args=[token_of(number)]))
    context = {
        "dossier": dossier,
        "url": url,
        "picture": segno.make(url, error="m").svg_data_uri(scale=5, dark="#1d2329", light="#ffffff"),
        "crumbs": _crumbs(_("Phiếu mời")),
    }
    return render(request, "feedback/invitation.html", context)


def _shown(found: survey_queries.Result, window: Window) -> dict[str, Any]:
    told = {"surveys": printed_number(found.surveys), "population": printed_number(found.population)}
    share = printed_rate(found.part, found.whole) if found.whole else _("không phát sinh")
    points = ""
    if found.points is not None:
        share = _("%(points)s trên %(most)s điểm") % {
            "points": printed_number(found.points[0]),
            "most": printed_number(found.points[1]),
        }
        points = _("mỗi tiêu chí 0 đến 2 điểm")
    return {
        "edition": found.edition,
        "surveys": found.surveys,
        "figure": pieces.Figure(
            title=_("Chỉ số hài lòng") if not points else _("Điểm đánh giá"),
            printed=share if found.whole else _("không phát sinh"),
            in_words=_("%(surveys)s phiếu trên %(population)s hồ sơ đã giải quyết") % told,
            window=window.label,
            part=None if points or not found.whole else found.part,
            whole=None if points or not found.whole else found.whole,
            records_url=f"{reverse('figures:figure', args=['feedback.survey_satisfied'])}?ky={window.label}",
            records_label=_("mở từng lượt trả lời"),
            cites=found.edition.cites,
            formula=points
            or _(
                "Số lượt hài lòng, rất hài lòng chia cho mọi lượt trả lời tiêu chí. "
                "Khảo sát của cơ quan, không phải SIPAS."
            ),
        ),
        "sample": _sample(found),
        "unsure": found.edition.confidence != "high",
        "table": pieces.Table(
            caption=_("Từng tiêu chí"),
            columns=(
                pieces.Column(_("Tiêu chí"), wide=True),
                pieces.Column(_("Lượt trả lời"), number=True),
                pieces.Column(_("Hài lòng"), number=True),
                pieces.Column(_("Khoảng tin cậy"), number=True),
            ),
            rows=tuple(
                pieces.Row(
                    (
                        pieces.Cell(each.text),
                        pieces.Cell(printed_number(each.answers)),
                        pieces.Cell(printed_rate(each.satisfied, each.answers) if each.answers else "–"),
                        pieces.Cell(_interval(each.interval) if each.interval else "–"),
                    )
                )
                for each in found.tallies
            ),
        ),
    }


def _sample(found: survey_queries.Result) -> str:
    """How far the index can be trusted, in a sentence."""
    if found.interval is None:
        return _("Chưa có phiếu nào: không phát sinh, không phải 0 % cũng không phải 100 %.")
    told = {
        "people": printed_rate(found.people, found.surveys),
        "interval": _interval(found.interval),
        "margin": _percent(found.interval.margin),
        "confidence": found.confidence,
        "surveys": printed_number(found.surveys),
        "population": printed_number(found.population),
    }
    return (
        _(
            "%(people)s số người trả lời hài lòng với phần lớn tiêu chí; với %(surveys)s phiếu trên "
            "%(population)s hồ sơ, độ tin cậy %(confidence)s %%: từ %(interval)s (sai số nhiều nhất %(margin)s)."
        )
        % told
    )


def _interval(interval: Any) -> str:
    return _("%(low)s đến %(high)s") % {"low": _percent(interval.low), "high": _percent(interval.high)}


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %".replace(".", ",")


def _row(each: Any) -> pieces.Row:
    good = sum(1 for mark in each.marks.all() if mark.satisfied)
    return pieces.Row(
        (
            pieces.Cell(printed_number(each.pk), sub=str(each.get_way_display())),
            pieces.Cell(each.dossier.code, sub=each.comment[:120]),
            pieces.Cell(f"{each.answered_at:%d/%m/%Y}", sub=f"{each.answered_at:%H:%M}"),
            pieces.Cell(f"{good}/{len(each.marks.all())}"),
        ),
        url=reverse("feedback:survey_answer", args=[each.pk]),
    )


def _window(request: HttpRequest, now: datetime) -> Window:
    try:
        return periods.window_named(request.GET.get("ky", "") or str(now.year))
    except BadWindow:
        return periods.window_named(str(now.year))


def _page_url(window: Window, number: int) -> str:
    return f"{reverse('feedback:surveys')}?{urlencode({'ky': window.label, 'trang': number})}"


def _crumbs(here: str) -> tuple[pieces.Crumb, ...]:
    return (pieces.Crumb(_("Đánh giá của người dân"), reverse("feedback:surveys")), pieces.Crumb(here))
