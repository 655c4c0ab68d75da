"""Accounts with a second step, for tests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pyotp

from minhchung.ground.accounts import actions, second_step
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.queries import story_of

AT = datetime(2026, 8, 27, 8, 0)
PASSWORD = "bốn mùa xuân hạ 26"


def an_account(username: str = "an", role: Role = Role.FINANCE, **more: Any) -> User:
    return actions.create_user(
        username=username, full_name="Lê Thị An", role=role, password=PASSWORD, by="cài đặt", at=AT, **more
    )


def with_two_steps(user: User, at: datetime = AT) -> tuple[str, tuple[str, ...]]:
    """Its secret and its recovery codes; the code of the moment ``at`` is used up."""
    secret = pyotp.random_base32()
    return secret, second_step.set_up(user=user, secret=secret, code=pyotp.TOTP(secret).at(at), at=at)


def deeds_of(user: User) -> list[str]:
    return [line.deed for line in story_of("accounts", "user", user.pk)]


def now() -> datetime:
    return datetime.now().replace(microsecond=0)


def code_of(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)
