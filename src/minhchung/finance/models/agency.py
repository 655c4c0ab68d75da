"""An agency's budget year: what was given, what was spent by which voucher, what was saved and for what it was used.

Money is whole đồng.
"""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

#: Years that can be meant.
YEARS = [MinValueValidator(2000), MaxValueValidator(2100)]


class AgencyAutonomy(models.Model):
    """A budget year of an agency under the autonomy regime of NĐ 130/2005, amended by NĐ 117/2013.

    ``spent`` and ``saving`` are empty until the year is closed: then the sums of its rows are written here, and stay.
    Years of before that were taken in as sums have no rows beneath. The uses of the saving never exceed it.

    A year that a reorganisation parts stops on the day before it (``stopped_on``, still in it); the successor's begins
    on its day (``began_on``). Both are empty for a whole year.
    """

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan")
    )
    year = models.PositiveSmallIntegerField(_("năm ngân sách"), validators=YEARS)
    began_on = models.DateField(_("bắt đầu ngày (năm chia do sắp xếp)"), null=True, blank=True)
    stopped_on = models.DateField(_("dừng hết ngày (năm chia do sắp xếp)"), null=True, blank=True)
    funds_given = models.BigIntegerField(_("kinh phí giao thực hiện tự chủ (đồng)"), default=0)
    spent = models.BigIntegerField(_("kinh phí đã chi (đồng)"), null=True, blank=True)
    saving = models.BigIntegerField(_("kinh phí tiết kiệm (đồng)"), null=True, blank=True)
    extra_income = models.BigIntegerField(_("chi thu nhập tăng thêm (đồng)"), default=0)
    reward = models.BigIntegerField(_("chi khen thưởng (đồng)"), default=0)
    welfare = models.BigIntegerField(_("chi phúc lợi, trợ cấp (đồng)"), default=0)
    conditions = models.BigIntegerField(_("chi cải thiện điều kiện làm việc (đồng)"), default=0)
    reserve = models.BigIntegerField(_("trích quỹ dự phòng ổn định thu nhập (đồng)"), default=0)
    carried_over = models.BigIntegerField(_("chuyển sang năm sau (đồng)"), default=0)
    other_given = models.BigIntegerField(_("kinh phí không thực hiện tự chủ (đồng)"), default=0)
    other_spent = models.BigIntegerField(_("đã chi không thực hiện tự chủ (đồng)"), null=True, blank=True)
    returned = models.BigIntegerField(_("không tự chủ: hủy, nộp trả hoặc chuyển năm sau (đồng)"), default=0)
    staff_assigned = models.PositiveSmallIntegerField(_("biên chế được giao"), null=True, blank=True)
    rise = models.DecimalField(
        _("K1: hệ số tăng thu nhập"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    rank_coefficient = models.DecimalField(
        _("K2: hệ số lương ngạch, chức vụ bình quân"), max_digits=5, decimal_places=3, null=True, blank=True
    )
    allowance_coefficient = models.DecimalField(
        _("K3: hệ số phụ cấp bình quân"), max_digits=5, decimal_places=3, null=True, blank=True
    )
    spending_rule = models.CharField(_("quy chế chi tiêu nội bộ (số, ngày)"), max_length=200, blank=True)
    asset_rule = models.CharField(_("quy chế quản lý tài sản công (số, ngày)"), max_length=200, blank=True)
    decision = models.CharField(_("quyết định giao tự chủ"), max_length=200)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("năm tự chủ của cơ quan")
        verbose_name_plural = _("tự chủ kinh phí của cơ quan")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="an_agency_has_one_autonomy_year",
                violation_error_message=_("Cơ quan này đã có số liệu tự chủ của năm đó; hãy sửa số liệu cũ."),
            ),
            models.CheckConstraint(
                condition=Q(began_on__isnull=True)
                | Q(stopped_on__isnull=True)
                | Q(stopped_on__gte=F("began_on")),
                name="a_parted_year_stops_after_it_begins",
                violation_error_message=_("Năm ngân sách dừng trước khi bắt đầu."),
            ),
            models.CheckConstraint(
                condition=Q(spent__isnull=True, saving__isnull=True)
                | Q(spent__isnull=False, saving__isnull=False, saving=F("funds_given") - F("spent")),
                name="a_saving_is_what_was_given_less_what_was_spent",
                violation_error_message=(
                    _(
                        "Kinh phí tiết kiệm phải bằng kinh phí giao tự chủ trừ kinh phí đã chi; "
                        "chưa quyết toán thì để trống cả hai."
                    )
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    funds_given__gte=0,
                    extra_income__gte=0,
                    reward__gte=0,
                    welfare__gte=0,
                    conditions__gte=0,
                    reserve__gte=0,
                )
                & (Q(spent__isnull=True) | Q(spent__gte=0))
                & Q(carried_over__gte=0, other_given__gte=0, returned__gte=0)
                & (Q(other_spent__isnull=True) | Q(other_spent__gte=0)),
                name="amounts_of_an_autonomy_year_are_not_negative",
                violation_error_message=_("Số tiền không được âm (riêng tiết kiệm được âm khi chi vượt)."),
            ),
            models.CheckConstraint(
                condition=Q(extra_income=0, reward=0, welfare=0, conditions=0, reserve=0, carried_over=0)
                | Q(
                    saving__isnull=False,
                    saving__gte=F("extra_income")
                    + F("reward")
                    + F("welfare")
                    + F("conditions")
                    + F("reserve")
                    + F("carried_over"),
                ),
                name="a_saving_is_not_used_beyond_itself",
                violation_error_message=(
                    _("Tổng các khoản sử dụng vượt kinh phí tiết kiệm; hãy kiểm tra lại các khoản.")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} năm {self.year}"

    @property
    def is_closed(self) -> bool:
        """Whether its sums are settled."""
        return self.spent is not None

    @property
    def first_day(self) -> date:
        """Its first day."""
        return self.began_on or date(self.year, 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.stopped_on or date(self.year, 12, 31)


class Part(models.TextChoices):
    """The two parts of a budget: only the first counts for saving."""

    AUTONOMOUS = "autonomous", _("Thực hiện tự chủ")
    OTHER = "other", _("Không thực hiện tự chủ")


class Source(models.TextChoices):
    """Where money comes from."""

    STATE = "state", _("Ngân sách nhà nước")
    FEES = "fees", _("Phí được để lại")
    INCOME = "income", _("Thu khác")
    CARRIED = "carried", _("Chuyển từ năm trước")


class Allotment(models.Model):
    """Money given for a year by a decision: at its beginning, or by an amendment, which may take some back."""

    year = models.ForeignKey(
        AgencyAutonomy, on_delete=models.PROTECT, related_name="allotments", verbose_name=_("năm ngân sách")
    )
    part = models.CharField(_("phần kinh phí"), max_length=10, choices=Part.choices, default=Part.AUTONOMOUS)
    source = models.CharField(_("nguồn"), max_length=8, choices=Source.choices, default=Source.STATE)
    amends = models.BooleanField(_("điều chỉnh, bổ sung giữa năm"), default=False)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    decision = models.CharField(_("quyết định"), max_length=200)
    decided_on = models.DateField(_("ngày quyết định"), null=True)

    class Meta:
        verbose_name = _("dự toán được giao")
        verbose_name_plural = _("dự toán được giao")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) | Q(amount__lt=0, amends=True),
                name="only_an_amendment_takes_money_back",
                violation_error_message=_("Chỉ quyết định điều chỉnh mới giảm dự toán; số tiền phải khác 0."),
            ),
        ]

    def __str__(self) -> str:
        return self.decision


class SpendingGroup(models.TextChoices):
    """What is spent on, as the settlement groups it."""

    PEOPLE = "people", _("Chi cho cá nhân")
    WORK = "work", _("Chi nghiệp vụ chuyên môn")
    PURCHASE = "purchase", _("Mua sắm, sửa chữa")
    OTHER = "other", _("Chi khác")


class Spending(models.Model):
    """A line of a voucher; a negative one corrects an earlier line."""

    year = models.ForeignKey(
        AgencyAutonomy, on_delete=models.PROTECT, related_name="spendings", verbose_name=_("năm ngân sách")
    )
    part = models.CharField(_("phần kinh phí"), max_length=10, choices=Part.choices, default=Part.AUTONOMOUS)
    group = models.CharField(_("nhóm chi"), max_length=8, choices=SpendingGroup.choices)
    number = models.CharField(_("số chứng từ"), max_length=60)
    on = models.DateField(_("ngày chứng từ"))
    line = models.PositiveSmallIntegerField(_("dòng của chứng từ"), default=1)
    content = models.CharField(_("nội dung"), max_length=300)
    content_folded = models.CharField(max_length=300, editable=False, default="")
    amount = models.BigIntegerField(_("số tiền (đồng)"))

    class Meta:
        verbose_name = _("chứng từ chi")
        verbose_name_plural = _("chứng từ chi")
        indexes = [models.Index(fields=["-on", "-id"], name="vouchers_by_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number", "on", "line", "part", "group", "content"],
                name="a_line_of_a_voucher_is_entered_once",
                violation_error_message=_("Dòng này của chứng từ đã được nhập."),
            ),
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="a_voucher_has_an_amount",
                violation_error_message=_("Số tiền phải khác 0; ghi giảm thì để số âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.on:%d/%m/%Y})"


class Purpose(models.TextChoices):
    """What a saving may be used for; the values are the columns of the year."""

    EXTRA_INCOME = "extra_income", _("Chi thu nhập tăng thêm")
    REWARD = "reward", _("Chi khen thưởng")
    WELFARE = "welfare", _("Chi phúc lợi, trợ cấp")
    CONDITIONS = "conditions", _("Chi cải thiện điều kiện làm việc")
    RESERVE = "reserve", _("Trích quỹ dự phòng ổn định thu nhập")


class SavingUse(models.Model):
    """What a part of a year's saving is used for, by a decision; ``people`` and ``months`` tell of extra income.

    A use that was entered wrongly is taken back by a further one below nothing, as vouchers are.
    """

    year = models.ForeignKey(
        AgencyAutonomy, on_delete=models.PROTECT, related_name="uses", verbose_name=_("năm ngân sách")
    )
    purpose = models.CharField(_("mục đích"), max_length=12, choices=Purpose.choices)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    people = models.PositiveSmallIntegerField(_("số người được hưởng"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("số tháng"), null=True, blank=True)
    decision = models.CharField(_("quyết định"), max_length=200)
    decided_on = models.DateField(_("ngày quyết định"))

    class Meta:
        verbose_name = _("sử dụng kinh phí tiết kiệm")
        verbose_name_plural = _("sử dụng kinh phí tiết kiệm")
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0),
                name="a_use_of_a_saving_has_an_amount",
                violation_error_message=_("Số tiền phải khác 0; ghi giảm thì để số âm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.year.year}"


class RuleKind(models.TextChoices):
    """What an internal rule is about."""

    SPENDING = "spending", _("Quy chế chi tiêu nội bộ")
    ASSETS = "assets", _("Quy chế quản lý, sử dụng tài sản công")


class SpendingRule(models.Model):
    """A version of an internal rule; it stands until the next one of its kind."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan, đơn vị")
    )
    kind = models.CharField(_("loại"), max_length=8, choices=RuleKind.choices)
    version = models.PositiveSmallIntegerField(_("lần ban hành"), editable=False)
    decision = models.CharField(_("quyết định ban hành"), max_length=200)
    decided_on = models.DateField(_("ngày quyết định"))
    since = models.DateField(_("áp dụng từ ngày"))
    discussed_on = models.DateField(_("ngày lấy ý kiến công khai trong cơ quan"), null=True, blank=True)
    changes = models.TextField(_("nội dung chính sửa đổi"), blank=True)

    #: The unit's latest name, where a query has annotated it.
    unit_name = ""

    class Meta:
        verbose_name = _("quy chế nội bộ")
        verbose_name_plural = _("quy chế nội bộ")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "since"],
                name="one_version_of_an_internal_rule_begins_a_day",
                violation_error_message=_("Đã có một lần ban hành áp dụng từ ngày đó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.decision}"
