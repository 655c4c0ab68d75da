"""The story of a record of any kind, from the trail: who did what and when, each field before and after, in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist

from minhchung.config.access import TABLE
from minhchung.config.access.lines import Line, RowsOf
from minhchung.ground.accounts.queries import full_names
from minhchung.ground.accounts.sights import seen
from minhchung.ground.registers import queries
from minhchung.ground.registers.columns import capitalised, of_field, shown
from minhchung.ground.registers.notes import day_or_words, notes_of
from minhchung.ground.registers.queries import Change, Told
from minhchung.ground.registers.register import register_of
from minhchung.ground.trail.queries import story_of
from minhchung.ground.trail.words import deed_name, room_name

_LINES = {line.route: line for line in TABLE}


def line_of(room: str, matter: str) -> Line | None:
    """The line of the access table by which records of that kind are read.

    None where there is none, where records are for the named alone, and for what is confidential.
    """
    line = _LINES.get(f"{room}:{matter}")
    if line is None or line.get is None or list(line.rows) != ["number"]:
        return None
    if line.rows["number"].of is RowsOf.NAMED or (room, matter) in settings.CONFIDENTIAL_MATTERS:
        return None
    return line


def title_of(line: Line, number: int, user: Any) -> str | None:
    """What a record is called; None when there is none in the reader's sight."""
    room, _colon, matter = line.route.partition(":")
    register = register_of(room, matter)
    if register is not None:
        found = queries.record(register, number, user) if user.may(register.read) else None
        return None if found is None else str(found)
    table = line.rows["number"].table
    rows = seen(table, user)
    rows = apps.get_model(table)._default_manager.all() if rows is None else rows
    record = rows.filter(pk=number).first()
    return None if record is None else str(record)


def told(line: Line, number: int, *, sees_personal: bool) -> tuple[tuple[Told, ...], int]:
    """The lines of a record's story, oldest first, and how often its personal data was read.

    Of a kind that declares no personal columns the fields are told to those alone who may read personal data.
    """
    room, _colon, matter = line.route.partition(":")
    register = register_of(room, matter)
    if register is not None:
        return queries.story(register, number, sees_personal=sees_personal)
    model = apps.get_model(line.rows["number"].table)
    lines = [each for each in story_of(room, matter, number) if each.deed != "read_personal"]
    readings = len(story_of(room, matter, number)) - len(lines)
    names = full_names({each.by for each in lines})
    return tuple(
        Told(
            deed_name(each.deed),
            names.get(each.by, each.by),
            each.at,
            each.recorded_at,
            _changes(model, each.details) if sees_personal else (),
            notes_of(each.deed, each.details) if sees_personal else (),
        )
        for each in lines
    ), readings


def _changes(model: Any, details: Mapping[str, Any]) -> tuple[Change, ...]:
    before, after = details.get("before") or {}, details.get("after") or {}
    if not isinstance(before, dict) or not isinstance(after, dict):
        return ()
    return tuple(
        Change(*_words(model, name, before.get(name), after.get(name)))
        for name in dict.fromkeys((*before, *after))
        if not name.endswith("folded") and before.get(name) != after.get(name)
    )


def _words(model: Any, name: str, before: Any, after: Any) -> tuple[str, str, str]:
    try:
        column = of_field(model._meta.get_field(name.removesuffix("_id")), name)
    except FieldDoesNotExist:
        return capitalised(name.replace("_", " ")), _plain(before), _plain(after)
    choices = dict(column.choices)
    return column.label, _said(before, choices), _said(after, choices)


def _said(value: Any, choices: dict[Any, str]) -> str:
    """A stored value in words; a day that is kept as 2026-08-27 as days are written."""
    return (day_or_words(value) if value not in choices else "") or shown(value, choices)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else shown(value)


def kind_words(line: Line) -> str:
    """What kind of record it is: its room, and its register's word for one."""
    room, _colon, matter = line.route.partition(":")
    register = register_of(room, matter)
    return f"{room_name(room)} · {register.singular}" if register is not None else room_name(room)
