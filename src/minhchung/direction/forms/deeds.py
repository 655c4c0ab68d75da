"""What is entered with a deed on a task, a plan, an assigned task, a finding. Fields bear the deed's argument names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhchung.direction.actions import Change, Level, Paper, Place
from minhchung.direction.models import Comparator
from minhchung.direction.people import Candidate
from minhchung.dossiers.forms import DeedForm

_DAY = _("Ngày/tháng/năm, ví dụ: 27/08/2026")
_PAGES = re.compile(r"\d+(?:\s*[-–]\s*\d+)?(?:\s*[,;]\s*\d+(?:\s*[-–]\s*\d+)?)*")


def _day(label: Any, help_text: Any = _DAY) -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=forms.DateInput(attrs={"autocomplete": "off"})
    )


def _text(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=5_000, widget=forms.Textarea(attrs={"rows": rows})
    )


class NoteForm(DeedForm):
    """How far it has come."""

    percent = forms.IntegerField(label=_("Khối lượng đã làm (%)"), min_value=0, max_value=100, required=False)
    words = _text(_("Đã làm được gì, còn vướng gì"))


class ReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = _text(_("Lý do"))


class FinishForm(DeedForm):
    """The day on which it was done."""

    done_on = _day(_("Hoàn thành ngày"))


class PostponeForm(ReasonForm):
    """The new limit, and why."""

    due_on = _day(_("Thời hạn mới"))
    field_order = ("due_on", "reason")


class ChangeForm(DeedForm):
    """The document that amends the plan."""

    document = forms.CharField(
        label=_("Văn bản sửa đổi, bổ sung kế hoạch"), max_length=200, help_text=_("Loại, số, ký hiệu.")
    )
    on = _day(_("Có hiệu lực từ ngày"))

    def words(self) -> dict[str, Any]:
        """The change."""
        told = super().words()
        return {"change": Change(told["document"], told["on"])}


class PaperForm(DeedForm):
    """A document that shows it."""

    reference = forms.CharField(
        label=_("Số, ký hiệu văn bản"),
        max_length=200,
        help_text=_(
            "Văn bản có trong sổ văn bản đi hoặc sổ văn bản pháp luật được nối tự động theo số và ngày."
        ),
    )
    on = _day(_("Ngày văn bản"))
    count = forms.IntegerField(
        label=_("Tính là mấy sản phẩm"), min_value=1, max_value=1_000, initial=1, required=False
    )

    def words(self) -> dict[str, Any]:
        """The document."""
        told = super().words()
        return {"paper": Paper(told["reference"], told["on"], told["count"] or 1)}


class FileForm(PaperForm):
    """A place in a file."""

    file = forms.FileField(label=_("Tệp"), help_text=_("PDF, Word, Excel hoặc ảnh."))
    section = forms.CharField(label=_("Mục, phần"), max_length=120, required=False)
    page = forms.CharField(
        label=_("Trang"), max_length=40, required=False, help_text=_("Ví dụ: 3, 5-7. Ghi mục hoặc trang.")
    )
    field_order = ("reference", "on", "file", "section", "page", "count")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].label = _("Tên tài liệu")
        self.fields["reference"].help_text = ""
        self.fields["on"].label = _("Ngày của tài liệu")

    def clean(self) -> dict[str, Any]:
        """It says where to look."""
        data = super().clean() or {}
        if not data.get("section") and not data.get("page"):
            self.add_error("section", _("Ghi mục hoặc trang để người xem mở đúng chỗ."))
        if data.get("page") and not _PAGES.fullmatch(data["page"]):
            self.add_error("page", _("Ghi số trang như 3 hoặc 3, 5-7."))
        return data

    def words_with(self, kept: int) -> dict[str, Any]:
        """The document and the place in the file that was kept."""
        told = self.cleaned_data
        return {**self.words(), "place": Place(kept, told["section"], told["page"])}


class FigureForm(DeedForm):
    """A figure and the level that it has to reach."""

    figure = forms.ChoiceField(label=_("Số liệu"))
    window = forms.CharField(label=_("Kỳ"), max_length=40, help_text=_("Ví dụ: 2026, 2026-Q2, 2026-H1."))
    comparator = forms.ChoiceField(label=_("So sánh"), choices=Comparator.choices)
    threshold = forms.DecimalField(
        label=_("Mức phải đạt"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        help_text=_("Với tỷ lệ, ghi theo phần trăm. Không có gì để tính thì không đạt mức nào."),
    )

    def __init__(self, *args: Any, figures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].choices = [("", "–"), *figures]  # type: ignore[attr-defined]

    def words(self) -> dict[str, Any]:
        """The level."""
        return {"level": Level(**super().words())}


class UnshowForm(DeedForm):
    """Which evidence is taken back."""

    number = forms.TypedChoiceField(label=_("Minh chứng"), coerce=int)

    def __init__(self, *args: Any, shown: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = shown  # type: ignore[attr-defined]


class EntrustForm(DeedForm):
    """Who is set to a task, and from when; people of the lead unit first, then of the units in support."""

    holder = forms.TypedChoiceField(
        label=_("Người thực hiện"),
        coerce=int,
        help_text=_("Người của đơn vị chủ trì, rồi đến người của đơn vị phối hợp."),
    )
    since_on = _day(_("Từ ngày"))

    def __init__(self, *args: Any, people: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [
            (words, [(each.user, each.name) for each in people if each.supports is supports])
            for words, supports in ((_("Đơn vị chủ trì"), False), (_("Đơn vị phối hợp"), True))
        ]
        chosen: Any = [("", "–"), *((words, members) for words, members in parts if members)]
        self.fields["holder"].choices = chosen  # type: ignore[attr-defined]


class HandOverForm(EntrustForm):
    """Who takes the task over, from when, and why."""

    reason = _text(_("Lý do"))
    field_order = ("holder", "since_on", "reason")


class ReleaseForm(DeedForm):
    """From whom the task is taken back, from when, and why."""

    holder = forms.TypedChoiceField(label=_("Thôi giao cho"), coerce=int)
    until_on = _day(_("Từ ngày"), _("Ngày đầu tiên không còn làm. Ngày/tháng/năm, ví dụ: 27/08/2026"))
    reason = _text(_("Lý do"))

    def __init__(self, *args: Any, holders: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].choices = holders  # type: ignore[attr-defined]


class IssueForm(forms.Form):
    """Number and day of a plan that is issued."""

    decision = forms.CharField(label=_("Số, ký hiệu kế hoạch"), max_length=120)
    issued_on = _day(_("Ngày ban hành"))


class AssignedDoneForm(forms.Form):
    """The product of a task assigned from above."""

    product_reference = forms.CharField(label=_("Số, ký hiệu sản phẩm"), max_length=200)
    done_on = _day(_("Hoàn thành ngày"))


class AssignedExtendForm(forms.Form):
    """The new limit, and the document of whoever gave the task."""

    due_on = _day(_("Thời hạn mới"))
    document = forms.CharField(label=_("Văn bản của cấp giao cho lùi thời hạn"), max_length=200)


class PlainReasonForm(forms.Form):
    """Why."""

    reason = _text(_("Lý do"))


class FindingClosedForm(forms.Form):
    """What shows that a finding was dealt with."""

    reference = forms.CharField(label=_("Văn bản chứng minh đã xử lý xong"), max_length=200)
    closed_on = _day(_("Xử lý xong ngày"))


class ConclusionForm(forms.Form):
    """The notice of conclusion of an inspection."""

    conclusion = forms.CharField(label=_("Số, ký hiệu thông báo kết luận"), max_length=200)


class RecogniseForm(forms.Form):
    """The decision that recognises an initiative."""

    decision = forms.CharField(label=_("Số, ký hiệu quyết định công nhận"), max_length=200)
    recognised_on = _day(_("Ngày công nhận"))


class DeclineForm(forms.Form):
    """Why an initiative is not recognised."""

    declined_on = _day(_("Ngày kết luận"))
    reason = _text(_("Lý do không công nhận"))


class ApplyForm(forms.Form):
    """Where an initiative is put to use, and from when."""

    applied_on = _day(_("Áp dụng từ ngày"))
    applied_in = forms.CharField(
        label=_("Nơi áp dụng"), max_length=255, help_text=_("Ví dụ: toàn Ban; Phòng Quản lý đầu tư.")
    )


class TableForm(forms.Form):
    """A plan's table as it comes, for a draft of a year."""

    year = forms.IntegerField(label=_("Kế hoạch năm"), min_value=2012, max_value=2100)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=255)
    file = forms.FileField(
        label=_("Tệp có bảng nhiệm vụ"),
        help_text=_(
            "Word (.docx) hoặc Excel (.xlsx). Bảng nào nhiều cột nhận ra nhất thì được đọc; không dòng nào bị bỏ."
        ),
    )

    def clean_file(self) -> Any:
        """A kind of file that holds a table."""
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((".docx", ".xlsx")):
            raise forms.ValidationError(_("Chỉ đọc được tệp Word (.docx) hoặc Excel (.xlsx)."))
        return file


class ProposalForm(forms.Form):
    """What of the proposed tasks goes into the draft of next year."""

    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=255)
    chosen = forms.MultipleChoiceField(
        label=_("Đưa vào dự thảo"), required=True, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = offered  # type: ignore[attr-defined]
