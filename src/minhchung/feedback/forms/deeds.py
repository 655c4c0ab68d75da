"""What is entered with a deed on a reflection or recommendation. Fields bear the names of the deed's arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.forms import DeedForm
from minhchung.feedback.actions import Message
from minhchung.feedback.models import FeedbackChannel, Kind, Rating, SenderKind

Choices = Sequence[tuple[Any, Any]]
#: What came over the national portal is imported, what came over our own page has entered itself.
_CHANNELS = [
    (value, label)
    for value, label in FeedbackChannel.choices
    if value not in (FeedbackChannel.PORTAL, FeedbackChannel.WEB)
]


def text_field(label: Any, *, help_text: Any = "", required: bool = True, rows: int = 4) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


def _late() -> forms.CharField:
    return text_field(
        _("Vì sao làm muộn"), required=False, rows=2, help_text=_("Chỉ ghi khi đã quá hạn của việc này.")
    )


class ReceiveForm(forms.Form):
    """What a sender hands in; the mark by which it is entered once."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=_("Kênh"), choices=_CHANNELS)
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=Kind.choices,
        help_text=_(
            "Hành vi: chậm trễ, gây phiền hà, không làm hoặc làm sai. Khiếu nại, tố cáo có sổ riêng."
        ),
    )
    sector = forms.CharField(label=_("Ngành, lĩnh vực"), max_length=120)
    content = text_field(_("Nội dung"), help_text=_("Ghi như người gửi nói hoặc viết."), rows=6)
    sent_at = forms.DateTimeField(
        label=_("Gửi lúc"), help_text=_("Ngày/tháng/năm giờ:phút. Hạn tính từ lúc này.")
    )
    transferred_at = forms.DateTimeField(
        label=_("Cơ quan khác chuyển đến lúc"),
        required=False,
        help_text=_("Chỉ ghi khi cơ quan khác chuyển đến; hạn tính từ lúc chuyển."),
    )
    from_kind = forms.ChoiceField(label=_("Đối tượng gửi"), choices=SenderKind.choices)
    sender_name = forms.CharField(label=_("Người gửi"), max_length=255, required=False)
    sender_phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    sender_email = forms.EmailField(label=_("Thư điện tử"), required=False)
    sender_contact = forms.CharField(label=_("Địa chỉ"), max_length=255, required=False)

    def message(self) -> Message:
        """What came in."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "form_key"}
        return Message(**told)


class ClassifyForm(DeedForm):
    """What it is about."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    sector = forms.CharField(label=_("Ngành, lĩnh vực"), max_length=120)
    procedure_key = forms.CharField(label=_("Mã thủ tục liên quan"), max_length=40, required=False)
    dossier_code = forms.CharField(label=_("Mã hồ sơ liên quan"), max_length=60, required=False)
    official = forms.CharField(
        label=_("Cán bộ bị phản ánh"),
        max_length=120,
        required=False,
        help_text=_("Chỉ ghi khi phản ánh về hành vi; không bao giờ được công khai."),
    )


class ReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = text_field(_("Lý do"), help_text=_("Viết như sẽ gửi cho người gửi đọc."))


class LateReasonForm(ReasonForm):
    """A deed with a limit of its own: late it needs a word that is kept."""

    late_basis = _late()


class ContentForm(DeedForm):
    """What was added."""

    content = text_field(_("Nội dung bổ sung"))


class MoveForm(DeedForm):
    """To whom it belongs."""

    agency = forms.CharField(label=_("Cơ quan nhận"), max_length=255)
    reason = text_field(_("Ghi chú"), required=False, rows=2)
    late_basis = _late()


class AssignForm(DeedForm):
    """To which unit, and if known to whom."""

    to_unit = forms.TypedChoiceField(label=_("Giao đơn vị"), coerce=int)
    to_holder = forms.TypedChoiceField(
        label=_("Giao cho"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Để trống nếu đơn vị tự phân công."),
    )
    content = text_field(_("Việc phải làm"), required=False)

    def __init__(self, *args: Any, units: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].choices = [("", "–"), *units]  # type: ignore[attr-defined]
        self.fields["to_holder"].choices = [("", "–"), *people]  # type: ignore[attr-defined]


class TextForm(DeedForm):
    """A draft, or the answer itself."""

    text = text_field(_("Nội dung trả lời"), rows=8)


class PublishForm(DeedForm):
    """The very words that everybody will read."""

    content = text_field(_("Nội dung phản ánh được công khai"), rows=6)
    text = text_field(_("Trả lời được công khai"), rows=8)
    left_is_public = forms.BooleanField(
        label=_("Tôi đã đọc: những chỗ còn giống thông tin cá nhân là thông tin được công khai"),
        required=False,
        help_text=_(
            "Ví dụ: điện thoại của cơ quan, chức danh người ký. Thông tin người gửi thì không bao giờ."
        ),
    )
    late_basis = _late()
    confirmed = forms.BooleanField(label=_("Đúng những lời trên sẽ được công khai cho mọi người đọc"))

    def words(self) -> dict[str, Any]:
        """What was entered; that it was confirmed is asked here and nowhere else."""
        return {name: value for name, value in super().words().items() if name != "confirmed"}


class RateForm(DeedForm):
    """What the sender thought of it."""

    rating = forms.ChoiceField(
        label=_("Người gửi đánh giá"), choices=Rating.choices, widget=forms.RadioSelect
    )
    content = text_field(_("Lời của người gửi"), required=False)
