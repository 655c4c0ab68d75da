"""People who sign in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from minhchung.ground.accounts.policy import ROLE_NAMES, May, Role, may
from minhchung.ground.kept.watching import Watched
from minhchung.ground.sealed.fields import SealedTextField


class User(AbstractUser):
    """An account of one official; staff records are kept apart, in the staff room."""

    full_name = models.CharField(_("họ và tên"), max_length=120)
    role = models.CharField(
        _("vai trò"), max_length=20, choices=[(str(role), name) for role, name in ROLE_NAMES.items()]
    )

    must_change_password = models.BooleanField(_("phải đổi mật khẩu khi đăng nhập"), default=False)
    #: Drawn anew whenever a second step of signing in is set up; None for an account without one.
    second_step = models.UUIDField(_("dấu của bước hai khi đăng nhập"), null=True, blank=True, editable=False)

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

    def get_full_name(self) -> str:
        """The name, as what others have drawn asks for it."""
        return self.full_name

    def get_session_auth_hash(self) -> str:
        """Under what a session stands: the password, and the second step where there is one; it ends with either."""
        return self._with_second_step(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under former signing keys."""
        for each in super().get_session_auth_fallback_hash():
            yield self._with_second_step(each)

    def _with_second_step(self, plain: str) -> str:
        if self.second_step is None:
            return plain
        return hashlib.sha256(f"{plain}.{self.second_step}".encode()).hexdigest()

    #: Permits beyond the role, each with the account that lent it ("" for a further post of one's own): asked once, by
    #: whoever knows posts, delegations and the clock; nothing until then.
    ask_more: Callable[[], Mapping[May, str]] | None = None
    _more: Mapping[May, str] | None = None

    def may(self, what: May) -> bool:
        """Whether this person is allowed something, by his role, a further post or a permit lent to him."""
        return self.is_active and (may(self.role, what) or what in self.more_permits())

    def more_permits(self) -> Mapping[May, str]:
        """Permits beyond the role, each with the account that lent it; "" for one that comes with a further post."""
        if self._more is None:
            self._more = self.ask_more() if self.ask_more is not None else {}
        return self._more


class SecondStep(models.Model):
    """What an account signs in with besides its password: the secret that an application on a telephone shares.

    ``last_counter`` is the step of time (half a minute each) of the last code that passed; no code of it or before it
    passes again.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("tài khoản"))
    secret = SealedTextField(_("khóa của ứng dụng mã"), purpose="accounts.second_step_secret")
    set_up_at = models.DateTimeField(_("thiết lập lúc"))
    last_counter = models.BigIntegerField(_("bước thời gian của mã dùng gần nhất"))

    class Meta:
        verbose_name = _("bước hai khi đăng nhập")
        verbose_name_plural = _("các bước hai khi đăng nhập")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code on paper for the day the telephone is lost; it passes once. Only its digest is kept."""

    step = models.ForeignKey(
        SecondStep, on_delete=models.CASCADE, related_name="+", verbose_name=_("bước hai khi đăng nhập")
    )
    digest = models.CharField(_("dấu của mã"), max_length=64)
    used_at = models.DateTimeField(_("dùng lúc"), null=True)

    class Meta:
        verbose_name = _("mã dự phòng")
        verbose_name_plural = _("các mã dự phòng")
        constraints = [
            models.UniqueConstraint(fields=["step", "digest"], name="a_recovery_code_is_given_once")
        ]

    def __str__(self) -> str:
        return self.digest[:8]


class Delegation(models.Model):
    """Some permits of one account lent to another for a span, for an absence. It ends by itself.

    ``permits`` are names of :class:`May`, with spaces between. A row is never changed but for its early end.
    """

    giver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("người giao"))
    taker = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("người làm thay")
    )
    permits = models.CharField(_("các quyền"), max_length=600)
    since_at = models.DateTimeField(_("từ lúc"))
    until_at = models.DateTimeField(_("đến trước lúc"))
    reason = models.CharField(_("lý do"), max_length=255)
    made_by = models.CharField(_("người lập"), max_length=150)
    made_at = models.DateTimeField(_("lập lúc"))
    ended_at = models.DateTimeField(_("thu lại lúc"), null=True)
    ended_by = models.CharField(_("người thu lại"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("giao quyền làm thay")
        verbose_name_plural = _("các lần giao quyền làm thay")
        indexes = [Watched(topic="delegations", fields=["id"], name="delegations_watched")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("since_at")),
                name="a_delegation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("taker")), name="nobody_lends_permits_to_himself"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(permits=""),
                name="a_delegation_says_what_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"
