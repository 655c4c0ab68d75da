"""The declaration of a plain screen.

    class PeopleRegister(Register):
        model, room, matter = Person, "staff", "person"
        title, singular = "Công chức, viên chức, người lao động", "người"
        columns = ("staff_no", "full_name", "unit__code", "kind")
        search = ("folded", "staff_no")
        form_class = PersonForm
        edit = May.EDIT_STAFF
        personal = ("birth_on",)
        save = staticmethod(actions.save_person)

    urlpatterns = [*PeopleRegister.urls("nguoi")]

gives the addresses ``nguoi/`` (person_list), ``nguoi/them/`` (person_new), ``nguoi/csv/`` (person_csv),
``nguoi/<id>/`` (person) and ``nguoi/<id>/sua/`` (person_edit).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.urls import URLPattern, path

from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.sights import seen
from minhchung.ground.registers import queries, web
from minhchung.ground.registers.columns import Column, annotated, fields_of, resolve
from minhchung.ground.trail.words import deed_name


class Register:
    """One table with its plain screens. Everything is declared on the class; it is never instantiated.

    Attributes:
        model, room, matter: the table, and how the trail and provenance name its records.
        title, singular: of the list ("Công chức, viên chức") and of one record ("công chức").
        lead: one sentence under the title of the list.
        columns: attribute paths, or (path, heading) pairs; a path may end in a property or method.
        named_by: the column whose cell is the link to the record, where that is not the first.
        search: columns that the search box looks through; a name that ends in "folded" is compared without marks.
        filters: choice, yes/no and foreign-key columns offered as drop-down lists above the list.
        order: default order of the list; newest first when empty.
        sort_keys: column to the column that sorts it, e.g. {"full_name": "sort_name"}.
        form_class: form of create and edit; None for a table that is only read.
        edit, read: permissions.
        personal: columns hidden from those who may not read personal data.
        save: the room's deed ``save(record, by=..., at=...)``; None for the plain deed of this package.
        have_come: days of the form that are those of something that has happened: one to come is refused.
        folds: searched column to the column it is folded from, filled by the plain deed.
        related: names of reverse relations listed on the detail page.
        import_name: kind of data under which files of this table are imported; empty when they are not.
        sought: whether its records are found by the search over everything; lines of another record are not.
        deed_names: names of the room's own deeds in words, for the story of a record.
        detail_template: a template that extends "registers/detail.html".
    """

    model: ClassVar[type[Model]]
    room: ClassVar[str]
    matter: ClassVar[str]
    title: ClassVar[str]
    singular: ClassVar[str]
    lead: ClassVar[str] = ""
    columns: ClassVar[tuple[str | tuple[str, str], ...]]
    named_by: ClassVar[str] = ""
    search: ClassVar[tuple[str, ...]] = ()
    filters: ClassVar[tuple[str, ...]] = ()
    order: ClassVar[tuple[str, ...]] = ()
    sort_keys: ClassVar[Mapping[str, str]] = {}
    form_class: ClassVar[type[ModelForm[Any]] | None] = None
    edit: ClassVar[May]
    read: ClassVar[May] = May.READ_RECORDS
    personal: ClassVar[tuple[str, ...]] = ()
    save: ClassVar[Callable[..., Any] | None] = None
    have_come: ClassVar[tuple[str, ...]] = ()
    folds: ClassVar[Mapping[str, str]] = {}
    related: ClassVar[tuple[str, ...]] = ()
    import_name: ClassVar[str] = ""
    sought: ClassVar[bool] = True
    deed_names: ClassVar[Mapping[str, Any]] = {}
    page_size: ClassVar[int] = 50
    list_template: ClassVar[str] = "registers/list.html"
    detail_template: ClassVar[str] = "registers/detail.html"
    form_template: ClassVar[str] = "registers/form.html"

    @classmethod
    def rows(cls) -> QuerySet[Any]:
        """Every row of the table; a room overrides it to leave some out or to annotate."""
        return cls.model._default_manager.all()

    @classmethod
    def rows_for(cls, user: Any) -> QuerySet[Any]:
        """The rows that one reader sees: all of them, but where the table or what it is about belongs to somebody."""
        mine = seen(cls.model._meta.label, user)
        return cls.rows() if mine is None else cls.rows().filter(pk__in=mine.values("pk"))

    @classmethod
    def matching(cls, rows: QuerySet[Any], text: str, names: Sequence[str]) -> QuerySet[Any]:
        """Of rows those that a text finds in these columns; a room with more to look through overrides it."""
        return queries.having_words(rows, text, names)

    @classmethod
    def beneath(cls, numbers: Sequence[int], text: str) -> Mapping[int, str]:
        """A quieter line under the name of records on a page that a text has found, by record: why it is among them."""
        del numbers, text
        return {}

    @classmethod
    def extra_for_list(cls, user: Any) -> dict[str, Any]:
        """What a room adds to the page of the list for one reader, as frozen values."""
        del user
        return {}

    @classmethod
    def extra(cls, record: Any) -> dict[str, Any]:
        """More for the detail page's template, as frozen values."""
        del record
        return {}

    @classmethod
    def extra_for(cls, record: Any, user: Any) -> dict[str, Any]:
        """What a room adds to the page of a record for one reader: what he may do with it."""
        return {}

    @classmethod
    def can_change(cls, record: Any) -> bool:
        """Whether a record as it stands may be edited at all; where its deed would refuse, no link offers it."""
        del record
        return True

    @staticmethod
    def of_table(model: type[Model]) -> type[Register] | None:
        """The register that shows the records of a table, once the addresses are read; None when not just one does."""
        found = [each for each in _KNOWN.values() if each.model is model]
        return found[0] if len(found) == 1 else None

    @classmethod
    def narrow(cls, form: Any, today: date) -> None:
        """Leave out of a form's choices what no longer is on a day."""
        del form, today

    @classmethod
    def urls(cls, prefix: str = "") -> list[URLPattern]:
        """The addresses of this table's screens under ``prefix`` ("" puts them at the room's root)."""
        _KNOWN[cls.room, cls.matter] = cls
        start = f"{prefix.strip('/')}/" if prefix else ""
        patterns = [
            path(start, web.listing(cls), name=f"{cls.matter}_list"),
            path(f"{start}csv/", web.download(cls), name=f"{cls.matter}_csv"),
            path(f"{start}<int:number>/", web.detail(cls), name=cls.matter),
        ]
        if cls.form_class is not None:
            patterns.append(path(f"{start}them/", web.create(cls), name=f"{cls.matter}_new"))
            patterns.append(path(f"{start}<int:number>/sua/", web.change(cls), name=f"{cls.matter}_edit"))
        return patterns

    @classmethod
    def column(cls, name: str, label: str = "") -> Column:
        """A column of this table by its path."""
        told = {"personal": cls.is_personal(name), "label": label, "sort": cls.sort_keys.get(name, "")}
        added = _annotations(cls).get(name)
        if added is not None:
            return annotated(name, added, **told)
        return resolve(cls.model, name, **told)

    @classmethod
    def is_personal(cls, name: str) -> bool:
        """Whether a column holds personal data."""
        return name in cls.personal or name.split("__")[0] in cls.personal

    @classmethod
    def list_columns(cls) -> tuple[Column, ...]:
        """The columns shown when nobody has chosen others."""
        return _list_columns(cls)

    @classmethod
    def all_columns(cls) -> tuple[Column, ...]:
        """Every column that can be chosen: those of the list, then the other fields of the table."""
        return _all_columns(cls)

    @classmethod
    def deed_name(cls, deed: str) -> str:
        """A deed in words."""
        return str(cls.deed_names[deed]) if deed in cls.deed_names else deed_name(deed)


#: The registers that have addresses, by room and matter.
_KNOWN: dict[tuple[str, str], type[Register]] = {}


def register_of(room: str, matter: str) -> type[Register] | None:
    """The register whose records the trail names so, once the addresses are read; None when there is none."""
    return _KNOWN.get((room, matter))


@cache
def _annotations(register: type[Register]) -> dict[str, Any]:
    """What each value that the query adds to a row yields; asked for every column, so put together once."""
    return {name: each.output_field for name, each in register.rows().query.annotations.items()}


@cache
def _list_columns(register: type[Register]) -> tuple[Column, ...]:
    pairs = [(each, "") if isinstance(each, str) else each for each in register.columns]
    return tuple(register.column(name, str(label)) for name, label in pairs)


@cache
def _all_columns(register: type[Register]) -> tuple[Column, ...]:
    listed = register.list_columns()
    known = {column.name for column in listed} | {column.name.split("__")[0] for column in listed}
    others = tuple(register.column(name) for name in fields_of(register.model) if name not in known)
    return listed + others
