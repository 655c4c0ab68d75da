"""One deed over many dossiers: what is entered, the trial, the confirmation, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.dossiers import bulk_shown, queries, sights
from minhchung.dossiers.bulk import selection
from minhchung.dossiers.bulk.deeds import BULK_DEEDS, BulkDeed
from minhchung.dossiers.bulk.work import KIND, BulkWork
from minhchung.dossiers.counting import tallied
from minhchung.dossiers.forms import DeedForm
from minhchung.dossiers.forms.bulk import said
from minhchung.dossiers.web.lists import asked_by
from minhchung.ground.accounts.access import check, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.skin import pieces
from minhchung.ground.work import actions as work
from minhchung.ground.work import jobs
from minhchung.ground.work import queries as runs
from minhchung.rules.rounding import printed_number

#: A trial that fits into this time is done while the visitor waits; a longer one goes on in the background.
_AT_ONCE_SECONDS = 1.0
_PAGE = 100
#: Parts of the address that say which dossiers, beside those of the list.
_ALL, _ONE, _AGAIN, _DEED = "tat-ca", "d", "lan", "viec"


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk_new(request: HttpRequest) -> HttpResponseBase:
    """Enter a deed once for the chosen dossiers; sending it freezes them and tries the deed on each."""
    deed = BULK_DEEDS.get(request.GET.get(_DEED, ""))
    if deed is None:
        messages.error(request, _("Hãy chọn việc cần làm với các hồ sơ."))
        return redirect(_back(request))
    turned_away = check(request, deed.permit)
    if turned_away is not None:
        return turned_away
    now = _now()
    count = _count(request, now)
    if not count:
        messages.error(request, _("Chưa chọn hồ sơ nào: đánh dấu các dòng, hoặc chọn tất cả hồ sơ khớp."))
        return redirect(_back(request))
    sent = request.POST if request.method == "POST" else None
    form = deed.form_for(sent, now.date(), form_key=uuid4())
    too_many = count > selection.MOST
    if sent is not None and form.is_valid() and not too_many:
        try:
            run = _begun(request, deed, form, now)
        except work.CannotChange as refusal:
            form.add_error(None, str(refusal))
        else:
            jobs.work_at_once(run, {KIND: BulkWork}, _AT_ONCE_SECONDS)
            return redirect("dossiers:bulk_run", run)
    context = {
        "form": form,
        "deed": deed,
        "count": count,
        "too_many": too_many,
        "most": selection.MOST,
        "back": _back(request),
        "crumbs": _crumbs(str(deed.button)),
    }
    return render(request, "dossiers/bulk_new.html", context, status=422 if form.errors else 200)


@require(May.READ_RECORDS)
@require_safe
def bulk_runs(request: HttpRequest) -> HttpResponseBase:
    """What the visitor did or is doing with many dossiers at once."""
    found = runs.runs_of(request.user.pk, room="dossiers")
    context = {"table": bulk_shown.runs_table(found), "crumbs": _crumbs()}
    return render(request, "dossiers/bulk_runs.html", context)


@require(May.READ_RECORDS)
@require_safe
def bulk_run(request: HttpRequest, number: int) -> HttpResponseBase:
    """One run: what the trial found, how far it is, what was refused and why."""
    run = _mine(request, number)
    now = _now()
    if run.over:
        work.note_seen(run=number, by=request.user.pk, at=now)
    page = int(request.GET["trang"]) if request.GET.get("trang", "").isdecimal() else 1
    pages = max(1, -(-run.not_done // _PAGE))
    page = min(max(1, page), pages)
    start = (page - 1) * _PAGE
    refused = runs.not_done(number, start=start, stop=start + _PAGE)
    deed = BULK_DEEDS.get(run.arguments.get("deed", ""))
    again = run.over and deed is not None and bool(run.not_done or (run.stopped and run.fit))
    context = {
        "run": run,
        "deed": deed,
        "said": run.arguments.get("said", ()),
        "badge": bulk_shown.badge_of(run),
        "counts": bulk_shown.counts_of(run),
        "left": bulk_shown.left_words(run.time_left(now)),
        "reasons": bulk_shown.reasons_table(runs.reasons(number)) if run.not_done else None,
        "refused": bulk_shown.items_table(refused, _refused_words(run)) if run.not_done else None,
        "pages": _pages(number, page, pages, start, len(refused), run.not_done) if pages > 1 else None,
        "samples": runs.fit_samples(number) if run.resting else (),
        "again_url": f"{reverse('dossiers:bulk_new')}?{_DEED}={deed.slug}&{_AGAIN}={number}" if again else "",
        "crumbs": _crumbs(run.title),
    }
    return render(request, "dossiers/bulk_run.html", context)


@require(May.READ_RECORDS)
@require_POST
def bulk_confirm(request: HttpRequest, number: int) -> HttpResponseBase:
    """Let the frozen dossiers be done; only he who chose them may say so, while he may do the deed."""
    run = _mine(request, number)
    deed = BULK_DEEDS[run.arguments["deed"]]
    turned_away = check(request, deed.permit)
    if turned_away is not None:
        return turned_away
    try:
        work.confirm(run=number, by=request.user.username, at=_now())
    except work.CannotChange as refusal:
        messages.error(request, str(refusal))
    return redirect("dossiers:bulk_run", number)


@require(May.READ_RECORDS)
@require_POST
def bulk_stop(request: HttpRequest, number: int) -> HttpResponseBase:
    """Do no more of it; what is done stays."""
    run = _mine(request, number)
    left = work.stop(run=number, by=request.user.username, at=_now())
    if run.trying:
        return redirect("dossiers:dossier_list")
    told = ngettext(
        "Đã dừng. Còn %(n)s hồ sơ chưa làm; hồ sơ đã làm giữ nguyên.",
        "Đã dừng. Còn %(n)s hồ sơ chưa làm; hồ sơ đã làm giữ nguyên.",
        left,
    )
    messages.success(request, told % {"n": printed_number(left)})
    return redirect("dossiers:bulk_run", number)


def _begun(request: HttpRequest, deed: BulkDeed, form: DeedForm, now: datetime) -> int:
    words = form.words()
    again = _again(request)
    arguments: dict[str, Any] = {"deed": deed.slug, "words": deed.kept(words), "said": said(form)}
    if again is None and request.GET.get(_ALL):
        arguments["match"] = _ask(request, now).match.as_json()
    task = work.Task(KIND, "dossiers", "bulk_run", str(deed.button), arguments)
    return work.begin(
        task=task,
        chosen=_chosen(request, now),
        key=form.cleaned_data["form_key"],
        by=request.user.pk,
        at=now,
        again=again,
    )


def _chosen(request: HttpRequest, now: datetime) -> Iterable[work.Chosen]:
    again = _again(request)
    if again is not None:
        return selection.of_numbers(_seen(request, runs.records_not_done(again), now))
    if request.GET.get(_ALL):
        return selection.of_list(_ask(request, now))
    return selection.of_numbers(_seen(request, _ticked(request), now))


def _count(request: HttpRequest, now: datetime) -> int:
    again = _again(request)
    if again is not None:
        return len(_seen(request, runs.records_not_done(again), now))
    if request.GET.get(_ALL):
        return selection.count_of_list(_ask(request, now))
    return len(_seen(request, _ticked(request), now))


def _seen(request: HttpRequest, numbers: Sequence[int], now: datetime) -> list[int]:
    return selection.seen_of(numbers, sights.sight_of(request.user, now))


def _ticked(request: HttpRequest) -> list[int]:
    texts = dict.fromkeys(request.GET.getlist(_ONE))
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]


def _again(request: HttpRequest) -> int | None:
    """The run whose failed dossiers are to be tried again; it must be the visitor's own."""
    text = request.GET.get(_AGAIN, "")
    return _mine(request, int(text)).id if text.isascii() and text.isdecimal() else None


def _ask(request: HttpRequest, now: datetime) -> queries.Ask:
    return replace(asked_by(request, tallied()), now=now)


def _mine(request: HttpRequest, number: int) -> runs.RunRow:
    """A run of the visitor's own; those of others are answered as if they were not there."""
    run = runs.run_row(number)
    if run is None or run.by != request.user.pk:
        raise Http404(_("Không có việc hàng loạt này."))
    return run


def _refused_words(run: runs.RunRow) -> str:
    words = ngettext("%(n)s hồ sơ không làm được", "%(n)s hồ sơ không làm được", run.not_done)
    return words % {"n": printed_number(run.not_done)}


def _pages(number: int, page: int, pages: int, start: int, shown: int, total: int) -> pieces.Pages:
    here = reverse("dossiers:bulk_run", args=[number])
    return pieces.Pages(
        page,
        pages,
        printed_number(start + 1),
        printed_number(start + shown),
        printed_number(total),
        previous_url=f"{here}?trang={page - 1}" if page > 1 else "",
        next_url=f"{here}?trang={page + 1}" if page < pages else "",
    )


def _back(request: HttpRequest) -> str:
    """The list as it was left."""
    query = request.GET.copy()
    for name in (_ALL, _ONE, _AGAIN, _DEED):
        query.pop(name, None)
    text = query.urlencode()
    return f"{reverse('dossiers:dossier_list')}{'?' if text else ''}{text}"


def _crumbs(here: str = "") -> tuple[pieces.Crumb, ...]:
    way = [pieces.Crumb(_("Hồ sơ"), reverse("dossiers:dossier_list"))]
    if not here:
        return (*way, pieces.Crumb(_("Việc hàng loạt")))
    return (*way, pieces.Crumb(_("Việc hàng loạt"), reverse("dossiers:bulk_runs")), pieces.Crumb(here))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
