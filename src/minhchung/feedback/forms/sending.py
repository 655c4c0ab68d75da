"""What people outside send, and how they rate the answer."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from minhchung.feedback.actions import Message
from minhchung.feedback.forms.deeds import text_field
from minhchung.feedback.models import FeedbackChannel, Kind, Rating, SenderKind
from minhchung.ground.knocks.trap import TrapForm

#: Stands where bytes were no letters of the charset they were said to be.
_LOST = "\N{REPLACEMENT CHARACTER}"
#: The longest message that is taken, in letters.
LONGEST = 10_000


class WordsForm(TrapForm):
    """What is said by the public page; the mark by which it is entered once."""

    form_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Biểu mẫu thiếu dấu. Hãy tải lại trang."),
            "invalid": _("Dấu của biểu mẫu sai."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Readable letters, and not a book."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str):
                data[name] = unicodedata.normalize("NFC", value)
                if _LOST in value:
                    self.add_error(name if name in self.fields else None, _WRONG_LETTERS)
        if len(data.get("content") or "") > LONGEST:
            self.add_error(
                "content",
                _say("Nội dung dài quá %(most)s chữ; hãy tóm tắt và gửi kèm tệp.") % {"most": LONGEST},
            )
        return data


class SupplementForm(WordsForm):
    """What the agency asked the sender for."""

    content = text_field(_("Nội dung bổ sung"), help_text=_("Trả lời đủ những gì cơ quan hỏi."), rows=6)


class SendForm(WordsForm):
    """A reflection or recommendation by the public page."""

    kind = forms.ChoiceField(
        label=_("Phản ánh về"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Quy định: vướng mắc, không hợp lý của quy định. Hành vi: chậm trễ, gây phiền hà, làm sai của cán bộ."
        ),
    )
    sector = forms.CharField(
        label=_("Ngành, lĩnh vực"), max_length=120, required=False, help_text=_("Ví dụ: Lao động, Đất đai.")
    )
    content = text_field(_("Nội dung"), help_text=_("Việc gì, ở đâu, khi nào; nêu mã hồ sơ nếu có."), rows=8)
    from_kind = forms.ChoiceField(label=_("Ông/bà gửi với tư cách"), choices=SenderKind.choices)
    sender_name = forms.CharField(
        label=_("Họ và tên, hoặc tên tổ chức"),
        max_length=255,
        help_text=_("Chỉ cán bộ xử lý được xem; không bao giờ được công khai."),
    )
    sender_phone = forms.CharField(label=_("Điện thoại"), max_length=20, required=False)
    sender_email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        help_text=_("Cần ít nhất điện thoại hoặc thư điện tử để trả lời."),
    )
    sender_contact = forms.CharField(label=_("Địa chỉ"), max_length=255, required=False)

    def clean(self) -> dict[str, Any]:
        """A way to answer."""
        data = super().clean()
        if not self.errors and not data.get("sender_phone") and not data.get("sender_email"):
            self.add_error("sender_phone", _("Cần điện thoại hoặc thư điện tử để cơ quan trả lời ông/bà."))
        return data

    def message(self) -> Message:
        """What was sent."""
        told = self.cleaned_data
        names = (
            "kind",
            "content",
            "from_kind",
            "sender_name",
            "sender_phone",
            "sender_email",
            "sender_contact",
        )
        return Message(
            sector=told["sector"] or _say("Chưa rõ"),
            channel=FeedbackChannel.WEB,
            sent_at=self.now,
            **{name: told[name] for name in names},
        )


_WRONG_LETTERS = _("Có chữ không đọc được vì sai bảng mã. Hãy gõ lại bằng bảng mã Unicode (UTF-8).")


class RateAnswerForm(forms.Form):
    """What the sender thought of the answer."""

    rating = forms.ChoiceField(
        label=_("Ông/bà có hài lòng với câu trả lời không?"), choices=Rating.choices, widget=forms.RadioSelect
    )
    content = text_field(_("Nói thêm"), required=False, rows=3)
