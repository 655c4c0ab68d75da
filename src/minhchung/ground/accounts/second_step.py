"""Deeds about the second step of signing in: a code of six digits from an application on one's own telephone.

The arithmetic is RFC 6238's, by pyotp. The secret lies sealed; of recovery codes only digests are kept: each has 80
random bits, so a slow digest would add nothing. A code counts once: the step of time that it belongs to is noted with
the account, and no code of that step or an earlier one passes again. Every try is counted before it is looked at.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

import pyotp
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from minhchung.ground.accounts.models import RecoveryCode, SecondStep, User
from minhchung.ground.accounts.policy import asks_two_steps
from minhchung.ground.knocks.actions import Gate, give_back, knock
from minhchung.ground.sealed.value import CannotOpen, Sealed, seal
from minhchung.ground.trail.actions import Deed, write

_LOG = logging.getLogger("minhchung.accounts")
ROOM, MATTER = "accounts", "user"
ISSUER = "Minh Chứng"
#: So many wrong codes or passwords in so long a time, then nobody's are looked at until it is over.
MOST_TRIES, SPAN = 8, timedelta(minutes=15)
#: How many recovery codes there are, and of how many signs each is; no sign that looks like another one.
CODES, SIGNS = 10, 16
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#: A telephone's clock may be wrong by so many steps of half a minute.
_DRIFT = 1
_OFFER = "accounts.second_step_offer"


class NotPassed(ValueError):
    """The code or the password does not pass; says why in words."""


class CannotReset(ValueError):
    """A second step cannot be taken away so; says why in words."""


@dataclass(frozen=True)
class State:
    """Where an account stands.

    Attributes:
        since: when its second step was set up; None when it has none.
        codes_left: recovery codes that are not used.
        asked: whether its role may do something that asks for two steps.
    """

    since: datetime | None
    codes_left: int
    asked: bool


def state_of(user: User) -> State:
    """Where an account stands."""
    step = SecondStep.objects.filter(user=user).first()
    left = RecoveryCode.objects.filter(step=step, used_at=None).count() if step is not None else 0
    return State(step.set_up_at if step else None, left, asks_two_steps(user.role))


def offer() -> str:
    """A fresh secret under seal, to lie in the session until the first code proves that a telephone has it."""
    return seal(pyotp.random_base32(), _OFFER).token


def opened_offer(token: str) -> str:
    """The secret in an offer.

    Raises:
        CannotOpen: it is none of ours.
    """
    return Sealed(token, _OFFER).open()


def address_of(secret: str, user: User) -> str:
    """What the telephone reads from the picture: an ``otpauth:`` address."""
    return pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)


def prove_password(*, user: User, password: str, at: datetime, source: str = "") -> None:
    """Ask the owner's password again.

    Raises:
        NotPassed: it is another one.
        TooOften: too many wrong ones.
    """
    gates = _gates(user)
    knock(gates, at=at, source=source)
    if not user.check_password(password):
        _refused(user, "password", source, at)
        raise NotPassed(_("Mật khẩu chưa đúng."))
    give_back(gates)


def set_up(*, user: User, secret: str, code: str, at: datetime, source: str = "") -> tuple[str, ...]:
    """Let the account sign in by two steps from now on, in place of what it had; its other sessions end.

    Returns:
        The recovery codes; they can be read nowhere again.

    Raises:
        NotPassed: the code is not of this secret.
        TooOften: too many wrong ones.
    """
    gates = _gates(user)
    knock(gates, at=at, source=source)
    counter = _counter(secret, code, at, after=0)
    if counter is None:
        raise NotPassed(_wrong())
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=user.pk)
        again = SecondStep.objects.filter(user=stored).delete()[0] > 0
        step = SecondStep.objects.create(user=stored, secret=secret, set_up_at=at, last_counter=counter)
        codes = _fresh_codes(step)
        _mark(stored, uuid.uuid4())
        write([_deed(stored, "set_up_second_step", stored.username, at, {"again": again})], recorded_at=at)
    user.second_step = stored.second_step
    give_back(gates)
    return codes


def try_code(*, user: User, code: str, at: datetime, source: str = "") -> str:
    """Look at the code of somebody who has given his password; it counts once.

    Returns:
        By what he passed: "app", or "recovery_code".

    Raises:
        NotPassed: it is wrong or was used before.
        TooOften: too many wrong ones; not even the right one passes.
    """
    gates = _gates(user)
    knock(gates, at=at, source=source)
    step = SecondStep.objects.filter(user=user).first()
    if step is None:
        raise NotPassed(_wrong())
    typed = _plain(code)
    if len(typed) == SIGNS:
        by, refusal = _by_recovery_code(step, user, typed, at), _spent()
    else:
        by, refusal = _by_app(step, typed, at), _wrong()
        if not by and _counter(_secret(step), typed, at, after=0) is not None:
            refusal = _used()
    if not by:
        _refused(user, "code", source, at)
        raise NotPassed(refusal)
    give_back(gates)
    return by


def _by_app(step: SecondStep, typed: str, at: datetime) -> str:
    counter = _counter(_secret(step), typed, at, after=step.last_counter)
    if counter is None:
        return ""
    # One statement, so that of two tries at the same instant only one passes.
    passed = SecondStep.objects.filter(pk=step.pk, last_counter__lt=counter).update(last_counter=counter)
    return "app" if passed else ""


@transaction.atomic
def _by_recovery_code(step: SecondStep, user: User, typed: str, at: datetime) -> str:
    rows = RecoveryCode.objects.filter(step=step, digest=_digest(typed), used_at=None)
    if not rows.update(used_at=at):
        return ""
    left = RecoveryCode.objects.filter(step=step, used_at=None).count()
    write([_deed(user, "use_recovery_code", user.username, at, {"left": left})], recorded_at=at)
    return "recovery_code"


@transaction.atomic
def new_codes(*, user: User, at: datetime) -> tuple[str, ...]:
    """Fresh recovery codes in place of all that were; they can be read nowhere again.

    Raises:
        CannotReset: the account has no second step.
    """
    step = SecondStep.objects.filter(user=user).first()
    if step is None:
        raise CannotReset(_none())
    codes = _fresh_codes(step)
    write([_deed(user, "new_recovery_codes", user.username, at)], recorded_at=at)
    return codes


@transaction.atomic
def drop(*, user: User, at: datetime) -> None:
    """The owner does without a second step from now on.

    Raises:
        CannotReset: he has none, or his role must have one.
    """
    if asks_two_steps(user.role) and settings.SECOND_STEP_DEMANDED:
        raise CannotReset(
            _("Vai trò %(role)s phải đăng nhập hai bước, không tắt được.") % {"role": user.get_role_display()}
        )
    _take_away(user)
    write([_deed(user, "drop_second_step", user.username, at)], recorded_at=at)


@transaction.atomic
def reset(*, user: User, reason: str, by: str, at: datetime) -> None:
    """Take away the second step of somebody who lost his telephone and his codes; his sessions end.

    Raises:
        CannotReset: there is none, no reason is given, or it is one's own.
    """
    if by == user.username:
        raise CannotReset(
            _("Không tự bỏ bước hai của mình ở đây: hãy nhờ một tài khoản khác có quyền quản lý tài khoản.")
        )
    if not reason.strip():
        raise CannotReset(_("Hãy ghi lý do."))
    _take_away(user)
    write([_deed(user, "reset_second_step", by, at, {"reason": reason.strip()})], recorded_at=at)


def _take_away(user: User) -> None:
    stored = User.objects.select_for_update().get(pk=user.pk)
    if stored.second_step is None:
        raise CannotReset(_none())
    SecondStep.objects.filter(user=stored).delete()
    _mark(stored, None)
    user.second_step = None


def _mark(user: User, mark: uuid.UUID | None) -> None:
    user.second_step = mark
    user.save(update_fields=["second_step"])


def _fresh_codes(step: SecondStep) -> tuple[str, ...]:
    RecoveryCode.objects.filter(step=step).delete()
    codes = ["".join(secrets.choice(_ALPHABET) for _sign in range(SIGNS)) for _code in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(step=step, digest=_digest(code)) for code in codes])
    return tuple("-".join(code[part : part + 4] for part in range(0, SIGNS, 4)) for code in codes)


def _counter(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The step of time later than ``after`` that a code belongs to; None when it belongs to none about now."""
    app, typed = pyotp.TOTP(secret), _plain(code)
    now = app.timecode(at)
    for counter in range(now - _DRIFT, now + _DRIFT + 1):
        if counter > after and compare_digest(app.generate_otp(counter).encode(), typed.encode()):
            return counter
    return None


def _secret(step: SecondStep) -> str:
    sealed: Any = step.secret
    try:
        return str(sealed.open())
    except CannotOpen as cannot:
        _LOG.exception("Bước hai của tài khoản %s", step.user_id)
        raise NotPassed(
            _("Hệ thống không mở được khóa của ứng dụng mã. Hãy dùng một mã dự phòng và báo người quản trị.")
        ) from cannot


def _plain(code: str) -> str:
    """A code without the spaces and dashes between its groups."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def _digest(code: str) -> str:
    return hashlib.sha256(f"minhchung.recovery_code.{code}".encode()).hexdigest()


def _gates(user: User) -> tuple[Gate, ...]:
    return (Gate("tai-khoan/hai-buoc", str(user.pk), MOST_TRIES, SPAN),)


@transaction.atomic
def _refused(user: User, what: str, source: str, at: datetime) -> None:
    details = {"what": what, "address": source}
    write([_deed(user, "second_step_refused", user.username, at, details)], recorded_at=at)


def _deed(user: User, deed: str, by: str, at: datetime, details: dict[str, object] | None = None) -> Deed:
    return Deed(ROOM, MATTER, user.pk, deed, by, at, details or {})


def _wrong() -> str:
    return _(
        "Mã chưa đúng. Hãy xem mã đang hiện trong ứng dụng, và đồng hồ điện thoại có chạy đúng giờ không."
    )


def _used() -> str:
    return _("Mã này đã dùng rồi. Hãy chờ ứng dụng hiện mã mới, nhiều nhất 30 giây.")


def _spent() -> str:
    return _("Mã dự phòng này chưa đúng hoặc đã dùng rồi. Mỗi mã dự phòng chỉ dùng được một lần.")


def _none() -> str:
    return _("Tài khoản này chưa có bước hai.")
