"""What an official keeps of his lists: which columns in which order, and filters under a name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ListSetup(models.Model):
    """The columns that an official has chosen, in their order."""

    user = models.OneToOneField(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("tài khoản")
    )
    columns = models.CharField(_("các cột"), max_length=400)

    class Meta:
        verbose_name = _("cột của danh sách")
        verbose_name_plural = _("cột của danh sách")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.columns}"


class SavedList(models.Model):
    """A filter with its search and order under a name, as the address says it; whose it is decides what "mine" means.

    ``shared_with`` is the unit whose officials may use it too; at most one of an official's is his first page.
    """

    owner = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="+", verbose_name=_("của")
    )
    name = models.CharField(_("tên"), max_length=80)
    conditions = models.CharField(_("điều kiện"), max_length=1000)
    shared_with = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("dùng chung với đơn vị"),
    )
    is_first = models.BooleanField(_("là trang đầu"), default=False)

    class Meta:
        verbose_name = _("bộ lọc đã lưu")
        verbose_name_plural = _("các bộ lọc đã lưu")
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="a_saved_list_has_its_own_name"),
            models.UniqueConstraint(
                fields=["owner"], condition=Q(is_first=True), name="one_saved_list_is_the_first_page"
            ),
        ]

    def __str__(self) -> str:
        return self.name
