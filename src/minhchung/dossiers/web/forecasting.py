"""How good the forecast is on the agency's own dossiers."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minhchung.dossiers import forecasts
from minhchung.dossiers.actions import Refusal, check_forecast
from minhchung.dossiers.forms.forecasting import SplitForm
from minhchung.dossiers.measuring import ASKED_AT, NAIVE_FROM
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number


@require(May.READ_RECORDS)
@require_safe
def forecast(request: HttpRequest) -> HttpResponse:
    """The last measurement, and how the forecast is made."""
    return _page(request, SplitForm(initial={"split_on": _a_year_ago()}))


@require(May.APPROVE_DOSSIERS)
@require_POST
def forecast_checked(request: HttpRequest) -> HttpResponseBase:
    """Measure the forecast from a day on."""
    form = SplitForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        check_forecast(split_on=form.cleaned_data["split_on"], by=request.user.username, at=_now())
    except Refusal as refused:
        form.add_error("split_on", str(refused))
        return _page(request, form, status=422)
    messages.success(request, _("Đã kiểm tra dự báo."))
    return redirect("dossiers:forecast")


def _page(request: HttpRequest, form: SplitForm, status: int = 200) -> HttpResponse:
    last = forecasts.last_check()
    result = json.loads(last.result) if last else None
    convention = forecasts.convention(_now())
    context = {
        "form": form,
        "last": last,
        "result": result,
        "scores": _scores(result) if result else None,
        "bins": _bins(result["ours"]) if result else None,
        "convention": convention,
        "asked_at": ", ".join(f"{each} %" for each in ASKED_AT),
        "counts": forecasts.how_many(),
        "may_check": request.user.may(May.APPROVE_DOSSIERS),
        "crumbs": (
            pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")),
            pieces.Crumb(_("Điều hành"), reverse("dossiers:board")),
            pieces.Crumb(_("Chất lượng dự báo")),
        ),
    }
    return render(request, "dossiers/forecast.html", context, status=status)


def _scores(result: dict[str, Any]) -> pieces.Table:
    names = (
        (
            "ours",
            _("Dự báo của phần mềm"),
            _("tỷ lệ trễ của hồ sơ từng ở cùng chỗ, pha nhóm hẹp với nhóm rộng"),
        ),
        ("base_rate", _("Cách đơn giản 1"), _("tỷ lệ trễ chung của thủ tục")),
        (
            "nearly_used",
            _("Cách đơn giản 2"),
            _("cho là trễ khi đã dùng quá %(share)s %%") % {"share": NAIVE_FROM},
        ),
    )
    return pieces.Table(
        caption=_("So với cách đơn giản, trên %(count)s câu hỏi")
        % {"count": printed_number(result["ours"]["cases"])},
        columns=(
            pieces.Column(_("Cách"), wide=True),
            pieces.Column(_("Điểm Brier (càng nhỏ càng tốt)"), number=True),
            pieces.Column(_("Diện tích ROC (0,5 là đoán mò)"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(title, sub=how),
                    pieces.Cell(_decimal(result[name]["brier"], 4)),
                    pieces.Cell(_decimal(result[name]["auc"], 3)),
                )
            )
            for name, title, how in names
        ),
    )


def _bins(ours: dict[str, Any]) -> pieces.Table:
    return pieces.Table(
        caption=_("Nói bao nhiêu thì trễ bấy nhiêu?"),
        columns=(
            pieces.Column(_("Dự báo trong khoảng"), wide=True),
            pieces.Column(_("Câu hỏi"), number=True),
            pieces.Column(_("Dự báo trung bình"), number=True),
            pieces.Column(_("Thật sự trễ"), number=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(f"{_decimal(each['low'] * 100, 0)} - {_decimal(each['high'] * 100, 0)} %"),
                    pieces.Cell(printed_number(each["cases"])),
                    pieces.Cell(f"{_decimal(each['mean'] * 100, 1)} %"),
                    pieces.Cell(
                        f"{_decimal(100 * each['true'] / each['cases'], 1)} %",
                        sub=_("%(true)s trên %(cases)s") % {"true": each["true"], "cases": each["cases"]},
                    ),
                )
            )
            for each in ours["bins"]
        ),
    )


def _decimal(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")


def _a_year_ago() -> date:
    today = _now().date()
    return date(today.year - 1, today.month, 1)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
