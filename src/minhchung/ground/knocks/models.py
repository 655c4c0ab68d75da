"""Counted tries."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Knock(models.Model):
    """How often something was tried until a moment; then it is forgotten.

    ``key`` is a keyed digest of what is counted (an address, a code): the table tells nobody who asked for what.
    """

    key = models.CharField(_("dấu của nơi thử"), max_length=64, primary_key=True)
    count = models.PositiveIntegerField(_("số lần"))
    until_at = models.DateTimeField(_("đếm đến lúc"))

    class Meta:
        verbose_name = _("số lần thử")
        verbose_name_plural = _("số lần thử")
        indexes = [models.Index(fields=["until_at"], name="knocks_by_their_end")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"
