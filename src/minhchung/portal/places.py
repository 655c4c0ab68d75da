"""The places of the public site, in the order of the bar that visitors see who are not signed in."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The name of a place's address, and its words.
PLACES: tuple[tuple[str, str | Promise], ...] = (
    ("portal:home", _("Trang chủ")),
    ("portal:search", _("Tìm kiếm")),
    ("portal:procedures", _("Thủ tục hành chính")),
    ("portal:promises", _("Cam kết thời hạn")),
    ("portal:gazette", _("Công báo")),
    ("portal:open_data", _("Dữ liệu mở")),
    ("portal:answers", _("Hỏi đáp")),
    ("send_feedback", _("Gửi phản ánh")),
    ("track", _("Tra cứu hồ sơ")),
    ("calculator", _("Tính thời hạn")),
)

#: What stands at the foot of every page.
FOOT: tuple[tuple[str, str | Promise], ...] = (("portal:accessibility", _("Giới thiệu trợ năng")),)
