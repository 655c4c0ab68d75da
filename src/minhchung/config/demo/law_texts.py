"""The wording of the made-up province's texts: what each is about, and the whole text of the latest as files.

All of it is invented, and every page says so.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from docx import Document

from minhchung.config.demo.scans import typeset
from minhchung.ground.files import actions as files
from minhchung.ground.files import queries as kept_files
from minhchung.legislation import actions
from minhchung.legislation.web.files import PURPOSE

#: How many of the latest texts have their whole text; each third is a Word file.
_WHOLE = 8
#: What the first text of a year is about, by the year's place in six; and what only such a text says.
_MATTERS = (
    (
        "phối hợp quản lý nhà nước đối với",
        "Các cơ quan gửi thông tin về doanh nghiệp cho Ban Quản lý trong thời hạn 05 ngày làm việc.",
    ),
    (
        "quản lý hạ tầng kỹ thuật dùng chung trong",
        "Chủ đầu tư hạ tầng bảo đảm cấp điện, cấp nước, thoát nước và duy tu đường giao thông nội bộ.",
    ),
    (
        "bảo vệ môi trường trong",
        "Nước thải được xử lý sơ bộ trước khi đấu nối vào hệ thống xử lý nước thải tập trung.",
    ),
    (
        "quản lý lao động trong",
        "Doanh nghiệp báo cáo tình hình sử dụng lao động, kể cả lao động nước ngoài, hai lần một năm.",
    ),
    (
        "hỗ trợ đầu tư hạ tầng",
        "Ngân sách tỉnh hỗ trợ rà phá bom mìn và đường dẫn đến hàng rào theo mức của Hội đồng nhân dân.",
    ),
    (
        "quản lý quy hoạch, xây dựng trong",
        "Công trình chỉ khởi công khi phù hợp quy hoạch phân khu đã được phê duyệt.",
    ),
)
#: What a text of the agency's own administration is about, by its number among those of the year.
_ADMINISTRATIVE = {
    2: "Công bố danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của Ban Quản lý năm {year}",
    3: "Phê duyệt quy trình nội bộ giải quyết thủ tục hành chính lĩnh vực khu công nghiệp năm {year}",
    5: "Phê duyệt chương trình xúc tiến đầu tư vào các khu công nghiệp năm {year}",
    6: "Phê duyệt danh mục thủ tục hành chính thực hiện tại bộ phận một cửa năm {year}",
}


def abstract_of(year: int, number: int) -> str:
    """What the ``number``-th text of a year is about; one that details goes with the text by which it is amended."""
    if number in _ADMINISTRATIVE:
        return _ADMINISTRATIVE[number].format(year=year)
    if number == 1:
        return f"Quy định về {_MATTERS[year % 6][0]} khu công nghiệp"
    return f"Quy định chi tiết một số nội dung về {_MATTERS[(year + 3) % 6][0]} khu công nghiệp"


def attach_texts(texts: list[Any], *, by: str) -> None:
    """The whole text of the latest, kept and read as a legal officer's own file would be."""
    for place, each in enumerate(texts[-_WHOLE:]):
        at = datetime.combine(each.issued_on, datetime.min.time()).replace(hour=15)
        lines = _articles(each)
        name = each.code.replace("/", "-")
        if place % 3:
            content = typeset(heading=each.abstract, lines="\n\n".join(lines), signed="Chủ tịch", at=at)
            name = f"{name}.pdf"
        else:
            content, name = _in_word(each.abstract, lines), f"{name}.docx"
        kept, _warnings = files.keep_checked(
            [content], name=name, purpose=PURPOSE, scanner=None, by=by, at=at
        )
        opened = kept_files.opened(kept.pk)
        assert opened is not None  # it was kept just now
        actions.attach(
            document=each.pk,
            file=kept.pk,
            path=opened.path,
            content_type=opened.content_type,
            ocr="",
            by=by,
            at=at,
        )


def _articles(text: Any) -> list[str]:
    said = next((says for matter, says in _MATTERS if matter in text.abstract), "")
    return [
        f"Điều 1. Phạm vi điều chỉnh. Quyết định {text.code} này {text.abstract[0].lower()}{text.abstract[1:]}.",
        "Điều 2. Đối tượng áp dụng. Cơ quan, tổ chức, cá nhân có hoạt động trong khu công nghiệp của tỉnh.",
        f"Điều 3. Nội dung chính. {said}",
        "Điều 4. Trách nhiệm thi hành. Ban Quản lý chủ trì, phối hợp với các sở, ủy ban nhân dân cấp xã.",
        "Điều 5. Chế độ báo cáo. Ban Quản lý tổng hợp, báo cáo trước ngày 15 tháng 12 hằng năm.",
        f"Điều 6. Hiệu lực thi hành. Quyết định có hiệu lực từ ngày {text.effective_on:%d/%m/%Y}.",
    ]


def _in_word(heading: str, lines: list[str]) -> bytes:
    page, held = Document(), io.BytesIO()
    page.add_heading(heading, level=1)
    for line in lines:
        page.add_paragraph(line)
    page.add_paragraph("Dữ liệu minh họa, không có giá trị pháp lý")
    page.save(held)
    return held.getvalue()
