"""Results of indices as a higher authority announced them: scored by others, and never reckoned here."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models.plans import Head


class IndexKind(models.TextChoices):
    """Which index it is."""

    REFORM = "reform", _("Chỉ số cải cách hành chính (PAR INDEX)")
    SATISFACTION = "satisfaction", _("Chỉ số hài lòng (SIPAS)")
    COMPETITIVENESS = "competitiveness", _("Năng lực cạnh tranh cấp sở, ban, ngành (DDCI)")
    DIGITAL = "digital", _("Chỉ số chuyển đổi số (DTI)")


class IndexResult(models.Model):
    """What the agency reached in an index in a year, of so many points, and the document that announced it.

    ``self_score`` is what the agency gave itself, ``appraised`` what the council gave, ``surveyed`` what those who were
    asked gave; each is empty where the announcement does not tell it.
    """

    kind = models.CharField(_("chỉ số"), max_length=15, choices=IndexKind.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    score = models.DecimalField(_("điểm đạt được"), max_digits=7, decimal_places=3)
    full = models.DecimalField(_("điểm tối đa"), max_digits=7, decimal_places=3, default=Decimal(100))
    self_score = models.DecimalField(_("điểm tự chấm"), max_digits=7, decimal_places=3, null=True, blank=True)
    appraised = models.DecimalField(
        _("điểm thẩm định"), max_digits=7, decimal_places=3, null=True, blank=True
    )
    surveyed = models.DecimalField(
        _("điểm điều tra xã hội học"), max_digits=7, decimal_places=3, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField(_("xếp hạng"), null=True, blank=True)
    ranked_among = models.PositiveSmallIntegerField(_("trong số đơn vị"), null=True, blank=True)
    decision = models.CharField(_("văn bản công bố"), max_length=200)
    announced_on = models.DateField(_("ngày công bố"))
    announced_by = models.CharField(_("cơ quan công bố"), max_length=255)

    class Meta:
        verbose_name = _("kết quả chỉ số")
        verbose_name_plural = _("kết quả chỉ số")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year"],
                name="an_index_has_one_result_a_year",
                violation_error_message=_("Chỉ số này đã có kết quả của năm đó; hãy sửa kết quả cũ."),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=F("full")) & Q(full__gt=0),
                name="an_index_gives_no_more_than_its_full_score",
                violation_error_message=_("Điểm đạt được phải từ 0 đến điểm tối đa."),
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True, ranked_among__isnull=True)
                | Q(rank__isnull=False, ranked_among__isnull=False, rank__gte=1, rank__lte=F("ranked_among")),
                name="a_rank_is_one_among_so_many",
                violation_error_message=_("Ghi cả xếp hạng và số đơn vị được xếp; hạng từ 1 đến số đơn vị."),
            ),
            models.CheckConstraint(
                condition=~Q(decision="") & ~Q(announced_by=""),
                name="an_index_result_names_who_announced_it",
                violation_error_message=_("Ghi văn bản và cơ quan công bố kết quả."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class IndexCriterion(models.Model):
    """What a result was made of: a criterion, its full points and those that were given.

    What was lost says what the plan of the next year should hold.
    """

    result = models.ForeignKey(
        IndexResult, on_delete=models.PROTECT, related_name="criteria", verbose_name=_("kết quả chỉ số")
    )
    number = models.CharField(_("mã tiêu chí"), max_length=20)
    title = models.CharField(_("tiêu chí"), max_length=400)
    head = models.CharField(_("nội dung cải cách"), max_length=15, choices=Head.choices)
    full = models.DecimalField(_("điểm tối đa"), max_digits=6, decimal_places=3)
    score = models.DecimalField(_("điểm đạt được"), max_digits=6, decimal_places=3)
    reason = models.CharField(_("lý do mất điểm"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("tiêu chí của chỉ số")
        verbose_name_plural = _("các tiêu chí của chỉ số")
        constraints = [
            models.UniqueConstraint(
                fields=["result", "number"],
                name="a_criterion_is_scored_once_a_year",
                violation_error_message=_(
                    "Tiêu chí mang số này đã có điểm trong kết quả của năm đó; hãy sửa điểm cũ."
                ),
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0) & Q(score__lte=F("full")),
                name="a_criterion_gives_no_more_than_its_full_points",
                violation_error_message=_("Điểm đạt được phải từ 0 đến điểm tối đa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
