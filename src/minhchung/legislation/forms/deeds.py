"""What is entered with a deed. Fields bear the names of the deed's arguments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.legislation.forms.fields import DocumentField
from minhchung.legislation.models import Cause, Ground, Kind, Outcome, Quality


def _text(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


_A_DAY = _("Ngày/tháng/năm, ví dụ: 27/08/2026")
_PROVISIONS = _(
    "Mỗi điều, khoản một dòng hoặc cách nhau bằng dấu chấm phẩy: khoản 2 Điều 7; Điều 9. Để trống: toàn bộ."
)


class DeedForm(forms.Form):
    """Nothing to enter but the deed itself, on the state that was seen."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def words(self) -> dict[str, Any]:
        """What was entered, by the names of the deed's arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class RelateForm(DeedForm):
    """How the document acts on another, and from which day."""

    kind = forms.ChoiceField(label=_("Văn bản này"), choices=Kind.choices)
    target = DocumentField(label=_("Văn bản kia"))
    provisions = _text(_("Điều, khoản, điểm của văn bản kia"), required=False, help_text=_PROVISIONS)
    on = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        help_text=_(
            "Ngày/tháng/năm, chỉ dùng khi làm văn bản kia hết hiệu lực. Để trống: từ ngày văn bản này có hiệu lực."
        ),
    )
    reason = _text(
        _("Lý do"),
        required=False,
        help_text=_("Chỉ cần khi khác cơ quan ban hành hoặc hai văn bản cùng có hiệu lực một thời gian."),
    )


_ENDS = [
    (each.value, each.label)
    for each in (
        Cause.TERM,
        Cause.REPEALED,
        Cause.REPLACED,
        Cause.AMENDED,
        Cause.TERRITORY,
        Cause.LEVEL,
        Cause.DECIDED,
    )
]


class EndForm(DeedForm):
    """That a document, or part of it, is no longer in force, where what ended it is not in the register."""

    on = forms.DateField(label=_("Hết hiệu lực từ ngày"), help_text=_A_DAY)
    cause = forms.ChoiceField(label=_("Nguyên nhân"), choices=_ENDS)
    provisions = _text(_("Điều, khoản, điểm"), required=False, help_text=_PROVISIONS)
    reason = _text(_("Văn bản, lý do"), required=False)


class SuspendForm(DeedForm):
    """That it stops being in force for a time."""

    on = forms.DateField(label=_("Ngưng hiệu lực từ ngày"), help_text=_A_DAY)
    cause = forms.ChoiceField(
        label=_("Nguyên nhân"), choices=[(each.value, each.label) for each in (Cause.PAUSED, Cause.STOPPED)]
    )
    provisions = _text(_("Điều, khoản, điểm"), required=False, help_text=_PROVISIONS)
    reason = _text(_("Văn bản ngưng hiệu lực, đình chỉ"))


class OnForm(DeedForm):
    """A day and the text that decides."""

    on = forms.DateField(label=_("Từ ngày"), help_text=_A_DAY)
    reason = _text(_("Văn bản quyết định, công bố"))


class ResumeForm(OnForm):
    """That what was suspended, or some of it, is in force again."""

    provisions = _text(
        _("Điều, khoản, điểm"),
        required=False,
        help_text=_("Chỉ khi đang ngưng một phần và chỉ cho tiếp tục vài điều, khoản. Để trống: toàn bộ."),
    )


class KeepForm(OnForm):
    """That a document goes on, and which of its provisions do not."""

    provisions = _text(
        _("Điều, khoản, điểm không được tiếp tục"),
        required=False,
        help_text=_(
            "Chỉ khi công bố tiếp tục một phần: các điều, khoản này hết hiệu lực. Để trống: toàn bộ."
        ),
    )


class ReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = _text(_("Lý do"))


class OpenSheetForm(DeedForm):
    """Why a document is reviewed."""

    ground = forms.ChoiceField(label=_("Căn cứ rà soát"), choices=Ground.choices)
    ground_document = DocumentField(
        label=_("Văn bản làm căn cứ rà soát"),
        required=False,
        help_text=_("Cần khi căn cứ pháp lý thay đổi. Số, ký hiệu; trùng số thì thêm ngày ban hành."),
    )


class LineForm(DeedForm):
    """A provision on a sheet."""

    provision = forms.CharField(label=_("Điều, khoản, điểm"), max_length=200)
    finding = _text(_("Nội dung rà soát, phát hiện"))
    against = forms.CharField(label=_("Đối chiếu với"), max_length=200, required=False)
    proposal = forms.ChoiceField(label=_("Kiến nghị"), choices=Outcome.choices)


class OpinionForm(DeedForm):
    """An opinion."""

    opinion = _text(_("Ý kiến"), rows=5)


class ApproveForm(DeedForm):
    """Who carries out what is proposed, and until when."""

    responsible = forms.CharField(
        label=_("Cơ quan, đơn vị xử lý"),
        max_length=200,
        required=False,
        help_text=_("Để trống khi văn bản tiếp tục áp dụng."),
    )
    due_on = forms.DateField(label=_("Thời hạn xử lý"), required=False, help_text=_A_DAY)


class CarryOutForm(DeedForm):
    """By which document it was done."""

    on = forms.DateField(label=_("Ngày xử lý xong"), help_text=_A_DAY)
    document = forms.CharField(
        label=_("Văn bản xử lý"), max_length=200, help_text=_("Số, ký hiệu, ngày của văn bản đã ban hành.")
    )


class PublishForm(DeedForm):
    """The decision that publishes the lists."""

    on = forms.DateField(label=_("Ngày công bố"), help_text=_A_DAY)
    decision = forms.CharField(label=_("Quyết định công bố"), max_length=200)


class NoteForm(DeedForm):
    """What was done in a stage."""

    note = _text(
        _("Văn bản, kết quả"),
        help_text=_("Số, ký hiệu, ngày của văn bản; ai đã làm, ai đã cho ý kiến."),
    )


class MarkForm(DeedForm):
    """How a draft meets a quality."""

    quality = forms.ChoiceField(label=_("Tiêu chí"), choices=Quality.choices)
    met = forms.TypedChoiceField(
        label=_("Kết quả"),
        choices=[("yes", _("Đạt")), ("no", _("Chưa đạt"))],
        coerce=lambda value: value == "yes",
    )
    finding = _text(
        _("Nhận xét, phát hiện"),
        required=False,
        help_text=_("Bắt buộc khi chưa đạt; đã ghi lần trước thì để trống."),
    )
    answer = _text(_("Tiếp thu, giải trình"), required=False)


class SubmitForm(DeedForm):
    """When a draft was submitted, and by which paper."""

    on = forms.DateField(label=_("Ngày trình"), help_text=_A_DAY)
    note = forms.CharField(label=_("Số tờ trình"), max_length=200)


class IssueForm(DeedForm):
    """The document that came of a draft."""

    document = DocumentField(label=_("Văn bản đã ban hành"))


class FileForm(forms.Form):
    """A file of a document."""

    file = forms.FileField(
        label=_("Tệp"), help_text=_("Word (DOCX), PDF hoặc ảnh chụp. Chữ trong tệp được đọc để tìm kiếm.")
    )
