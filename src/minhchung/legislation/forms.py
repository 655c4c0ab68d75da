"""Forms of legal documents, reviews, checks, systematisation and dissemination, and of the deeds on them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minhchung.legislation import queries
from minhchung.legislation.models import (
    Cause,
    Check,
    DisseminationEvent,
    Ground,
    Kind,
    LegalDocument,
    Outcome,
    Review,
    Systematisation,
    SystematisedDocument,
)
from minhchung.organisation.forms import UnitChoiceField


class DocumentField(forms.CharField):
    """A document of the register, named by its number and symbol; tens of thousands do not fit into a list to choose from.

    Taken for a model field of forms too: what it cleans to is the document.
    """

    def __init__(self, queryset: Any = None, **kwargs: Any) -> None:
        del queryset
        for name in ("to_field_name", "limit_choices_to", "blank"):
            kwargs.pop(name, None)
        kwargs["help_text"] = kwargs.get("help_text") or _(
            "Số, ký hiệu, ví dụ: 19/2023/QĐ-UBND. Trùng số thì thêm ngày: 19/2023/QĐ-UBND ngày 05/06/2023"
        )
        super().__init__(max_length=200, **kwargs)

    def clean(self, value: Any) -> LegalDocument | None:
        """The one document that was named.

        Raises:
            ValidationError: none, or several.
        """
        text = super().clean(str(value) if value is not None else "")
        if not text:
            return None
        found = queries.named(text)
        if not found:
            raise forms.ValidationError(
                _now(
                    "Không có văn bản “%(text)s” trong sổ. Hãy thêm văn bản đó trước, hoặc kiểm tra lại số, ký hiệu."
                )
                % {"text": text}
            )
        if len(found) > 1:
            names = "; ".join(f"{each.code} ngày {each.issued_on:%d/%m/%Y} ({each.issuer})" for each in found)
            raise forms.ValidationError(
                _now("Có nhiều văn bản cùng số; hãy ghi thêm ngày: %(names)s") % {"names": names}
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        """A stored document as it is written."""
        if isinstance(value, int):
            found = queries.named(str(value))
            return f"{found[0].code} ngày {found[0].issued_on:%d/%m/%Y}" if found else value
        return value


class LegalDocumentForm(forms.ModelForm):
    """A document."""

    class Meta:
        model = LegalDocument
        fields = (
            "family",
            "type",
            "code",
            "issuer",
            "issuer_unit",
            "issued_on",
            "effective_on",
            "abstract",
            "field",
            "signer",
            "role",
            "drafting_unit",
            "territory",
            "articles",
        )
        field_classes = {"issuer_unit": UnitChoiceField, "drafting_unit": UnitChoiceField}


class ReviewForm(forms.ModelForm):
    """A review."""

    class Meta:
        model = Review
        fields = (
            "document",
            "reviewed_on",
            "outcome",
            "opinion",
            "reviewer_unit",
            "due_on",
            "handled_on",
            "handled_by",
        )
        field_classes = {"reviewer_unit": UnitChoiceField, "document": DocumentField}


class SystematisationForm(forms.ModelForm):
    """A period."""

    class Meta:
        model = Systematisation
        fields = ("label", "fixed_on", "published_on", "decision")


class SystematisedDocumentForm(forms.ModelForm):
    """A document in a list."""

    class Meta:
        model = SystematisedDocument
        fields = ("period", "document", "listing", "on", "content", "note", "responsible", "due_on")
        field_classes = {"document": DocumentField}


class DisseminationEventForm(forms.ModelForm):
    """An event."""

    class Meta:
        model = DisseminationEvent
        fields = ("on", "form", "subject", "title", "attendance", "copies", "unit", "evidence")
        field_classes = {"unit": UnitChoiceField}


class CheckForm(forms.ModelForm):
    """A check."""

    class Meta:
        model = Check
        fields = ("document", "kind", "checked_on", "checker", "fault", "provisions", "conclusion", "due_on")
        field_classes = {"document": DocumentField}


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
    target = DocumentField(label=_("văn bản"))
    provisions = _text(_("Điều, khoản, điểm của văn bản kia"), required=False, help_text=_PROVISIONS)
    on = forms.DateField(
        label=_("Từ ngày"),
        required=False,
        help_text=_("Để trống: từ ngày văn bản này có hiệu lực. Chỉ dùng khi làm văn bản kia hết hiệu lực."),
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


class ReasonForm(DeedForm):
    """A deed that needs its reason."""

    reason = _text(_("Lý do"))


class OpenSheetForm(DeedForm):
    """Why a document is reviewed."""

    ground = forms.ChoiceField(label=_("Căn cứ rà soát"), choices=Ground.choices)
    ground_document = DocumentField(label=_("Văn bản làm căn cứ rà soát"), required=False)


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
