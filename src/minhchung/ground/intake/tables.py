"""From clean rows to records: what is new, changed, unchanged or refused, and writing a chunk of them at once.

A room subclasses :class:`TableImporter` and says how a row becomes a record. Planning and writing of a chunk run
in one transaction under one lock, so two imports at once never double a record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import connection
from django.db.models import Model

from minhchung.ground import to_come, widths
from minhchung.ground.inserting import insert_new
from minhchung.ground.intake.columns import Field, Layout, Problem, Row
from minhchung.ground.intake.headings import Mapping
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail.actions import Deed

#: Key of the PostgreSQL advisory lock that lets one import chunk in at a time. SQLite's own write lock does the same.
_LOCK = 7_305_422


class BadRow(ValueError):
    """A row that cannot become a record; says which field is to blame and how to mend it, in Vietnamese."""

    def __init__(self, field_name: str, message: str) -> None:
        super().__init__(message)
        self.field_name = field_name
        self.message = message


@dataclass(slots=True)
class Plan:
    """What a row will do. ``number`` is that of the stored record, from the moment there is one; a record that the
    chunk itself has stored may have a number and no object."""

    row: Row
    outcome: Outcome
    values: dict[str, Any] = field(default_factory=dict)
    record: Model | None = None
    before: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    inserted: int | None = None
    #: An earlier row of the file has said the same.
    repeats: bool = False

    @property
    def is_new(self) -> bool:
        """Whether there is no record yet."""
        return self.outcome is Outcome.NEW

    @property
    def is_refused(self) -> bool:
        """Whether the row cannot become a record."""
        return self.outcome is Outcome.REFUSED

    @property
    def number(self) -> int | None:
        """The stored record's number."""
        return self.inserted if self.record is None else self.record.pk


class TableImporter:
    """Imports rows of one layout into one table.

    Subclasses set ``layout``, ``room``, ``matter``, ``model`` and ``key`` (the model attributes that identify a
    record) and write :meth:`convert`; they may override :meth:`prepare`, :meth:`load_chunk` and :meth:`after_write`.
    """

    layout: ClassVar[Layout]
    room: ClassVar[str]
    matter: ClassVar[str]
    model: ClassVar[type[Model]]
    key: ClassVar[tuple[str, ...]]
    #: Attributes that a re-import never compares or overwrites.
    kept: ClassVar[tuple[str, ...]] = ()
    #: Attributes that follow from the others: two rows that differ do not differ in these alone.
    reckoned: ClassVar[frozenset[str]] = frozenset()
    #: Attributes that say nothing of their own, and are left out of the trail.
    untold: ClassVar[frozenset[str]] = frozenset()
    #: What to do where two rows of a file that say the same may be two things; "" where they are always one.
    repeats_mean: ClassVar[str] = ""

    def __init__(self) -> None:
        #: Rows seen in this file: digest of the key -> (sheet, line, digest of the values). Digests, because a file
        #: may have a million rows; the values themselves are kept for the rows of the chunk in hand.
        self._seen: dict[bytes, tuple[str, int, bytes]] = {}
        self._in_hand: dict[bytes, dict[str, Any]] = {}
        self._orders: dict[tuple[str, ...], list[str]] = {}
        self._letters: dict[str, str] = {}
        self._absent: tuple[str, ...] = ()
        self._left_at: tuple[int, str] | None = None
        #: The day on which the file is read; without one no day is to come.
        self.today = date.max
        self._done_on = tuple(field for field in self.layout.fields if field.has_come)
        self.prepare()

    def prepare(self) -> None:
        """Load look-ups, before the first row and again when somebody else has changed records meanwhile."""

    def look_again(self, head: tuple[int, str]) -> None:
        """Load the look-ups anew unless the trail still ends where this importer left it.

        Called while nobody else may import; what was looked up before that may have been overtaken.
        """
        if head != self._left_at:
            self.prepare()

    def stand_on(self, today: date) -> None:
        """Learn what day it is, to refuse days to come of what has happened; who is not told refuses none."""
        self.today = today

    def leave(self, head: tuple[int, str]) -> None:
        """Remember where the trail ends after this importer's own chunk."""
        self._left_at = head

    def read_under(self, mapping: Mapping) -> None:
        """Learn under which letter each field stands, to name the cell of a refused row."""
        self._letters = {name: match.letter for name, match in mapping.columns.items()}
        self._absent = tuple(field.name for field in self.layout.fields if field.name not in mapping.columns)

    def convert(self, row: Row) -> dict[str, Any]:
        """Model attributes for a clean row.

        Raises:
            BadRow: the row cannot become a record.
        """
        raise NotImplementedError

    def load_chunk(self, rows: Sequence[Row]) -> None:
        """Load look-ups that depend on the rows of a chunk."""

    def merge(self, first: dict[str, Any], again: dict[str, Any]) -> bool:
        """Whether a second row for a record of the same file may be taken together with the first (it is then
        changed in place); by default two rows for one record agree or the second is refused."""
        return False

    def plan(self, rows: Sequence[Row]) -> list[Plan]:
        """Decide for each row; reads the database, writes nothing."""
        self.load_chunk(rows)
        self._in_hand = {}
        plans: list[Plan] = []
        clean: list[Plan] = []
        for row in rows:
            made = self._planned(row)
            plans.append(made)
            if made.outcome is not Outcome.REFUSED:
                clean.append(made)
        existing = self._existing([self._key_of(each.values) for each in clean])
        fresh: dict[tuple[Any, ...], Plan] = {}
        for each in clean:
            key = self._key_of(each.values)
            if key in fresh:
                self._join(fresh[key], each)
                continue
            fresh[key] = each
            self._compare(each, existing.get(key))
            if each.repeats and each.outcome is Outcome.NEW:
                each.outcome = Outcome.UNCHANGED  # a dry run has not written the earlier row
        return plans

    def rehearse(self, plans: Sequence[Plan], *, at: datetime) -> None:
        """In a dry run, find what only the writing itself would refuse; nothing may stay written."""

    def write(self, plans: Iterable[Plan], *, by: str, at: datetime) -> list[Deed]:
        """Write the new and changed records of a chunk; returns the deeds for the trail."""
        plans = list(plans)
        new = [each for each in plans if each.outcome is Outcome.NEW]
        changed = [each for each in plans if each.outcome is Outcome.CHANGED]
        given = [self.attributes(each.values) for each in new]
        for each, number in zip(new, insert_new(self.model, given), strict=True):
            each.inserted = number
        names: set[str] = set()
        for each in changed:
            for name in each.before:
                setattr(each.record, name, each.values[name])
            names.update(each.before)
        if changed and names:
            self.model._default_manager.bulk_update(
                [each.record for each in changed if each.record], sorted(names), batch_size=200
            )
        self.after_write(new, changed)
        deeds = [self._deed(each, after, by, at) for each, after in zip(new, given, strict=True)]
        return deeds + [self._deed(each, self.attributes(each.values), by, at) for each in changed]

    def attributes(self, values: dict[str, Any]) -> dict[str, Any]:
        """The part of :meth:`convert`'s result that belongs to the model itself (names beginning with "_" do not)."""
        return {name: value for name, value in values.items() if name[0] != "_"}

    def after_write(self, new: list[Plan], changed: list[Plan]) -> None:
        """Write what hangs on the records: children, explanations."""

    def after_run(self, written: Iterable[int], *, at: datetime) -> None:
        """Follow up on the records that a whole run has written, before it is called done.

        Called again when a run that was cut off is carried on: doing it twice must change nothing.
        """

    def children_differ(self, values: dict[str, Any], record: Model) -> dict[str, Any]:
        """Differences outside the record's own row, as {what: value before}; empty when there are none."""
        return {}

    def load_children(self, records: Sequence[Model]) -> None:
        """Load what :meth:`children_differ` compares, for the existing records of a chunk."""

    def _planned(self, row: Row) -> Plan:
        if not row.is_good:
            return Plan(row, Outcome.REFUSED, problems=list(row.problems))
        try:
            self._refuse_to_come(row)
            values = self.convert(row)
            for name, words in widths.too_large(self.model, values):
                raise BadRow(name, words)
        except BadRow as bad:
            return Plan(row, Outcome.REFUSED, problems=[*row.problems, self._problem(row, bad)])
        made = Plan(row, Outcome.UNCHANGED, values, problems=list(row.problems))
        key = _digest(self._key_of(values))
        if key not in self._seen:
            self._seen[key] = (row.sheet, row.line, self._digest_of(values))
            self._in_hand[key] = values
            return made
        sheet, line, known = self._seen[key]
        where = f"dòng {line}" if sheet == row.sheet else f"dòng {line} của trang tính “{sheet}”"
        first = self._in_hand.get(key)
        agrees = (
            known == self._digest_of(values)
            if first is None
            else first == values or self.merge(first, values)
        )
        if agrees:
            made.repeats = True
            if self.repeats_mean:
                told = BadRow(self.layout.key[0], f"giống hệt {where}, chỉ ghi một lần; {self.repeats_mean}")
                made.problems.append(replace(self._problem(row, told), serious=False))
            return made
        what = self._named(row)
        message = f"“{what}” đã có ở {where} với nội dung khác. Giữ lại một dòng đúng, xóa dòng kia."
        bad = BadRow(self.layout.key[0], message)
        return Plan(row, Outcome.REFUSED, problems=[*row.problems, self._problem(row, bad)])

    def _refuse_to_come(self, row: Row) -> None:
        for each in self._done_on:
            day = row.values.get(each.name)
            words = to_come.refusal_of(each.label, day, self.today) if day is not None else ""
            if words:
                raise BadRow(each.name, words)

    def _problem(self, row: Row, bad: BadRow) -> Problem:
        field_ = self.layout.by_name.get(bad.field_name)
        label = field_.label if field_ else ""
        raw = _as_written(field_, row.values.get(bad.field_name))
        return Problem(
            column=self._letters.get(bad.field_name, ""),
            field=label,
            message=bad.message,
            raw=raw,
            sheet=row.sheet,
            line=row.line,
        )

    def _named(self, row: Row) -> str:
        """The record of a row as its sheet names it."""
        told = ((self.layout.by_name[name], row.values.get(name)) for name in self.layout.key)
        return " · ".join(words for each, value in told if (words := _as_written(each, value)))

    def _key_of(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values[name] for name in self.key)

    def _existing(self, keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Model]:
        if not keys:
            return {}
        found = self.model._default_manager.filter(**{f"{self.key[0]}__in": {key[0] for key in keys}})
        wanted = set(keys)
        records = {}
        for record in found:
            key = tuple(getattr(record, name) for name in self.key)
            if key in wanted:
                records[key] = record
        self.load_children(list(records.values()))
        return records

    def _compare(self, plan: Plan, record: Model | None) -> None:
        if record is None:
            plan.outcome = Outcome.NEW
            return
        plan.record = record
        values = self.attributes(plan.values)
        plan.before = {
            name: getattr(record, name)
            for name, value in values.items()
            if name not in self.kept
            and not self._is_silent(name, value)
            and getattr(record, name) != value
            and not self.same(name, value, getattr(record, name))
        }
        hanging = self.children_differ(plan.values, record)
        plan.outcome = Outcome.CHANGED if plan.before or hanging else Outcome.UNCHANGED

    def same(self, name: str, value: Any, stored: Any) -> bool:
        """Whether a row says what is stored, though in another way; a room may know such ways."""
        del name, value, stored
        return False

    def _is_silent(self, name: str, value: Any) -> bool:
        """An empty value whose column the file does not have says nothing: what is stored stays."""
        return value in (None, "") and any(name in (absent, f"{absent}_id") for absent in self._absent)

    def _digest_of(self, values: dict[str, Any]) -> bytes:
        """What a row says; what is reckoned from it (``reckoned``, "_" names that are no lists) is left out."""
        names = tuple(values)
        order = self._orders.get(names)
        if order is None:
            order = self._orders[names] = sorted(set(names) - self.reckoned)
        return _digest([value for name in order if isinstance(value := values[name], list) or name[0] != "_"])

    def _join(self, first: Plan, again: Plan) -> None:
        again.outcome = Outcome.UNCHANGED
        again.record = first.record

    def _deed(self, plan: Plan, after: dict[str, Any], by: str, at: datetime) -> Deed:
        new = plan.outcome is Outcome.NEW
        details: dict[str, Any] = {"sheet": plan.row.sheet, "line": plan.row.line}
        if new:
            details["after"] = {
                name: value
                for name, value in after.items()
                if value is not None and value != "" and name not in self.untold
            }
        else:
            told = [name for name in plan.before if name not in self.untold]
            details["before"] = {name: plan.before[name] for name in told}
            details["after"] = {name: after[name] for name in told}
        return Deed(
            self.room, self.matter, plan.number, "import_new" if new else "import_changed", by, at, details
        )


def hold_imports() -> None:
    """Let one chunk in at a time, until the end of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _as_written(field_: Field | None, value: Any) -> str:
    """A value that was read, as people write it: words for a choice, days as 27/08/2026."""
    if value is None:
        return ""
    if field_ is not None and field_.kind == "choice":
        return next((str(each.label) for each in field_.listed if each.value == value), str(value))
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _digest(value: Any) -> bytes:
    return hashlib.blake2b(repr(value).encode(), digest_size=16).digest()
