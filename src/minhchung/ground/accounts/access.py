"""The guard of a door: who may pass."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from minhchung.ground.accounts.policy import May, may, permit_name
from minhchung.ground.trail.places import door, stand_in_for

View = Callable[..., HttpResponseBase]


def check(request: HttpRequest, what: May) -> HttpResponseBase | None:
    """None when the visitor may pass, else the answer that leads him on.

    Raises:
        PermissionDenied: he is signed in but his role does not allow it; says what is missing.
    """
    answer = sign_in_first(request)
    if answer is not None:
        return answer
    user = request.user
    if user.may(what):
        lender = "" if may(user.role, what) else user.more_permits().get(what, "")
        if lender:
            stand_in_for(lender)
    else:
        raise PermissionDenied(
            _(
                "Tài khoản %(name)s (%(role)s) chưa được quyền “%(permit)s”. "
                "Người quản trị hệ thống có thể cấp quyền này."
            )
            % {"name": user, "role": user.get_role_display(), "permit": permit_name(what)}
        )
    return None


def sign_in_first(request: HttpRequest) -> HttpResponseBase | None:
    """None for somebody who is signed in under a password of his own, else the answer that leads him there."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.must_change_password:
        return redirect("accounts:password")
    return None


def require(what: May) -> Callable[[View], View]:
    """Guard a view: visitors sign in first; those without the permission get the 403 page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with door():
                return check(request, what) or view(request, *args, **kwargs)

        return guarded

    return guard
