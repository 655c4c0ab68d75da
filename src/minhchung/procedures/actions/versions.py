"""Deeds on procedures: put a version in force (which closes the former one), correct one, end one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from minhchung.ground.intake.folding import fold
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.actions import Deed
from minhchung.procedures.models import OwnDesk, Procedure, ProcedureCase, ProcedureVersion

ROOM = "procedures"
MATTER = "procedure_version"


class CannotChangeVersion(ValueError):
    """The version may not be changed that way; says why in Vietnamese."""


@dataclass(frozen=True)
class Identity:
    """Which procedure a version belongs to; ``settled_by`` is the id of the unit that settles it."""

    key: str
    national_code: str
    local_suffix: str
    settled_by: int


@dataclass(frozen=True, order=True)
class Case:
    """A case or channel with its limits and fee, as in the table of cases."""

    name: str = ""
    channel: str = ""
    legal_limit: int | None = None
    legal_unit: str = ""
    committed_limit: int | None = None
    committed_unit: str = ""
    fee: str = ""


@transaction.atomic
def put_in_force(
    *, identity: Identity, values: dict[str, Any], cases: Sequence[Case], by: str, at: datetime
) -> ProcedureVersion:
    """Put a new version of a procedure in force and close the one before it.

    Args:
        identity: the procedure; it is entered when it is new.
        values: attributes of the version: name, field, since, until and so on.
        cases: at least one case; a procedure without cases gets a single one without limits.
        by: who does it.
        at: when.

    Raises:
        CannotChangeVersion: there is a version from that very day, or the version ends before it begins.
    """
    version, deeds = open_version(identity=identity, values=values, cases=cases, by=by, at=at)
    trail.write(deeds, recorded_at=at)
    return version


def open_version(
    *, identity: Identity, values: dict[str, Any], cases: Sequence[Case], by: str, at: datetime
) -> tuple[ProcedureVersion, list[Deed]]:
    """The same without writing the trail: for callers that write many deeds at once, in one transaction."""
    since, until = values["since"], values.get("until")
    procedure, _ = Procedure.objects.get_or_create(
        key=identity.key,
        defaults={
            "national_code": identity.national_code,
            "local_suffix": identity.local_suffix,
            "settled_by_id": identity.settled_by,
        },
    )
    versions = ProcedureVersion.objects.filter(procedure=procedure)
    if versions.filter(since=since).exists():
        raise CannotChangeVersion(f"Thủ tục {procedure.key} đã có phiên bản hiệu lực từ {since:%d/%m/%Y}.")
    later = versions.filter(since__gt=since).order_by("since").first()
    if later is not None and (until is None or until > later.since):
        until = later.since
    if until is not None and until <= since:
        raise CannotChangeVersion(
            f"Phiên bản của thủ tục {procedure.key} hết hiệu lực ({until:%d/%m/%Y}) "
            f"không muộn hơn ngày bắt đầu ({since:%d/%m/%Y})."
        )
    deeds = []
    for former in versions.filter(Q(until__isnull=True) | Q(until__gt=since), since__lt=since):
        deeds.append(
            Deed(
                ROOM,
                MATTER,
                former.pk,
                "close",
                by,
                at,
                {"before": {"until": former.until}, "after": {"until": since}},
            )
        )
        former.until = since
        former.save(update_fields=["until"])
    version = ProcedureVersion(**{**values, "until": until}, procedure=procedure)
    version.name_folded = fold(version.name)
    version.save()
    ProcedureCase.objects.bulk_create(
        [ProcedureCase(version=version, **asdict(case)) for case in cases or (Case(),)]
    )
    told = {name: value for name, value in values.items() if value not in (None, "")}
    details = {"procedure": procedure.key, "after": told, "cases": [asdict(case) for case in cases]}
    deeds.append(Deed(ROOM, MATTER, version.pk, "put_in_force", by, at, details))
    return version, deeds


@transaction.atomic
def correct(
    *,
    version: ProcedureVersion,
    values: dict[str, Any],
    cases: Sequence[Case] | None = None,
    by: str,
    at: datetime,
) -> ProcedureVersion:
    """Correct what was entered of a version: its attributes and, when given, all its cases.

    Raises:
        CannotChangeVersion: it would overlap another version of the procedure.
    """
    # What was handed in may be stale or half-changed by a refused deed: the stored row is what is corrected.
    version = ProcedureVersion.objects.select_for_update().get(pk=version.pk)
    before = {
        name: getattr(version, name) for name, value in values.items() if getattr(version, name) != value
    }
    for name in before:
        setattr(version, name, values[name])
    version.name_folded = fold(version.name)
    _refuse_overlap(version)
    version.save()
    details: dict[str, Any] = {"before": before, "after": {name: values[name] for name in before}}
    if cases is not None:
        was, now = cases_of(version), sorted(cases)
        if was != now:
            details["cases_before"] = [asdict(each) for each in was]
            details["cases"] = [asdict(each) for each in now]
            ProcedureCase.objects.filter(version=version).delete()
            ProcedureCase.objects.bulk_create(
                [ProcedureCase(version=version, **asdict(each)) for each in now]
            )
    if before or "cases" in details:
        trail.write([Deed(ROOM, MATTER, version.pk, "correct", by, at, details)], recorded_at=at)
    return version


@transaction.atomic
def post(*, version: ProcedureVersion, place: str, on: date, by: str, at: datetime) -> ProcedureVersion:
    """Record that a version was posted: ``place`` is national, counter or web.

    Raises:
        CannotChangeVersion: no such place.
    """
    name = f"posted_{place}_on"
    if place not in {"national", "counter", "web"}:
        raise CannotChangeVersion(f"Không có nơi công khai “{place}”: dùng national, counter hoặc web.")
    return correct(version=version, values={name: on}, by=by, at=at)


def cases_of(version: ProcedureVersion) -> list[Case]:
    """The cases of a version, sorted by name and channel."""
    return sorted(
        Case(
            each.name,
            each.channel,
            each.legal_limit,
            each.legal_unit,
            each.committed_limit,
            each.committed_unit,
            each.fee,
        )
        for each in ProcedureCase.objects.filter(version=version)
    )


def _refuse_overlap(version: ProcedureVersion) -> None:
    others = ProcedureVersion.objects.filter(procedure=version.procedure_id).exclude(pk=version.pk)
    others = others.filter(Q(until__isnull=True) | Q(until__gt=version.since))
    if version.until is not None:
        others = others.filter(since__lt=version.until)
    clash = others.order_by("since").first()
    if clash is not None:
        raise CannotChangeVersion(
            f"Trùng thời gian với phiên bản hiệu lực từ {clash.since:%d/%m/%Y}. Sửa ngày của một trong hai phiên bản."
        )


@transaction.atomic
def save_version(record: ProcedureVersion, *, by: str, at: datetime) -> ProcedureVersion:
    """Keep a version that a person filled in: a new one closes the one before it, an old one is corrected.

    Raises:
        CannotChangeVersion: it would overlap another version of the procedure.
    """
    names = [
        each.name for each in ProcedureVersion._meta.concrete_fields if each.editable and not each.primary_key
    ]
    values = {name: getattr(record, name) for name in names if name != "procedure"}
    if record.pk is not None:
        stored = ProcedureVersion.objects.get(pk=record.pk)
        return correct(version=stored, values=values, by=by, at=at)
    procedure = record.procedure
    identity = Identity(
        procedure.key, procedure.national_code, procedure.local_suffix, procedure.settled_by_id
    )
    version = put_in_force(identity=identity, values=values, cases=(), by=by, at=at)
    record.pk = version.pk
    return version


@transaction.atomic
def open_desk(*, procedure: int, decision: str, since: date, by: str, at: datetime) -> OwnDesk:
    """Let the agency receive a procedure at its own desk from a day on; one that is open stays as it is."""
    found = OwnDesk.objects.filter(procedure=procedure, until__isnull=True).first()
    if found is not None:
        return found
    opened = OwnDesk.objects.create(procedure_id=procedure, decision=decision, since=since)
    details = {"after": {"procedure": procedure, "decision": decision, "since": since.isoformat()}}
    trail.write_one(Deed(ROOM, "own_desk", opened.pk, "create", by, at, details), recorded_at=at)
    return opened
