"""Deeds on initiatives: propose, recognise by a decision or not with the reason, put to use."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.direction import moves
from minhchung.direction.actions.changing import ROOM, changed
from minhchung.direction.models import Initiative
from minhchung.direction.moves import InitiativeDeed
from minhchung.ground import to_come
from minhchung.ground.deeds.acting import Refusal
from minhchung.ground.intake.folding import fold
from minhchung.ground.registers.actions import save_record

INITIATIVE = "initiative"


@transaction.atomic
def save_initiative(record: Initiative, *, by: str, at: datetime) -> Initiative:
    """Propose an initiative, or correct how one is worded; its decision and days come by deeds of their own.

    Raises:
        Refusal: proposed on a day that has not come; the unit has an open proposal of that name.
    """
    if record.pk is None:
        moves.INITIATIVE.move("", InitiativeDeed.PROPOSE)
        if record.proposed_on is not None:
            to_come.refuse(_("Ngày"), record.proposed_on, at, Refusal, "proposed_on")
        same = Initiative.objects.filter(title_folded=fold(record.title), unit=record.unit)
        if same.filter(recognised_on__isnull=True, declined_on__isnull=True).exists():
            raise Refusal(
                _("Đơn vị này đã đề xuất sáng kiến cùng tên và đang chờ xem xét."), field_name="title"
            )
    save_record(record, room=ROOM, matter=INITIATIVE, by=by, at=at, folds={"title_folded": "title"})
    return record


@transaction.atomic
def recognise(*, initiative: int, decision: str, recognised_on: date, by: str, at: datetime) -> Initiative:
    """Recognise an initiative by a decision.

    Raises:
        Refusal: no such initiative, settled already, no decision, a day before it was proposed or that has not come.
    """
    found = _held(initiative, InitiativeDeed.RECOGNISE)
    said = _needed(decision, "decision", _("Ghi số, ký hiệu quyết định công nhận."))
    _check_day(recognised_on, found.proposed_on, at, "recognised_on")
    changes = {"decision": said[:200], "recognised_on": recognised_on}
    return changed(found, INITIATIVE, str(InitiativeDeed.RECOGNISE), changes, by=by, at=at)


@transaction.atomic
def decline(*, initiative: int, declined_on: date, reason: str, by: str, at: datetime) -> Initiative:
    """Do not recognise an initiative, and say why.

    Raises:
        Refusal: no such initiative, settled already, no reason, a day before it was proposed or that has not come.
    """
    found = _held(initiative, InitiativeDeed.DECLINE)
    said = _needed(reason, "reason", _("Ghi vì sao không công nhận."))
    _check_day(declined_on, found.proposed_on, at, "declined_on")
    changes = {"declined_on": declined_on, "declined_reason": said}
    return changed(found, INITIATIVE, str(InitiativeDeed.DECLINE), changes, by=by, at=at)


@transaction.atomic
def apply_initiative(
    *, initiative: int, applied_on: date, applied_in: str, by: str, at: datetime
) -> Initiative:
    """Put a recognised initiative to use: from which day, where.

    Raises:
        Refusal: no such initiative, not recognised, in use already, nowhere, a day before the decision or not come.
    """
    found = _held(initiative, InitiativeDeed.APPLY)
    said = _needed(applied_in, "applied_in", _("Ghi nơi áp dụng sáng kiến."))
    _check_day(applied_on, found.recognised_on, at, "applied_on")
    changes = {"applied_on": applied_on, "applied_in": said[:255]}
    return changed(found, INITIATIVE, str(InitiativeDeed.APPLY), changes, by=by, at=at)


def _held(number: int, deed: InitiativeDeed) -> Initiative:
    found = Initiative.objects.select_for_update().filter(pk=number).first()
    if found is None:
        raise Refusal(_("Không có sáng kiến này."))
    moves.INITIATIVE.move(found.state, deed)
    return found


def _needed(text: str, field_name: str, sentence: str) -> str:
    said = text.strip()
    if not said:
        raise Refusal(sentence, field_name=field_name)
    return said


def _check_day(day: date, least: date | None, at: datetime, field_name: str) -> None:
    to_come.refuse(_("Ngày"), day, at, Refusal, field_name)
    if least is not None and day < least:
        raise Refusal(
            _("Ngày %(day)s trước ngày %(least)s của bước trước.")
            % {"day": f"{day:%d/%m/%Y}", "least": f"{least:%d/%m/%Y}"},
            field_name=field_name,
        )
