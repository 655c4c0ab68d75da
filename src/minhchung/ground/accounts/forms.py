"""Forms of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import PERMIT_NAMES, ROLE_NAMES, May


class SignInForm(AuthenticationForm):
    """Name and password."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy kiểm tra phím Caps Lock và bộ gõ tiếng Việt, rồi thử lại."
        ),
        "inactive": _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản trị hệ thống."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["username"].error_messages["required"] = _("Hãy nhập tên đăng nhập.")
        self.fields["password"].label = _("Mật khẩu")
        self.fields["password"].error_messages["required"] = _("Hãy nhập mật khẩu.")


class OwnPasswordForm(PasswordChangeForm):
    """The owner changes his password."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": _("Mật khẩu hiện tại chưa đúng."),
        "password_mismatch": _("Hai lần nhập mật khẩu mới chưa giống nhau."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = _("Mật khẩu hiện tại")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password1"].help_text = _(
            "Ít nhất 10 ký tự, không giống tên và không dễ đoán. Một câu dài dễ nhớ là tốt nhất."
        )
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")
        self.fields["new_password2"].help_text = ""


class UserForm(forms.Form):
    """What may be changed of an account."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[("", _("Chọn vai trò")), *((str(role), name) for role, name in ROLE_NAMES.items())],
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    is_active = forms.BooleanField(
        label=_("Đang hoạt động"),
        required=False,
        initial=True,
        help_text=_("Bỏ dấu để ngừng tài khoản mà không mất lịch sử."),
    )


class NewUserForm(UserForm):
    """A new account, with its first password."""

    field_order = ("username", "full_name", "role", "email", "password")
    is_active = None  # type: ignore[assignment]
    username = UsernameField(
        label=_("Tên đăng nhập"),
        max_length=150,
        help_text=_("Chữ không dấu, số và các dấu . - _ @, ví dụ: nguyen.van.a"),
    )
    password = forms.CharField(
        label=_("Mật khẩu lần đầu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Ít nhất 10 ký tự. Người dùng phải đổi khi đăng nhập lần đầu."),
    )

    def clean_username(self) -> str:
        """Refuse a name that is taken."""
        username: str = self.cleaned_data["username"]
        User.username_validator(username)
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Tên đăng nhập này đã có. Hãy chọn tên khác."))
        return username


class LendForm(forms.Form):
    """Who acts in one's place, with which permits, from when until when, and why."""

    taker = forms.TypedChoiceField(label=_("Người làm thay"), coerce=int)
    permits = forms.MultipleChoiceField(
        label=_("Các quyền giao"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ giao được quyền của chính mình; quyền nhận từ người khác không giao tiếp được."),
    )
    since = forms.DateTimeField(label=_("Từ lúc"), help_text=_("Ngày và giờ, ví dụ: 27/08/2026 07:30"))
    until = forms.DateTimeField(
        label=_("Đến lúc"), help_text=_("Đến lúc này quyền tự hết, không cần thu lại.")
    )
    reason = forms.CharField(label=_("Lý do vắng mặt"), max_length=255)

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], permits: Iterable[May], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        taker, lent = self.fields["taker"], self.fields["permits"]
        assert isinstance(taker, forms.TypedChoiceField) and isinstance(lent, forms.MultipleChoiceField)
        taker.choices = [("", _("Chọn người")), *people]
        lent.choices = [(str(each), PERMIT_NAMES[each]) for each in permits]


class GivePasswordForm(forms.Form):
    """A new password for somebody who forgot his."""

    password = NewUserForm.base_fields["password"]


class CodeForm(forms.Form):
    """The second step: what the application on the telephone shows, or a recovery code."""

    code = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=40,
        help_text=_("6 chữ số đang hiện trong ứng dụng mã trên điện thoại, hoặc một mã dự phòng chưa dùng."),
        error_messages={"required": _("Hãy nhập mã.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}
        ),
    )


class OwnerForm(forms.Form):
    """The owner shows by his password that it is he who changes how he signs in."""

    password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Hãy nhập mật khẩu.")},
    )


class SetUpForm(OwnerForm):
    """The first code of a telephone that has read the secret, and the owner's password."""

    field_order = ("code", "password")
    code = forms.CharField(
        label=_("Mã đang hiện trong ứng dụng"),
        max_length=40,
        help_text=_("6 chữ số. Mã đổi sau mỗi 30 giây."),
        error_messages={"required": _("Hãy nhập mã.")},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ResetForm(forms.Form):
    """Why the second step of somebody else is taken away."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=255,
        help_text=_(
            "Ví dụ: báo mất điện thoại ngày 26/11/2026, đã gặp trực tiếp. Lý do được ghi vào Nhật ký."
        ),
        error_messages={"required": _("Hãy ghi lý do.")},
    )
