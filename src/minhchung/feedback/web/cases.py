"""The registers of complaints and denunciations: each shows a reader what he may see, and nobody else anything.

Both have the same doors; the matter stands in the address. A case that is not for the reader is answered as if it
were not there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.feedback import actions, case_queries, shown
from minhchung.feedback.actions import cases
from minhchung.feedback.actions.acting import Matter
from minhchung.feedback.case_queries import Reader
from minhchung.feedback.forms import CaseFiling, ExtendCaseForm, IdentityForm, NameForm
from minhchung.feedback.web.desk import actor_of, tell
from minhchung.feedback.web.doors import CASE_DOORS, CaseDoor
from minhchung.ground.accounts import queries as accounts
from minhchung.ground.accounts.access import View, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number

_TITLES = {"complaint": gettext_lazy("Khiếu nại"), "denunciation": gettext_lazy("Tố cáo")}
_ENTERS = {"complaint": May.HANDLE_COMPLAINTS, "denunciation": May.RECEIVE_DENUNCIATIONS}
_LEADS = {
    "complaint": gettext_lazy(
        "Sổ riêng: chỉ người được quyền giải quyết khiếu nại và người được giao vụ việc xem được."
    ),
    "denunciation": gettext_lazy("Sổ mật: chỉ người được nêu tên trong từng vụ việc xem được vụ việc đó."),
}


def case_list(matter: Matter) -> View:
    """The register, as far as the reader may see it; everybody may know how many there are."""

    @require(May.READ_RECORDS)
    @never_cache
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        now, reader = _now(), _reader(request, matter)
        who = request.GET.get("q", "").strip()[:255]
        lines = case_queries.lines(matter, reader, now=now, who=who)
        waiting, late = case_queries.lists(matter, reader, now)
        told = {"count": printed_number(case_queries.count(matter)), "seen": printed_number(len(lines))}
        enters = request.user.may(_ENTERS[matter.name])
        context = {
            "title": _TITLES[matter.name],
            "lead": _LEADS[matter.name],
            "who": who,
            "table": pieces.Table(
                caption=_("Sổ có %(count)s vụ việc; bà/ông xem được %(seen)s") % told,
                columns=(
                    pieces.Column(_("Số vào sổ"), nowrap=True),
                    pieces.Column(_("Loại"), wide=True),
                    pieces.Column(_("Nhận"), nowrap=True),
                    pieces.Column(_("Hạn"), nowrap=True),
                    pieces.Column(_("Tình hình")),
                ),
                rows=tuple(_row(matter, line, now) for line in lines),
                empty=_("Không có vụ việc nào bà/ông được xem"),
            ),
            "searchable": bool(lines or who),
            "waiting": printed_number(waiting) if waiting else "",
            "late": printed_number(late) if late else "",
            "new_url": _url(matter, "new") if enters else "",
        }
        return render(request, "feedback/cases.html", context)

    return view


def case_new(matter: Matter) -> View:
    """Enter a complaint or denunciation into its book."""

    @require(_ENTERS[matter.name])
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponseBase:
        sent = request.POST if request.method == "POST" else None
        form = CaseFiling(
            sent,
            people=_people(),
            is_complaint=matter is cases.COMPLAINTS,
            initial={"form_key": uuid4()},
        )
        if sent is not None and form.is_valid():
            try:
                record = cases.receive(
                    matter=matter,
                    filing=form.filing(),
                    named=form.cleaned_data["named"],
                    by=_actor(request, matter),
                    at=_now(),
                    form=str(form.cleaned_data["form_key"]),
                )
            except actions.Repeated as done:
                return redirect(_url(matter, "", done.record))
            except actions.Refusal as refusal:
                tell(form, refusal)
            else:
                messages.success(request, _("Đã vào sổ: %(code)s.") % {"code": record.code})
                return redirect(_url(matter, "", record.pk))
        context = {
            "form": form,
            "heading": _("Vào sổ"),
            "above": _TITLES[matter.name],
            "lead": _LEADS[matter.name],
            "button": _("Vào sổ"),
            "cancel_url": _url(matter, "list"),
            "crumbs": _crumbs(matter, _("Vào sổ")),
        }
        return render(request, "feedback/form.html", context, status=422 if form.errors else 200)

    return view


def case(matter: Matter) -> View:
    """One case for somebody who may see it; each opening is written down."""

    @require(May.READ_RECORDS)
    @never_cache
    @require_safe
    def view(request: HttpRequest, number: int) -> HttpResponse:
        record = _visible(request, matter, number)
        cases.note_reading(matter=matter, record=record, by=_actor(request, matter), at=_now())
        return _page(request, matter, record, IdentityForm())

    return view


def identity(matter: Matter) -> View:
    """Show once who sent it, for a stated reason."""

    @require(May.READ_RECORDS)
    @never_cache
    @require_POST
    def view(request: HttpRequest, number: int) -> HttpResponse:
        record = _visible(request, matter, number)
        form = IdentityForm(request.POST)
        opened: dict[str, str] = {}
        if form.is_valid():
            opened = cases.open_identity(
                matter=matter,
                number=number,
                reason=form.cleaned_data["reason"],
                by=_actor(request, matter),
                at=_now(),
            )
        return _page(request, matter, record, form, opened)

    return view


def case_deed(matter: Matter) -> View:
    """Do one deed on a case."""

    @require(May.READ_RECORDS)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: int, slug: str) -> HttpResponseBase:
        door, record = CASE_DOORS.get(slug), _visible(request, matter, number)
        if door is None:
            raise Http404(_("Không có việc này."))
        sent = request.POST if request.method == "POST" else None
        form, outdated = _form(matter, door, record, sent), ""
        if sent is not None and form.is_valid():
            try:
                door.do(
                    matter=matter,
                    number=number,
                    revision=form.cleaned_data["revision"],
                    form=str(form.cleaned_data["form_key"]),
                    by=_actor(request, matter),
                    at=_now(),
                    **form.words(),
                )
            except actions.Repeated:
                return redirect(_url(matter, "", number))
            except actions.Outdated as refusal:
                outdated = str(refusal)
                record.refresh_from_db()
                typed = sent.copy()
                typed["revision"], typed["form_key"] = str(record.revision), str(uuid4())
                form = _form(matter, door, record, typed)
            except actions.Refusal as refusal:
                tell(form, refusal)
            else:
                words = str(matter.table.deeds[door.deed]).lower()
                messages.success(request, _("Đã xong: %(deed)s.") % {"deed": words})
                return redirect(_url(matter, "", number))
        here = _url(matter, "", number)
        button = matter.table.deeds[door.deed]
        context = {
            "form": form,
            "heading": button,
            "above": record.code,
            "lead": door.lead,
            "button": button,
            "outdated": outdated,
            "due_at": case_queries.current_due(record),
            "cancel_url": here,
            "crumbs": _crumbs(matter, str(button), pieces.Crumb(record.code, here)),
        }
        status = 409 if outdated else 422 if form.errors else 200
        return render(request, "feedback/form.html", context, status=status)

    return view


def _page(
    request: HttpRequest,
    matter: Matter,
    record: Any,
    form: IdentityForm,
    opened: dict[str, str] | None = None,
) -> HttpResponse:
    now, number = _now(), record.pk
    due_at = case_queries.current_due(record)
    allowed = case_queries.deeds_allowed(matter, record)
    links = [
        (matter.table.deeds[door.deed], _url(matter, "deed", number, door.slug), door.main)
        for door in CASE_DOORS.values()
        if door.deed in allowed
    ]
    context = {
        "title": _TITLES[matter.name],
        "case": record,
        "kind": record.get_round_display() if matter is cases.COMPLAINTS else "",
        "texts": [
            (label, value.open())
            for label, value in (
                (_("Đối với"), record.against),
                (_("Nội dung"), record.content),
                (_("Quyết định, kết luận"), record.conclusion),
            )
            if value
        ],
        "badge": shown.standing(record.state, str(record.get_state_display()), due_at, now),
        "due_at": due_at,
        "limits": shown.limits_of(record.explanation),
        "events": shown.story_of(case_queries.story(matter, number), matter.table, opened=True),
        "named": case_queries.named(record),
        "links": links,
        "identity_form": form,
        "identity_url": _url(matter, "identity", number),
        "opened": opened or {},
        "crumbs": _crumbs(matter, record.code),
    }
    return render(request, "feedback/case.html", context, status=422 if form.errors else 200)


def _form(matter: Matter, door: CaseDoor, record: Any, sent: Any) -> Any:
    more: dict[str, Any] = {}
    if door.form is NameForm:
        more = {"people": _people()}
    elif door.form is ExtendCaseForm:
        more = {"is_complaint": matter is cases.COMPLAINTS}
    return door.form(sent, initial={"revision": record.revision, "form_key": uuid4()}, **more)


def _visible(request: HttpRequest, matter: Matter, number: int) -> Any:
    record = case_queries.record(matter, number, _reader(request, matter))
    if record is None:
        raise Http404(_("Không có vụ việc này."))
    return record


def _reader(request: HttpRequest, matter: Matter) -> Reader:
    return Reader(
        request.user.pk, permitted=matter is cases.COMPLAINTS and request.user.may(May.HANDLE_COMPLAINTS)
    )


def _actor(request: HttpRequest, matter: Matter) -> actions.Actor:
    return actor_of(request, _ENTERS[matter.name])


def _row(matter: Matter, line: case_queries.Line, now: datetime) -> pieces.Row:
    badge = shown.standing(line.state, line.state_name, line.due_at, now)
    return pieces.Row(
        (
            pieces.Cell(line.code),
            pieces.Cell(line.kind),
            pieces.Cell(f"{line.received_at:%d/%m/%Y}"),
            pieces.Cell(f"{line.due_at:%d/%m/%Y}" if line.due_at else "–"),
            pieces.Cell(badge=badge, sub=line.state_name if badge.words != line.state_name else ""),
        ),
        url=_url(matter, "", line.id),
    )


def _people() -> list[tuple[int, str]]:
    return accounts.those_who_may(May.READ_RECORDS)


def _url(matter: Matter, what: str, *args: Any) -> str:
    return reverse(f"feedback:{matter.name}{'_' if what else ''}{what}", args=args)


def _crumbs(matter: Matter, here: str, *between: pieces.Crumb) -> tuple[pieces.Crumb, ...]:
    return (pieces.Crumb(str(_TITLES[matter.name]), _url(matter, "list")), *between, pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
