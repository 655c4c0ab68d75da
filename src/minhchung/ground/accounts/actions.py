"""Deeds about accounts: each writes the trail in its own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import GROUPED, May, Role, may
from minhchung.ground.trail.actions import Deed, write

ROOM = "accounts"
MATTER = "user"
#: What of an account the trail keeps, before and after a change.
_TOLD = ("username", "full_name", "email", "role", "is_active", "must_change_password")


class CannotChangeUser(ValueError):
    """The change would leave nobody to manage accounts, or lock out the person who makes it."""


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    role: Role | str,
    password: str,
    by: str,
    at: datetime,
    email: str = "",
    must_change_password: bool = False,
) -> User:
    """Open an account.

    Raises:
        ValidationError: the name is taken or malformed, the role is unknown, or the password is too weak.
    """
    user = User(
        username=User.normalize_username(username.strip()),
        full_name=full_name.strip(),
        role=str(role),
        email=email,
        must_change_password=must_change_password,
        date_joined=at,
    )
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    join_groups(user)
    write([_deed(user, "create", by, at, {"after": _told(user)})], recorded_at=at)
    return user


@transaction.atomic
def change_user(
    *, user: User, full_name: str, role: Role | str, email: str, is_active: bool, by: str, at: datetime
) -> User:
    """Change who an account is for and what it may do.

    Raises:
        CannotChangeUser: nobody would be left who may manage accounts.
    """
    stored = User.objects.select_for_update().get(pk=user.pk)
    before = _told(stored)
    stored.full_name, stored.role, stored.email, stored.is_active = (
        full_name.strip(),
        str(role),
        email,
        is_active,
    )
    after = _told(stored)
    if before == after:
        return stored
    if not stored.may(May.MANAGE_USERS) and not _other_managers(stored):
        raise CannotChangeUser(
            "Đây là tài khoản quản trị cuối cùng còn hoạt động. Hãy giao quyền quản trị cho một tài khoản khác trước."
        )
    stored.full_clean()
    stored.save(update_fields=["full_name", "role", "email", "is_active"])
    join_groups(stored)
    changed = [name for name in _TOLD if before[name] != after[name]]
    details = {
        "before": {name: before[name] for name in changed},
        "after": {name: after[name] for name in changed},
    }
    write([_deed(stored, "change", by, at, details)], recorded_at=at)
    return stored


@transaction.atomic
def give_password(*, user: User, password: str, by: str, at: datetime) -> None:
    """Set a first or forgotten password for somebody else; its owner must change it at the next sign-in.

    Raises:
        ValidationError: the password is too weak.
    """
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    write([_deed(user, "give_password", by, at)], recorded_at=at)


@transaction.atomic
def own_password_changed(*, user: User, at: datetime) -> None:
    """Note that the owner has changed the password himself."""
    if user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    write([_deed(user, "change_password", user.username, at)], recorded_at=at)


@transaction.atomic
def signed_in(*, user: User, address: str, at: datetime, second_step: str = "") -> None:
    """Note a sign-in, and by what its second step was passed."""
    details = {"address": address} | ({"second_step": second_step} if second_step else {})
    write([_deed(user, "sign_in", user.username, at, details)], recorded_at=at)


@transaction.atomic
def signed_out(*, user: User, at: datetime) -> None:
    """Note a sign-out."""
    write([_deed(user, "sign_out", user.username, at)], recorded_at=at)


@transaction.atomic
def sign_in_refused(*, username: str, address: str, at: datetime) -> None:
    """Note a refused sign-in of a known account.

    What was typed for an unknown name is not kept: people type passwords there by mistake.
    """
    # PostgreSQL takes a null character for an error, also in a question.
    user = User.objects.filter(username=username).first() if "\0" not in username else None
    if user is not None:
        write([_deed(user, "sign_in_refused", user.username, at, {"address": address})], recorded_at=at)


def join_groups(user: User) -> None:
    """Let an account belong to the groups that its role asks for, and to no other."""
    user.groups.set(Group.objects.filter(name__in=[str(each) for each in GROUPED if may(user.role, each)]))


@transaction.atomic
def lay_groups() -> None:
    """Make the groups that stand for permits, and let every account belong to those of its role; idempotent."""
    groups = {each: Group.objects.get_or_create(name=str(each))[0].pk for each in GROUPED}
    wanted = {
        (user, group)
        for user, role in User.objects.values_list("pk", "role")
        for each, group in groups.items()
        if may(role, each)
    }
    through = User.groups.through
    found = set(through.objects.values_list("user_id", "group_id"))
    through.objects.bulk_create(
        [through(user_id=user, group_id=group) for user, group in sorted(wanted - found)]
    )
    for user, group in found - wanted:
        through.objects.filter(user_id=user, group_id=group).delete()


def _other_managers(user: User) -> bool:
    others = User.objects.filter(is_active=True).exclude(pk=user.pk)
    return any(other.may(May.MANAGE_USERS) for other in others.only("role", "is_active"))


def _told(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in _TOLD}


def _deed(user: User, deed: str, by: str, at: datetime, details: dict[str, Any] | None = None) -> Deed:
    return Deed(ROOM, MATTER, user.pk, deed, by, at, details or {})
