"""Doors of the second step: passing it, setting it up, recovery codes, doing without it, taking away another's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from minhchung.ground.accounts import actions, second_step, step_session
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.forms import CodeForm, OwnerForm, ResetForm, SetUpForm
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import May
from minhchung.ground.accounts.web.accounts import _now, _status, _user
from minhchung.ground.knocks.actions import TooOften
from minhchung.ground.knocks.addresses import address_of
from minhchung.ground.sealed.value import CannotOpen

_OFFER = "second_step_offer"
_BACKEND = "minhchung.ground.accounts.backends.Accounts"


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def try_code(request: HttpRequest) -> HttpResponseBase:
    """The second step of signing in; whoever has not given his password first is led to where he does."""
    now = _now()
    waiting = _waiting(request, now)
    if waiting is None:
        return redirect("dashboard" if request.user.is_authenticated else "accounts:sign_in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        source = address_of(request)
        try:
            by = second_step.try_code(
                user=waiting.user, code=form.cleaned_data["code"], at=now, source=source
            )
        except second_step.NotPassed as refused:
            form.add_error("code", str(refused))
        except TooOften as shut:
            return _too_often(request, shut)
        else:
            step_session.waits_no_more(request)
            login(request, waiting.user, backend=_BACKEND)
            step_session.note_passed(request, waiting.user)
            actions.signed_in(user=waiting.user, address=source, at=now, second_step=by)
            if waiting.user.must_change_password:
                return redirect("accounts:password")
            return redirect(waiting.page)
    return render(request, "accounts/second_step.html", {"form": form}, status=_status(form))


def _waiting(request: HttpRequest, now: datetime) -> step_session.Waiting | None:
    """Who waits; also somebody whose session came by another road than the page of signing in."""
    user = request.user
    if not user.is_authenticated:
        return step_session.waiting(request, now)
    if user.second_step is None or step_session.passed(request):
        return None
    return step_session.Waiting(user, _asked_for(request))


@require(May.READ_RECORDS)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Whether one signs in by two steps, and what one may do about it."""
    return render(request, "accounts/two_steps.html", {"state": second_step.state_of(request.user)})


@never_cache
@sensitive_post_parameters("code", "password")
@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret as a picture and as letters; the first code and the password set it up; codes are shown once."""
    secret, now, user = _offered(request), _now(), request.user
    form = SetUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _prove(request, user, form, now)
            codes = second_step.set_up(
                user=user, secret=secret, code=form.cleaned_data["code"], at=now, source=address_of(request)
            )
        except _Refused as refused:
            form.add_error("password", str(refused))
        except second_step.NotPassed as refused:
            form.add_error("code", str(refused))
        except TooOften as shut:
            return _too_often(request, shut)
        else:
            del request.session[_OFFER]
            update_session_auth_hash(request, user)
            step_session.note_passed(request, user)
            return _codes(request, codes, _("Đã thiết lập đăng nhập hai bước."), _asked_for(request))
    context = {
        "form": form,
        "state": second_step.state_of(user),
        "picture": segno.make(second_step.address_of(secret, user), error="m").svg_data_uri(
            scale=5, dark="#1d2329", light="#ffffff"
        ),
        "secret": " ".join(secret[part : part + 4] for part in range(0, len(secret), 4)),
        "next": _asked_for(request),
    }
    return render(request, "accounts/set_up_second_step.html", context, status=_status(form))


@never_cache
@sensitive_post_parameters("password")
@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    """Fresh recovery codes, for the password."""
    if request.user.second_step is None:
        return redirect("accounts:two_steps")
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _prove(request, request.user, form, _now())
        except _Refused as refused:
            form.add_error("password", str(refused))
        except TooOften as shut:
            return _too_often(request, shut)
        else:
            codes = second_step.new_codes(user=request.user, at=_now())
            return _codes(request, codes, _("Đã lập mã dự phòng mới."), reverse("accounts:two_steps"))
    context = {
        "form": form,
        "heading": _("Lập mã dự phòng mới"),
        "text": _("Các mã dự phòng cũ hết dùng được ngay."),
        "button": _("Lập mã mới"),
    }
    return render(request, "accounts/owner_form.html", context, status=_status(form))


@never_cache
@sensitive_post_parameters("password")
@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest) -> HttpResponse:
    """Sign in by the password alone from now on, where the role may."""
    if request.user.second_step is None:
        return redirect("accounts:two_steps")
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _prove(request, request.user, form, _now())
            second_step.drop(user=request.user, at=_now())
        except _Refused as refused:
            form.add_error("password", str(refused))
        except second_step.CannotReset as refused:
            form.add_error(None, str(refused))
        except TooOften as shut:
            return _too_often(request, shut)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("Đã tắt đăng nhập hai bước."))
            return redirect("accounts:two_steps")
    context = {
        "form": form,
        "heading": _("Tắt đăng nhập hai bước"),
        "text": _(
            "Sau đó chỉ cần mật khẩu là vào được tài khoản. Các máy khác đang mở tài khoản này sẽ thoát ra."
        ),
        "button": _("Tắt"),
    }
    return render(request, "accounts/owner_form.html", context, status=_status(form))


@require(May.MANAGE_USERS)
@require_http_methods(["GET", "HEAD", "POST"])
def reset(request: HttpRequest, number: int) -> HttpResponse:
    """Take away the second step of somebody who lost his telephone."""
    user = _user(number)
    form = ResetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            second_step.reset(
                user=user, reason=form.cleaned_data["reason"], by=request.user.username, at=_now()
            )
        except second_step.CannotReset as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã bỏ bước hai của %(name)s.") % {"name": user.username})
            return redirect("accounts:edit_user", number)
    context = {"form": form, "user_shown": user, "state": second_step.state_of(user)}
    return render(request, "accounts/reset_second_step.html", context, status=_status(form))


class _Refused(second_step.NotPassed):
    """The password was another one."""


def _prove(request: HttpRequest, user: User, form: Form, now: datetime) -> None:
    try:
        second_step.prove_password(
            user=user, password=form.cleaned_data["password"], at=now, source=address_of(request)
        )
    except second_step.NotPassed as refused:
        raise _Refused(str(refused)) from refused


def _offered(request: HttpRequest) -> str:
    """The secret that this session is being shown; a fresh one when there is none yet."""
    kept: Any = request.session.get(_OFFER)
    if kept:
        try:
            return second_step.opened_offer(kept)
        except CannotOpen:  # the keys were exchanged meanwhile
            pass
    kept = request.session[_OFFER] = second_step.offer()
    return second_step.opened_offer(kept)


def _codes(request: HttpRequest, codes: tuple[str, ...], said: str, onward: str) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "said": said, "onward": onward})


def _too_often(request: HttpRequest, shut: TooOften) -> HttpResponse:
    context = {"until": shut.until_at, "most": second_step.MOST_TRIES}
    return render(request, "accounts/too_many_codes.html", context, status=429)


def _asked_for(request: HttpRequest) -> str:
    """The page of our own that was asked for before; one's own account when none was."""
    page = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if safe else reverse("accounts:two_steps")
