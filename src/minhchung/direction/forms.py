"""Forms of direction: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models import AssignedTask, Finding, Initiative, Inspection, Plan, PlanTask


class PlanForm(forms.ModelForm[Plan]):
    """A yearly plan."""

    class Meta:
        model = Plan
        fields = ("year", "decision", "issued_on", "issuer", "title", "amended_by", "amended_on")

    def clean(self) -> dict[str, Any]:
        """An amendment has both a document and a day, not before the plan."""
        data = super().clean() or {}
        if bool(data.get("amended_by")) != bool(data.get("amended_on")):
            self.add_error("amended_on", _("Sửa đổi phải ghi cả văn bản và ngày."))
        elif data.get("amended_on") and data.get("issued_on") and data["amended_on"] < data["issued_on"]:
            self.add_error("amended_on", _("Ngày sửa đổi trước ngày ban hành kế hoạch."))
        return data


class PlanTaskForm(forms.ModelForm[PlanTask]):
    """A task of a plan."""

    class Meta:
        model = PlanTask
        fields = (
            "plan",
            "number",
            "head",
            "title",
            "product",
            "lead_unit",
            "support_units",
            "due_kind",
            "due_on",
            "due_words",
            "in_original",
            "added_on",
            "dropped_on",
            "changed_by",
            "done_on",
            "product_reference",
            "product_on",
        )

    def clean(self) -> dict[str, Any]:
        """Done means with a product; added or dropped means by a document."""
        data = super().clean() or {}
        done, product_on = data.get("done_on"), data.get("product_on")
        if done and not data.get("product_reference"):
            self.add_error("product_reference", _("Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm."))
        if bool(done) != bool(product_on):
            self.add_error("product_on", _("Ngày hoàn thành và ngày của sản phẩm phải ghi cùng nhau."))
        elif done and product_on > done:
            self.add_error("product_on", _("Ngày của sản phẩm sau ngày hoàn thành."))
        if bool(data.get("in_original")) == bool(data.get("added_on")):
            self.add_error(
                "added_on", _("Ghi ngày bổ sung khi nhiệm vụ không có trong kế hoạch ban đầu, và chỉ khi đó.")
            )
        if (data.get("added_on") or data.get("dropped_on")) and not data.get("changed_by"):
            self.add_error("changed_by", _("Ghi văn bản sửa đổi kế hoạch."))
        if data.get("due_kind") in ("date", "month", "quarter") and not data.get("due_on"):
            self.add_error("due_on", _("Ghi ngày cuối của thời hạn."))
        return data


class InspectionForm(forms.ModelForm[Inspection]):
    """An inspection of a unit."""

    class Meta:
        model = Inspection
        fields = ("on", "unit", "decision", "conclusion", "subject")


class FindingForm(forms.ModelForm[Finding]):
    """A problem raised by an inspection."""

    class Meta:
        model = Finding
        fields = ("inspection", "number", "content", "due_on", "closed_on", "closed_reference")

    def clean(self) -> dict[str, Any]:
        """Closed means with a document."""
        data = super().clean() or {}
        if data.get("closed_on") and not data.get("closed_reference"):
            self.add_error("closed_reference", _("Ghi văn bản chứng minh vấn đề đã xử lý xong."))
        return data


class InitiativeForm(forms.ModelForm[Initiative]):
    """An initiative that was recognised."""

    class Meta:
        model = Initiative
        fields = ("title", "head", "unit", "recognised_on", "decision")


class AssignedTaskForm(forms.ModelForm[AssignedTask]):
    """A task assigned from above."""

    class Meta:
        model = AssignedTask
        fields = (
            "number",
            "item",
            "assigned_by",
            "assigned_on",
            "content",
            "due_on",
            "done_on",
            "product_reference",
        )

    def clean(self) -> dict[str, Any]:
        """Days in order; done means with a product."""
        data = super().clean() or {}
        assigned = data.get("assigned_on")
        for name in ("due_on", "done_on"):
            if assigned and data.get(name) and data[name] < assigned:
                self.add_error(name, _("Ngày này trước ngày giao."))
        if data.get("done_on") and not data.get("product_reference"):
            self.add_error("product_reference", _("Nhiệm vụ hoàn thành phải ghi số, ký hiệu của sản phẩm."))
        return data
