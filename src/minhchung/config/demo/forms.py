"""Blank forms of the made-up board: Word files that people fill in, made here and named as made up."""

from __future__ import annotations

import io
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from minhchung.ground.files.actions import keep_checked
from minhchung.ground.intake.folding import fold
from minhchung.ground.printing import steady
from minhchung.procedures.actions import attach_form
from minhchung.procedures.queries import Part, VersionRow, components_of, posted_versions
from minhchung.procedures.web.blanks import PURPOSE

#: So many procedures get their forms; of the others the page says where a form is to be had.
_MOST = 12
_ASKED = (
    "Tên tổ chức, doanh nghiệp đề nghị",
    "Mã số doanh nghiệp hoặc số quyết định thành lập",
    "Địa chỉ trụ sở",
    "Người đại diện theo pháp luật, chức vụ",
    "Điện thoại, thư điện tử",
    "Nội dung đề nghị",
    "Giấy tờ gửi kèm",
)


def attach(*, by: str, at: datetime) -> int:
    """Attach forms to the first posted procedures that have none; says how many were attached."""
    count = 0
    for version in posted_versions(at.date())[:_MOST]:
        for part in components_of(version.id):
            if part.form and part.blank is None:
                kept, _warnings = keep_checked(
                    [_written(version, part)],
                    name=f"{fold(part.form).replace(' ', '-').replace('(', '').replace(')', '')}.docx",
                    purpose=PURPOSE,
                    scanner=None,
                    by=by,
                    at=at,
                )
                attach_form(component=part.id, file=kept.pk, by=by, at=at)
                count += 1
    return count


def _written(version: VersionRow, part: Part) -> bytes:
    paper = docx.Document()
    paper.core_properties.author, paper.core_properties.title = "Dữ liệu minh họa", part.form
    for line in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        _centred(paper, line)
    paper.add_paragraph(part.form).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _centred(paper, part.name.upper())
    _centred(paper, f"(dùng cho thủ tục: {version.name})")
    for number, asked in enumerate(_ASKED, start=1):
        paper.add_paragraph(f"{number}. {asked}: {'.' * 60}")
    paper.add_paragraph("Người đề nghị ký, ghi rõ họ tên").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _centred(paper, "Mẫu minh họa, không có giá trị pháp lý")
    written = io.BytesIO()
    paper.save(written)
    return steady(written.getvalue())


def _centred(paper: Document, line: str) -> None:
    paragraph = paper.add_paragraph()
    paragraph.add_run(line).bold = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
