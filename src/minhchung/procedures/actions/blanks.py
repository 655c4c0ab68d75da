"""Deeds on blank forms: attach one to a component, take it away, carry it over, let it follow its paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from minhchung.ground.files import queries as files
from minhchung.ground.registers.actions import save_record
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.procedures.actions.versions import ROOM
from minhchung.procedures.blanks import MOST_BYTES, TYPES
from minhchung.procedures.models import BlankForm, Component
from minhchung.procedures.queries import name_key

COMPONENT = "component"
_TOLD = ("name", "size", "digest")


class CannotAttachForm(ValueError):
    """The file may not be a blank form of that component; says why in Vietnamese."""


@transaction.atomic
def attach_form(*, component: int, file: int, by: str, at: datetime) -> BlankForm:
    """Let a kept file be the blank form of a component, in place of the one before.

    Raises:
        CannotAttachForm: no such component or file, a kind that is not filled in, too large.
    """
    row = Component.objects.select_for_update().filter(pk=component).first()
    kept = files.kept_file(file)
    if row is None or kept is None:
        raise CannotAttachForm("Không có thành phần hồ sơ này, hoặc không có tệp này.")
    if kept.content_type not in TYPES:
        raise CannotAttachForm(
            f"Tệp “{kept.name}” không phải loại dùng làm mẫu đơn, tờ khai. Các loại được nhận: Word (docx, doc), "
            "OpenDocument (odt, ods), PDF, Excel (xlsx, xls)."
        )
    if kept.size > MOST_BYTES:
        raise CannotAttachForm(
            f"Tệp “{kept.name}” vượt {MOST_BYTES // 1024**2} MB, mức lớn nhất cho một mẫu đơn."
        )
    former = BlankForm.objects.filter(component=row).first()
    if former is not None and former.digest == kept.digest and former.name == kept.name:
        return former
    after = {"name": kept.name, "size": kept.size, "digest": kept.digest}
    details: dict[str, Any] = {"after": after}
    if former is not None:
        details["before"] = _told(former)
        former.delete()
    made = BlankForm.objects.create(
        component=row, file=kept, content_type=kept.content_type, attached_at=at, attached_by=by, **after
    )
    deed = "replace_form" if former is not None else "attach_form"
    trail.write([Deed(ROOM, COMPONENT, row.pk, deed, by, at, details)], recorded_at=at)
    return made


@transaction.atomic
def drop_form(*, component: int, by: str, at: datetime) -> bool:
    """Take the blank form of a component away; whether there was one. The kept file stays, nobody finds it any more."""
    found = BlankForm.objects.select_for_update().filter(component=component).first()
    if found is None:
        return False
    trail.write([_dropped(found, by, at)], recorded_at=at)
    found.delete()
    return True


@transaction.atomic
def save_component(record: Component, *, by: str, at: datetime) -> Component:
    """Keep a component that a person filled in; a new one gets the form of its equal in the version before."""
    is_new = record.pk is None
    save_record(record, room=ROOM, matter=COMPONENT, by=by, at=at)
    if is_new:
        trail.write(carry_forms([record.pk], by=by, at=at), recorded_at=at)
    return record


def carry_forms(components: Collection[int], *, by: str, at: datetime) -> list[Deed]:
    """Give new components the blank forms of their equals (case, name, form) in the procedure's version before.

    The version before is the latest earlier one that has such a component: where its form was taken away none comes.
    The deeds are for the trail of the caller, in whose transaction this runs.
    """
    if not components or not BlankForm.objects.exists():
        return []
    fresh = list(
        Component.objects.filter(pk__in=components, blanks=None).select_related("version").order_by("pk")
    )
    procedures = {each.version.procedure_id for each in fresh}
    others = list(
        Component.objects.filter(version__procedure__in=procedures)
        .select_related("version")
        .order_by("version__since")
    )
    forms = {each.component_id: each for each in BlankForm.objects.filter(component__in=others)}
    deeds = []
    for each in fresh:
        equals = [
            other
            for other in others
            if other.version.procedure_id == each.version.procedure_id
            and other.version.since < each.version.since
            and _asks(other) == _asks(each)
        ]
        form = forms.get(equals[-1].pk) if equals else None
        if form is not None:
            _put(form, each.pk, by, at)
            details = {"after": _told(form), "from": form.component_id}
            deeds.append(Deed(ROOM, COMPONENT, each.pk, "carry_form", by, at, details))
    return deeds


@dataclass(frozen=True)
class _Held:
    form: BlankForm
    version: int
    paper: tuple[int, str, str]
    asked: str


def forms_by_paper(versions: Iterable[int]) -> tuple[_Held, ...]:
    """The blank forms of versions with the papers that they belong to now, for :func:`keep_forms`."""
    found = BlankForm.objects.filter(component__version__in=set(versions)).select_related("component")
    return tuple(
        _Held(each, each.component.version_id, _paper(each.component), name_key(each.component.form))
        for each in found.order_by("pk")
    )


def keep_forms(before: Collection[_Held], *, by: str, at: datetime) -> list[Deed]:
    """After papers have been renumbered or renamed: each form goes to where its paper stands now.

    A paper is known by its name in its case. One that bears another name now and still names the same form was
    corrected, and keeps it; otherwise another paper stands in its place, and the form is taken away.
    The deeds are for the trail of the caller, in whose transaction this runs.
    """
    rows = {each.pk: each for each in Component.objects.filter(version__in={each.version for each in before})}
    places = {_paper(each): each.pk for each in rows.values()}
    here = {held.form.pk: rows[held.form.component_id] for held in before}
    gone = [held for held in before if _paper(here[held.form.pk]) != held.paper]
    claimed = {held.form.component_id for held in before} - {held.form.component_id for held in gone}
    deeds: list[Deed] = []
    moves: list[tuple[BlankForm, int | None]] = []
    left: list[_Held] = []
    for held in gone:
        there = places.get(held.paper)
        if there is None or there in claimed:
            left.append(held)
        else:
            claimed.add(there)
            moves.append((held.form, there))
    for held in left:
        if held.form.component_id in claimed or name_key(here[held.form.pk].form) != held.asked:
            deeds.append(_dropped(held.form, by, at))
            moves.append((held.form, None))
    BlankForm.objects.filter(pk__in=[form.pk for form, _there in moves]).delete()
    for form, there in moves:
        if there is not None:
            _put(form, there, by, at)
            details = {"after": _told(form), "from": form.component_id}
            deeds.append(Deed(ROOM, COMPONENT, there, "carry_form", by, at, details))
    return deeds


def _paper(component: Component) -> tuple[int, str, str]:
    """By what a paper is known among those of its version."""
    return component.version_id, component.case, name_key(component.name)


def _asks(component: Component) -> tuple[str, str, str]:
    """What makes two components of different versions equal."""
    return name_key(component.case), name_key(component.name), name_key(component.form)


def _put(form: BlankForm, component: int, by: str, at: datetime) -> None:
    BlankForm.objects.create(
        component_id=component,
        file_id=form.file_id,
        content_type=form.content_type,
        attached_at=at,
        attached_by=by,
        **_told(form),
    )


def _dropped(form: BlankForm, by: str, at: datetime) -> Deed:
    return Deed(ROOM, COMPONENT, form.component_id, "drop_form", by, at, {"before": _told(form)})


def _told(form: BlankForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in _TOLD}
