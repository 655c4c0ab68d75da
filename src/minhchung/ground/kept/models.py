"""One row for each topic: a token that is another one after each change of the topic's tables."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A group of tables that seldom change, and the token under which what was read of them may be kept.

    The database writes it (:class:`minhchung.ground.kept.watching.Watched`). The token is drawn by lot and not counted:
    a number that was rolled back would come again and stand for something else.
    """

    topic = models.CharField(_("nhóm bảng"), max_length=40, primary_key=True)
    token = models.CharField(_("dấu của lần thay đổi gần nhất"), max_length=40)

    class Meta:
        verbose_name = _("nhóm dữ liệu giữ sẵn")
        verbose_name_plural = _("nhóm dữ liệu giữ sẵn")

    def __str__(self) -> str:
        return self.topic
