"""Every kind of block on Word, PDF and page: the same words in the same order, and tables that fit the paper."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from minhchung import lawbook
from minhchung.reports import fitting
from minhchung.reports.composition import (
    Block,
    Chart,
    Composition,
    FigureCell,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Series,
    Span,
    Table,
    from_dict,
)
from minhchung.reports.docx import docx_of
from minhchung.reports.page import html_of
from minhchung.reports.pdf import pdf_of

AT = datetime(2026, 8, 27, 8, 0)
HEAD = Letterhead(
    parent_agency="Ủy ban nhân dân tỉnh Nam Sơn",
    agency="Ban Quản lý các khu công nghiệp tỉnh Nam Sơn",
    number="12",
    symbol="BC-BQLKCN",
    place="Nam Sơn",
    date_words="ngày 05 tháng 01 năm 2021",
    kind="BÁO CÁO",
    abstract="Kết quả công tác cải cách hành chính năm 2020",
    bases=("Căn cứ Nghị quyết thứ nhất", "Căn cứ Quyết định thứ hai"),
    authority="KT. Trưởng ban",
    post="Phó Trưởng ban",
    name="Lê Thị Ẩn",
    recipients=("Như trên", "Lưu: VT"),
)


def cell(printed: str, *, declared: bool = False) -> FigureCell:
    return FigureCell(
        key="dossiers.solved", window="2020", kind="count", value=7, part=None, whole=None, printed=printed,
        unit="hồ sơ", title="Hồ sơ đã giải quyết", cites="biểu", href="/x/", declared=declared,
    )  # fmt: skip


TABLE = Table(
    "Bảng Một",
    ("STT", "Chỉ tiêu", "Kỳ này", "Kỳ trước"),
    (
        ("1", "Dòng đầu", cell("1.201"), "–"),
        ("", "Cộng", (cell("1.302"), " (", cell("1.303"), ")"), cell("1.404")),
    ),
    note="Ghi chú bảng",
    spans=(Span("", 2), Span("Số hồ sơ", 2)),
    total=True,
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, "PHẦN MỞ", "I"),
    Paragraph(("Đã giải quyết ", cell("1.505"), " hồ sơ.")),
    Paragraph(("Lời chú nhỏ",), style="note"),
    ListBlock((("Việc gạch đầu dòng ", cell("1.606")),)),
    ListBlock((("Việc đánh số",), ("Việc kế tiếp",)), ordered=True),
    PageBreak(),
    Heading(3, "Ý nhỏ", "a"),
    TABLE,
    Chart("Biểu đồ Một", "mô tả", ("2019", "2020"), (Series("Dãy", (3, 4)),), "hồ sơ", source="Nguồn: sổ"),
    Paragraph(("Số khai ", cell("1.707", declared=True))),
)
WHOLE = Composition(HEAD, BLOCKS, "Báo cáo thử", "2020", "năm 2020", ("Nhận xét cuối",))
#: What every paper says, in this order.
SAID = [
    "ỦY BAN NHÂN DÂN TỈNH NAM SƠN", "BAN QUẢN LÝ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "12/BC-BQLKCN", "Nam Sơn, ngày 05 tháng 01 năm 2021", "BÁO CÁO", "Kết quả công tác cải cách hành chính năm 2020",
    "Căn cứ Nghị quyết thứ nhất;", "Căn cứ Quyết định thứ hai.", "I. PHẦN MỞ", "Đã giải quyết 1.505 hồ sơ.",
    "Lời chú nhỏ", "Việc gạch đầu dòng 1.606", "Việc đánh số", "Việc kế tiếp", "a) Ý nhỏ", "Bảng Một", "STT",
    "Dòng đầu", "1.201", "–", "Cộng", "1.302 (1.303)", "1.404", "Ghi chú bảng", "Nguồn: sổ", "Số khai 1.707 (số khai)",
    "Nhận xét cuối",
]  # fmt: skip
FOOT = [
    "Nơi nhận:",
    "Như trên;",
    "Lưu: VT.",
    "KT. TRƯỞNG BAN",
    "PHÓ TRƯỞNG BAN",
    "Lê Thị Ẩn",
    "Số hồ sơ",
    "Biểu đồ Một",
]


def layout() -> object:
    return lawbook.in_force("documents.nd30_layout", AT.date()).value


def word_text() -> str:
    document = Document(io.BytesIO(docx_of(WHOLE, layout(), AT)))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, WordParagraph):
            lines.append(block.text)
        elif isinstance(block, WordTable):
            lines.extend(
                paragraph.text for row in block.rows for each in row.cells for paragraph in each.paragraphs
            )
    return " ".join(lines)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def page_text() -> str:
    parser = _Words()
    parser.feed(html_of(WHOLE))
    return "".join(parser.words)


def pdf_text() -> str:
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf_of(WHOLE, layout(), AT), check=True, capture_output=True
    )
    return done.stdout.decode()


def packed(text: str) -> str:
    return re.sub(r"\s|\u00a0", "", text)


PAPERS = [
    pytest.param(word_text, id="word"),
    pytest.param(page_text, id="page"),
    pytest.param(pdf_text, id="pdf", marks=pytest.mark.needs("pdftotext")),
]


@pytest.mark.parametrize("text_of", PAPERS)
def test_every_kind_of_block_is_drawn_and_in_order(text_of: Callable[[], str]) -> None:
    text, place = packed(text_of()), 0
    loose = text_of is page_text  # a page puts number and date beside the issuer
    for words in SAID:
        found = text.find(packed(words), 0 if loose and words in SAID[:6] else place)
        assert found >= 0, (words, text[place : place + 80])
        place = max(place, found)
    assert [words for words in FOOT if packed(words) not in text] == []


def test_a_page_break_begins_a_new_page_on_paper() -> None:
    document = Document(io.BytesIO(docx_of(WHOLE, layout(), AT)))
    (begun,) = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]
    assert begun == "a) Ý nhỏ"
    words = Paragraph(("Lời.",))
    assert _pages(replace(WHOLE, blocks=(words, words))) == 1
    assert _pages(replace(WHOLE, blocks=(words, PageBreak(), words))) == 2


def test_a_composition_goes_to_json_and_back_unchanged() -> None:
    again = from_dict(json.loads(json.dumps(WHOLE.as_dict())))
    assert again == WHOLE and again.digest() == WHOLE.digest()
    assert [each.printed for each in again.cells()] == [
        "1.505", "1.606", "1.201", "1.302", "1.303", "1.404", "1.707",
    ]  # fmt: skip


def test_words_on_the_page_are_escaped() -> None:
    bad = replace(
        WHOLE, blocks=(Paragraph(("<script>x</script>",)), ListBlock((("<b>",),)), Heading(1, "<i>", "I"))
    )
    html = html_of(bad)
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html


WIDE = Table(
    "Bảng rộng",
    ("STT", "Chỉ tiêu", "2016", "2017", "2018", "2019", "2020", "Cả kỳ"),
    (("1", "Tỷ lệ văn bản đi gửi dưới dạng điện tử", *(cell("40,45\u00a0%") for _year in range(6))),
     ("2", "Kinh phí", *(cell("123.456,789012") for _year in range(6))),
     ("3", "Không có gì", *(cell("không phát sinh") for _year in range(6)))),
)  # fmt: skip


@pytest.mark.parametrize("table", [TABLE, WIDE], ids=["spans", "wide"])
def test_columns_fill_the_paper_and_figures_are_never_cut(table: Table) -> None:
    fit = fitting.fitted(table, 165.0, 11.0)
    assert sum(fit.widths) == pytest.approx(165.0, abs=0.5)
    assert 8.0 <= fit.size <= 11.0
    for place in table.numeric:
        longest = max(len(word) for row in table.rows for word in fitting.plain(row[place]).split(" "))
        assert fit.widths[place] > longest * 0.42 * fit.size * 0.3528


def test_the_name_of_an_agency_breaks_where_the_sense_allows() -> None:
    assert fitting.sense_lines(HEAD.agency.upper(), 74.0, 12.0) == [
        "BAN QUẢN LÝ", "CÁC KHU CÔNG NGHIỆP", "TỈNH NAM SƠN",
    ]  # fmt: skip
    assert fitting.sense_lines("SỞ NỘI VỤ", 74.0, 12.0) == ["SỞ NỘI VỤ"]


@pytest.mark.needs("pdftotext")
def test_words_and_figures_of_a_wide_table_stand_whole_on_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    path.write_bytes(pdf_of(replace(WHOLE, blocks=(WIDE,)), layout(), AT))
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert text.count("123.456,789012") == 6 and len(re.findall(r"40,45\s%", text)) == 6


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", range(18, 34, 3))
def test_a_page_never_holds_a_signature_alone(lines: int) -> None:
    blocks = (
        *(Paragraph((f"Đoạn {number}.",)) for number in range(lines)),
        Paragraph(("Lời cuối./.",), style="closing"),
    )
    content = pdf_of(replace(WHOLE, blocks=blocks), layout(), AT)
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, check=True, capture_output=True)
    (signed,) = [page for page in done.stdout.decode().split("\f") if HEAD.name in page]
    assert "Lời cuối./." in signed and "Nơi nhận:" in signed


#: The order that the schema of Word gives to the properties of a table (ECMA-376, CT_TblPr).
_TABLE_PROPERTIES = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook")


def test_properties_of_tables_stand_in_the_order_of_the_schema() -> None:
    document = Document(io.BytesIO(docx_of(WHOLE, layout(), AT)))
    for properties in document.element.xpath("//w:tblPr"):
        names = [child.tag.rsplit("}", 1)[1] for child in properties]
        assert names == sorted(names, key=_TABLE_PROPERTIES.index)


def test_on_word_the_closing_sentence_keeps_to_the_signature() -> None:
    composition = replace(WHOLE, blocks=(Paragraph(("Lời cuối./.",), style="closing"),))
    document = Document(io.BytesIO(docx_of(composition, layout(), AT)))
    last = document.paragraphs[-3:]
    assert [each.text for each in last] == ["Lời cuối./.", "Nhận xét cuối", ""]
    assert all(each.paragraph_format.keep_with_next for each in last)


def _pages(composition: Composition) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf_of(composition, layout(), AT)))
