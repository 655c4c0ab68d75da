"""Comparing with the province's system on screen: a file goes in, the differences come out as work."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.dossiers import reconciled
from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.actions.reconciling import reconcile, settle
from minhchung.dossiers.forms.reconciling import CompareForm, SettleForm
from minhchung.dossiers.layouts import LAYOUT
from minhchung.ground.accounts.access import check, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.files.actions import keep
from minhchung.ground.intake.kinds import kind_of_layout
from minhchung.ground.intake.raw import IntakeError
from minhchung.ground.intake.runs import mapping_for, plans_of
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest) -> HttpResponseBase:
    """Earlier comparisons, and for those who handle dossiers a form for a new one."""
    if request.method == "POST" and (turned_away := check(request, May.EDIT_DOSSIERS)) is not None:
        return turned_away
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CompareForm(*sent)
    if request.method == "POST" and form.is_valid():
        try:
            number = _compared(request, form)
        except IntakeError as refused:
            form.add_error("file", str(refused))
        except Refusal as refused:
            form.add_error(refused.field_name or None, str(refused))
        else:
            return redirect("dossiers:reconciliation", number)
    may_compare = request.user.may(May.EDIT_DOSSIERS)
    context = {
        "form": form if may_compare else None,
        "table": _comparisons(),
        "crumbs": _crumbs(_("Đối chiếu")),
    }
    return render(request, "dossiers/compare.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def result(request: HttpRequest, number: int) -> HttpResponseBase:
    """The differences that one comparison found, those to be settled first."""
    found = reconciled.comparison(number)
    if found is None:
        raise Http404(_("Không có lần đối chiếu này."))
    kind = request.GET.get("khac", "")
    settled = request.GET.get("xong") == "1"
    page = reconciled.page_of(number, kind=kind, settled=settled, page=request.GET.get("trang", "1"))
    here = reverse("dossiers:reconciliation", args=[number])
    counts = reconciled.counts(number)
    tabs = [
        pieces.NavItem(
            each.words,
            f"{here}?khac={each.kind}",
            current=each.kind == kind and not settled,
            count=printed_number(each.open),
        )
        for each in counts
    ]
    context = {
        "found": found,
        "agreed": printed_number(found.agreed),
        "rows": printed_number(found.rows),
        "refused": found.refused,
        "kinds": (
            pieces.NavItem(
                _("Tất cả"),
                here,
                current=not kind and not settled,
                count=printed_number(sum(each.open for each in counts)),
            ),
            *tabs,
            pieces.NavItem(
                _("Đã xử lý"),
                f"{here}?xong=1",
                current=settled,
                count=printed_number(sum(each.settled for each in counts)),
            ),
        ),
        "page": page,
        "may_settle": request.user.may(May.EDIT_DOSSIERS),
        "settled": settled,
        "form": SettleForm(),
        "crumbs": (
            *_crumbs()[:1],
            pieces.Crumb(_("Đối chiếu"), reverse("dossiers:compare")),
            pieces.Crumb(str(found)),
        ),
    }
    return render(request, "dossiers/reconciliation.html", context)


@require(May.EDIT_DOSSIERS)
@require_POST
def settled(request: HttpRequest, number: int, difference: int) -> HttpResponseBase:
    """Say how one difference was settled."""
    if not reconciled.holds(number, difference):
        raise Http404(_("Lần đối chiếu này không có chỗ khác nhau đó."))
    try:
        done = settle(
            difference=difference, how=request.POST.get("how", ""), by=request.user.username, at=_now()
        )
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã ghi cách xử lý hồ sơ %(code)s.") % {"code": done.code})
    return redirect("dossiers:reconciliation", number)


def _compared(request: HttpRequest, form: CompareForm) -> int:
    sent: UploadedFile = form.cleaned_data["file"]
    by, at = request.user.username, _now()
    kind = kind_of_layout(LAYOUT.name)
    assert kind is not None  # the configuration offers the import of dossiers
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as copy:
            for block in sent.chunks():
                copy.write(block)
        mapping = mapping_for(path, kind.importer(), " ".join(form.cleaned_data["source"].split()))
        if mapping.missing:
            labels = LAYOUT.by_name
            names = ", ".join(labels[name].label for name in mapping.missing if name in labels)
            raise IntakeError(
                _(
                    "Không tìm thấy cột: %(names)s. Hãy ghép cột một lần ở màn hình nhập liệu và đặt tên nguồn."
                )
                % {"names": names}
            )
        kept = keep(
            sent.chunks(),
            name=sent.name or "",
            content_type="application/octet-stream",
            purpose="reconciliation",
            guarded=True,
            by=by,
            at=at,
        )
        made = reconcile(
            file=kept.pk,
            digest=kept.digest,
            plans=plans_of(path, kind.importer(), mapping),
            since=form.cleaned_data["since"],
            until=form.cleaned_data["until"],
            by=by,
            at=at,
        )
    return made.pk


def _comparisons() -> pieces.Table:
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(str(each.found), sub=each.found.file.name),
                pieces.Cell(f"{each.found.at:%H:%M %d/%m/%Y}", sub=each.found.by),
                pieces.Cell(printed_number(each.found.agreed)),
                pieces.Cell(printed_number(each.differences)),
                pieces.Cell(printed_number(each.open)),
            ),
            url=reverse("dossiers:reconciliation", args=[each.found.pk]),
        )
        for each in reconciled.latest()
    )
    return pieces.Table(
        caption=_("Các lần đối chiếu"),
        columns=(
            pieces.Column(_("Hồ sơ tiếp nhận"), wide=True),
            pieces.Column(_("Đối chiếu lúc")),
            pieces.Column(_("Khớp"), number=True),
            pieces.Column(_("Khác nhau"), number=True),
            pieces.Column(_("Chưa xử lý"), number=True),
        ),
        rows=rows,
        empty=_("Chưa đối chiếu lần nào"),
    )


def _crumbs(here: str = "") -> tuple[pieces.Crumb, ...]:
    return (pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list")), pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
