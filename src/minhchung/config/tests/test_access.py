"""Every address, every method, every role, every kind of row: answered exactly as the access table says.

The doors are asked directly, with pages not drawn and everything done taken back, so that all of it takes seconds.
What must not pass must not write: during a refused request no statement changes a row.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.template.backends.django import Template
from django.test import RequestFactory
from django.urls import URLResolver, get_resolver, resolve, reverse, set_urlconf

from minhchung.config.access import TABLE, TREES, Line
from minhchung.config.access.lines import Rows, RowsOf, Who
from minhchung.config.access.web import Guard
from minhchung.config.tests.access_rows import (
    BY_NAME,
    BY_TOKEN,
    CLOSED,
    FOREIGN,
    FOREIGN_CLOSED,
    GONE,
    GONE_BY_NAME,
    OWN,
    Stage,
)
from minhchung.ground.accounts.policy import Reach, Role, reach_of

HOW = (
    "Add a line to src/minhchung/config/access (desk.py for dossiers, rooms.py for registers and the ground, house.py "
    "for the rest):\n    Line({route!r}, _(\"what one does there, in Vietnamese\"), get=READ, "
    "post=those(May.EDIT_...), rows={rows}, sample={{...an example of every other part of the address...}})\n"
    "A plain register takes one line of register(...). Whose rows it is about is said by Rows(table, RowsOf.ALL | "
    "SCOPE | NAMED, under=\"the field that names the parent before it\"). If the table's rows cannot be made from "
    "their columns alone, teach config/tests/access_rows.py (GIVEN, MAKERS)."
)  # fmt: skip
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def addresses(resolver: Any, space: str = "", start: str = "") -> Iterator[tuple[str, str]]:
    """Name and pattern of every address there is."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, inner, f"{start}{pattern.pattern}")
        else:
            yield f"{space}{pattern.name}", f"{start}{pattern.pattern}"


def in_tree(pattern: str) -> bool:
    return any(tree.holds(pattern) for tree in TREES)


ADDRESSES = dict(addresses(get_resolver()))
LINES = {line.route: line for line in TABLE}


def test_every_address_has_one_line_and_every_line_an_address():
    names = [name for name, pattern in addresses(get_resolver()) if not in_tree(pattern)]
    assert len(names) == len(set(names)), "two addresses bear one name, or one bears none"
    missing = [
        f"{name} ({pattern})\n" + HOW.format(route=name, rows='{"number": Rows("app.Model")}')
        for name, pattern in ADDRESSES.items()
        if name not in LINES and not in_tree(pattern)
    ]
    assert not missing, "addresses without a line in the access table:\n\n" + "\n\n".join(missing)
    gone = sorted(set(LINES) - set(ADDRESSES))
    assert not gone, f"lines of the access table whose address is no more; take them out: {gone}"
    assert len(LINES) == len(TABLE), "two lines of the access table are about one address"


class House:
    """The doors, asked one by one; whatever one does is taken back."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.factory, self.guard = stage, RequestFactory(), Guard(lambda _request: HttpResponse())
        self.looked_for_session = False

    def answer(
        self, method: str, path: str, user: Any, urlconf: str | None = None, session: Mapping[str, Any] = {}
    ) -> tuple[str, list[str]]:
        """What an address answers, in one word, and the statements by which it would have changed a row."""
        request = getattr(self.factory, method.lower())(path)
        request.user = user
        request.session, request._dont_enforce_csrf_checks = SessionStore(), True
        if session:
            request.session.update(session)
        request._messages = CookieStorage(request)
        set_urlconf(urlconf)
        found = resolve(path)
        request.resolver_match, self.looked_for_session = found, False
        written: list[str] = []
        with undone(), connection.execute_wrapper(_noting(written)):
            try:
                response = self.guard.process_view(request, found.func, found.args, found.kwargs)
                if response is None:
                    response = found.func(request, *found.args, **found.kwargs)
            except PermissionDenied:
                return "forbidden", written
            except Http404:
                return "not there", written
            finally:
                set_urlconf(None)
        self.looked_for_session = request.session.accessed
        if response.status_code == 302 and "/dang-nhap/" in response.url:
            return "sign in", written
        if response.status_code == 302 and response.url.startswith(reverse("accounts:set_up_second_step")):
            return "second step", written
        words = {403: "forbidden", 404: "not there", 405: "no such method"}
        return words.get(response.status_code, "passed"), written


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _noting(written: list[str]) -> Any:
    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(_WRITES):
            written.append(sql)
        return execute(sql, params, many, context)

    return wrapper


def expected(line: Line, method: str, role: Role | None, row: str) -> set[str]:
    """The answers that the table allows."""
    doors = {"GET": line.get, "HEAD": line.get, "POST": line.post, "PATCH": line.patch, "DELETE": line.delete}
    who = doors.get(method)
    passes = [each for each in (line.get, line.post) if each is not None and may_pass(each, role)]
    if who is None:
        # Nobody is answered; who may not come in at all may be sent away before it is said.
        refusals = {"no such method"}
        if len(passes) < len([each for each in (line.get, line.post) if each is not None]) or row != OWN:
            refusals |= {"sign in"} if role is None else {"forbidden", "not there"}
        return refusals
    if not may_pass(who, role):
        return {"sign in"} if role is None else {"forbidden", *_hidden(line, role, row)}
    return _hidden(line, role, row) or {"passed"}


def may_pass(who: Who, role: Role | None) -> bool:
    return not who.signed_in if role is None else who.test(str(role))


def _hidden(line: Line, role: Role | None, row: str) -> set[str]:
    """ "not there" where a row is not for somebody who may pass the door."""
    kinds = [each.of for each in line.rows.values()]
    foreign = row in (FOREIGN, FOREIGN_CLOSED)
    hidden = (
        row in ("deleted", "another one's child")
        or (foreign and any(_for_the_named(each, role) for each in line.rows.values()))
        or (
            foreign
            and RowsOf.SCOPE in kinds
            and role is not None
            and reach_of(role) in (Reach.OWN, Reach.UNIT)
        )
    )
    return {"not there"} if hidden else set()


def _for_the_named(rows: Rows, role: Role | None) -> bool:
    """Whether a row on which one is not named is not for this role."""
    return rows.of is RowsOf.NAMED and not (
        rows.besides is not None and role and rows.besides.test(str(role))
    )


def kinds_of_row(line: Line) -> tuple[str, ...]:
    if not line.rows:
        return (OWN,)
    kinds = [OWN, "deleted"]
    if any(each.of != RowsOf.ALL for each in line.rows.values()):
        kinds += [FOREIGN, CLOSED, FOREIGN_CLOSED]
    if any(each.under for each in line.rows.values()):
        kinds.append("another one's child")
    return tuple(kinds)


def methods_for(line: Line, row: str) -> tuple[str, ...]:
    """Every method on one's own row and on another's; elsewhere every one that somebody may use on that address.

    What no door answers to is refused before it looks at the row, as those two show.
    """
    if row in (OWN, FOREIGN):
        return METHODS
    doors = {"GET": True, "POST": True, "PATCH": line.patch, "DELETE": line.delete}
    return tuple(method for method, door in doors.items() if door)


def path_of(stage: Stage, line: Line, row: str, user: Any) -> str:
    """The address of a kind of row."""
    told = dict(line.sample)
    for name, rows in line.rows.items():
        asks = user if rows.table in BY_NAME and user.is_authenticated else None
        if row == "deleted":
            plain = rows.column == "pk" and rows.table not in BY_TOKEN
            told[name] = GONE_BY_NAME.get(rows.table, str(GONE) if plain else "khong-con" * 3)
        elif row == "another one's child":
            told[name] = stage.address_of(
                stage.row(rows.table, FOREIGN if rows.under else OWN, asks), rows.column
            )
        else:
            told[name] = stage.address_of(stage.row(rows.table, row, asks), rows.column)
    return reverse(line.route, kwargs=told)


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")  # who may pass does not hang on the database
@pytest.mark.parametrize("room", sorted({line.room for line in TABLE}))
def test_every_address_answers_as_the_table_says(room: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Template, "render", lambda *_args, **_more: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    cache.clear()  # the promises may be kept as another test left them
    stage = Stage()
    house = House(stage)
    wrong: dict[str, list[str]] = {}
    headed: set[str] = set()
    people = [(None, AnonymousUser()), *stage.users.items()]
    for line in (each for each in TABLE if each.room == room):
        for row in kinds_of_row(line):
            for role, user in people:
                path = path_of(stage, line, row, user)
                for method in methods_for(line, row):
                    wanted = expected(line, method, role, row)
                    if method == "HEAD" and wanted == {"passed"}:
                        if (
                            line.route in headed
                        ):  # the door is the same as for GET, and has opened to somebody
                            continue
                        headed.add(line.route)
                    answered, written = house.answer(method, path, user)
                    told = ""
                    if line.same_for_all and house.looked_for_session:
                        told = "the same for everybody, says the table, but it looked into the session"
                    if answered not in wanted:
                        told = f"{answered}; the table says: {' or '.join(sorted(wanted))}"
                    elif answered != "passed" and written:
                        told = f"{answered}, but rows were changed: {written[0][:80]}"
                    if told:
                        asked = f"{method} {line.route}, row: {row}: {told}"
                        wrong.setdefault(asked, []).append(str(role or "a visitor"))
    found = "\n".join(f"{asked}. Asked by {', '.join(roles)}" for asked, roles in wrong.items())
    assert not wrong, f"{len(wrong)} answers differ from the access table:\n{found}"
