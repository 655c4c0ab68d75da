"""The guard of a door: who may pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.ground.accounts.policy import TWO_STEPS, May, may, permit_name
from minhchung.ground.accounts.step_session import passed
from minhchung.ground.trail.places import door, stand_in_for

View = Callable[..., HttpResponseBase]
_TOLD = "second_step_told"


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
    return second_step_first(request, (what,))


def sign_in_first(request: HttpRequest) -> HttpResponseBase | None:
    """None for somebody who is signed in under a password of his own, else the answer that leads him there.

    Somebody who has set up a second step has passed it, whatever road his session came by.
    """
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if request.user.second_step is not None and not passed(request):
        return _led_to("accounts:second_step", request)
    if request.user.must_change_password:
        return redirect("accounts:password")
    return None


def second_step_first(request: HttpRequest, permits: Iterable[May]) -> HttpResponseBase | None:
    """None where no two steps are asked for or both are done; else the answer that leads to where they are set up.

    In demonstration data nobody is made to; he is told once in a session that it would be asked for.
    """
    if TWO_STEPS.isdisjoint(permits) or passed(request):
        return None
    if settings.SECOND_STEP_DEMANDED:
        return _led_to("accounts:set_up_second_step", request)
    if settings.DEMO and request.method == "GET" and not request.session.get(_TOLD):
        request.session[_TOLD] = True
        messages.info(
            request,
            _(
                "Dữ liệu minh họa: trang này mở ngay cho ông/bà xem thử. Khi dùng thật, trang này chỉ mở sau khi đăng "
                "nhập hai bước (Tài khoản của tôi → Đăng nhập hai bước)."
            ),
        )
    return None


def _led_to(name: str, request: HttpRequest) -> HttpResponseBase:
    """To a page from which one comes back to what one asked for; what was sent is not sent again."""
    page = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    return redirect_to_login(page, reverse(name)) if page else redirect(name)


def require(what: May) -> Callable[[View], View]:
    """Guard a view: visitors sign in first; those without the permission get the 403 page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with door():
                return check(request, what) or view(request, *args, **kwargs)

        return guarded

    return guard
