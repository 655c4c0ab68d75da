"""Situations for tests: a board, a procedure with its limit, and dossiers judged by the real clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from minhchung.dossiers import actions
from minhchung.dossiers.actions import Actor, Filing
from minhchung.dossiers.homes import Homes
from minhchung.dossiers.models import Dossier, Explanation, Pause, PauseKind, Posting
from minhchung.dossiers.search.near import learn
from minhchung.dossiers.search.words import search_words
from minhchung.ground.accounts.models import User
from minhchung.ground.intake.folding import fold
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.procedures.models import OwnDesk, Procedure, ProcedureCase, ProcedureVersion
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
    code, phone = more.pop("code", f"HS-{Dossier.objects.count():05d}"), more.pop("phone", "0900000123")
    tax_code = more.pop("tax_code", "")
    words = search_words(code=code, name=applicant, phone=phone, tax_code=tax_code)
    learn([words])
    dossier = Dossier.objects.create(
        code=code,
        search_words=words,
        applicant_tax_code=tax_code,
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
        applicant_phone=phone,
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


def at(text: str) -> datetime:
    """A moment from ISO text."""
    return datetime.fromisoformat(text)


def an_own_desk(**of_procedure: Any) -> ProcedureVersion:
    """A board that receives one procedure (5 working days) itself, with two rooms: "MC" the one-stop, "QLDN"."""
    board = a_board()
    version = a_procedure(board, **of_procedure)
    OwnDesk.objects.create(procedure=version.procedure, decision="QĐ 12/QĐ-BQL", since=date(2025, 7, 1))
    for code, kind in (("MC", "one_stop"), ("QLDN", "department")):
        unit = Unit.objects.create(code=code, kind=kind)
        UnitVersion.objects.create(unit=unit, name=code, parent=board, since=date(2010, 1, 1))
    return version


def an_actor(username: str = "lan", *, unit: str = "MC", approves: bool = False) -> Actor:
    """An official of a room, with an account."""
    user, _made = User.objects.get_or_create(
        username=username, defaults={"full_name": username, "role": "specialist"}
    )
    if not Posting.objects.filter(user=user).exists():
        Posting.objects.create(user=user, unit=Unit.objects.get(code=unit))
    return Actor(
        username=username,
        name=f"Nguyễn {username.capitalize()}",
        post="chuyên viên",
        user=user.pk,
        unit=Unit.objects.get(code=unit).pk,
        approves=approves,
    )


def posted_to_the_agency(user: User) -> User:
    """An official who sees the dossiers of his units, and whose unit is the whole agency."""
    home = Unit.objects.filter(is_home=True).first()
    if home is not None:
        Posting.objects.get_or_create(user=user, unit=home)
    return user


def a_filing(version: ProcedureVersion, **more: Any) -> Filing:
    """An enterprise files at the counter."""
    told = {
        "channel": "direct",
        "applicant_kind": "enterprise",
        "applicant_name": "Công ty TNHH Đông Á",
        **more,
    }
    return Filing(procedure=version.procedure_id, **told)


def received(version: ProcedureVersion, moment: str = "2026-04-06T09:00") -> Dossier:
    """A dossier accepted at the counter."""
    return actions.receive(filing=a_filing(version), by=an_actor(), at=at(moment))


def in_work(version: ProcedureVersion, moment: str = "2026-04-06T09:00") -> Dossier:
    """A dossier accepted at the counter and handed to the room that settles it."""
    found = received(version, moment)
    return actions.hand_on(
        dossier=found.pk, revision=1, to_unit=Unit.objects.get(code="QLDN").pk, by=an_actor(), at=at(moment)
    )
