"""What is written down when a dossier comes in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.actions import Came, Filing
from minhchung.dossiers.forms.contact import way_field
from minhchung.dossiers.models import ApplicantKind, Channel, ReturnWay


class FilingForm(forms.Form):
    """Procedure and case, channel, applicant, and how the result is to be given back."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    procedure = forms.ChoiceField(label=_("Thủ tục"))
    channel = forms.ChoiceField(
        label=_("Kênh nộp"),
        choices=Channel.choices,
        help_text=_("Hồ sơ trực tuyến được ghi nhận trước, kiểm tra xong mới tiếp nhận."),
    )
    applicant_kind = forms.ChoiceField(
        label=_("Đối tượng"), choices=ApplicantKind.choices, initial=ApplicantKind.ENTERPRISE
    )
    applicant_name = forms.CharField(label=_("Người nộp, tổ chức nộp"), max_length=255)
    applicant_phone = forms.CharField(label=_("Điện thoại"), max_length=30, required=False)
    applicant_tax_code = forms.CharField(
        label=_("Mã số thuế"),
        max_length=14,
        required=False,
        validators=[
            RegexValidator(
                r"^\d{10}(-?\d{3})?$|^\d{12}$",
                _("Mã số thuế có 10 chữ số, thêm -001 nếu là đơn vị phụ thuộc, hoặc 12 chữ số của cá nhân."),
            )
        ],
    )
    applicant_email = forms.EmailField(label=_("Thư điện tử"), required=False)
    applicant_address = forms.CharField(label=_("Địa chỉ"), max_length=255, required=False)
    behalf = forms.CharField(
        label=_("Người nộp thay"),
        max_length=255,
        required=False,
        help_text=_("Họ tên; bắt buộc ghi cả giấy ủy quyền bên dưới."),
    )
    authorisation = forms.CharField(
        label=_("Giấy ủy quyền"),
        max_length=255,
        required=False,
        help_text=_("Số, ngày, nơi chứng thực; hoặc hợp đồng với đơn vị bưu chính, dịch vụ nộp thay."),
    )
    tell_by = way_field()
    return_way = forms.ChoiceField(label=_("Nhận kết quả"), choices=ReturnWay.choices)
    at_once = forms.BooleanField(label=_("Giải quyết ngay, người nộp chờ lấy kết quả"), required=False)

    def __init__(self, *args: Any, procedures: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["procedure"].choices = [("", "–"), *procedures]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Somebody who waits at the counter did not file online; who files for another shows by what right."""
        data = super().clean() or {}
        if bool(data.get("behalf")) != bool(data.get("authorisation")):
            name = "behalf" if data.get("authorisation") else "authorisation"
            self.add_error(name, _("Nộp thay thì phải ghi cả người nộp thay và giấy ủy quyền (Điều 15, 17)."))
        if data.get("at_once") and data.get("channel") == Channel.ONLINE:
            self.add_error("at_once", _("Hồ sơ trực tuyến không giải quyết ngay tại quầy."))
        return data

    def filing(self, parts: tuple[Came, ...] = ()) -> Filing:
        """What was entered, with the papers that came."""
        told = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("form_key", "procedure", "at_once", "authorisation")
        }
        if self.cleaned_data["authorisation"]:
            told["behalf"] = f"{told['behalf']}, {self.cleaned_data['authorisation']}"
        procedure, _mark, case = self.cleaned_data["procedure"].partition("|")
        return Filing(procedure=int(procedure), case=case, parts=parts, **told)
