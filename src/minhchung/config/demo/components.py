"""Papers that dossiers of the made-up board hold: a form, what the field of work asks for, an authorisation if any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minhchung.config.demo.agency import Rows

#: Name, form, originals, copies, required.
_FIRST = ("Văn bản đề nghị hoặc tờ khai theo mẫu", "Mẫu số 01 (minh họa)", 1, 0, True)
_LAST = ("Giấy ủy quyền khi người nộp không phải người đại diện", "", 1, 0, False)
_OF_FIELD = {
    "Lao động, việc làm": (
        ("Hộ chiếu còn thời hạn của người lao động", "", 0, 1, True),
        ("Giấy khám sức khỏe", "", 1, 0, True),
        ("Ảnh màu 4 cm x 6 cm, phông nền trắng", "", 2, 0, True),
    ),
    "Xuất nhập khẩu": (
        ("Tờ khai hải quan hàng xuất khẩu", "", 0, 1, True),
        ("Hóa đơn thương mại", "", 0, 1, True),
    ),
    "Hoạt động xây dựng": (
        ("Giấy tờ chứng minh quyền sử dụng đất", "", 0, 1, True),
        ("Bản vẽ thiết kế xây dựng", "", 2, 0, True),
    ),
    "Đầu tư tại Việt Nam": (
        ("Giấy chứng nhận đăng ký doanh nghiệp", "", 0, 1, True),
        ("Đề xuất dự án đầu tư", "Mẫu A.I.4 (minh họa)", 1, 0, True),
        ("Báo cáo tài chính hai năm gần nhất", "", 0, 1, True),
    ),
}
_OTHERWISE = (("Giấy chứng nhận đăng ký doanh nghiệp", "", 0, 1, True),)


def worksheet(procedures: Rows) -> Rows:
    """Rows of the components layout, from the worksheet of procedures."""
    seen: set[str] = set()
    rows: Rows = []
    for each in procedures:
        if each["code"] and each["code"] not in seen:
            seen.add(each["code"])
            rows += _papers(each)
    return rows


def _papers(procedure: dict[str, Any]) -> Iterator[dict[str, Any]]:
    asked = (_FIRST, *_OF_FIELD.get(procedure["field"], _OTHERWISE), _LAST)
    for number, (name, form, originals, copies, required) in enumerate(asked, start=1):
        yield {
            "code": procedure["code"],
            "number": number,
            "name": name,
            "form": form,
            "originals": originals,
            "copies": copies,
            "required": required,
        }
