"""Who asked by e-mail to be told what happens to a dossier."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.record import Dossier
from minhchung.ground.sealed.fields import BlindIndexField, SealedTextField


class Follower(models.Model):
    """An address that is told of a dossier once its owner has confirmed it; the row goes when the telling ends.

    The address lies sealed, ``masked`` is what screens show of it. ``confirm_hash`` is the SHA-256 of the token in the
    link by which the owner confirms, good once and until a moment; "" afterwards.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="followers", verbose_name=_("hồ sơ")
    )
    address = SealedTextField(_("thư điện tử"), purpose="dossiers.follower_address")
    address_index = BlindIndexField(of="address")
    masked = models.CharField(_("thư điện tử đã che"), max_length=20)
    asked_at = models.DateTimeField(_("đăng ký lúc"))
    confirm_hash = models.CharField(_("dấu của đường dẫn xác nhận"), max_length=64, blank=True)
    confirm_until_at = models.DateTimeField(_("xác nhận chậm nhất lúc"))
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("người nhận tin về hồ sơ")
        verbose_name_plural = _("người nhận tin về hồ sơ")
        indexes = [
            models.Index(
                fields=["confirm_hash"], condition=~Q(confirm_hash=""), name="followers_by_their_link"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "address_index"], name="an_address_follows_a_dossier_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) & ~Q(confirm_hash="")
                | Q(confirmed_at__isnull=False, confirm_hash=""),
                name="a_follower_has_confirmed_or_has_a_link_to",
            ),
        ]

    def __str__(self) -> str:
        return self.masked
