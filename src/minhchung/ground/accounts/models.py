"""People who sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import ROLE_NAMES, May, Role, may


class User(AbstractUser):
    """An account of one official; staff records are kept apart, in the staff room."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    role = models.CharField(
        _("vai trò"), max_length=20, choices=[(str(role), name) for role, name in ROLE_NAMES.items()]
    )

    must_change_password = models.BooleanField(_("phải đổi mật khẩu khi đăng nhập"), default=False)

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]), name="a_user_has_a_known_role"
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def may(self, what: May) -> bool:
        """Whether this person is allowed something."""
        return self.is_active and may(self.role, what)
