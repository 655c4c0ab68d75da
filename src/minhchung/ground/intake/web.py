"""Importing on screen: upload, columns, dry run, import, result. Each step has its own address and can be left."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.policy import EDITS_OF_ROOM, May, may_import, permit_name
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.intake import drafts, queries, runs, work
from minhchung.ground.intake.columns import KIND_TOLD
from minhchung.ground.intake.drafts import Draft
from minhchung.ground.intake.forms import MappingForm, UploadForm
from minhchung.ground.intake.kinds import Kind, kind_named, kind_of_layout, kinds
from minhchung.ground.intake.models import ImportRun, Outcome, RunState
from minhchung.ground.intake.raw import IntakeError
from minhchung.ground.intake.reply import reply_workbook
from minhchung.ground.intake.template import template_workbook
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STEPS = (
    gettext_lazy("Chọn tệp"),
    gettext_lazy("Ghép cột"),
    gettext_lazy("Kiểm tra thử"),
    gettext_lazy("Nhập"),
    gettext_lazy("Kết quả"),
)


@require(May.IMPORT_RECORDS)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What can be imported, and the latest imports."""
    cards = [
        {
            "title": kind.title,
            "url": reverse("intake:upload", args=[kind.name]),
            "template_url": reverse("intake:template", args=[kind.name]),
        }
        for kind in kinds()
        if may_import(request.user.role, kind.importer.room)
    ]
    return render(request, "intake/home.html", {"kinds": cards, "table": _runs_table(queries.latest_runs())})


@require(May.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, name: str) -> HttpResponse:
    """Step 1: the file."""
    kind = _kind(request, name)
    sources = queries.sources_of(kind.importer.layout.name)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = UploadForm(*sent, sources=sources)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_received(request, kind, form))
        except IntakeError as refused:
            form.add_error("file", str(refused))
    layout = kind.importer.layout
    context = {
        **_frame(kind, 0),
        "form": form,
        "sources": sources,
        "fields": [
            (field.label, field.required, KIND_TOLD[field.kind], field.hint) for field in layout.fields
        ],
        "template_url": reverse("intake:template", args=[kind.name]),
        "runs": _runs_table(queries.latest_runs(layout.name, limit=5)),
    }
    return render(
        request, "intake/upload.html", context, status=422 if form.is_bound and form.errors else 200
    )


@require(May.IMPORT_RECORDS)
@require_safe
def template(request: HttpRequest, name: str) -> HttpResponse:
    """The empty workbook of a kind of data."""
    kind = _kind(request, name)
    with TemporaryDirectory() as folder:
        content = template_workbook(kind.importer.layout, Path(folder) / "mau.xlsx").read_bytes()
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="mau-{kind.name}.xlsx"'
    return answer


@require(May.IMPORT_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Step 2: which column holds which field."""
    kind = _kind(request, name)
    draft = _draft(request, kind, token)
    layout = kind.importer.layout
    data = request.POST if request.method == "POST" else None
    sheets = drafts.sheets_of(draft, layout)
    form = MappingForm(data, layout=layout, mapping=draft.mapping, source=draft.source, sheets=sheets)
    if request.method == "POST" and form.is_valid():
        mapping = draft.mapping.changed(layout, form.choice()).reading(form.cleaned_data.get("sheets", ()))
        drafts.keep_mapping(token, mapping)
        if draft.source and form.cleaned_data.get("remember"):
            runs.save_mapping(layout.name, draft.source, mapping, by=request.user.username, at=_now())
        return redirect("intake:check", name=kind.name, token=token)
    labels = {field.name: field.label for field in layout.fields}
    context = {
        **_frame(kind, 1),
        "form": form,
        "file_name": draft.file.name,
        "sheet": draft.mapping.sheet,
        "header_first": draft.mapping.header_first,
        "header_last": draft.mapping.header_last,
        "missing": [labels[field] for field in draft.mapping.missing],
        "unmatched": [heading for _place, heading in sorted(draft.mapping.unmatched.items())],
        "found": len(draft.mapping.columns),
        "back_url": reverse("intake:upload", args=[kind.name]),
    }
    return render(
        request, "intake/columns.html", context, status=422 if form.is_bound and form.errors else 200
    )


@require(May.IMPORT_RECORDS)
@require_safe
def check(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Step 3: what the import would do. Nothing is written."""
    kind = _kind(request, name)
    draft = _draft(request, kind, token)
    if draft.mapping.missing:
        messages.warning(request, _("Còn cột bắt buộc chưa ghép."))
        return redirect("intake:columns", name=kind.name, token=token)
    found = drafts.kept_check(draft)
    if found is None:
        try:
            drafts.keep_check(draft, runs.check(draft.file, kind.importer(), draft.mapping, at=_now()))
        except IntakeError as refused:
            messages.error(request, str(refused))
            return redirect("intake:upload", name=kind.name)
        found = drafts.kept_check(draft)
        assert found is not None
    counts, problems, total = found
    context = {
        **_frame(kind, 2),
        "file_name": draft.file.name,
        "counts": counts,
        "good": counts.new + counts.changed,
        "problems": _problems_table(problems, total),
        "total": total,
        "columns_url": reverse("intake:columns", args=[kind.name, token]),
        "reply_url": reverse("intake:reply", args=[kind.name, token]),
        "import_url": reverse("intake:import", args=[kind.name, token]),
    }
    return render(request, "intake/check.html", context)


@require(May.IMPORT_RECORDS)
@require_safe
def reply(request: HttpRequest, name: str, token: str) -> HttpResponseBase:
    """The same workbook with a comment on each bad cell."""
    kind = _kind(request, name)
    draft = _draft(request, kind, token)
    out = draft.folder / "tra-loi.xlsx"
    if not out.exists():
        reply_workbook(
            draft.file, runs.check(draft.file, kind.importer(), draft.mapping, at=_now()).problems, out
        )
    return FileResponse(
        out.open("rb"),
        as_attachment=True,
        filename=f"{draft.file.stem} - kết quả kiểm tra.xlsx",
        content_type=XLSX,
    )


@require(May.IMPORT_RECORDS)
@require_POST
def enter(request: HttpRequest, name: str, token: str) -> HttpResponse:
    """Step 4: import the good rows, or nothing at all when any row is bad and only a clean file was wanted."""
    kind = _kind(request, name)
    draft = _draft(request, kind, token)
    found = drafts.kept_check(draft)
    if found is None or draft.mapping.missing:
        return redirect("intake:check", name=kind.name, token=token)
    counts = found[0]
    if counts.refused and request.POST.get("cach") != "dong-tot":
        messages.error(
            request,
            _(
                "Tệp còn %(n)s dòng bị từ chối nên chưa nhập dòng nào. "
                "Sửa tệp rồi tải lại, hoặc chọn chỉ nhập các dòng tốt."
            )
            % {"n": printed_number(counts.refused)},
        )
        return redirect("intake:check", name=kind.name, token=token)
    by = request.user.username
    run = runs.begin(draft.file, kind.importer(), draft.mapping, by=by, at=_now())
    drafts.drop(draft)
    work.start(run.pk, counts.rows + counts.skipped, by=by, clock=_now)
    return redirect("intake:run", number=run.pk)


@require(May.IMPORT_RECORDS)
@require_safe
def run_page(request: HttpRequest, number: int) -> HttpResponse:
    """Step 5: how far it is, then what became of every row. The page asks again by itself while rows are coming in."""
    run = _run(number)
    kind = kind_of_layout(run.layout)
    if kind is not None:
        _demand(request, kind)
    running = run.state == RunState.RUNNING
    problems, total = queries.problems_of(number)
    context = {
        **(_frame(kind, 3 if running else 4) if kind else {"title": run.layout}),
        "run": run,
        "by": full_names([run.by]).get(run.by, run.by),
        "running": running,
        "rows": run.new + run.changed + run.unchanged + run.refused,
        "good": run.new + run.changed,
        "file_name": run.file.name,
        "problems": _problems_table(list(problems), total),
        "total": total,
        "new": _record_links(kind, queries.records_of(number, Outcome.NEW)),
        "changed": _record_links(kind, queries.records_of(number, Outcome.CHANGED)),
        "list_url": _reversed(f"{kind.importer.room}:{kind.importer.matter}_list") if kind else "",
        "again_url": reverse("intake:upload", args=[kind.name]) if kind else "",
    }
    answer = render(request, "intake/run.html", context)
    if running:
        answer["Refresh"] = "3"
    return answer


@require(May.IMPORT_RECORDS)
@require_POST
def resume(request: HttpRequest, number: int) -> HttpResponse:
    """Take up an import that was cut short; rows that are in are not touched again."""
    run = _run(number)
    kind = kind_of_layout(run.layout)
    if kind is not None:
        _demand(request, kind)
    if run.state == RunState.RUNNING:
        work.start(number, work.AT_ONCE + 1, by=request.user.username, clock=_now)
    return redirect("intake:run", number=number)


def _received(request: HttpRequest, kind: Kind, form: UploadForm) -> str:
    """Keep the upload and propose its mapping; returns the address of the next step."""
    drafts.sweep(_now())
    file, source = form.cleaned_data["file"], " ".join(form.cleaned_data["source"].split())
    token, path = drafts.new_draft(
        file.chunks(), file.name, kind=kind.name, owner=request.user.username, source=source
    )
    mapping = runs.mapping_for(path, kind.importer(), source)
    drafts.keep_mapping(token, mapping)
    return reverse("intake:columns", args=[kind.name, token])


def _frame(kind: Kind, step: int) -> dict[str, Any]:
    states = ["done"] * step + ["current"] + ["todo"] * (len(STEPS) - step - 1)
    return {
        "title": _("Nhập liệu: %(what)s") % {"what": kind.title},
        "kind": kind,
        "steps": tuple(
            pieces.Step(str(words), state=state) for words, state in zip(STEPS, states, strict=True)
        ),
        "crumbs": (pieces.Crumb(_("Nhập liệu"), reverse("intake:home")), pieces.Crumb(kind.title)),
    }


def _problems_table(problems: list[Any], total: int) -> pieces.Table:
    """The first problems by cell; the annotated workbook has them all."""
    rows = tuple(
        pieces.Row(
            (
                pieces.Cell(
                    f"{each.column}{each.line}" if each.column else _("dòng %(n)s") % {"n": each.line}
                ),
                pieces.Cell(each.sheet),
                pieces.Cell(each.field),
                pieces.Cell(str(each.raw)[:120]),
                pieces.Cell(each.message),
            )
        )
        for each in problems
    )
    note = _("Hiện %(shown)s trong %(total)s lỗi; tệp trả lời có đủ.") % {
        "shown": printed_number(len(rows)),
        "total": printed_number(total),
    }
    labels = (_("Ô"), _("Trang tính"), _("Mục"), _("Giá trị trong tệp"), _("Vì sao, sửa thế nào"))
    return pieces.Table(
        _("%(n)s lỗi, lưu ý") % {"n": printed_number(total)},
        tuple(pieces.Column(label) for label in labels),
        rows,
        note=note if len(rows) < total else "",
        empty=_("Không có lỗi nào"),
    )


def _runs_table(found: tuple[ImportRun, ...]) -> pieces.Table:
    titles = {kind.importer.layout.name: kind.title for kind in kinds()}
    names = full_names({run.by for run in found})
    rows = []
    for run in found:
        running = run.state == RunState.RUNNING
        state = pieces.Badge(run.get_state_display(), pieces.Tone.OPEN if running else pieces.Tone.KEPT)
        cells = (
            pieces.Cell(run.file.name, sub=titles.get(run.layout, run.layout)),
            pieces.Cell(badge=state),
            *(pieces.Cell(printed_number(n)) for n in (run.new, run.changed, run.unchanged, run.refused)),
            pieces.Cell(names.get(run.by, run.by), sub=f"{run.begun_at:%H:%M %d/%m/%Y}"),
        )
        rows.append(pieces.Row(cells, url=reverse("intake:run", args=[run.pk])))
    columns = (
        pieces.Column(_("Tệp")),
        pieces.Column(_("Trạng thái")),
        pieces.Column(_("Mới"), number=True),
        pieces.Column(_("Thay đổi"), number=True),
        pieces.Column(_("Không đổi"), number=True),
        pieces.Column(_("Từ chối"), number=True),
        pieces.Column(_("Người nhập")),
    )
    return pieces.Table(_("Các lần nhập gần đây"), columns, tuple(rows), empty=_("Chưa nhập lần nào"))


def _record_links(kind: Kind | None, records: tuple[tuple[int, str, int], ...]) -> list[dict[str, Any]]:
    if kind is None:
        return []
    name = f"{kind.importer.room}:{kind.importer.matter}"
    return [{"url": _reversed(name, number), "sheet": sheet, "line": line} for number, sheet, line in records]


def _reversed(name: str, *args: int) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _kind(request: HttpRequest, name: str) -> Kind:
    """The kind of that name, for those who may import its room.

    Raises:
        Http404: there is none.
        PermissionDenied: the visitor's role edits other rooms.
    """
    kind = kind_named(name)
    if kind is None:
        raise Http404(_("Không có loại dữ liệu “%(name)s”.") % {"name": name})
    _demand(request, kind)
    return kind


def _demand(request: HttpRequest, kind: Kind) -> None:
    if not may_import(request.user.role, kind.importer.room):
        permit = permit_name(EDITS_OF_ROOM[kind.importer.room])
        raise PermissionDenied(
            _(
                "Tài khoản %(name)s (%(role)s) chưa được nhập “%(what)s”, vì chưa có quyền “%(permit)s”. "
                "Người quản trị hệ thống có thể cấp quyền này."
            )
            % {
                "name": request.user,
                "role": request.user.get_role_display(),
                "what": kind.title,
                "permit": permit,
            }
        )


def _draft(request: HttpRequest, kind: Kind, token: str) -> Draft:
    draft = drafts.open_draft(token, owner=request.user.username, kind=kind.name)
    if draft is None:
        raise Http404(
            _("Tệp đã tải lên không còn nữa (chỉ giữ một ngày, hoặc đã nhập xong). Hãy tải lại tệp.")
        )
    return draft


def _run(number: int) -> ImportRun:
    run = queries.run_of(number)
    if run is None:
        raise Http404(_("Không có lần nhập số %(number)s.") % {"number": number})
    return run


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
