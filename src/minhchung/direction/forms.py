"""Forms of direction: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.direction.models import (
    AssignedTask,
    Finding,
    IndexResult,
    Initiative,
    Inspection,
    Meeting,
    MeetingQuestion,
    Plan,
    PlanTask,
)
from minhchung.rules import redaction


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


class IndexResultForm(forms.ModelForm[IndexResult]):
    """A result as it was announced."""

    class Meta:
        model = IndexResult
        fields = (
            "kind",
            "year",
            "score",
            "full",
            "self_score",
            "appraised",
            "surveyed",
            "rank",
            "ranked_among",
            "decision",
            "announced_on",
            "announced_by",
        )

    def clean(self) -> dict[str, Any]:
        """A result is announced in its year or later."""
        given = super().clean() or {}
        year, on = given.get("year"), given.get("announced_on")
        if year and on and on.year < year:
            self.add_error("announced_on", _("Ngày công bố trước năm của chỉ số."))
        return given


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


class MeetingForm(forms.ModelForm[Meeting]):
    """A meeting as it is planned."""

    class Meta:
        model = Meeting
        fields = ("kind", "topic", "begins_at", "ends_at", "place", "online_url", "led_by", "invited")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["led_by"].help_text = _("Chức danh, ví dụ: Trưởng ban. Trang công khai hiện mục này.")
        self.fields["online_url"].help_text = _("Địa chỉ https:// để dự trực tuyến, nếu có.")

    def clean(self) -> dict[str, Any]:
        """In order, and somewhere."""
        data = super().clean() or {}
        begins, ends = data.get("begins_at"), data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", _("Giờ kết thúc phải sau giờ bắt đầu."))
        if not self.errors and not data.get("place") and not data.get("online_url"):
            self.add_error("place", _("Ghi địa điểm, hoặc địa chỉ dự trực tuyến."))
        return data


class OutcomeForm(forms.Form):
    """What came of a meeting."""

    attended = forms.IntegerField(label=_("Số người dự"), min_value=0, max_value=100_000)
    raised = forms.IntegerField(label=_("Số câu hỏi, kiến nghị"), min_value=0, max_value=10_000)
    answered = forms.IntegerField(label=_("Số câu đã trả lời"), min_value=0, max_value=10_000)
    conclusion = forms.CharField(
        label=_("Kết luận"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def clean(self) -> dict[str, Any]:
        """Not more answered than raised, nobody named."""
        data = super().clean() or {}
        if (data.get("answered") or 0) > (data.get("raised") or 0):
            self.add_error("answered", _("Số câu đã trả lời nhiều hơn số câu hỏi, kiến nghị."))
        _refuse_names(self, "conclusion")
        return data


class CancelForm(forms.Form):
    """Why a meeting does not take place."""

    reason = forms.CharField(
        label=_("Lý do không tổ chức"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class MinutesForm(forms.Form):
    """The minutes of a meeting, and whether everybody may read them."""

    file = forms.FileField(
        label=_("Tệp biên bản"),
        required=False,
        help_text=_("PDF, Word hoặc ảnh. Để trống thì giữ tệp đang có."),
    )
    published = forms.BooleanField(
        label=_("Công bố biên bản"),
        required=False,
        help_text=_("Ai cũng tải được từ trang công khai. Biên bản công bố không được có thông tin cá nhân."),
    )


class MeetingQuestionForm(forms.ModelForm[MeetingQuestion]):
    """A question of a meeting and its answer."""

    class Meta:
        model = MeetingQuestion
        fields = ("meeting", "number", "question", "answer", "answered_by")

    def clean(self) -> dict[str, Any]:
        """An answer is somebody's; nobody is named."""
        data = super().clean() or {}
        if data.get("answer") and not data.get("answered_by"):
            self.add_error("answered_by", _("Ghi đơn vị trả lời."))
        _refuse_names(self, "question", "answer")
        return data


def _refuse_names(form: Any, *fields: str) -> None:
    """What everybody reads holds nothing that would name somebody."""
    for name in fields:
        text = redaction.composed(form.cleaned_data.get(name) or "")
        found = redaction.find(text)
        if found:
            words = "; ".join(f"“{text[each.start : each.end]}”" for each in found[:3])
            form.add_error(
                name,
                _("Trang công khai hiện mục này: hãy bỏ thông tin cá nhân %(words)s.") % {"words": words},
            )
