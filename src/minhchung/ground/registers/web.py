"""The doors of a plain screen: translate the request, make one call, translate back."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import BaseForm, DateField, DateTimeField, Textarea
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.ground import to_come
from minhchung.ground.accounts.access import View, require
from minhchung.ground.accounts.policy import May, may_import
from minhchung.ground.intake.queries import provenance_of
from minhchung.ground.registers import actions, queries, shown
from minhchung.ground.registers.export import csv_lines
from minhchung.ground.registers.queries import Ask

if TYPE_CHECKING:
    from minhchung.ground.registers.register import Register

VERSION_FIELD = "_version"
#: A list of more columns than this scrolls inside its own frame.
WIDE_FROM = 6


def listing(register: type[Register]) -> View:
    """The list: search, filters, order, columns, pages."""

    @require(register.read)
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        ask = _ask(register, request)
        page = queries.page_of(register, ask)
        open_filters = _open_filters(register, sees_personal=ask.sees_personal)
        context = {
            **_frame(register, request),
            "text": ask.text,
            "sort": ask.sort,
            "searchable": bool(register.search),
            "filters": [_filter(register, ask, name) for name in open_filters],
            "is_narrowed": bool(ask.text or ask.filters),
            "choosable": [(column, column in page.columns) for column in register.all_columns()],
            "columns_chosen": ask.columns,
            "table": shown.list_table(register, request, ask, page),
            "is_wide": len(page.columns) > WIDE_FROM,
            "pages": shown.pages_of(request, page),
            "csv_url": shown.url_of(register, request, "csv") + shown.query(request, trang=None),
            "nothing_yet": page.total == 0,
            **register.extra_for_list(request.user),
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
        record = queries.record(register, number, request.user)
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
            "crumbs": shown.crumbs(register, request, str(record)),
            "cells": queries.details(register, record, sees_personal=sees_personal),
            "has_hidden": not sees_personal and bool(register.personal),
            "related": [
                shown.related_table(each, request.user) for each in queries.related_lists(register, record)
            ],
            "story": shown.story_lines(story),
            "readings": readings,
            "provenance": shown.sources(provenance_of(register.matter, number)),
            "edit_url": (
                shown.url_of(register, request, "edit", number)
                if register.form_class is not None
                and request.user.may(register.edit)
                and register.can_change(record)
                else ""
            ),
            **register.extra(record),  # noqa: S610 (a room's own words for its page, no query)
            **register.extra_for(record, request.user),
        }
        return render(request, register.detail_template, context)

    return view


def create(register: type[Register]) -> View:
    """A new record."""

    @require(register.edit)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponseBase:
        assert register.form_class is not None
        form = _prepared(register, register.form_class(*_sent(request), initial=request.GET.dict()))
        if request.method == "POST":
            with transaction.atomic():
                if form.is_valid() and _saved(register, request, form):
                    return redirect(shown.url_of(register, request, "", form.instance.pk))
        context = {
            **_frame(register, request),
            "form": form,
            "heading": _("Thêm %(what)s") % {"what": register.singular},
            "crumbs": shown.crumbs(register, request, _("Thêm")),
            "cancel_url": shown.url_of(register, request, "list"),
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
            record = queries.record(register, number, request.user, lock=request.method == "POST")
            if record is None:
                raise Http404(_missing(register, number))
            title, version = str(record), queries.version_of(record)
            before = queries.stored_values(record)
            form = _prepared(register, register.form_class(*_sent(request), instance=record))
            if not request.user.may(May.READ_PERSONAL):
                for name in register.personal:
                    form.fields.pop(name, None)
            changed_meanwhile = request.method == "POST" and request.POST.get(VERSION_FIELD) != version
            if request.method == "POST" and not changed_meanwhile and form.is_valid():
                if queries.stored_values(record) == before and not form.has_changed():
                    messages.info(request, _("Không có gì thay đổi."))
                    return redirect(shown.url_of(register, request, "", number))
                if _saved(register, request, form):
                    return redirect(shown.url_of(register, request, "", number))
        context = {
            **_frame(register, request),
            "form": form,
            "heading": _("Sửa: %(title)s") % {"title": title},
            "crumbs": shown.crumbs(register, request, title, number),
            "version_field": VERSION_FIELD,
            "version": version,
            "conflict": _conflict(register, form, before) if changed_meanwhile else (),
            "changed_meanwhile": changed_meanwhile,
            "last_change": _last_change(register, number) if changed_meanwhile else None,
            "cancel_url": shown.url_of(register, request, "", number),
        }
        return render(
            request, register.form_template, context, status=409 if changed_meanwhile else _status(form)
        )

    return view


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    """Data and files of a form that was sent, even an empty one; nothing when the page is only opened."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _prepared(register: type[Register], form: Any) -> Any:
    """Let the room narrow what is offered today; say how days and moments are written where it has not said it."""
    today = _now().date()
    register.narrow(form, today)
    for name, field in form.fields.items():
        if name in register.have_come:
            field.validators = [*field.validators, partial(_refuse_to_come, str(field.label), today)]
        if isinstance(field, DateTimeField):
            field.help_text = field.help_text or _("Ngày và giờ, ví dụ: 27/08/2026 14:05")
        elif isinstance(field, DateField):
            field.help_text = field.help_text or _("Ngày/tháng/năm, ví dụ: 27/08/2026")
        if isinstance(field, DateField | DateTimeField):
            field.widget.attrs.setdefault("autocomplete", "off")
        if isinstance(field.widget, Textarea):
            field.widget.attrs["rows"] = 3
    return form


def _refuse_to_come(what: str, today: date, day: date) -> None:
    words = to_come.refusal_of(what, day, today)
    if words:
        raise ValidationError(words)


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
        _refuse(form, refused)
        return False
    except IntegrityError:
        form.add_error(None, _("Bản ghi này trùng với một bản ghi vừa có. Hãy kiểm tra lại mã, số hiệu."))
        return False
    except ValueError as refused:
        name = getattr(refused, "field_name", "")
        form.add_error(name if name in form.fields else None, str(refused))
        return False
    messages.success(request, _("Đã lưu: %(title)s") % {"title": record})
    return True


def _refuse(form: Any, refused: ValidationError) -> None:
    """Put what a deed refused beside the fields it is about."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


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
    sees_personal = request.user.may(May.READ_PERSONAL)
    offered = {column.name for column in register.all_columns()}
    filters = tuple(
        (name, request.GET[name])
        for name in _open_filters(register, sees_personal=sees_personal)
        if request.GET.get(name) and _is_choice(register, name, request.GET[name])
    )
    return Ask(
        text=" ".join(request.GET.get("q", "").split())[:200],
        filters=filters,
        sort=request.GET.get("sap", ""),
        page=int(page) if page.isdecimal() and len(page) < 10 else 1,
        columns=tuple(name for name in request.GET.getlist("cot") if name in offered),
        sees_personal=sees_personal,
        user=request.user,
    )


def _is_choice(register: type[Register], name: str, value: str) -> bool:
    return any(value == stored for stored, _words in queries.filter_choices(register, name)[1])


def _open_filters(register: type[Register], *, sees_personal: bool) -> list[str]:
    """Filters by personal columns are for those who may read them: a narrowed list tells what it hides."""
    return [name for name in register.filters if sees_personal or not register.is_personal(name)]


def _filter(register: type[Register], ask: Ask, name: str) -> dict[str, Any]:
    label, choices = queries.filter_choices(register, name)
    return {"name": name, "label": label, "choices": choices, "value": dict(ask.filters).get(name, "")}


def _frame(register: type[Register], request: HttpRequest) -> dict[str, Any]:
    return {
        "register": register,
        "title": register.title,
        "singular": register.singular,
        "lead": register.lead,
        "list_url": shown.url_of(register, request, "list"),
        "new_url": (
            shown.url_of(register, request, "new")
            if register.form_class is not None and request.user.may(register.edit)
            else ""
        ),
        "import_url": _import_url(register, request),
    }


def _import_url(register: type[Register], request: HttpRequest) -> str:
    if not register.import_name or not may_import(request.user.role, register.room):
        return ""
    try:
        return reverse("intake:upload", args=[register.import_name.replace("_", "-")])
    except NoReverseMatch:
        return ""


def _missing(register: type[Register], number: int) -> str:
    return _("Không có %(what)s số %(number)s.") % {"what": register.singular, "number": number}


def _status(form: BaseForm) -> int:
    return 422 if form.is_bound and form.errors else 200


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
