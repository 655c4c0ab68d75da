"""What is entered to compare with the province's export, and to settle a difference."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 300 * 1024**2


class CompareForm(forms.Form):
    """The export and the days that it covers."""

    file = forms.FileField(
        label=_("Tệp xuất từ hệ thống của tỉnh"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt"}),
    )
    source = forms.CharField(
        label=_("Nguồn của tệp"),
        required=False,
        max_length=120,
        help_text=_("Cùng tên nguồn với lần nhập liệu thì tệp được đọc theo cách ghép cột đã lưu."),
    )
    since = forms.DateField(label=_("Hồ sơ tiếp nhận từ ngày"), help_text=_("Ngày/tháng/năm."))
    until = forms.DateField(
        label=_("Đến trước ngày"),
        help_text=_("Hồ sơ tiếp nhận trong khoảng này mà tệp không có thì được nêu ra."),
    )

    def clean_file(self) -> Any:
        """Not larger than a sheet that can be read."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn quá 300 MB. Hãy xuất từng quý rồi đối chiếu từng tệp."))
        return sent


class SettleForm(forms.Form):
    """How a difference was settled."""

    how = forms.CharField(
        label=_("Đã xử lý thế nào"),
        max_length=500,
        help_text=_("Ví dụ: đã nhập lại tệp; đã đề nghị Trung tâm sửa ngày kết thúc."),
    )
