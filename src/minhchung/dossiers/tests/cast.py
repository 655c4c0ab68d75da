"""Situations for tests: a board, a procedure with its limit, and dossiers judged by the real clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Explanation, Pause, PauseKind
from minhchung.ground.intake.folding import fold
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.procedures.models import Procedure, ProcedureCase, ProcedureVersion
from minhchung.rules.lifecycle import State

Waits = Sequence[tuple[datetime, datetime | None]]


def a_board() -> Unit:
    """The agency that uses the system, since 2010."""
    unit = Unit.objects.create(code="X77.15", kind="agency", is_home=True)
    UnitVersion.objects.create(unit=unit, name="Ban Quản lý", since=date(2010, 1, 1))
    return unit


def a_procedure(
    board: Unit,
    *,
    key: str = "1.000105",
    name: str = "Cấp giấy phép lao động",
    field: str = "Lao động",
    online_level: str = "full",
    limit: int | None = 5,
    unit: str = "working-day",
) -> ProcedureVersion:
    """A procedure in force since 2012 with one case."""
    procedure = Procedure.objects.create(key=key, national_code=key, settled_by=board)
    version = ProcedureVersion.objects.create(
        procedure=procedure, name=name, name_folded=fold(name), field=field, online_level=online_level,
        since=date(2012, 1, 1),
    )  # fmt: skip
    ProcedureCase.objects.create(
        version=version,
        committed_limit=limit,
        committed_unit=unit if limit else "",
        legal_limit=limit,
        legal_unit=unit if limit else "",
    )
    return version


def a_dossier(
    version: ProcedureVersion,
    accepted_at: datetime | None,
    *,
    ended_at: datetime | None = None,
    state: State | None = None,
    channel: str = "direct",
    waits: Waits = (),
    extended: tuple[datetime, datetime] | None = None,
    limit: int | None = 5,
    unit: str = "working-day",
    **more: Any,
) -> Dossier:
    """A dossier whose promise and verdict are reckoned by the clock of its board."""
    board = version.procedure.settled_by
    judged = (
        Homes()
        .workshop_of(board)
        .judge(
            accepted_at=accepted_at,
            limit=limit,
            unit=unit if limit else "",
            promised_at=more.pop("promised_at", None),
            pauses=list(waits),
            extended_at=extended[0] if extended else None,
            extended_until_at=extended[1] if extended else None,
            ended_at=ended_at,
        )
    )
    applicant = more.pop("applicant_name", "Công ty TNHH Đông Á")
    dossier = Dossier.objects.create(
        code=more.pop("code", f"HS-{Dossier.objects.count():05d}"),
        source="test",
        procedure=version.procedure,
        version=version,
        field=version.field,
        online_level=version.online_level,
        channel=channel,
        filed_with=board,
        settled_by=board,
        applicant_name=applicant,
        applicant_folded=fold(applicant),
        applicant_phone="0900000123",
        limit=limit,
        limit_unit=unit if limit else "",
        filed_at=more.pop("filed_at", accepted_at),
        accepted_at=accepted_at,
        extended_at=extended[0] if extended else None,
        extended_until_at=extended[1] if extended else None,
        ended_at=ended_at,
        state=str(state or _state(accepted_at, ended_at, waits)),
        supplements=len(waits),
        **judged.columns(),
        **more,
    )
    for since, until in waits:
        Pause.objects.create(dossier=dossier, kind=PauseKind.SUPPLEMENT, from_at=since, until_at=until)
    Explanation.objects.create(dossier=dossier, steps=judged.explanation(), rules=judged.rules)
    return dossier


def _state(accepted_at: datetime | None, ended_at: datetime | None, waits: Waits) -> State:
    if accepted_at is None:
        return State.REGISTERED
    if ended_at is not None:
        return State.FINISHED
    if waits and waits[-1][1] is None:
        return State.SUPPLEMENT_ASKED
    return State.IN_PROGRESS
