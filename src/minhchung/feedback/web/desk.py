"""Receiving a reflection or recommendation, and every deed on one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhchung.dossiers.desk_queries import units
from minhchung.dossiers.posts import posting_of
from minhchung.feedback import actions, desk_queries
from minhchung.feedback.forms import AssignForm, ClassifyForm, PublishForm, ReceiveForm, TextForm
from minhchung.feedback.models import Feedback
from minhchung.feedback.redacting import known_of, readable
from minhchung.feedback.web.doors import DOORS, Door
from minhchung.ground.accounts.access import check, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules import redaction


@require(May.EDIT_FEEDBACK)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponseBase:
    """Enter what came by paper, telephone, e-mail or in person; nothing typed is lost on an error."""
    now = datetime.now().replace(microsecond=0)
    sent = request.POST if request.method == "POST" else None
    form = ReceiveForm(sent, initial={"form_key": uuid4(), "sent_at": f"{now:%d/%m/%Y %H:%M}"})
    if sent is not None and form.is_valid():
        try:
            record = actions.receive(
                message=form.message(),
                by=actor_of(request),
                at=now,
                form=str(form.cleaned_data["form_key"]),
            )
        except actions.Repeated as done:
            return redirect("feedback:feedback", done.record)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã tiếp nhận %(code)s.") % {"code": record.code})
            return redirect("feedback:feedback", record.pk)
    context = {
        "form": form,
        "heading": _("Tiếp nhận phản ánh, kiến nghị"),
        "lead": _("Mang mã nội bộ; phản ánh gửi qua Cổng quốc gia thì nhập từ danh sách của Cổng."),
        "button": _("Tiếp nhận"),
        "cancel_url": reverse("feedback:feedback_list"),
        "crumbs": _crumbs(_("Tiếp nhận")),
    }
    return render(request, "feedback/form.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """Do one deed on a reflection or recommendation."""
    door, record = DOORS.get(slug), desk_queries.record(number)
    if door is None or record is None:
        raise Http404(_("Không có phản ánh, kiến nghị hoặc việc này."))
    turned_away = check(request, door.permit)
    if turned_away is not None:
        return turned_away
    now = datetime.now().replace(microsecond=0)
    sent = request.POST if request.method == "POST" else None
    form = _form(door, record, sent, now)
    outdated = ""
    if sent is not None and form.is_valid():
        try:
            door.do(
                number=number,
                revision=form.cleaned_data["revision"],
                form=str(form.cleaned_data["form_key"]),
                by=actor_of(request),
                at=now,
                **form.words(),
            )
        except actions.Repeated:
            return redirect("feedback:feedback", number)
        except actions.Outdated as refusal:
            outdated = str(refusal)
            record.refresh_from_db()
            typed = sent.copy()
            typed["revision"], typed["form_key"] = str(record.revision), str(uuid4())
            form = _form(door, record, typed, now)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": str(door.button).lower()})
            return redirect("feedback:feedback", number)
    here = reverse("feedback:feedback", args=[number])
    context = {
        "form": form,
        "heading": door.button,
        "above": record.code,
        "lead": door.lead,
        "button": door.button,
        "outdated": outdated,
        "cancel_url": here,
        "asked": readable(record, record.content, sees_personal=request.user.may(May.READ_PERSONAL)),
        "struck": _struck(record) if door.form is PublishForm else (),
        "due_at": desk_queries.current_due(record),
        "personal": request.user.may(May.READ_PERSONAL),
        "crumbs": _crumbs(str(door.button), pieces.Crumb(record.code, here)),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "feedback/form.html", context, status=status)


def actor_of(request: HttpRequest, permit: May = May.ANSWER_FEEDBACK) -> actions.Actor:
    """Who acts, with the post and the unit where he works; ``permit`` lets him approve."""
    user = request.user
    posting = posting_of(user.pk)
    return actions.Actor(
        username=user.username,
        name=str(user),
        post=posting.post if posting and posting.post else str(user.get_role_display()),
        user=user.pk,
        unit=posting.unit_id if posting else None,
        approves=user.may(permit),
    )


def tell(form: Any, refusal: actions.Refusal) -> None:
    """Say a refusal at the field to blame, or above the form."""
    form.add_error(refusal.field_name if refusal.field_name in form.fields else None, str(refusal))


def _form(door: Door, record: Feedback, sent: Any, now: datetime) -> Any:
    initial: dict[str, Any] = {"revision": record.revision, "form_key": uuid4()}
    more: dict[str, Any] = {}
    if door.form is AssignForm:
        more = {"units": units(now.date()), "people": desk_queries.people()}
        initial |= {"to_unit": record.held_by_id, "to_holder": record.holder_id}
    elif door.form is ClassifyForm:
        names = ("kind", "sector", "procedure_key", "official")
        initial |= {name: getattr(record, name) for name in names}
        initial["dossier_code"] = record.dossier.code if record.dossier else ""
    elif door.form is TextForm:
        initial["text"] = record.draft or record.answer
    elif door.form is PublishForm:
        initial["content"], initial["text"] = actions.proposed(record)
    return door.form(sent, initial=initial, **more)


def _struck(record: Feedback) -> tuple[tuple[str, str], ...]:
    """What was found and struck out of question and answer: what kind of thing, and what stood there."""
    known = known_of(record)
    told: dict[tuple[str, str], None] = {}
    for text in (record.content, record.answer):
        whole = redaction.composed(text)
        for each in redaction.find(whole, known=known):
            told[(redaction.STRUCK[each.kind], whole[each.start : each.end])] = None
    return tuple(told)


def _crumbs(here: str, *between: pieces.Crumb) -> tuple[pieces.Crumb, ...]:
    first = pieces.Crumb(_("Phản ánh, kiến nghị"), reverse("feedback:feedback_list"))
    return (first, *between, pieces.Crumb(here))
