"""Figures that articles show: which, over which window, and what they said when the article went to the public."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ShownFigure(models.Model):
    """A figure in an article that has been published; ``told`` holds its numbers where the author had them frozen."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("bài, trang")
    )
    key = models.CharField(_("mã chỉ tiêu"), max_length=100)
    window = models.CharField(_("kỳ"), max_length=40)
    told = models.JSONField(_("số đã chốt"), null=True)
    at = models.DateTimeField(_("chốt lúc"))

    #: What is noted of a page is no page that leads to it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chỉ tiêu trong bài")
        verbose_name_plural = _("chỉ tiêu trong bài")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "key", "window"], name="a_page_shows_a_figure_of_a_window_in_one_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.window}"
