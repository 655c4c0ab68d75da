"""Screens of reorganisations: the list, the draft, the preview with its deed, and what went along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.skin import pieces
from minhchung.organisation import actions
from minhchung.organisation.forms import MendForm, ReorganisationForm
from minhchung.organisation.models import DelegationCheck, Reorganisation, ReorganisationState
from minhchung.organisation.movers import movers
from minhchung.organisation.passages import passed
from minhchung.organisation.previews import Preview, preview
from minhchung.organisation.reorganisations import (
    ReorganisationRow,
    reorganisation,
    reorganisations,
    rooms_of,
    went_along,
)
from minhchung.organisation.web import unit_shown
from minhchung.rules.rounding import printed_number

PAGE = 200
_TONES = {"draft": pieces.Tone.SOON, "done": pieces.Tone.KEPT, "dropped": pieces.Tone.NONE}


@require(May.READ_RECORDS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All reorganisations, the latest first."""
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(row.name, sub=row.decision),
                pieces.Cell(row.kind_name),
                pieces.Cell(f"{row.on:%d/%m/%Y}"),
                pieces.Cell(", ".join(_said(row, "predecessor_name"))),
                pieces.Cell(", ".join(_said(row, "successor_name")) or "–"),
                pieces.Cell(badge=pieces.Badge(row.state_name, _TONES[row.state])),
            ),
            url=reverse("organisation:reorganisation", args=[row.id]),
        )
        for row in reorganisations()
    )
    columns = (
        pieces.Column(_("Việc sắp xếp"), wide=True),
        pieces.Column(_("Hình thức")),
        pieces.Column(_("Từ ngày"), nowrap=True),
        pieces.Column(_("Đơn vị trước")),
        pieces.Column(_("Đơn vị sau")),
        pieces.Column(_("Tình trạng")),
    )
    table = pieces.Table(_("Các việc sắp xếp đơn vị"), columns, rows, empty=_("Chưa có việc sắp xếp nào"))
    may = request.user.may(May.EDIT_ORGANISATION)
    return render(request, "organisation/reorganisations.html", {"table": table, "may_edit": may})


@require(May.EDIT_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Prepare a reorganisation, or change one that is being prepared."""
    stored = None
    if number is not None:
        stored = Reorganisation.objects.filter(pk=number, state=ReorganisationState.DRAFT).first()
        if stored is None:
            raise Http404(_("Không có việc sắp xếp đang chuẩn bị này."))
    form = ReorganisationForm(
        request.POST if request.method == "POST" else None, instance=stored, today=_now().date()
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_reorganisation(
                form.save(commit=False), form.pairs(), by=request.user.username, at=_now()
            )
        except (Refusal, ValidationError) as refused:
            form.add_error(_field(form, getattr(refused, "field_name", "")), str(refused))
        else:
            return redirect("organisation:reorganisation", number=made.pk)
    back = (
        reverse("organisation:reorganisation", args=[number])
        if number
        else reverse("organisation:reorganisations")
    )
    heading = _("Sửa việc sắp xếp") if number else _("Chuẩn bị việc sắp xếp đơn vị")
    status = 422 if form.errors else 200
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "organisation/reorganisation_form.html", context, status=status)


@require(May.READ_RECORDS)
@require_safe
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One reorganisation: what it would do, or what it did."""
    return _page(request, _row(number))


@require(May.EDIT_ORGANISATION)
@require_POST
def carry_out(request: HttpRequest, number: int) -> HttpResponse:
    """Carry it out, or carry over what came late."""
    seen_revision = request.POST.get("revision", "")
    revision = int(seen_revision) if seen_revision.isdecimal() and len(seen_revision) < 10 else None

    def deed() -> None:
        if not request.POST.get("agreed"):
            raise Refusal(_("Hãy xem hết phần xem trước rồi đánh dấu “Đã xem và đồng ý thực hiện”."))
        count = actions.carry_out(number=number, revision=revision, by=_actor(request), at=_now())
        words = ngettext(
            "Đã thực hiện: %(n)s bản ghi chuyển sang đơn vị kế thừa.",
            "Đã thực hiện: %(n)s bản ghi chuyển sang đơn vị kế thừa.",
            count,
        )
        messages.success(request, words % {"n": printed_number(count)})

    return _do(request, number, deed)


@require(May.EDIT_ORGANISATION)
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    """Give up a draft."""

    def deed() -> None:
        actions.drop_reorganisation(number=number, by=request.user.username, at=_now())
        messages.success(request, _("Đã bỏ việc sắp xếp đang chuẩn bị."))

    return _do(request, number, deed)


@require(May.READ_RECORDS)
@require_safe
def along(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """The records of one kind that went along; of those that not everybody sees, only the visitor's."""
    row = _row(number)
    mover = next((each for each in movers() if each.key == key), None)
    if mover is None:
        raise Http404(_("Không có loại việc này."))
    asked = request.GET.get("trang", "1")
    page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1
    found = passed(number, key, offset=(page - 1) * PAGE, limit=PAGE + 1)
    more, found = len(found) > PAGE, found[:PAGE]
    mine = seen(mover.record_table, request.user) if mover.record_table else None
    numbers = [each.record for each in found]
    shown = set(numbers if mine is None else mine.filter(pk__in=numbers).values_list("pk", flat=True))
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(each.code or str(each.record)),
                pieces.Cell(each.predecessor),
                pieces.Cell(each.successor),
                pieces.Cell(f"{each.at:%H:%M %d/%m/%Y}"),
            ),
            url=reverse(mover.record_route, args=[each.record]) if mover.record_route else "",
        )
        for each in found
        if each.record in shown
    )
    heads = (_("Bản ghi"), _("Từ đơn vị"), _("Sang đơn vị"), _("Lúc"))
    context = {
        "row": row,
        "table": pieces.Table(
            str(mover.title),
            tuple(pieces.Column(head) for head in heads),
            rows,
            empty=_("Không có bản ghi nào"),
        ),
        "hidden": printed_number(len(found) - len(rows)) if len(rows) < len(found) else "",
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if more else None,
        "crumbs": (
            pieces.Crumb(_("Sắp xếp đơn vị"), reverse("organisation:reorganisations")),
            pieces.Crumb(row.name, reverse("organisation:reorganisation", args=[row.id])),
            pieces.Crumb(str(mover.title)),
        ),
    }
    return render(request, "organisation/along.html", context)


@require(May.EDIT_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def mend(request: HttpRequest, number: int) -> HttpResponse:
    """Say that what a check of a delegated task found is mended."""
    check = DelegationCheck.objects.select_related("delegated").filter(pk=number).first()
    if check is None:
        raise Http404(_("Không có lần kiểm tra này."))
    form = MendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.mend(check=number, on=told["on"], how=told["how"], by=request.user.username, at=_now())
        except Refusal as refused:
            form.add_error(_field(form, refused.field_name), str(refused))
        else:
            messages.success(request, _("Đã ghi khắc phục."))
            return redirect("organisation:delegation_check", number=number)
    context = {
        "form": form,
        "heading": _("Ghi đã khắc phục"),
        "cancel_url": reverse("organisation:delegation_check", args=[number]),
    }
    return render(request, "registers/form.html", context, status=422 if form.errors else 200)


def _do(request: HttpRequest, number: int, deed: Callable[[], None]) -> HttpResponse:
    try:
        deed()
    except Refusal as refused:
        return _page(request, _row(number), refused=str(refused))
    return redirect("organisation:reorganisation", number=number)


def _page(request: HttpRequest, row: ReorganisationRow, *, refused: str = "") -> HttpResponse:
    foreseen = preview(row) if row.state != ReorganisationState.DROPPED else Preview((), (), ())
    may = request.user.may(May.EDIT_ORGANISATION)
    is_draft = row.state == ReorganisationState.DRAFT
    context = {
        "row": row,
        "badge": pieces.Badge(row.state_name, _TONES[row.state]),
        "refused": refused,
        "refusals": foreseen.refusals,
        "edges": _edges(row),
        "lines": _lines(row, foreseen) if is_draft or foreseen.total else None,
        "staying": _staying(foreseen) if is_draft and foreseen.staying else None,
        "done": _done(row) if row.state == ReorganisationState.DONE else None,
        "left": foreseen.total if row.state == ReorganisationState.DONE else 0,
        "too_early": is_draft and _now().date() < row.on,
        "may_carry": may and is_draft and not foreseen.refusals and _now().date() >= row.on,
        "may_edit": may and is_draft,
        "has_rooms": is_draft and all(rooms_of(row)),
        "story": unit_shown.story(row.id),
        "may_rest": may and row.state == ReorganisationState.DONE and foreseen.total > 0,
        "crumbs": (
            pieces.Crumb(_("Sắp xếp đơn vị"), reverse("organisation:reorganisations")),
            pieces.Crumb(row.name),
        ),
    }
    status = 409 if refused else 200
    return render(request, "organisation/reorganisation.html", context, status=status)


def _edges(row: ReorganisationRow) -> pieces.Table:
    rows = tuple(
        pieces.Row(
            (
                unit_shown.unit_cell(edge.predecessor, edge.predecessor_name),
                pieces.Cell(_("kết thúc") if edge.ends else _("vẫn hoạt động")),
                unit_shown.unit_cell(edge.successor, edge.successor_name),
                pieces.Cell(_("nhận việc đang làm") if edge.work else "–"),
            )
        )
        for edge in row.edges
    )
    heads = (_("Đơn vị trước"), _("Sau ngày sắp xếp"), _("Đơn vị sau"), _("Việc đang làm"))
    return pieces.Table(
        _("Đơn vị nào kế thừa đơn vị nào"), tuple(pieces.Column(head) for head in heads), rows
    )


def _lines(row: ReorganisationRow, foreseen: Preview) -> pieces.Table:
    """What would go along now, by kind and by unit."""
    giving = {edge.predecessor: edge for edge in row.edges if edge.work}
    several = len(giving) > 1
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(line.title),
                *(
                    (pieces.Cell(printed_number(line.counts.get(unit, 0))) for unit in giving)
                    if several
                    else ()
                ),
                pieces.Cell(printed_number(line.total)),
            )
        )
        for line in foreseen.lines
    )
    heads = [pieces.Column(_("Loại việc"), wide=True)]
    if several:
        heads += [pieces.Column(edge.predecessor_name, number=True) for edge in giving.values()]
    heads.append(pieces.Column(_("Sẽ chuyển"), number=True))
    blank = (pieces.Cell(""),) * (len(giving) if several else 0)
    total = pieces.Row((pieces.Cell(_("Tổng")), *blank, pieces.Cell(printed_number(foreseen.total))))
    return pieces.Table(
        _("Sẽ chuyển sang đơn vị kế thừa"), tuple(heads), rows, total=total,
        empty=_("Không có việc nào phải chuyển"),
    )  # fmt: skip


def _staying(foreseen: Preview) -> pieces.Table:
    rows = tuple(
        pieces.Row((pieces.Cell(each.title), pieces.Cell(printed_number(each.total)), pieces.Cell(each.why)))
        for each in foreseen.staying
    )
    heads = (
        pieces.Column(_("Loại")),
        pieces.Column(_("Số"), number=True),
        pieces.Column(_("Vì sao"), wide=True),
    )
    return pieces.Table(_("Giữ nguyên ở đơn vị trước"), heads, rows)


def _done(row: ReorganisationRow) -> pieces.Table:
    every = went_along(row.id)
    rows = tuple(
        pieces.Row(
            (pieces.Cell(each.title), pieces.Cell(printed_number(each.total))),
            url=reverse("organisation:along", args=[row.id, each.key]) if each.total else "",
        )
        for each in every
    )
    total = pieces.Row(
        (pieces.Cell(_("Tổng")), pieces.Cell(printed_number(sum(each.total for each in every))))
    )
    heads = (pieces.Column(_("Loại việc"), wide=True), pieces.Column(_("Đã chuyển"), number=True))
    return pieces.Table(_("Đã chuyển sang đơn vị kế thừa"), heads, rows, total=total)


def _said(row: ReorganisationRow, name: str) -> list[str]:
    return list(dict.fromkeys(words for edge in row.edges if (words := getattr(edge, name))))


def _row(number: int) -> ReorganisationRow:
    row = reorganisation(number)
    if row is None:
        raise Http404(_("Không có việc sắp xếp này."))
    return row


def _field(form: Any, name: str) -> str | None:
    return name if name in form.fields else None


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    return Actor(username=user.username, name=str(user), post=str(user.get_role_display()), user=user.pk)


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)


def today() -> date:
    """The day of the door."""
    return _now().date()
