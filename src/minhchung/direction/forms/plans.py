"""Forms of a yearly plan, its tasks and its targets: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.direction import actions
from minhchung.direction.forms.offering import bound_year
from minhchung.direction.models import Plan, PlanTarget, PlanTask
from minhchung.direction.units import Units
from minhchung.figures.register import REGISTER
from minhchung.ground.amounts import WholeField


class PlanForm(forms.ModelForm[Plan]):
    """A yearly plan; a draft is issued by a deed of its own, which looks at its tasks first."""

    class Meta:
        model = Plan
        fields = ("year", "decision", "issued_on", "issuer", "title", "amended_by", "amended_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound_year(self)
        plan = self.instance
        if plan.pk is None:
            for name in ("decision", "issued_on"):
                self.fields[name].required = False
            self.fields["decision"].help_text = _(
                "Để trống số và ngày thì lập dự thảo, thêm nhiệm vụ rồi ban hành. Chỉ ghi với kế hoạch cũ mà nhiệm vụ "
                "sẽ nhập từ bảng."
            )
        elif plan.issued_on is None:
            for name in ("decision", "issued_on", "amended_by", "amended_on"):
                del self.fields[name]
        if plan.pk is not None and plan.tasks.exists():
            del self.fields["year"]

    def clean(self) -> dict[str, Any]:
        """Number and day, or neither and the only draft of its year; an amendment has both, and comes later."""
        data = super().clean() or {}
        issued_on, year = data.get("issued_on"), data.get("year", self.instance.year)
        if "issued_on" in self.fields and "issued_on" not in self.errors:
            if bool(data.get("decision")) != bool(issued_on):
                self.add_error(
                    "issued_on" if data.get("decision") else "decision",
                    _("Kế hoạch đã ban hành phải có cả số và ngày; dự thảo thì để trống cả hai."),
                )
            elif issued_on and year and issued_on.year not in (year - 1, year):
                self.add_error("issued_on", actions.not_its_year(year, issued_on))
        if not issued_on and not self.errors and self._is_another_draft(year):
            self.add_error(
                "year", _("Đã có dự thảo kế hoạch năm %(year)s: hãy sửa tiếp dự thảo đó.") % {"year": year}
            )
        if bool(data.get("amended_by")) != bool(data.get("amended_on")):
            self.add_error("amended_on", _("Sửa đổi phải ghi cả văn bản và ngày."))
        elif data.get("amended_on") and data.get("issued_on") and data["amended_on"] < data["issued_on"]:
            self.add_error("amended_on", _("Ngày sửa đổi trước ngày ban hành kế hoạch."))
        return data

    def _is_another_draft(self, year: int | None) -> bool:
        drafts = Plan.objects.filter(year=year, decision="").exclude(pk=self.instance.pk)
        return self.instance.issued_on is None and drafts.exists()


class PlanTaskForm(forms.ModelForm[PlanTask]):
    """A task of a plan as the plan words it; that it is done, put off or taken out is said by deeds of its own."""

    document = forms.CharField(
        label=_("Văn bản sửa đổi, bổ sung kế hoạch"),
        max_length=200,
        required=False,
        help_text=_("Ghi khi thêm nhiệm vụ vào kế hoạch đã ban hành; dự thảo thì để trống."),
    )
    document_on = forms.DateField(label=_("Bổ sung từ ngày"), required=False)

    class Meta:
        model = PlanTask
        fields = (
            "plan",
            "number",
            "head",
            "title",
            "product",
            "product_count",
            "lead_unit",
            "support_units",
            "due_kind",
            "due_on",
            "due_words",
            "budget",
            "budget_source",
        )
        field_classes = dict.fromkeys(("budget",), WholeField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product_count"].help_text = _(
            "Nhiệm vụ thường xuyên phải có số sản phẩm đếm được, ví dụ 4 báo cáo quý; nếu không thì tỷ lệ hoàn thành "
            "không tính được."
        )
        self.fields["lead_unit"].help_text = _(
            "Một đơn vị, ghi như trong sổ đơn vị để đơn vị đó thấy việc của mình."
        )
        if self.instance.pk is not None:
            for name in ("plan", "document", "document_on"):
                del self.fields[name]
        else:
            plans: Any = self.fields["plan"]
            plans.queryset = plans.queryset.order_by("-year", "-pk")

    def clean_lead_unit(self) -> str:
        """A unit of the book of units; one that stood there before may stay."""
        name = str(self.cleaned_data["lead_unit"])
        if name != self.initial.get("lead_unit") and Units().read(name) is None:
            raise forms.ValidationError(
                _("Sổ đơn vị không có “%(name)s”. Chọn một tên trong danh sách gợi ý.") % {"name": name}
            )
        return name

    def clean(self) -> dict[str, Any]:
        """A limit has its last day; what comes to an issued plan comes by a document."""
        data = super().clean() or {}
        if data.get("due_kind") in ("date", "month", "quarter") and not data.get("due_on"):
            self.add_error("due_on", _("Ghi ngày cuối của thời hạn."))
        self._check_limit(data)
        self._check_number(data)
        plan = data.get("plan")
        if self.instance.pk is None and plan is not None and plan.issued_on is not None:
            self._check_change(plan, data)
        return data

    def _check_limit(self, data: dict[str, Any]) -> None:
        """A limit lies in the plan's year; once the plan is issued it is put off by a deed with its reason."""
        due, before = data.get("due_on"), self.initial.get("due_on")
        plan = self.instance.plan if self.instance.pk is not None else data.get("plan")
        if plan is None or due == before or "due_on" in self.errors:
            return
        issued = self.instance.pk is not None and plan.issued_on is not None and before is not None
        if issued and (due is None or due > before):
            self.add_error(
                "due_on",
                _("Kế hoạch đã ban hành: đổi thời hạn bằng “Lùi thời hạn” ở trang của nhiệm vụ, có lý do."),
            )
        elif due is not None and due.year != plan.year:
            self.add_error(
                "due_on", _("Thời hạn phải trong năm %(year)s của kế hoạch.") % {"year": plan.year}
            )

    def _check_number(self, data: dict[str, Any]) -> None:
        """The number of a task that is mended is not another's; of a new one its table says so itself."""
        others = PlanTask.objects.filter(plan=self.instance.plan_id).exclude(pk=self.instance.pk)
        other = others.filter(number=data.get("number", "")).first() if self.instance.pk is not None else None
        if other is not None:
            self.add_error(
                "number",
                _("Số %(number)s đã là của nhiệm vụ “%(title)s”; hãy ghi số khác.")
                % {"number": other.number, "title": other.title[:80]},
            )

    def _check_change(self, plan: Plan, data: dict[str, Any]) -> None:
        if not data.get("document"):
            self.add_error("document", _("Kế hoạch đã ban hành: ghi văn bản sửa đổi, bổ sung."))
        on, due = data.get("document_on"), data.get("due_on")
        if on is None:
            if "document_on" not in self.errors:
                self.add_error("document_on", _("Ghi ngày bổ sung."))
        elif plan.issued_on is not None and on < plan.issued_on:
            self.add_error("document_on", _("Ngày bổ sung trước ngày ban hành kế hoạch."))
        elif due is not None and due < on:
            self.add_error(
                "due_on",
                _("Thời hạn này trước ngày bổ sung %(day)s: nhiệm vụ vừa thêm đã quá hạn.")
                % {"day": f"{on:%d/%m/%Y}"},
            )
        else:
            self.instance.in_original = False
            self.instance.added_on, self.instance.changed_by = on, data.get("document", "")


class PlanTargetForm(forms.ModelForm[PlanTarget]):
    """A target of a plan."""

    class Meta:
        model = PlanTarget
        fields = (
            "plan",
            "number",
            "name",
            "comparator",
            "value",
            "unit",
            "year",
            "base",
            "figure",
            "programme",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound_year(self)

    def clean_figure(self) -> str:
        """A key that the register knows, or none."""
        key = str(self.cleaned_data.get("figure") or "").strip()
        if key and key not in REGISTER:
            raise forms.ValidationError(_("Không có chỉ tiêu “%(key)s”.") % {"key": key})
        return key
