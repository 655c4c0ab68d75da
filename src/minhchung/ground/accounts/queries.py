"""Questions about accounts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import PERMITS, May, Role
from minhchung.ground.intake.folding import fold


def users(text: str = "") -> QuerySet[User]:
    """Accounts, those in use first, by full name; with ``text`` those whose names have its words, marks or not."""
    found = User.objects.order_by("-is_active", "full_name", "username")
    if not text.strip():
        return found
    words = fold(text).split()
    named = [
        number
        for number, username, name in User.objects.values_list("pk", "username", "full_name")
        if all(word in fold(f"{username} {name}") for word in words)
    ]
    return found.filter(pk__in=named)


def user(number: int) -> User | None:
    """The account with that number."""
    return User.objects.filter(pk=number).first()


def account_named(username: str) -> User | None:
    """The account of that name; None for what has none, as the command line."""
    return User.objects.filter(username=username).first()


def full_names(usernames: Iterable[str]) -> dict[str, str]:
    """The people behind usernames, by username; those without an account are left out."""
    return dict(User.objects.filter(username__in=usernames).values_list("username", "full_name"))


def numbers_of(usernames: Iterable[str]) -> dict[str, int]:
    """The numbers of accounts, by username; those without an account are left out."""
    return dict(User.objects.filter(username__in=list(usernames)).values_list("username", "pk"))


def those_who_may(what: May) -> list[tuple[int, str]]:
    """Number and name of each account in use whose role allows something, by name."""
    roles = [str(role) for role, permitted in PERMITS.items() if what in permitted]
    found = User.objects.filter(is_active=True, role__in=roles).order_by("full_name", "username")
    return [(each.pk, str(each)) for each in found]


def mail_addresses(users: Iterable[int]) -> dict[int, tuple[str, str]]:
    """E-mail address and role of accounts in use that have one, by number."""
    rows = User.objects.filter(pk__in=set(users), is_active=True).exclude(email="")
    return {pk: (email, role) for pk, email, role in rows.values_list("pk", "email", "role")}


def others(user: int) -> list[tuple[int, str]]:
    """Number, name and role of every other account in use, by name."""
    found = User.objects.filter(is_active=True).exclude(pk=user).order_by("full_name", "username")
    return [(each.pk, f"{each} · {each.get_role_display()}") for each in found]


def permits(role: str) -> tuple[str, ...]:
    """What a role may do, as the names of :class:`May`; nothing for an unknown role."""
    return tuple(sorted(PERMITS[Role(role)])) if role in set(Role) else ()


def in_use(users: Iterable[int]) -> list[tuple[int, str]]:
    """Number and name of those of some accounts that are in use, by name."""
    found = User.objects.filter(pk__in=set(users), is_active=True).order_by("full_name", "username")
    return [(each.pk, str(each)) for each in found]


def all_names() -> list[tuple[int, str, str]]:
    """Number, username and full name of every account, in use or not."""
    return list(User.objects.order_by("pk").values_list("pk", "username", "full_name"))
