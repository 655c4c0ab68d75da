"""What is entered with a deed. The names of the fields are those of the deed's arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[Any, Any]]


def _text(label: Any, *, help_text: Any = "", required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class DeedForm(forms.Form):
    """Nothing to enter but the deed itself: the state that was seen, and the mark by which it is done once."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("revision", "form_key")
        }


class ReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = _text(_("Lý do"), help_text=_("Viết như sẽ gửi cho người nộp đọc."))


class ContentForm(DeedForm):
    """A deed with a remark, if any."""

    content = _text(_("Nội dung"), required=False, help_text=_("Nhận thêm giấy tờ gì; có thể để trống."))


class HandOnForm(DeedForm):
    """To which unit, and if known to whom; of a dossier with an internal process also which step begins."""

    step = forms.TypedChoiceField(
        label=_("Bước tiếp theo"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Quy trình nội bộ đề xuất; chọn bước khác khi cần. Bước đang mở kết thúc khi chuyển."),
    )
    to_unit = forms.TypedChoiceField(label=_("Chuyển đến"), coerce=int)
    to_holder = forms.TypedChoiceField(
        label=_("Giao cho"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Để trống nếu đơn vị tự phân công."),
    )
    content = _text(_("Việc phải làm"), required=False)

    def __init__(
        self, *args: Any, units: Choices, people: Choices, steps: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if steps:
            self.fields["step"].choices = [("", _("Vẫn bước hiện tại")), *steps]  # type: ignore[attr-defined]
        else:
            del self.fields["step"]
        self.fields["to_unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]
        self.fields["to_holder"].choices = [("", "–"), *people]  # type: ignore[attr-defined]


class SupplementForm(DeedForm):
    """What is lacking; the basis only for a late or a second request."""

    reason = _text(
        _("Giấy tờ, nội dung cần bổ sung và lý do"),
        help_text=_("Ghi đủ trong một lần: pháp luật chỉ cho yêu cầu bổ sung một lần."),
        rows=5,
    )
    basis = _text(
        _("Căn cứ chuyên ngành"),
        required=False,
        rows=2,
        help_text=_("Chỉ ghi khi yêu cầu muộn hơn luật cho hoặc yêu cầu lần thứ hai."),
    )


class LawfulWaitForm(DeedForm):
    """A wait that only a special law allows."""

    reason = _text(_("Lý do"), help_text=_("Viết như sẽ gửi cho người nộp đọc."))
    basis = _text(
        _("Văn bản cho phép"),
        rows=2,
        help_text=_("Tên, số văn bản và điều khoản cho phép ngừng tính thời hạn."),
    )


class ExtendForm(DeedForm):
    """The new day and why."""

    until = forms.DateField(
        label=_("Hẹn lại đến ngày"), help_text=_("Ngày/tháng/năm, một ngày làm việc sau hạn cũ.")
    )
    reason = _text(_("Lý do"), help_text=_("Lý do này được in trong thư xin lỗi."))
    late_basis = _text(
        _("Vì sao xin lỗi muộn"),
        required=False,
        rows=2,
        help_text=_("Chỉ ghi khi xin lỗi muộn hơn luật cho."),
    )


class ConsultForm(DeedForm):
    """Whom one asks, what, and by when."""

    agency = forms.CharField(label=_("Cơ quan được hỏi"), max_length=255)
    content = _text(_("Nội dung xin ý kiến"))
    due_on = forms.DateField(label=_("Đề nghị trả lời trước hết ngày"), help_text=_("Ngày/tháng/năm."))
    way = forms.CharField(
        label=_("Cách trả lời"), max_length=120, required=False, help_text=_("Ví dụ: văn bản điện tử.")
    )


class AnswerForm(DeedForm):
    """The answer to one of the open questions."""

    consultation = forms.TypedChoiceField(label=_("Cơ quan trả lời"), coerce=int)
    answer = _text(_("Ý kiến trả lời"))

    def __init__(self, *args: Any, questions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consultation"].choices = list(questions)  # type: ignore[attr-defined]


class FinishForm(DeedForm):
    """The result, and why it is late if it is."""

    result = _text(_("Kết quả"), help_text=_("Số, ngày và trích yếu của văn bản kết quả."), rows=2)
    late_reason = _text(
        _("Lý do quá hạn"),
        required=False,
        rows=2,
        help_text=_("Bắt buộc khi đã quá hạn; được gửi kèm thư xin lỗi."),
    )


class GiveBackForm(DeedForm):
    """Who takes the result."""

    receiver = forms.CharField(
        label=_("Người nhận"),
        max_length=255,
        required=False,
        help_text=_("Ghi khi người nhận không phải người nộp."),
    )
