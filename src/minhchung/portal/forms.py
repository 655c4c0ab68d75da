"""What is entered when a report is published as an article."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class ArticleForm(forms.Form):
    """The words of an article around a frozen report."""

    title = forms.CharField(label=gettext_lazy("Tiêu đề"), max_length=255)
    category = forms.CharField(label=gettext_lazy("Chuyên mục"), max_length=120)
    lead = forms.CharField(
        label=gettext_lazy("Tóm tắt"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    body = forms.CharField(
        label=gettext_lazy("Nội dung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Có thể dùng HTML đơn giản: đoạn, tiêu đề, danh sách, bảng, liên kết."),
    )
    author_line = forms.CharField(label=gettext_lazy("Người viết, phòng"), max_length=200, required=False)
