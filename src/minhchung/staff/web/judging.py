"""Proposing a class from real work, and every deed on an assessment."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.skin import pieces
from minhchung.rules import merit
from minhchung.staff import actions, shown
from minhchung.staff.forms import ProposeForm, WhomForm
from minhchung.staff.judged_queries import (
    assessment_in,
    place_at,
    products_for,
    scale_on,
    totals_of,
    unconfirmed,
)
from minhchung.staff.web.deeds import actor_of, tell
from minhchung.staff.web.doors import JUDGING_DOORS


@require(May.EDIT_STAFF)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponseBase:
    """First whose work and which time; then the products, counted from real work where somebody counts them."""
    whom = WhomForm(request.GET if "nguoi" in request.GET else None)
    crumbs = (_list(), pieces.Crumb(_("Đề xuất")))
    context: dict[str, Any] = {"whom": whom, "crumbs": crumbs, "cancel_url": reverse("staff:assessment_list")}
    if not whom.is_bound or not whom.is_valid():
        return render(request, "staff/propose.html", context, status=422 if whom.errors else 200)
    person, year, part = (whom.cleaned_data[name] for name in ("nguoi", "nam", "ky"))
    first, last = merit.span(year, part)
    try:
        actions.check_time(person, year, part, _now().date())
    except actions.Refusal as refusal:
        tell(whom, refusal)
        return render(request, "staff/propose.html", context, status=422)
    scale, cites = scale_on(last, person.kind)
    place = place_at(person, first, last)
    scored = scale is not None and bool(part)
    sent = request.POST if request.method == "POST" else None
    form = ProposeForm(
        sent,
        most=scale.common if scale is not None and part else None,
        products=products_for(person, first, last) if scored else (),
        leading=scale.leading if scale is not None and part and place is not None and place.leads else (),
        initial={"form_key": uuid4()},
    )
    if scale is not None and not part:
        form.fields.pop("quality")
    if sent is not None and form.is_valid():
        try:
            record = actions.propose(
                person=person.pk,
                year=year,
                part=part,
                **form.words(),
                by=actor_of(request),
                at=_now(),
                once=str(form.cleaned_data["form_key"]),
            )
        except actions.Repeated as done:
            return redirect("staff:assessment", done.record)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã đề xuất: %(class)s.") % {"class": record.get_proposed_display()})
            return redirect("staff:assessment", record.pk)
    context |= {
        "form": form,
        "groups": [
            (
                product,
                fields,
                shown.counted_links(product.counted, _counted_url(person.pk, year, part, product.id)),
            )
            if product.counted
            else (product, fields, [])
            for product, fields in form.groups()
        ],
        "person": person,
        "other_url": reverse("staff:propose"),
        "period": merit.named(year, part),
        "cites": cites,
        "totals": totals_of(person.pk, year) if scale is not None and not part else [],
        "uncounted": scored and person.account_id is None,
        "unconfirmed": unconfirmed(
            ("staff.scoring", "staff.excellent_cap") if scale is not None else ("staff.yearly_by_criteria",),
            last,
        ),
    }
    return render(request, "staff/propose.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """One deed on an assessment, by whom it is for."""
    door, record = JUDGING_DOORS.get(slug), assessment_in(seen("staff.Assessment", request.user), number)
    if door is None or record is None:
        raise Http404(_("Không có phiếu đánh giá này."))
    if not door.may(request.user, record):
        messages.error(request, _("Việc này không dành cho tài khoản của ông/bà."))
        return redirect("staff:assessment", number)
    sent = request.POST if request.method == "POST" else None
    initial = {"revision": record.revision, "form_key": uuid4(), "quality": record.proposed}
    if slug == "tra-loi":
        initial.pop("quality")
    form, outdated = door.form(sent, initial=initial), ""
    here = reverse("staff:assessment", args=[number])
    if sent is not None and form.is_valid():
        try:
            door.do(
                number=number,
                revision=form.cleaned_data["revision"],
                **form.words(),
                by=actor_of(request),
                at=_now(),
                once=str(form.cleaned_data["form_key"]),
            )
        except actions.Repeated:
            return redirect(here)
        except actions.Outdated as refusal:
            outdated = str(refusal)
            record.refresh_from_db()
            typed = sent.copy()
            typed["revision"], typed["form_key"] = str(record.revision), str(uuid4())
            form = door.form(typed, initial=initial)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": door.button.lower()})
            return redirect(here)
    context = {
        "form": form,
        "heading": door.button,
        "above": str(record),
        "lead": door.lead,
        "button": door.button,
        "outdated": outdated,
        "cancel_url": here,
        "crumbs": (_list(), pieces.Crumb(str(record), here), pieces.Crumb(door.button)),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "staff/form.html", context, status=status)


def _counted_url(person: int, year: int, part: str, product: int) -> str:
    asked = {"nguoi": person, "nam": year, "ky": part, "san-pham": product, "so": ""}
    return f"{reverse('staff:counted')}?{urlencode(asked)}"


def _list() -> pieces.Crumb:
    return pieces.Crumb(_("Đánh giá, xếp loại"), reverse("staff:assessment_list"))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
