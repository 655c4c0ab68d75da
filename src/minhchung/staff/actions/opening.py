"""What is a person's own: the account he signs in with, what lies under seal and who opened it why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.ground.deeds.acting import Actor, Refusal
from minhchung.ground.trail import actions as trail
from minhchung.staff.actions.keeping import PERSON, ROOM, save_person
from minhchung.staff.models import Person


@transaction.atomic
def open_sealed(*, person: int, reason: str, by: Actor, at: datetime) -> dict[str, str]:
    """A person's identity number and home, once, for a reason that is kept.

    Raises:
        Refusal: no reason, no such person.
    """
    if not reason.strip():
        raise Refusal(_("Phải nêu lý do xem; lý do được ghi vào nhật ký."), field_name="reason")
    record: Any = Person.objects.filter(pk=person).first()
    if record is None:
        raise Refusal(_("Không có người này."))
    details = {"fields": ["identity", "home"], "reason": reason.strip()}
    trail.write_one(
        trail.Deed(ROOM, PERSON, record.pk, "open_sealed", by.username, at, details), recorded_at=at
    )
    return {"identity": record.identity.open(), "home": record.home.open()}


def give_account(*, person: int, account: int, by: str, at: datetime) -> Person:
    """Say with which account a person signs in: his work is counted by it, and he sees what is judged of him.

    Raises:
        Refusal: no such person, or the account is another person's.
    """
    record = Person.objects.filter(pk=person).first()
    if record is None:
        raise Refusal(_("Không có người này."))
    other = Person.objects.filter(account=account).exclude(pk=person).first()
    if other is not None:
        raise Refusal(
            _("Tài khoản này đã gắn với %(name)s.") % {"name": other.full_name}, field_name="account"
        )
    record.account_id = account
    return save_person(record, by=by, at=at)


def keep_sealed(*, person: int, identity: str, home: str, by: str, at: datetime) -> Person:
    """Put a person's identity number and home under seal; an empty text leaves what is there.

    Raises:
        Refusal: no such person.
    """
    record = Person.objects.filter(pk=person).first()
    if record is None:
        raise Refusal(_("Không có người này."))
    for name, text in (("identity", identity), ("home", home)):
        if text:
            setattr(record, name, text)
    return save_person(record, by=by, at=at)
