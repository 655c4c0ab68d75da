"""Recruiting, deciding on a person, opening what lies under seal."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.staff import actions
from minhchung.staff.forms import ReasonForm, RecruitingForm
from minhchung.staff.moves import DEED_NAMES, Deed
from minhchung.staff.queries import person_numbered
from minhchung.staff.web.doors import DOORS


@require(May.EDIT_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def recruit(request: HttpRequest) -> HttpResponseBase:
    """A new person with the decision by which he comes; nothing typed is lost on an error."""
    sent = request.POST if request.method == "POST" else None
    form = RecruitingForm(sent, initial={"form_key": uuid4()})
    if sent is not None and form.is_valid():
        try:
            person = actions.recruit(
                **form.words(), by=actor_of(request), at=_now(), once=str(form.cleaned_data["form_key"])
            )
        except actions.Repeated as done:
            return redirect("staff:person", done.record)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã tiếp nhận %(name)s.") % {"name": person})
            return redirect("staff:person", person.pk)
    context = {
        "form": form,
        "heading": DEED_NAMES[Deed.RECRUIT],
        "lead": _("Vị trí đầu tiên và dòng quyết định được ghi cùng một lúc với hồ sơ."),
        "button": DEED_NAMES[Deed.RECRUIT],
        "cancel_url": reverse("staff:person_list"),
        "crumbs": (_people(), pieces.Crumb(str(DEED_NAMES[Deed.RECRUIT]))),
    }
    return render(request, "staff/form.html", context, status=422 if form.errors else 200)


@require(May.EDIT_STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def person_deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """One decision on a person."""
    door, person = DOORS.get(slug), person_numbered(number)
    if door is None or person is None:
        raise Http404(_("Không có việc này."))
    sent = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"form_key": uuid4()}
    if door.deed is not Deed.CONCURRENT:  # a post beside the main one is another one
        initial |= {"unit": person.unit_id, "post": person.post}
    form = door.form(sent, initial=initial)
    form.about(person)
    here = reverse("staff:person", args=[number])
    if sent is not None and form.is_valid():
        try:
            door.do(
                person=number,
                **form.words(),
                by=actor_of(request),
                at=_now(),
                once=str(form.cleaned_data["form_key"]),
            )
        except actions.Repeated:
            return redirect(here)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": door.button.lower()})
            return redirect(here)
    context = {
        "form": form,
        "heading": door.button,
        "above": str(person),
        "lead": door.lead,
        "button": door.button,
        "cancel_url": here,
        "crumbs": (_people(), pieces.Crumb(str(person), here), pieces.Crumb(door.button)),
    }
    return render(request, "staff/form.html", context, status=422 if form.errors else 200)


@require(May.EDIT_STAFF)
@never_cache
@require_POST
def person_sealed(request: HttpRequest, number: int) -> HttpResponse:
    """What lies under seal, shown once to who keeps the files, for a reason that is kept."""
    person = person_numbered(number)
    if person is None:
        raise Http404(_("Không có người này."))
    form = ReasonForm(request.POST)
    opened: dict[str, str] = {}
    if form.is_valid():
        opened = actions.open_sealed(
            person=number, reason=form.cleaned_data["reason"], by=actor_of(request), at=_now()
        )
    here = reverse("staff:person", args=[number])
    context = {
        "person": str(person),
        "form": form,
        "opened": opened,
        "back_url": here,
        "again_url": reverse("staff:person_sealed", args=[number]),
        "crumbs": (_people(), pieces.Crumb(str(person), here), pieces.Crumb(_("Thông tin niêm kín"))),
    }
    return render(request, "staff/sealed.html", context, status=422 if form.errors else 200)


def actor_of(request: HttpRequest) -> actions.Actor:
    """Who acts."""
    user = request.user
    return actions.Actor(
        username=user.username, name=str(user), post=str(user.get_role_display()), user=user.pk
    )


def tell(form: Any, refusal: actions.Refusal) -> None:
    """Say a refusal at the field to blame, or above the form."""
    form.add_error(refusal.field_name if refusal.field_name in form.fields else None, str(refusal))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def _people() -> pieces.Crumb:
    return pieces.Crumb(_("Đội ngũ"), reverse("staff:person_list"))
