"""Doors of the access table: the guard that holds every address to its rows, and the page that says who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from minhchung.config.access import TABLE, TREES
from minhchung.config.access.lines import Line, RowsOf, Tree, Who
from minhchung.dossiers.reconciled import differences_in
from minhchung.dossiers.sights import followers_seen, more_permits, sight_of, visible
from minhchung.ground.accounts.access import require, second_step_first, sign_in_first
from minhchung.ground.accounts.policy import (
    FOUR_EYES,
    PERMIT_NAMES,
    PERMITS,
    REACH,
    REACH_NAMES,
    ROLE_NAMES,
    May,
    Role,
)
from minhchung.ground.accounts.sights import see, seen
from minhchung.ground.notices.web import NoticesRegister
from minhchung.ground.serving import same_for_all
from minhchung.ground.skin import pieces
from minhchung.ground.trail.words import room_name
from minhchung.staff.sights import assessments_seen, movements_seen

_LINES = {line.route: line for line in TABLE}


class Guard:
    """Middleware: rows that are out of somebody's sight are answered as if they were not there, whatever the door.

    Answers that are the same for everybody are marked so. It also tells an account what it may do beyond its role: by
    further posts, and by permits lent to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        line = _LINES.get(request.resolver_match.view_name) if request.resolver_match is not None else None
        if line is not None and line.same_for_all:
            same_for_all(response, line.parameters)
        return response

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, told: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Before a door is opened; an answer where it stays shut for a visitor who may sign in.

        Raises:
            Http404: the address names a row that is out of sight, or one that does not hang on the one before it.
            PermissionDenied: it stands in a tree of addresses that is not for this role.
        """
        found = request.resolver_match
        tree = next((each for each in TREES if found is not None and each.holds(found.route)), None)
        if tree is not None:
            return _at_tree(request, tree, found.route)
        self._rows(request, found, told)
        return None

    def _rows(self, request: HttpRequest, found: Any, told: dict[str, Any]) -> None:
        line = _LINES.get(found.view_name) if found is not None else None
        if line is None or not _asks(line) or not request.user.is_authenticated:
            return
        request.user.ask_more = partial(more_permits, request.user, datetime.now())
        for name, rows in line.rows.items():
            besides = rows.besides is not None and rows.besides.test(request.user.role)
            if rows.of != RowsOf.ALL and not besides:
                within = seen(rows.table, request.user)
                if within is not None and not within.filter(**{rows.column: told[name]}).exists():
                    raise Http404(_("Không có bản ghi này trong phạm vi của ông/bà."))
            if rows.under:
                parent = told[list(line.rows)[list(line.rows).index(name) - 1]]
                children = apps.get_model(rows.table)._default_manager.filter(**{rows.under: parent})
                if not children.filter(**{rows.column: told[name]}).exists():
                    raise Http404(_("Không có bản ghi này."))


def _at_tree(request: HttpRequest, tree: Tree, route: str) -> HttpResponseBase | None:
    """What a tree of addresses answers before its own doors are asked; None to let somebody pass."""
    if tree.is_closed(route):
        raise Http404(_("Không có trang này."))
    answer = sign_in_first(request)
    if answer is None and not tree.who.test(request.user.role):
        raise PermissionDenied(
            _("Tài khoản %(name)s chưa được quyền nào trong các quyền: %(permits)s.")
            % {"name": request.user, "permits": tree.who.words}
        )
    return answer or second_step_first(request, tree.permits)


def _asks(line: Line) -> bool:
    """Whether an address asks who comes."""
    return any(who is not None and who.signed_in for who in (line.get, line.post))


def _dossiers(user: Any) -> Any:
    now = datetime.now()
    return visible(user, now) if sight_of(user, now).limits else None


def _differences(user: Any) -> Any:
    sight = sight_of(user, datetime.now())
    return differences_in(sight) if sight.limits else None


def _followers(user: Any) -> Any:
    return followers_seen(user, datetime.now())


def arrange_sights() -> None:
    """Tell the rooms below whose rows are whose."""
    see("dossiers.Dossier", _dossiers)
    see("dossiers.Difference", _differences)
    see("dossiers.Follower", _followers)
    see("notices.Notice", NoticesRegister.rows_for)
    see("staff.Movement", movements_seen)
    see("staff.Assessment", assessments_seen)


@require(May.MANAGE_USERS)
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """Who may do what, in words: roles with their reach and permits, deeds of two people, every address."""
    rooms: dict[str, list[Line]] = {}
    for line in TABLE:
        rooms.setdefault(line.room, []).append(line)
    context = {
        "roles": _roles(),
        "four_eyes": pieces.Table(
            caption=_("Việc phải do hai người làm"),
            columns=(pieces.Column(_("Việc"), wide=True), pieces.Column(_("Người không được làm"))),
            rows=tuple(
                pieces.Row((pieces.Cell(words), pieces.Cell(who))) for who, words in FOUR_EYES.values()
            ),
        ),
        "rooms": [
            (room_name(room) if room != "config" else _("Chung"), len(lines), _addresses(lines))
            for room, lines in rooms.items()
        ],
        "trees": _trees(),
        "count": len(TABLE),
    }
    return render(request, "access/rights.html", context)


def _roles() -> pieces.Table:
    return pieces.Table(
        caption=_("Mỗi vai trò xem đến đâu, được làm gì"),
        columns=(
            pieces.Column(_("Vai trò"), nowrap=True),
            pieces.Column(_("Phạm vi hồ sơ"), wide=True),
            pieces.Column(_("Được làm"), wide=True),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(ROLE_NAMES[role]),
                    pieces.Cell(REACH_NAMES[REACH[role]]),
                    pieces.Cell("; ".join(PERMIT_NAMES[each] for each in sorted(PERMITS[role]))),
                )
            )
            for role in Role
        ),
    )


def _trees() -> pieces.Table:
    return pieces.Table(
        caption=_("Các phần có nhiều trang dưới một địa chỉ"),
        columns=(
            pieces.Column(_("Phần"), wide=True),
            pieces.Column(_("Địa chỉ")),
            pieces.Column(_("Ai được vào")),
        ),
        rows=tuple(
            pieces.Row((pieces.Cell(str(tree.says)), pieces.Cell(f"/{tree.root}"), _who(tree.who)))
            for tree in TREES
        ),
    )


def _addresses(lines: list[Line]) -> pieces.Table:
    return pieces.Table(
        caption=_("Các trang và việc"),
        columns=(
            pieces.Column(_("Trang, việc"), wide=True),
            pieces.Column(_("Ai được mở")),
            pieces.Column(_("Ai được gửi, sửa")),
            pieces.Column(_("Với bản ghi nào")),
        ),
        rows=tuple(
            pieces.Row(
                (
                    pieces.Cell(str(line.says)),
                    _who(line.get),
                    _who(line.post),
                    pieces.Cell(_ROWS[max((each.of for each in line.rows.values()), key=list(RowsOf).index)])
                    if line.rows
                    else pieces.Cell("–"),
                )
            )
            for line in lines
        ),
    )


_ROWS = {
    RowsOf.ALL: gettext_lazy("mọi bản ghi"),
    RowsOf.SCOPE: gettext_lazy("trong phạm vi"),
    RowsOf.NAMED: gettext_lazy("chỉ người được nêu tên"),
}


def _who(who: Who | None) -> pieces.Cell:
    if who is None:
        return pieces.Cell("–")
    roles = who.roles()
    if len(roles) == len(Role):
        return pieces.Cell(_("mọi tài khoản") if who.signed_in else str(who.words))
    by = _("%(permits)s; đăng nhập hai bước") if who.by_two_steps else "%(permits)s"
    return pieces.Cell(", ".join(ROLE_NAMES[role] for role in roles), sub=by % {"permits": who.words})
