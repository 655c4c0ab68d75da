"""The desk: receiving a dossier, and every deed on one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minhchung import lawbook
from minhchung.dossiers import actions, desk_queries, sights, steps
from minhchung.dossiers.actors import actor_for
from minhchung.dossiers.attachment_queries import Filed, parts_received
from minhchung.dossiers.forms import AnswerForm, ContactForm, DeedForm, FilingForm, HandOnForm, SupplementForm
from minhchung.dossiers.forms.attaching import PartsForm
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.web.doors import DOORS, Door
from minhchung.dossiers.web.files_shown import results_to_give
from minhchung.ground.accounts.access import check, require
from minhchung.ground.accounts.policy import May, permit_name
from minhchung.ground.kept.keeping import asking_once
from minhchung.ground.notices.queries import is_about
from minhchung.ground.skin import pieces
from minhchung.rules.deadlines import said
from minhchung.rules.lifecycle import Deed


@require(May.RECEIVE_DOSSIERS)
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponseBase:
    """Write down a dossier that has come in; nothing typed is lost on an error, nothing is entered twice."""
    now = _now()
    with asking_once():
        choices, parts = desk_queries.procedures_received(now.date()), parts_received(now.date())
        by = actor_of(request)
    sent = request.POST if request.method == "POST" else None
    form = FilingForm(sent, procedures=choices, initial={"form_key": uuid4()})
    chosen = _papers_chosen(parts, sent) if sent is not None else None
    complete = chosen is None or chosen.is_valid()
    if sent is not None and form.is_valid() and complete:
        try:
            dossier = _received(form, chosen, by, now)
        except actions.Repeated as done:
            return redirect("dossiers:dossier", done.dossier)
        except actions.Refusal as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _received_words(dossier))
            return redirect("dossiers:dossier", dossier.pk)
    words = dict(choices)
    context = {
        "form": form,
        "papers": [(key, words.get(key, ""), each) for key, each in _papers(parts, chosen).items()],
        "nothing_to_receive": not choices,
        "crumbs": _crumbs(_("Tiếp nhận hồ sơ")),
    }
    return render(
        request, "dossiers/receive.html", context, status=200 if complete and not form.errors else 422
    )


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def deed(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
    """Do one deed on a dossier."""
    door = DOORS.get(slug)
    dossier = desk_queries.dossier(number)
    if door is None or dossier is None:
        raise Http404(_("Không có hồ sơ hoặc việc này."))
    again = desk_queries.asks_again(dossier, _now().date())
    able = [each for each in door.permits(again=again) if request.user.may(each)]
    turned_away = check(request, able[0] if able else door.permit)
    if turned_away is not None:
        return turned_away
    if not any(sights.may_on(request.user, each, number, _now()) for each in able):
        raise PermissionDenied(
            _("Ông/bà có quyền “%(permit)s” ở đơn vị khác, không phải với hồ sơ này.")
            % {"permit": permit_name(able[0])}
        )
    sent = request.POST if request.method == "POST" else None
    form = _form(door, dossier, sent, _now())
    outdated = ""
    if sent is not None and form.is_valid():
        try:
            door.do(
                dossier=number,
                revision=form.cleaned_data["revision"],
                form=str(form.cleaned_data["form_key"]),
                by=actor_of(request),
                at=_now(),
                **form.words(),
            )
        except actions.Repeated:
            return redirect("dossiers:dossier", number)
        except actions.Outdated as refusal:
            outdated = str(refusal)
            dossier.refresh_from_db()
            form = _seen_again(door, dossier, request.POST)
        except actions.Refusal as refusal:
            _tell(form, refusal)
        else:
            messages.success(request, _("Đã xong: %(deed)s.") % {"deed": str(door.button).lower()})
            return redirect("dossiers:dossier", number)
    context = {
        "form": form,
        "door": door,
        "dossier": dossier,
        "outdated": outdated,
        "warning": _second_request(dossier) if again and door.deed is Deed.ASK_SUPPLEMENT else "",
        "results": results_to_give(dossier, request.user) if door.deed is Deed.RETURN else [],
        "crumbs": _crumbs(str(door.button), dossier),
    }
    status = 409 if outdated else 422 if form.errors else 200
    return render(request, "dossiers/deed.html", context, status=status)


def _second_request(dossier: Dossier) -> str:
    rule = lawbook.in_force("desk.supplementing", _now().date())
    return _(
        "Hồ sơ đã được yêu cầu bổ sung %(n)s lần; pháp luật chỉ cho một lần (%(cites)s). Lần nữa phải có căn cứ "
        "chuyên ngành, do lãnh đạo duyệt và thực hiện, không phải người đang xử lý hồ sơ. Cổng Dịch vụ công quốc gia "
        "sẽ tính hồ sơ này quá hạn."
    ) % {"n": dossier.supplements, "cites": rule.cites}


def _papers_chosen(parts: Mapping[str, tuple[Filed, ...]], sent: QueryDict) -> PartsForm | None:
    """The papers of the procedure that was chosen, as they were sent; None when it asks for none."""
    key = sent.get("procedure", "")
    if key not in parts:
        return None
    return PartsForm(sent, parts=parts[key], prefix=_prefix(parts, key))


def _papers(parts: Mapping[str, tuple[Filed, ...]], chosen: PartsForm | None) -> dict[str, PartsForm]:
    """The papers of each procedure that is received here; those of the chosen one as they were sent."""
    forms = {key: PartsForm(None, parts=each, prefix=_prefix(parts, key)) for key, each in parts.items()}
    return {key: chosen if chosen and chosen.prefix == form.prefix else form for key, form in forms.items()}


def _prefix(parts: Mapping[str, tuple[Filed, ...]], key: str) -> str:
    return f"p{list(parts).index(key)}"


@require(May.RECEIVE_DOSSIERS)
@require_POST
def tell_anew(request: HttpRequest, number: int, notice: int) -> HttpResponseBase:
    """Send what a notice said once more, by the address of today."""
    if desk_queries.dossier(number) is None or not is_about(notice, "dossiers", "dossier", number):
        raise Http404(_("Không có hồ sơ hoặc thông báo này."))
    try:
        actions.tell_anew(dossier=number, notice=notice, by=actor_of(request), at=_now())
    except actions.Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Thông báo được gửi lại đến địa chỉ hiện có; thông báo cũ giữ nguyên lý do.")
        )
    return redirect("dossiers:dossier", number)


def _received(form: FilingForm, papers: PartsForm | None, by: actions.Actor, at: datetime) -> Dossier:
    parts = papers.came() if papers is not None else ()
    filing, key = form.filing(parts), str(form.cleaned_data["form_key"])
    if filing.channel == "online":
        return actions.register(filing=filing, by=by, at=at, form=key)
    return actions.receive(filing=filing, by=by, at=at, form=key, at_once=form.cleaned_data["at_once"])


def _received_words(dossier: Dossier) -> str:
    if dossier.accepted_at is None:
        return _("Đã ghi nhận hồ sơ %(code)s; hãy kiểm tra rồi tiếp nhận.") % {"code": dossier.code}
    if dossier.promised_at is None:
        return _("Đã tiếp nhận hồ sơ %(code)s.") % {"code": dossier.code}
    return _("Đã tiếp nhận hồ sơ %(code)s, hẹn trả %(when)s.") % {
        "code": dossier.code,
        "when": said(dossier.promised_at),
    }


def _form(door: Door, dossier: Dossier, sent: Any, now: datetime) -> DeedForm:
    more: dict[str, Any] = {}
    proposed: dict[str, Any] = {}
    if door.form is HandOnForm:
        units = desk_queries.units(now.date())
        found = steps.proposal(dossier, units)
        proposed = {"step": found.number, "to_unit": found.unit}
        more = {"units": units, "people": desk_queries.people(), "steps": found.choices}
    if door.form is AnswerForm:
        more = {"questions": desk_queries.open_questions(dossier)}
    if door.form is ContactForm:
        proposed = {
            "email": dossier.applicant_email,
            "phone": dossier.applicant_phone,
            "tell_by": dossier.tell_by,
        }
    initial = {"revision": dossier.revision, "form_key": uuid4(), **proposed}
    form = door.form(sent, initial=initial, **more)
    if door.form is SupplementForm and desk_queries.asks_again(dossier, now.date()):
        form.fields["basis"].required = True
    return form


def _seen_again(door: Door, dossier: Dossier, sent: QueryDict) -> DeedForm:
    """The form with what was typed, for the state that the dossier is in now: who has read the notice may go on."""
    typed = sent.copy()
    typed["revision"], typed["form_key"] = str(dossier.revision), str(uuid4())
    return _form(door, dossier, typed, _now())


def actor_of(request: HttpRequest) -> actions.Actor:
    """Who acts, with the post and the unit where he works."""
    return actor_for(request.user)


def _tell(form: Any, refusal: actions.Refusal) -> None:
    form.add_error(refusal.field_name if refusal.field_name in form.fields else None, str(refusal))


def _crumbs(here: str, dossier: Dossier | None = None) -> tuple[pieces.Crumb, ...]:
    way = [pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list"))]
    if dossier is not None:
        way.append(pieces.Crumb(dossier.code, reverse("dossiers:dossier", args=[dossier.pk])))
    return (*way, pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
