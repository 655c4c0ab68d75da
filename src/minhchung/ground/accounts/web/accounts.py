"""Doors of signing in and out, one's own account, and the accounts of others."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minhchung.ground.accounts import actions, lending, queries, step_session
from minhchung.ground.accounts.access import require
from minhchung.ground.accounts.forms import (
    GivePasswordForm,
    LendForm,
    NewUserForm,
    OwnPasswordForm,
    SignInForm,
    UserForm,
)
from minhchung.ground.accounts.models import Delegation, User
from minhchung.ground.accounts.policy import PERMIT_NAMES, ROLE_NAMES, May, Role
from minhchung.ground.skin import pieces
from minhchung.ground.trail.queries import story_of
from minhchung.ground.trail.words import deed_name

DEEDS = {"create": "Mở tài khoản", "change": "Sửa tài khoản"}


class SignIn(views.LoginView):
    """Sign in; after too many failures the lock-out page answers instead. Who has a second step passes that first."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        """The password is right: in, or on to the second step."""
        user = form.get_user()
        if user.second_step is not None:
            step_session.let_wait(self.request, user, self.get_success_url(), _now())
            return redirect("accounts:second_step")
        answer = super().form_valid(form)
        actions.signed_in(user=user, address=_address(self.request), at=_now())
        if user.must_change_password:
            return redirect("accounts:password")
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """It is not: noted with the account."""
        actions.sign_in_refused(
            username=self.request.POST.get("username", ""), address=_address(self.request), at=_now()
        )
        return render(self.request, self.template_name, self.get_context_data(form=form), status=422)


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignIn.as_view())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, by POST alone."""
    if request.user.is_authenticated:
        actions.signed_out(user=request.user, at=_now())
    return views.LogoutView.as_view()(request)  # type: ignore[return-value]


class ChangePassword(views.PasswordChangeView):
    """The owner changes his password."""

    template_name = "accounts/password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("accounts:mine")
    http_method_names = ["get", "head", "post"]

    def form_valid(self, form: Any) -> HttpResponse:
        """Changed, and noted."""
        answer = super().form_valid(form)
        actions.own_password_changed(user=form.user, at=_now())
        messages.success(self.request, _("Đã đổi mật khẩu."))
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Given back with what is wrong."""
        return render(self.request, self.template_name, self.get_context_data(form=form), status=422)


@require(May.READ_RECORDS)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own account: who one is, what one may do, the latest sign-ins."""
    lines = [line for line in _lines(request.user.pk) if line["key"].startswith("sign_")]
    context = {
        "permits": _permits(request.user.role),
        "signed": lines[-10:][::-1],
        "may_manage": request.user.may(May.MANAGE_USERS),
    }
    return render(request, "accounts/mine.html", context)


@require(May.MANAGE_USERS)
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """All accounts."""
    text = " ".join(request.GET.get("q", "").split())[:100]
    found = list(queries.users(text))
    table = pieces.Table(
        caption=_("%(count)s tài khoản") % {"count": len(found)},
        columns=tuple(
            pieces.Column(label)
            for label in (
                _("Họ và tên"),
                _("Tên đăng nhập"),
                _("Vai trò"),
                _("Trạng thái"),
                _("Đăng nhập gần nhất"),
            )
        ),
        rows=tuple(_row(user) for user in found),
        empty=_("Không có tài khoản nào khớp"),
    )
    return render(request, "accounts/users.html", {"table": table, "text": text})


@require(May.MANAGE_USERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_user(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = NewUserForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.create_user(
                **form.cleaned_data, must_change_password=True, by=request.user.username, at=_now()
            )
        except ValidationError as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Đã mở tài khoản %(name)s.") % {"name": user.username})
            return redirect("accounts:users")
    context = {"form": form, "heading": _("Mở tài khoản"), "roles": _roles()}
    return render(request, "accounts/user_form.html", context, status=_status(form))


@require(May.MANAGE_USERS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_user(request: HttpRequest, number: int) -> HttpResponse:
    """Change an account."""
    user = _user(number)
    initial = {
        "full_name": user.full_name,
        "role": user.role,
        "email": user.email,
        "is_active": user.is_active,
    }
    form = UserForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_user(user=user, **form.cleaned_data, by=request.user.username, at=_now())
        except ValidationError as refused:
            _refuse(form, refused)
        except actions.CannotChangeUser as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu tài khoản %(name)s.") % {"name": user.username})
            return redirect("accounts:users")
    context = {
        "form": form,
        "user_shown": user,
        "heading": _("Sửa tài khoản %(name)s") % {"name": user.username},
        "story": _lines(number)[::-1][:50],
        "roles": _roles(),
    }
    return render(request, "accounts/user_form.html", context, status=_status(form))


@require(May.MANAGE_USERS)
@require_http_methods(["GET", "HEAD", "POST"])
def give_password(request: HttpRequest, number: int) -> HttpResponse:
    """Set a new password for somebody who forgot his."""
    user = _user(number)
    form = GivePasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_password(
                user=user, password=form.cleaned_data["password"], by=request.user.username, at=_now()
            )
        except ValidationError as refused:
            form.add_error("password", refused)
        else:
            messages.success(request, _("Đã đặt lại mật khẩu cho %(name)s.") % {"name": user.username})
            return redirect("accounts:users")
    context = {
        "form": form,
        "user_shown": user,
        "heading": _("Đặt lại mật khẩu cho %(name)s") % {"name": user},
    }
    return render(request, "accounts/user_form.html", context, status=_status(form))


@require(May.READ_RECORDS)
@require_http_methods(["GET", "HEAD", "POST"])
def lent(request: HttpRequest) -> HttpResponse:
    """Lend permits for an absence, and what one has lent and borrowed."""
    user, now = request.user, _now()
    mine = sorted(lending.own_permits(user))
    sent = request.POST if request.method == "POST" else None
    form = LendForm(sent, people=queries.others(user.pk), permits=mine, initial={"since": now})
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            made = lending.lend(
                giver=user,
                taker=_user(typed["taker"]),
                permits=[May(each) for each in typed["permits"]],
                since=typed["since"],
                until=typed["until"],
                reason=typed["reason"],
                by=user.username,
                at=now,
            )
        except lending.CannotLend as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            messages.success(request, _("Đã giao quyền cho %(name)s.") % {"name": made.taker})
            return redirect("accounts:lent")
    everybody = user.may(May.MANAGE_USERS)
    rows = [_lent(row, user, now) for row in lending.delegations_of(None if everybody else user)]
    context = {"form": form if mine else None, "rows": rows, "everybody": everybody}
    return render(request, "accounts/lent.html", context, status=_status(form))


@require(May.READ_RECORDS)
@require_POST
def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """End a delegation before its time."""
    try:
        ended = lending.take_back(number=number, by=request.user, at=_now())
    except lending.NotHis as refused:
        raise Http404(str(refused)) from refused
    except lending.CannotLend as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã thu lại quyền giao cho %(name)s.") % {"name": ended.taker})
    return redirect("accounts:lent")


def _lent(row: Delegation, user: User, now: datetime) -> dict[str, Any]:
    """A delegation in words: whether it stands, and whether the reader may end it."""
    over = row.ended_at is not None or row.until_at <= now
    words, tone = (
        (_("Đã hết"), pieces.Tone.NONE)
        if over
        else (_("Chưa bắt đầu"), pieces.Tone.SOON)
        if row.since_at > now
        else (_("Đang có hiệu lực"), pieces.Tone.KEPT)
    )
    return {
        "number": row.pk,
        "giver": row.giver,
        "taker": row.taker,
        "permits": [PERMIT_NAMES[each] for each in sorted(lending.permits_of(row))],
        "since": row.since_at,
        "until": row.ended_at or row.until_at,
        "reason": row.reason,
        "badge": pieces.Badge(words, tone),
        "may_end": not over and user.pk in (row.giver_id, row.taker_id),
    }


@never_cache
@require_safe
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak Vietnamese or English from now on, and lead back to the page.

    A plain link, so that the pages on which it stands need no form and no cookie against forged ones: whoever lures
    somebody here changes the language in which he reads, and nothing else.
    """
    language, page = request.GET.get("sang", ""), request.GET.get("ve", "")
    if not page.startswith("/") or not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        page = "/"
    answer = HttpResponseRedirect(page)
    if check_for_language(language) and language in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=31_536_000,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


def _row(user: User) -> pieces.Row:
    state = (
        pieces.Badge(_("Đang hoạt động"), pieces.Tone.KEPT) if user.is_active else pieces.Badge(_("Đã ngừng"))
    )
    last = f"{user.last_login:%H:%M %d/%m/%Y}" if user.last_login else _("chưa lần nào")
    cells = (
        pieces.Cell(user.full_name),
        pieces.Cell(user.username),
        pieces.Cell(user.get_role_display()),
        pieces.Cell(badge=state, sub=_("hai bước") if user.second_step is not None else ""),
        pieces.Cell(last),
    )
    return pieces.Row(cells, url=reverse("accounts:edit_user", args=[user.pk]))


def _user(number: int) -> User:
    user = queries.user(number)
    if user is None:
        raise Http404(_("Không có tài khoản số %(number)s.") % {"number": number})
    return user


def _lines(number: int) -> list[dict[str, Any]]:
    return [
        {
            "key": line.deed,
            "deed": DEEDS.get(line.deed, deed_name(line.deed)),
            "by": line.by,
            "at": line.at,
            "address": line.details.get("address", ""),
            "reason": line.details.get("reason", ""),
            "changes": [
                (_label(name), _said(name, (line.details.get("before") or {}).get(name)), _said(name, value))
                for name, value in (line.details.get("after") or {}).items()
                if _said(name, value) or (line.details.get("before") or {}).get(name)
            ],
        }
        for line in story_of(actions.ROOM, actions.MATTER, number)
    ]


def _label(name: str) -> str:
    return str(User._meta.get_field(name).verbose_name)


def _said(name: str, value: Any) -> str:
    if name == "role":
        return ROLE_NAMES[Role(value)] if value in set(Role) else str(value or "")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value or "")


def _permits(role: str) -> list[str]:
    return [PERMIT_NAMES[May(each)] for each in queries.permits(role)]


def _roles() -> list[dict[str, Any]]:
    """Each role with what it may do, for the table beside the form."""
    return [{"name": ROLE_NAMES[role], "permits": _permits(str(role))} for role in Role]


def _refuse(form: Any, refused: ValidationError) -> None:
    """Put what a deed refused beside the fields it is about."""
    if hasattr(refused, "error_dict"):
        for name, errors in refused.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error("password" if "password" in form.fields else None, refused)


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _now() -> datetime:
    return datetime.now().replace(microsecond=0)
