"""Deeds of finance in words: on buttons, and in the story of a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

#: What the button of a deed says, by the name of its address.
WORDS: Mapping[str, Any] = {
    "allot": _("Ghi dự toán giao"),
    "spend": _("Ghi chứng từ chi"),
    "use_saving": _("Ghi sử dụng tiết kiệm"),
    "close_year": _("Khóa sổ năm"),
    "reopen_year": _("Mở lại sổ"),
    "estimate": _("Ghi dự toán A, B"),
    "classify": _("Ghi quyết định giao tự chủ"),
    "amend_investment": _("Điều chỉnh kế hoạch vốn"),
    "disburse": _("Ghi giải ngân"),
    "follow_recommendation": _("Ghi việc đã làm"),
    "close_recommendation": _("Hoàn thành kiến nghị"),
}
DEED_NAMES: Mapping[str, Any] = {
    "allot": _("Ghi dự toán giao"),
    "spend": _("Ghi chứng từ chi"),
    "use_saving": _("Ghi sử dụng tiết kiệm"),
    "close": _("Khóa sổ, hoàn thành"),
    "reopen": _("Mở lại sổ"),
    "take_rule": _("Lấy quy chế đang áp dụng"),
    "estimate": _("Ghi dự toán A, B"),
    "classify": _("Ghi quyết định giao tự chủ"),
    "amend": _("Điều chỉnh kế hoạch vốn"),
    "disburse": _("Ghi giải ngân"),
    "follow": _("Ghi việc đã làm"),
}
