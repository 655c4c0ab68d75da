"""Deeds on one's own lists: columns chosen, filters kept under a name, shared with the unit, made the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.dossiers.actions.acting import Actor, Refusal
from minhchung.dossiers.models import ListSetup, SavedList
from minhchung.ground.trail import actions as trail


class NoSuchList(Refusal):
    """There is no such saved list, or it is somebody else's."""


@transaction.atomic
def choose_columns(*, columns: Sequence[str], by: Actor, at: datetime) -> None:
    """Keep which columns an official sees, in their order; none gives him the usual ones back."""
    if columns:
        ListSetup.objects.update_or_create(user_id=by.user, defaults={"columns": " ".join(columns)})
    else:
        ListSetup.objects.filter(user_id=by.user).delete()
    _tell(None, "choose_columns", by, at, columns=list(columns))


@transaction.atomic
def save_list(*, name: str, conditions: str, shared: bool, first: bool, by: Actor, at: datetime) -> SavedList:
    """Keep a filter under a name; the same name again replaces what was kept.

    Raises:
        Refusal: no name, or shared by somebody who belongs to no unit.
    """
    name = " ".join(name.split())
    if not name:
        raise Refusal("Hãy đặt tên cho bộ lọc.", field_name="name")
    if shared and by.unit is None:
        raise Refusal(
            "Chưa khai báo đơn vị nơi ông/bà làm việc nên chưa dùng chung được.", field_name="shared"
        )
    if first:
        SavedList.objects.filter(owner=by.user, is_first=True).update(is_first=False)
    kept, _made = SavedList.objects.update_or_create(
        owner_id=by.user,
        name=name,
        defaults={
            "conditions": conditions,
            "shared_with_id": by.unit if shared else None,
            "is_first": first,
        },
    )
    _tell(kept.pk, "save_list", by, at, name=name, conditions=conditions, shared=shared, first=first)
    return kept


@transaction.atomic
def make_first(*, saved: int, first: bool, by: Actor, at: datetime) -> None:
    """Make a saved list the page that the list opens with, or no longer.

    Raises:
        NoSuchList: it is not his.
    """
    kept = _own(saved, by)
    SavedList.objects.filter(owner=by.user, is_first=True).update(is_first=False)
    if first:
        SavedList.objects.filter(pk=kept.pk).update(is_first=True)
    _tell(kept.pk, "save_list", by, at, name=kept.name, first=first)


@transaction.atomic
def forget_list(*, saved: int, by: Actor, at: datetime) -> None:
    """Take a saved list away; colleagues lose it too.

    Raises:
        NoSuchList: it is not his.
    """
    kept = _own(saved, by)
    _tell(kept.pk, "forget_list", by, at, name=kept.name, conditions=kept.conditions)
    kept.delete()


@transaction.atomic
def note_export(*, kind: str, columns: Sequence[str], rows: int, query: str, by: Actor, at: datetime) -> None:
    """Somebody took a list without personal data out of the system."""
    _tell(None, "export_list", by, at, kind=kind, columns=list(columns), rows=rows, query=query)


def _own(saved: int, by: Actor) -> SavedList:
    kept = SavedList.objects.select_for_update().filter(pk=saved, owner=by.user).first()
    if kept is None:
        raise NoSuchList("Bộ lọc này không có, hoặc là của người khác.")
    return kept


def _tell(record: int | None, deed: str, by: Actor, at: datetime, **details: Any) -> None:
    trail.write_one(
        trail.Deed("dossiers", "saved_list", record, deed, by.username, at, details), recorded_at=at
    )
