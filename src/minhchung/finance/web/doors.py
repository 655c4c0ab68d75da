"""The doors of the deeds: a form, one call, back to the record; what refuses is told above the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import BaseForm, ModelForm
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhchung.finance import actions, forms, queries, shown
from minhchung.finance.web.words import WORDS
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May

Look = Callable[[int], Any]
Deed = Callable[[Any, int, str, datetime], Any]


def _door(
    name: str,
    matter: str,
    look: Look,
    form_of: Callable[[Any, Any], BaseForm],
    deed: Deed,
    lead: Callable[[Any], str] = lambda _record: "",
) -> Callable[..., HttpResponseBase]:
    @require(May.EDIT_FINANCE)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: int) -> HttpResponseBase:
        record = look(number)
        if record is None:
            raise Http404(_("Không có bản ghi số %(number)s.") % {"number": number})
        form = form_of(record, request.POST if request.method == "POST" else None)
        back = reverse(f"finance:{matter}", args=[number])
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    deed(form, number, request.user.username, _now())
            except actions.CannotFinance as refused:
                form.add_error(
                    refused.field_name if refused.field_name in form.fields else None, str(refused)
                )
            except IntegrityError:
                form.add_error(
                    None, _("Chứng từ này đã được nhập, hoặc các số không khớp. Hãy kiểm tra lại.")
                )
            else:
                messages.success(request, _("Đã lưu: %(title)s") % {"title": WORDS[name]})
                return redirect(back)
        context = {
            "form": form,
            "heading": f"{WORDS[name]}: {record}",
            "lead": lead(record),
            "cancel_url": back,
        }
        return render(request, "finance/deed.html", context, status=422 if form.errors else 200)

    return view


def _plain(kind: type[BaseForm]) -> Callable[[Any, Any], BaseForm]:
    return lambda _record, sent: kind(sent)


def _made(form: Any) -> Any:
    assert isinstance(form, ModelForm)
    return form.save(commit=False)


def _estimates(record: Any, sent: Any) -> BaseForm:
    known = {row.year: (row.revenue, row.expenses) for row in record.years.all()}
    years = range(record.first_year, record.last_year + 1)
    return forms.EstimateForm(sent, years=years, known=known)


def _classing(record: Any, sent: Any) -> BaseForm:
    return forms.ClassifyForm(sent, initial={"since": date(record.first_year, 1, 1)})


def _amending(record: Any, sent: Any) -> BaseForm:
    return forms.AmendInvestmentForm(sent, initial={"amount": record.amount})


_year, _plan = queries.year_of, queries.plan_of
_investment, _recommendation = queries.investment_of, queries.recommendation_of

allot = _door(
    "allot", actions.AGENCY, _year, _plain(forms.AllotmentForm),
    lambda form, number, by, at: actions.allot(year=number, allotment=_made(form), by=by, at=at),
)  # fmt: skip
spend = _door(
    "spend", actions.AGENCY, _year, _plain(forms.SpendingForm),
    lambda form, number, by, at: actions.spend(year=number, spending=_made(form), by=by, at=at),
)  # fmt: skip
use_saving = _door(
    "use_saving", actions.AGENCY, _year, _plain(forms.SavingUseForm),
    lambda form, number, by, at: actions.use_saving(year=number, use=_made(form), by=by, at=at),
    shown.saving_lead,
)  # fmt: skip
close_year = _door(
    "close_year", actions.AGENCY, _year, _plain(forms.CloseYearForm),
    lambda form, number, by, at: actions.close_year(year=number, **form.cleaned_data, by=by, at=at),
    shown.closing_lead,
)  # fmt: skip
reopen_year = _door(
    "reopen_year", actions.AGENCY, _year, _plain(forms.ReopenYearForm),
    lambda form, number, by, at: actions.reopen_year(year=number, **form.cleaned_data, by=by, at=at),
)  # fmt: skip
estimate = _door(
    "estimate", actions.PLAN, _plan, _estimates,
    lambda form, number, by, at: actions.estimate(plan=number, amounts=form.amounts, by=by, at=at),
)  # fmt: skip
classify = _door(
    "classify", actions.PLAN, _plan, _classing,
    lambda form, number, by, at: actions.classify(plan=number, **form.cleaned_data, by=by, at=at),
    shown.classing_lead,
)  # fmt: skip
amend_investment = _door(
    "amend_investment", actions.INVESTMENT, _investment, _amending,
    lambda form, number, by, at: actions.amend_investment(plan=number, **form.cleaned_data, by=by, at=at),
)  # fmt: skip
disburse = _door(
    "disburse", actions.INVESTMENT, _investment, _plain(forms.DisbursementForm),
    lambda form, number, by, at: actions.disburse(plan=number, payment=_made(form), by=by, at=at),
)  # fmt: skip
follow_recommendation = _door(
    "follow_recommendation", actions.RECOMMENDATION, _recommendation, _plain(forms.RecommendationStepForm),
    lambda form, number, by, at: actions.tell_step(recommendation=number, step=_made(form), by=by, at=at),
)  # fmt: skip
close_recommendation = _door(
    "close_recommendation", actions.RECOMMENDATION, _recommendation, _plain(forms.CloseRecommendationForm),
    lambda form, number, by, at: actions.close_recommendation(
        recommendation=number, **form.cleaned_data, by=by, at=at
    ),
)  # fmt: skip


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
