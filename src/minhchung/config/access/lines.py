"""How a line of the access table is written: an address, who may open it, who may send to it, and on whose rows.

    Line(
        "dossiers:deed",
        _("làm một việc trên hồ sơ"),
        get=those(May.EDIT_DOSSIERS),
        post=those(May.EDIT_DOSSIERS),
        rows={"number": Rows("dossiers.Dossier", RowsOf.SCOPE)},
        sample={"slug": "chuyen"},
    )

``rows`` says for each number in the address of which table it is; ``sample`` gives an example for every other part.
A method that is left out is answered to nobody. ``tests/test_access.py`` asks every address and holds it to its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise, lazystr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import (
    TWO_STEPS,
    May,
    Role,
    may,
    may_import,
    only_looks,
    permit_name,
)


@dataclass(frozen=True)
class Who:
    """Who may pass: ``words`` say it, ``test`` decides it for a role; ``signed_in`` is False for everybody's pages.

    ``permits`` are those of which any lets pass, where permits alone decide.
    """

    words: str | Promise
    test: Callable[[str], bool]
    signed_in: bool = True
    permits: tuple[May, ...] = ()

    @property
    def by_two_steps(self) -> bool:
        """Whether only somebody passes who has signed in by two steps."""
        return not TWO_STEPS.isdisjoint(self.permits)

    def roles(self) -> tuple[Role, ...]:
        """The roles that pass."""
        return tuple(role for role in Role if self.test(role))


class RowsOf(StrEnum):
    """Whose rows of a table somebody reaches who may pass the door.

    ALL: every row, whoever it belongs to. SCOPE: those within the reach of his role (``policy.REACH``); others are
    answered as if they were not there. NAMED: those on which he is named, whatever his role.
    """

    ALL = "all"
    SCOPE = "scope"
    NAMED = "named"


@dataclass(frozen=True)
class Rows:
    """The table whose number stands in an address: "dossiers.Dossier".

    ``under`` is the field by which a row hangs on the one named before it in the address: the number of another
    one's child is answered as if it were not there. ``column`` is what the address names it by. ``besides`` reach
    every row of a table whose rows are otherwise for the named.
    """

    table: str
    of: RowsOf = RowsOf.ALL
    under: str = ""
    column: str = "pk"
    besides: Who | None = None


@dataclass(frozen=True)
class Line:
    """One address of the product, by its name.

    ``same_for_all``: whoever is not signed in gets the same page, from no session and with no cookie, so that it may
    be given again for some seconds without being drawn again (``config/front.py``); what of the address's query it
    hangs on is in ``parameters``. A page with free words among them is drawn for each who asks with such.
    """

    route: str
    says: str | Promise
    get: Who | None = None
    post: Who | None = None
    patch: Who | None = None
    delete: Who | None = None
    rows: Mapping[str, Rows] = field(default_factory=dict)
    sample: Mapping[str, str] = field(default_factory=dict)
    same_for_all: bool = False
    parameters: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """The room whose door it is; "config" for pages of the whole house."""
        return self.route.partition(":")[0] if ":" in self.route else "config"


@dataclass(frozen=True)
class Tree:
    """A whole tree of addresses under one line: whoever has any of the permits by his role, whatever the method.

    ``root`` is how their patterns begin. Under ``closed`` nothing is answered to anybody: the house has its own.
    """

    root: str
    says: str | Promise
    permits: tuple[May, ...]
    closed: tuple[str, ...] = ()

    @property
    def who(self) -> Who:
        """Who may pass."""
        return those(*self.permits)

    def holds(self, pattern: str) -> bool:
        """Whether a pattern of an address stands in this tree."""
        return pattern.startswith(self.root)

    def is_closed(self, pattern: str) -> bool:
        """Whether it is one that nobody is answered under."""
        return pattern.startswith(tuple(f"{self.root}{each}" for each in self.closed))


ANYONE = Who(_("ai cũng được, không cần đăng nhập"), lambda _role: True, signed_in=False)
SIGNED_IN = Who(_("mọi tài khoản đang hoạt động"), lambda role: role in set(Role))


OF_THE_AGENCY = Who(
    _("mọi tài khoản của cơ quan; cơ quan cấp trên chỉ xem"),
    lambda role: role in set(Role) and not only_looks(role),
)


def those(*permits: May) -> Who:
    """Those who are allowed any of some things."""
    words = lazystr(" / ".join(permit_name(each) for each in permits))
    return Who(words, lambda role: any(may(role, each) for each in permits), permits=permits)


def importers(room: str) -> Who:
    """Those who may import the records of a room."""
    return Who(_("Nhập liệu từ tệp, trong phần việc được sửa"), lambda role: may_import(role, room))


READ = those(May.READ_RECORDS)


def public(
    route: str,
    says: str | Promise,
    *parameters: str,
    rows: Mapping[str, Rows] | None = None,
    sample: Mapping[str, str] | None = None,
) -> Line:
    """The line of a page that is the same for everybody; it hangs on these parameters of the address's query."""
    return Line(
        route,
        says,
        get=ANYONE,
        rows=rows or {},
        sample=sample or {},
        same_for_all=True,
        parameters=parameters,
    )


def register(
    route: str,
    says: Any,
    table: str,
    *,
    edit: May | None,
    read: May = May.READ_RECORDS,
    of: RowsOf = RowsOf.ALL,
) -> tuple[Line, ...]:
    """The lines of a plain screen: list, CSV and record, and for one with a form (``edit``) new and change."""
    room, _colon, name = route.partition(":")
    reads, row = those(read), {"number": Rows(table, of)}
    lines = (
        Line(f"{room}:{name}_list", format_lazy(_("{what}: xem danh sách"), what=says), get=reads),
        Line(f"{room}:{name}_csv", format_lazy(_("{what}: tải danh sách"), what=says), get=reads),
        Line(f"{room}:{name}", format_lazy(_("{what}: xem chi tiết"), what=says), get=reads, rows=row),
    )
    if edit is None:
        return lines
    edits = those(edit)
    return (
        *lines,
        Line(f"{room}:{name}_new", format_lazy(_("{what}: thêm"), what=says), get=edits, post=edits),
        Line(
            f"{room}:{name}_edit", format_lazy(_("{what}: sửa"), what=says), get=edits, post=edits, rows=row
        ),
    )
