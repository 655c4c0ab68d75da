"""Forms of direction: they check what came in and save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.direction.forms.offering import bound_year
from minhchung.direction.models import (
    AssignedTask,
    Finding,
    IndexCriterion,
    IndexResult,
    Initiative,
    Inspection,
    Meeting,
    MeetingQuestion,
    Outreach,
    ReformBudget,
)
from minhchung.ground.amounts import WholeField
from minhchung.organisation.forms import CurrentUnitField
from minhchung.rules import redaction


class OutreachEventForm(forms.ModelForm[Outreach]):
    """Something that made the reform known."""

    class Meta:
        model = Outreach
        fields = ("on", "form", "title", "audience", "people", "minutes", "unit", "reference")
        field_classes = dict.fromkeys(("people",), WholeField)


class ReformBudgetForm(forms.ModelForm[ReformBudget]):
    """Money for the reform."""

    class Meta:
        model = ReformBudget
        fields = ("year", "item", "source", "given", "spent", "decision")
        field_classes = dict.fromkeys(("given", "spent"), WholeField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound_year(self)

    def clean(self) -> dict[str, Any]:
        """Not more is spent than was given."""
        data = super().clean() or {}
        given, spent = data.get("given"), data.get("spent")
        if given is not None and spent is not None and spent > given:
            self.add_error("spent", _("Đã chi nhiều hơn dự toán giao; được giao thêm thì ghi dự toán mới."))
        return data


class IndexCriterionForm(forms.ModelForm[IndexCriterion]):
    """A criterion of a result."""

    class Meta:
        model = IndexCriterion
        fields = ("result", "number", "title", "head", "full", "score", "reason")


class InspectionForm(forms.ModelForm[Inspection]):
    """An inspection of a unit."""

    class Meta:
        model = Inspection
        fields = ("on", "unit", "decision", "conclusion", "subject")
        help_texts = {
            "unit": _("Ghi như trong sổ đơn vị để được tính vào tỷ lệ phòng, đơn vị được kiểm tra.")
        }

    def clean_on(self) -> Any:
        """Not after a problem of it was dealt with."""
        on = self.cleaned_data["on"]
        findings = self.instance.findings if self.instance.pk is not None else Finding.objects.none()
        closed = findings.filter(closed_on__lt=on).order_by("closed_on").first()
        if closed is not None:
            raise forms.ValidationError(
                _("Vấn đề số %(number)s đã xử lý xong ngày %(day)s, trước ngày kiểm tra này.")
                % {"number": closed.number, "day": f"{closed.closed_on:%d/%m/%Y}"}
            )
        return on


class FindingForm(forms.ModelForm[Finding]):
    """A problem raised by an inspection; that it was dealt with is said by a deed of its own."""

    class Meta:
        model = Finding
        fields = ("inspection", "number", "content", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        inspections: Any = self.fields["inspection"]
        inspections.queryset = inspections.queryset.order_by("-on", "-pk")

    def clean(self) -> dict[str, Any]:
        """A problem is to be dealt with after it was found."""
        data = super().clean() or {}
        inspection, due = data.get("inspection"), data.get("due_on")
        if inspection is not None and due and due < inspection.on:
            self.add_error(
                "due_on", _("Ngày này trước ngày kiểm tra %(day)s.") % {"day": f"{inspection.on:%d/%m/%Y}"}
            )
        return data


class InitiativeForm(forms.ModelForm[Initiative]):
    """An initiative as it is proposed; that it is recognised or not, and put to use, is said by deeds of its own."""

    class Meta:
        model = Initiative
        fields = ("title", "head", "unit", "content", "proposed_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposed_on"].required = self.instance.state == "proposed"


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound_year(self)

    def clean(self) -> dict[str, Any]:
        """A result is announced in its year or later."""
        given = super().clean() or {}
        year, on = given.get("year"), given.get("announced_on")
        if year and on and on.year < year:
            self.add_error("announced_on", _("Ngày công bố trước năm của chỉ số."))
        return given


class AssignedTaskForm(forms.ModelForm[AssignedTask]):
    """A task assigned from above; that it is done is said by a deed of its own."""

    class Meta:
        model = AssignedTask
        fields = (
            "number",
            "item",
            "assigned_by",
            "assigned_on",
            "content",
            "due_on",
            "lead",
        )
        field_classes = dict.fromkeys(("lead",), CurrentUnitField)

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        data = super().clean() or {}
        assigned = data.get("assigned_on")
        if assigned and data.get("due_on") and data["due_on"] < assigned:
            self.add_error("due_on", _("Ngày này trước ngày giao."))
        self._check_what_stands(data)
        return data

    def _check_what_stands(self, data: dict[str, Any]) -> None:
        """A limit that stands is put off by a deed; what is done was done after it was assigned."""
        task, assigned = self.instance, data.get("assigned_on")
        before, due = self.initial.get("due_on"), data.get("due_on")
        if task.pk is None:
            return
        if before is not None and "due_on" not in self.errors and (due is None or due > before):
            self.add_error(
                "due_on",
                _(
                    "Hạn đã ghi thì đổi bằng “Lùi thời hạn”, nêu văn bản của cấp giao; nhiệm vụ đã hoàn thành thì mở "
                    "lại trước."
                ),
            )
        if assigned and task.done_on and assigned > task.done_on:
            self.add_error(
                "assigned_on",
                _("Ngày này sau ngày hoàn thành %(day)s.") % {"day": f"{task.done_on:%d/%m/%Y}"},
            )


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
        if (
            not {"place", "online_url"} & set(self.errors)
            and not data.get("place")
            and not data.get("online_url")
        ):
            self.add_error("place", _("Ghi địa điểm, hoặc địa chỉ dự trực tuyến."))
        return data


class OutcomeForm(forms.Form):
    """What came of a meeting."""

    attended = WholeField(label=_("Số người dự"), min_value=0, max_value=100_000)
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
