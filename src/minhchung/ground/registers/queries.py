"""Questions behind the plain screens: pages of a list, one record, its story and where it came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, Q, QuerySet

from minhchung.ground.accounts.queries import full_names
from minhchung.ground.intake.folding import fold
from minhchung.ground.masking import masked
from minhchung.ground.registers.columns import EMPTY, HIDDEN, Column, capitalised, of_field, shown
from minhchung.ground.registers.notes import notes_of
from minhchung.ground.trail.queries import story_of
from minhchung.ground.written import has_word

if TYPE_CHECKING:
    from minhchung.ground.registers.register import Register

EXPORT_CHUNK = 2_000
USERNAME_LENGTH = 150


@dataclass(frozen=True)
class Ask:
    """What a visitor asks of a list: words, filters, order, page and columns."""

    text: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    page: int = 1
    columns: tuple[str, ...] = ()
    sees_personal: bool = False
    user: Any = None

    def rows(self, register: type[Register]) -> QuerySet[Any]:
        """The rows that the visitor sees at all; every row where nobody asks."""
        return register.rows() if self.user is None else register.rows_for(self.user)


@dataclass(frozen=True)
class Cell:
    """A value of a row, ready to print."""

    column: Column
    text: str
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A row of a list, frozen."""

    number: int
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Page:
    """A page of a list with true totals."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    total: int
    found: int
    number: int
    pages: int
    first: int
    last: int


@dataclass(frozen=True)
class Change:
    """A field before and after a deed, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One line of a record's story, in words."""

    deed: str
    by: str
    at: datetime
    recorded_at: datetime
    changes: tuple[Change, ...] = ()
    notes: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def chosen_columns(register: type[Register], ask: Ask) -> tuple[Column, ...]:
    """The columns that were asked for, or those of the declaration."""
    if not ask.columns:
        return register.list_columns()
    return (
        tuple(column for column in register.all_columns() if column.name in ask.columns)
        or register.list_columns()
    )


def found_rows(register: type[Register], ask: Ask) -> QuerySet[Any]:
    """The rows that match words and filters, in the order asked for."""
    rows = ask.rows(register)
    if ask.text:
        names = [name for name in register.search if ask.sees_personal or not register.is_personal(name)]
        rows = register.matching(rows, ask.text, names)
    for name, value in ask.filters:
        rows = rows.filter(**{name: value})
    return rows.order_by(*_order(register, ask)).select_related(*_joins(register))


def first_numbers(registers: Sequence[type[Register]], ask: Ask, most: int) -> list[list[int]]:
    """The numbers of the first rows that match in each register, asked of the database in one go."""
    parts: list[str] = []
    values: list[Any] = []
    for place, register in enumerate(registers):
        with suppress(EmptyResultSet):  # nobody could match: nothing to ask
            rows = found_rows(register, ask).values_list("pk", flat=True)[:most]
            sql, given = rows.query.sql_with_params()
            parts.append(f"SELECT {place}, ROW_NUMBER() OVER (), q.pk FROM ({sql}) AS q")  # noqa: S608 (Django's own)
            values += given
    found: list[list[int]] = [[] for _register in registers]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for place, _nth, number in sorted(cursor.fetchall()):
                found[place].append(number)
    return found


def having_words(rows: QuerySet[Any], text: str, names: Sequence[str]) -> QuerySet[Any]:
    """Rows that have every word in one of these columns; folded columns are compared without marks."""
    for word in text.split():
        either = Q()
        for name in names:
            either |= (
                Q(**{f"{name}__contains": fold(word)}) if name.endswith("folded") else has_word(name, word)
            )
        rows = rows.filter(either) if names else rows
    return rows


def page_of(register: type[Register], ask: Ask) -> Page:
    """One page; a page beyond the last is the last."""
    rows = found_rows(register, ask)
    found = rows.count()
    total = ask.rows(register).count() if ask.text or ask.filters else found
    size = register.page_size
    pages = max(1, -(-found // size))
    number = min(max(1, ask.page), pages)
    start = (number - 1) * size
    columns = chosen_columns(register, ask)
    lines = tuple(_line(record, columns, ask.sees_personal) for record in rows[start : start + size])
    return Page(lines, columns, total, found, number, pages, start + 1 if found else 0, start + len(lines))


def export_rows(register: type[Register], ask: Ask) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Headings and all found rows as plain values, streamed; personal columns left out for those without the right."""
    columns = tuple(c for c in chosen_columns(register, ask) if ask.sees_personal or not c.personal)
    rows = found_rows(register, ask).iterator(chunk_size=EXPORT_CHUNK)
    return tuple(c.label for c in columns), (tuple(c.plain(record) for c in columns) for record in rows)


def record(register: type[Register], number: int, user: Any, *, lock: bool = False) -> Model | None:
    """One record in a reader's sight, None when there is none; ``lock`` holds its row until the transaction ends."""
    if lock:
        register.model._default_manager.select_for_update().filter(pk=number).first()
    found: Model | None = register.rows_for(user).filter(pk=number).first()
    return found


def details(register: type[Register], found: Model, *, sees_personal: bool) -> tuple[Cell, ...]:
    """Every field of a record by its name in words; what a computed column says in words is not said as it is kept."""
    computed = [column for column in register.list_columns() if column.kind == "other"]
    said = {column.label for column in computed}
    plain = [register.column(each.name) for each in register.model._meta.concrete_fields if _is_seen(each)]
    plain = [column for column in plain if column.label not in said]
    return _signed(register, [_cell(found, column, sees_personal) for column in (*plain, *computed)])


def has_personal(register: type[Register], found: Model) -> bool:
    """Whether a record holds any personal data."""
    return any(register.column(name).shown(found) != EMPTY for name in register.personal)


def version_of(found: Model) -> str:
    """A mark that changes whenever any stored value of the row changes."""
    text = "\x1f".join(
        f"{f.attname}={_stored(getattr(found, f.attname))}" for f in found._meta.concrete_fields
    )
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def stored_values(found: Model) -> dict[str, Any]:
    """Every stored value by field name, as the trail keeps it."""
    return {
        f.name: _stored(getattr(found, f.attname)) for f in found._meta.concrete_fields if not f.primary_key
    }


def related_lists(register: type[Register], found: Model) -> list[dict[str, Any]]:
    """The records that hang on this one, at most a hundred each, with true totals."""
    lists = []
    for name in register.related:
        manager = getattr(found, name)
        model = manager.model
        back = manager.field.name
        fields = [each for each in model._meta.concrete_fields if _is_seen(each) and each.name != back]
        columns = [of_field(each, each.name) for each in fields]
        hanging = list(manager.all()[:100])
        rows = [tuple(column.shown(each) for column in columns) for each in hanging]
        lists.append(
            {
                "title": capitalised(str(model._meta.verbose_name_plural)),
                "columns": columns,
                "rows": rows,
                "register": register.of_table(model),
                "numbers": [each.pk for each in hanging],
                "total": manager.count(),
            }
        )
    return lists


def story(register: type[Register], number: int, *, sees_personal: bool) -> tuple[tuple[Told, ...], int]:
    """The record's story in words, oldest first, and how often its personal data was read."""
    lines = story_of(register.room, register.matter, number)
    told = tuple(_told(register, line, sees_personal) for line in lines if line.deed != "read_personal")
    return told, len(lines) - len(told)


def filter_choices(register: type[Register], name: str) -> tuple[str, list[tuple[str, str]]]:
    """Heading and choices of a filter: (stored value, words)."""
    column = register.column(name)
    if column.kind == "choice":
        return column.label, [
            (str(value), str(words)) for value, words in column.choices if value not in ("", None)
        ]
    if column.kind == "yes_no":
        return column.label, [("True", shown(True)), ("False", shown(False))]
    target = register.model._meta.get_field(name)
    if target.is_relation and target.related_model is not None:
        rows = target.related_model._default_manager.filter(
            pk__in=register.rows().order_by().values_list(name, flat=True).distinct()
        )
        return column.label, sorted(
            ((str(row.pk), _choice_name(row)) for row in rows), key=lambda pair: fold(pair[1])
        )
    values = register.rows().order_by(name).values_list(name, flat=True).distinct()
    return column.label, [
        (str(value), shown(value, plain_number=True)) for value in values if value not in (None, "")
    ]


def _choice_name(row: Any) -> str:
    """A record by the name under which it is chosen, where its table has one beside its plain name."""
    return str(row.choice_name()) if hasattr(row, "choice_name") else str(row)


def _line(found: Model, columns: tuple[Column, ...], sees_personal: bool) -> Line:
    return Line(int(found.pk), str(found), tuple(_cell(found, column, sees_personal) for column in columns))


def _cell(found: Model, column: Column, sees_personal: bool) -> Cell:
    text = column.shown(found)
    if column.personal and not sees_personal and text != EMPTY:
        return Cell(column, masked(column.name, text) if column.kind == "text" else HIDDEN, hidden=True)
    return Cell(column, text)


def _is_seen(each: Any) -> bool:
    return bool(each.editable) and not (each.primary_key and not each.is_relation)


def _order(register: type[Register], ask: Ask) -> tuple[str, ...]:
    sort = ask.sort
    names = {c.name: c for c in register.all_columns() if c.sort and (ask.sees_personal or not c.personal)}
    column = names.get(sort.removeprefix("-"))
    if column is None:
        return (*register.order, "-pk") if register.order else ("-pk",)
    sign = "-" if sort.startswith("-") else ""
    return f"{sign}{column.sort}", f"{sign}pk"


def _joins(register: type[Register]) -> tuple[str, ...]:
    keys = {f.name for f in register.model._meta.concrete_fields if f.is_relation}
    paths = {column.name.rpartition("__")[0] for column in register.list_columns()} - {""}
    return tuple(sorted(keys | {path for path in paths if path.split("__")[0] in keys}))


def _signed(register: type[Register], cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells that hold an account's name, by the person's name."""
    accounts = {
        each.name
        for each in register.model._meta.concrete_fields
        if each.name.endswith("_by") and each.max_length == USERNAME_LENGTH
    }
    if not accounts:
        return tuple(cells)
    names = full_names({cell.text for cell in cells if cell.column.name in accounts})
    return tuple(
        replace(cell, text=names.get(cell.text, cell.text)) if cell.column.name in accounts else cell
        for cell in cells
    )


def _told(register: type[Register], line: Any, sees_personal: bool) -> Told:
    before, after = line.details.get("before") or {}, line.details.get("after") or {}
    changes = tuple(
        Change(
            _label(register, name),
            words_of(register, name, before.get(name), sees_personal),
            words_of(register, name, after.get(name), sees_personal),
        )
        for name in dict.fromkeys((*before, *after))
        if not name.endswith("folded") and not name.startswith("sort_")
    )
    notes = notes_of(line.deed, line.details)
    return Told(register.deed_name(line.deed), line.by, line.at, line.recorded_at, changes, notes)


def _label(register: type[Register], name: str) -> str:
    try:
        return register.column(name.removesuffix("_id")).label
    except AttributeError:
        return name


def words_of(register: type[Register], name: str, value: Any, sees_personal: bool = True) -> str:
    """A stored value of a column in words; hidden from those who may not see it."""
    if value in (None, ""):
        return EMPTY
    if register.is_personal(name) and not sees_personal:
        return masked(name, str(value))
    try:
        column = register.column(name.removesuffix("_id"))
    except AttributeError:
        return shown(value)
    target = _target(register, column.name)
    if target is not None:
        return str(target._default_manager.filter(pk=value).first() or value)
    if isinstance(value, str) and column.kind in ("day", "moment"):
        try:
            read = datetime.fromisoformat(value.replace(" ", "T", 1))
        except ValueError:
            return value
        return shown(read if column.kind == "moment" else read.date())
    return shown(value, dict(column.choices), plain_number=column.plain_number)


def _target(register: type[Register], name: str) -> type[Model] | None:
    keys = {each.name: each for each in register.model._meta.concrete_fields if each.is_relation}
    return keys[name].related_model if name in keys else None


def _stored(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value
