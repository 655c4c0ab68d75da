"""The doors of a plain screen: translate the request, make one call, translate back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm, DateField, DateTimeField, Textarea
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.ground.accounts.access import View, require
from minhchung.ground.accounts.policy import May
from minhchung.ground.intake.queries import provenance_of
from minhchung.ground.registers import actions, queries
from minhchung.ground.registers.columns import Column
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.registers.queries import Ask
from minhchung.ground.skin import pieces
from minhchung.rules.rounding import printed_number

if TYPE_CHECKING:
    from minhchung.ground.registers.register import Register

VERSION_FIELD = "_version"
#: A list of more columns than this scrolls inside its own frame.
WIDE_FROM = 8


def listing(register: type[Register]) -> View:
    """The list: search, filters, order, columns, pages."""

    @require(register.read)
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        ask = _ask(register, request)
        page = queries.page_of(register, ask)
        context = {
            **_frame(register, request),
            "text": ask.text,
            "sort": ask.sort,
            "searchable": bool(register.search),
            "filters": [_filter(register, ask, name) for name in _open_filters(register, ask)],
            "is_narrowed": bool(ask.text or ask.filters),
            "choosable": [(column, column in page.columns) for column in register.all_columns()],
            "columns_chosen": ask.columns,
            "table": _table(register, request, ask, page),
            "is_wide": len(page.columns) > WIDE_FROM,
            "pages": _pages(request, page),
            "csv_url": _url(register, request, "csv") + _query(request, trang=None),
            "nothing_yet": page.total == 0,
        }
        return render(request, register.list_template, context)

    return view


def download(register: type[Register]) -> View:
    """The list as CSV, all found rows, streamed."""

    @require(register.read)
    @require_safe
    def view(request: HttpRequest) -> StreamingHttpResponse:
        ask = _ask(register, request)
        headings, rows = queries.export_rows(register, ask)
        personal = tuple(c.name for c in queries.chosen_columns(register, ask) if c.personal)
        if personal and ask.sees_personal:
            actions.note_export(
                room=register.room,
                matter=register.matter,
                fields=personal,
                rows=queries.found_rows(register, ask).count(),
                query=request.META.get("QUERY_STRING", ""),
                by=request.user.username,
                at=_now(),
            )
        response = StreamingHttpResponse(csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{register.room}-{register.matter}.csv"'
        return response

    return view


def detail(register: type[Register]) -> View:
    """One record: every field, what hangs on it, its story, where it came from."""

    @require(register.read)
    @require_safe
    def view(request: HttpRequest, number: int) -> HttpResponse:
        record = queries.record(register, number)
        if record is None:
            raise Http404(_missing(register, number))
        sees_personal = request.user.may(May.READ_PERSONAL)
        if sees_personal and register.personal and queries.has_personal(register, record):
            actions.note_reading(
                room=register.room,
                matter=register.matter,
                record=number,
                fields=register.personal,
                by=request.user.username,
                at=_now(),
            )
        story, readings = queries.story(register, number, sees_personal=sees_personal)
        context = {
            **_frame(register, request),
            "record": record,
            "record_title": str(record),
            "crumbs": _crumbs(register, request, str(record)),
            "cells": queries.details(register, record, sees_personal=sees_personal),
            "has_hidden": not sees_personal and bool(register.personal),
            "related": [_related(each) for each in queries.related_lists(register, record)],
            "story": _story(story),
            "readings": readings,
            "provenance": provenance_of(register.matter, number),
            "edit_url": (
                _url(register, request, "edit", number)
                if register.form_class is not None and request.user.may(register.edit)
                else ""
            ),
            **register.extra(record),
        }
        return render(request, register.detail_template, context)

    return view


def create(register: type[Register]) -> View:
    """A new record."""

    @require(register.edit)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponseBase:
        assert register.form_class is not None
        form = _prepared(register.form_class(*_sent(request)))
        if request.method == "POST":
            with transaction.atomic():
                if form.is_valid() and _saved(register, request, form):
                    return redirect(_url(register, request, "", form.instance.pk))
        context = {
            **_frame(register, request),
            "form": form,
            "heading": _("Thêm %(what)s") % {"what": register.singular},
            "crumbs": _crumbs(register, request, _("Thêm")),
            "cancel_url": _url(register, request, "list"),
        }
        return render(request, register.form_template, context, status=_status(form))

    return view


def change(register: type[Register]) -> View:
    """Edit a record. If somebody else changed it meanwhile, both versions are shown and nothing typed is lost."""

    @require(register.edit)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, number: int) -> HttpResponseBase:
        assert register.form_class is not None
        with transaction.atomic():
            record = queries.record(register, number, lock=request.method == "POST")
            if record is None:
                raise Http404(_missing(register, number))
            title, version = str(record), queries.version_of(record)
            before = queries.stored_values(record)
            form = _prepared(register.form_class(*_sent(request), instance=record))
            if not request.user.may(May.READ_PERSONAL):
                for name in register.personal:
                    form.fields.pop(name, None)
            changed_meanwhile = request.method == "POST" and request.POST.get(VERSION_FIELD) != version
            if request.method == "POST" and not changed_meanwhile and form.is_valid():
                if queries.stored_values(record) == before and not form.has_changed():
                    messages.info(request, _("Không có gì thay đổi."))
                    return redirect(_url(register, request, "", number))
                if _saved(register, request, form):
                    return redirect(_url(register, request, "", number))
        context = {
            **_frame(register, request),
            "form": form,
            "heading": _("Sửa: %(title)s") % {"title": title},
            "crumbs": _crumbs(register, request, title, number),
            "version_field": VERSION_FIELD,
            "version": version,
            "conflict": _conflict(register, form, before) if changed_meanwhile else (),
            "changed_meanwhile": changed_meanwhile,
            "last_change": _last_change(register, number) if changed_meanwhile else None,
            "cancel_url": _url(register, request, "", number),
        }
        return render(request, register.form_template, context, status=409 if changed_meanwhile else _status(form))

    return view


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files of a form that was sent, even an empty one; nothing when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _prepared(form: Any) -> Any:
    """Say how days and moments are written where the room has not said it."""
    for field in form.fields.values():
        if isinstance(field, DateTimeField):
            field.help_text = field.help_text or _("Ngày và giờ, ví dụ: 27/08/2026 14:05")
        elif isinstance(field, DateField):
            field.help_text = field.help_text or _("Ngày/tháng/năm, ví dụ: 27/08/2026")
        if isinstance(field, DateField | DateTimeField):
            field.widget.attrs.setdefault("autocomplete", "off")
        if isinstance(field.widget, Textarea):
            field.widget.attrs["rows"] = 3
    return form


def _saved(register: type[Register], request: HttpRequest, form: Any) -> bool:
    """Make the deed; a refusal goes back into the form, with nothing written."""
    record = form.save(commit=False)
    try:
        with transaction.atomic():
            if register.save is not None:
                register.save(record, by=request.user.username, at=_now())
            else:
                actions.save_record(
                    record,
                    room=register.room,
                    matter=register.matter,
                    by=request.user.username,
                    at=_now(),
                    folds=register.folds,
                )
            form.save_m2m()
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    except IntegrityError:
        form.add_error(None, _("Bản ghi này trùng với một bản ghi vừa có. Hãy kiểm tra lại mã, số hiệu."))
        return False
    except ValueError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Đã lưu: %(title)s") % {"title": record})
    return True


def _conflict(register: type[Register], form: BaseForm, before: dict[str, Any]) -> list[dict[str, str]]:
    """For each field that now differs from what was typed: what is stored, and what was typed."""
    form.is_valid()
    rows = []
    for name, bound in ((field.name, field) for field in form):
        if name not in before:
            continue
        typed = form.cleaned_data.get(name, bound.value()) if hasattr(form, "cleaned_data") else bound.value()
        theirs = queries.words_of(register, name, before[name])
        mine = queries.words_of(register, name, getattr(typed, "pk", typed))
        if theirs != mine:
            rows.append({"label": str(bound.label), "theirs": theirs, "mine": mine, "id": bound.id_for_label})
    return rows


def _last_change(register: type[Register], number: int) -> queries.Told | None:
    told, _readings = queries.story(register, number, sees_personal=False)
    return told[-1] if told else None


def _ask(register: type[Register], request: HttpRequest) -> Ask:
    page = request.GET.get("trang", "1")
    offered = {column.name for column in register.all_columns()}
    filters = tuple(
        (name, request.GET[name]) for name in register.filters if request.GET.get(name) and _is_choice(register, name, request.GET[name])
    )
    return Ask(
        text=" ".join(request.GET.get("q", "").split())[:200],
        filters=filters,
        sort=request.GET.get("sap", ""),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
        columns=tuple(name for name in request.GET.getlist("cot") if name in offered),
        sees_personal=request.user.may(May.READ_PERSONAL),
    )


def _is_choice(register: type[Register], name: str, value: str) -> bool:
    return any(value == stored for stored, _words in queries.filter_choices(register, name)[1])


def _open_filters(register: type[Register], ask: Ask) -> list[str]:
    return [name for name in register.filters if ask.sees_personal or not register.is_personal(name)]


def _filter(register: type[Register], ask: Ask, name: str) -> dict[str, Any]:
    label, choices = queries.filter_choices(register, name)
    return {"name": name, "label": label, "choices": choices, "value": dict(ask.filters).get(name, "")}


def _table(register: type[Register], request: HttpRequest, ask: Ask, page: queries.Page) -> pieces.Table:
    """The list as the skin draws it; every row leads to its record."""
    name = f"{_namespace(request)}{register.matter}"
    rows = tuple(
        pieces.Row(
            tuple(pieces.Cell(cell.text) for cell in line.cells), url=reverse(name, args=[line.number])
        )
        for line in page.lines
    )
    told = {"found": printed_number(page.found), "total": printed_number(page.total), "what": register.singular}
    caption = (
        _("Tìm thấy %(found)s trong %(total)s %(what)s") if ask.text or ask.filters else _("Tất cả %(total)s %(what)s")
    )
    return pieces.Table(
        caption=caption % told,
        columns=tuple(_heading(request, ask, column) for column in page.columns),
        rows=rows,
        empty=_("Không có bản ghi nào khớp với điều kiện tìm"),
    )


def _heading(request: HttpRequest, ask: Ask, column: Column) -> pieces.Column:
    """A heading with the link that sorts by it, or turns the order around."""
    sortable = bool(column.sort) and (ask.sees_personal or not column.personal)
    direction = {column.name: "asc", f"-{column.name}": "desc"}.get(ask.sort, "")
    wanted = f"-{column.name}" if direction == "asc" else column.name
    return pieces.Column(
        column.label,
        number=column.is_number,
        sort_url=_link(request, sap=wanted, trang=None) if sortable else "",
        sorted=direction,
    )


def _pages(request: HttpRequest, page: queries.Page) -> pieces.Pages | None:
    """Where we are in the list; None when it fits on one page."""
    if page.pages == 1:
        return None
    return pieces.Pages(
        page.number,
        page.pages,
        printed_number(page.first),
        printed_number(page.last),
        printed_number(page.found),
        previous_url=_link(request, trang=page.number - 1) if page.number > 1 else "",
        next_url=_link(request, trang=page.number + 1) if page.number < page.pages else "",
    )


def _related(listed: dict[str, Any]) -> pieces.Table:
    shown, total = len(listed["rows"]), listed["total"]
    note = _("Hiện %(shown)s trong %(total)s bản ghi.") % {"shown": shown, "total": printed_number(total)}
    return pieces.Table(
        caption=f"{listed['title']} ({printed_number(total)})",
        columns=tuple(pieces.Column(column.label, number=column.is_number) for column in listed["columns"]),
        rows=tuple(pieces.Row(tuple(pieces.Cell(text) for text in row)) for row in listed["rows"]),
        note=note if shown < total else "",
    )


def _story(told: tuple[queries.Told, ...]) -> list[dict[str, Any]]:
    return [{"tone": "open" if each.changes else "none", **each.__dict__} for each in told]


def _frame(register: type[Register], request: HttpRequest) -> dict[str, Any]:
    return {
        "register": register,
        "title": register.title,
        "singular": register.singular,
        "lead": register.lead,
        "list_url": _url(register, request, "list"),
        "new_url": (
            _url(register, request, "new")
            if register.form_class is not None and request.user.may(register.edit)
            else ""
        ),
        "import_url": _import_url(register, request),
    }


def _crumbs(
    register: type[Register], request: HttpRequest, label: str, editing: int | None = None
) -> tuple[pieces.Crumb, ...]:
    listed = pieces.Crumb(register.title, _url(register, request, "list"))
    short = label if len(label) <= 80 else f"{label[:79]}…"
    if editing is None:
        return listed, pieces.Crumb(short)
    return listed, pieces.Crumb(short, _url(register, request, "", editing)), pieces.Crumb(_("Sửa"))


def _import_url(register: type[Register], request: HttpRequest) -> str:
    if not register.import_name or not request.user.may(May.IMPORT_RECORDS):
        return ""
    try:
        return reverse("intake:upload", args=[register.import_name.replace("_", "-")])
    except NoReverseMatch:
        return ""


def _url(register: type[Register], request: HttpRequest, what: str, *args: int) -> str:
    return reverse(f"{_namespace(request)}{register.matter}{'_' if what else ''}{what}", args=args)


def _namespace(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"{match.namespace}:" if match is not None and match.namespace else ""


def _query(request: HttpRequest, **changes: Any) -> str:
    asked = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    text = urlencode([(name, value) for name, values in asked.lists() for value in values if value])
    return f"?{text}" if text else ""


def _link(request: HttpRequest, **changes: Any) -> str:
    return request.path + _query(request, **changes)


def _missing(register: type[Register], number: int) -> str:
    return _("Không có %(what)s số %(number)s.") % {"what": register.singular, "number": number}


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
