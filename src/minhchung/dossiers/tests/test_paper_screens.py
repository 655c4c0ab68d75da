"""Papers, the book and the public look-up page on screen: who may, what is logged, what nobody learns."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from minhchung.dossiers import book
from minhchung.dossiers.models import Dossier, MadePaper
from minhchung.dossiers.papers.tokens import token_of
from minhchung.dossiers.tests.cast import a_dossier, an_own_desk, at
from minhchung.dossiers.tests.papers_cast import filed, made, named_units, with_paper
from minhchung.dossiers.tests.test_desk_screens import filing, open_and_send
from minhchung.dossiers.tests.test_screens import sign_in
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.models import Entry
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> ProcedureVersion:
    found = an_own_desk()
    named_units()
    return found


def page_of(client: Client, dossier: Dossier) -> str:
    return client.get(reverse("dossiers:dossier", args=[dossier.pk])).content.decode()


def test_the_receipt_is_offered_at_once_after_receiving(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.ONE_STOP)
    answer = open_and_send(client, reverse("dossiers:receive"), **filing(version))
    assert "In giấy tiếp nhận và hẹn trả" in client.get(answer.url).content.decode()
    found = Dossier.objects.get()
    opened = client.post(reverse("dossiers:make_paper", args=[found.pk, "receipt", 1]), follow=True)
    assert opened["Content-Type"] == "application/pdf" and opened.content.startswith(b"%PDF-")
    assert opened["Content-Disposition"].startswith("inline")
    text = page_of(client, found)
    assert "In giấy tiếp nhận và hẹn trả" not in text and "Số: 01/TNHS" in text
    assert "Chưa xác nhận" in text, "the layout of the forms of 2025 was not seen"


def test_opening_a_paper_is_written_to_the_trail(client: Client, version: ProcedureVersion) -> None:
    row = made("receipt", version)
    sign_in(client, Role.SPECIALIST)
    for suffix in ("pdf", "docx"):
        place = [row.dossier_id, "receipt", row.event, suffix]
        assert client.get(reverse("dossiers:paper", args=place)).status_code == 200
    read = Entry.objects.filter(deed="read_personal", matter="dossier", record=str(row.dossier_id))
    assert read.count() == 2
    assert Entry.objects.filter(deed="make_paper").count() == 1


def test_word_of_the_screen_is_the_same_paper(client: Client, version: ProcedureVersion) -> None:
    row = made("receipt", version)
    sign_in(client, Role.SPECIALIST)
    answer = client.get(reverse("dossiers:paper", args=[row.dossier_id, "receipt", row.event, "docx"]))
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(answer.content)).paragraphs)
    assert "Điểu Thị Hoa" in text and "NB/2026/000001" in text
    foot = Document(io.BytesIO(answer.content)).sections[0].footer.paragraphs[0].text
    assert f"/tra-cuu/{token_of(row.dossier_id)}/" in foot


def test_a_large_receipt_is_there_for_whom_asks(client: Client, version: ProcedureVersion) -> None:
    row = made("receipt", version)
    sign_in(client, Role.SPECIALIST)
    url = reverse("dossiers:paper", args=[row.dossier_id, "receipt", row.event, "pdf"])
    small, large, odd = (client.get(url, {"kho": size}).content for size in ("a5", "a4", "a0"))
    assert small == odd != large


@pytest.mark.parametrize("role", [Role.CLERK, Role.REFORM, Role.PROVINCE, Role.IT])
def test_papers_are_for_those_who_may_read_personal_data(
    client: Client, version: ProcedureVersion, role: Role
) -> None:
    row = made("receipt", version)
    sign_in(client, role)
    assert "Giấy tờ</h2>" not in page_of(client, row.dossier)
    place = [row.dossier_id, "receipt", row.event]
    assert client.get(reverse("dossiers:paper", args=[*place, "pdf"])).status_code == 403
    assert client.post(reverse("dossiers:make_paper", args=place)).status_code == 403
    assert client.get(reverse("dossiers:book_file", args=["xlsx"])).status_code == 403
    assert client.get(reverse("dossiers:paper_preview", args=["receipt"])).status_code == 403


def test_a_paper_whose_deed_has_not_happened_is_refused_in_words(
    client: Client, version: ProcedureVersion
) -> None:
    found = filed(version)
    sign_in(client, Role.SPECIALIST)
    answer = client.post(reverse("dossiers:make_paper", args=[found.pk, "refusal", 2]), follow=True)
    assert "chỉ lập được khi việc tương ứng đã xảy ra" in answer.content.decode()
    assert not MadePaper.objects.exists()
    assert client.get(reverse("dossiers:paper", args=[found.pk, "receipt", 1, "pdf"])).status_code == 404
    assert client.get(reverse("dossiers:make_paper", args=[found.pk, "receipt", 1])).status_code == 405


def test_a_page_shows_every_paper_of_its_story(client: Client, version: ProcedureVersion) -> None:
    sign_in(client, Role.SPECIALIST)
    text = page_of(client, with_paper("apology", version))
    for title in ("Giấy tiếp nhận", "Văn bản xin lỗi", "Phiếu kiểm soát"):
        assert title in text
    assert "Phiếu từ chối" not in text


def test_anybody_with_the_paper_sees_the_state_and_nobodys_name(
    client: Client, version: ProcedureVersion
) -> None:
    found = with_paper("apology", version)
    answer = client.get(reverse("look_up", args=[token_of(found.pk)]))
    text = answer.content.decode()
    assert answer.status_code == 200 and answer["X-Robots-Tag"] == "noindex"
    assert found.code in text and "Đang xử lý" in text and "17:30" in text and "20/04/2026" in text
    for secret in (
        found.applicant_name,
        found.applicant_phone,
        "Điểu Thị Hoa",
        found.applicant_email,
        "Lô A2",
    ):
        assert secret not in text


@pytest.mark.parametrize("token", ["AAAAAAAAAAAAAAAAAAAA", "1", "xin-chao"])
def test_a_guessed_address_leads_nowhere(client: Client, version: ProcedureVersion, token: str) -> None:
    filed(version)
    assert client.get(reverse("look_up", args=[token])).status_code == 404
    assert client.get(reverse("look_up", args=[token_of(999)])).status_code == 404


def test_templates_are_listed_with_their_fields_and_faults(
    client: Client, version: ProcedureVersion, settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "mau-giay"
    folder.mkdir()
    broken = Document()
    broken.add_paragraph("{{ khong_co }}")
    broken.save(str(folder / "receipt.docx"))
    row = made("receipt", version)
    sign_in(client, Role.SPECIALIST)
    text = client.get(reverse("dossiers:paper_templates")).content.decode()
    assert "mẫu dùng trường “khong_co”" in text and "{{ nguoi_nop }}" in text
    assert "Công ty TNHH Đông Á" in text, "fields are shown with what they say of a real dossier"
    assert "Mẫu riêng bị lỗi" in page_of(client, row.dossier)
    again = client.get(reverse("dossiers:paper_preview", args=["receipt"]), follow=True).content.decode()
    assert "mẫu dùng trường “khong_co”" in again
    preview = client.get(reverse("dossiers:paper_preview", args=["control"]))
    assert preview.status_code == 200 and preview.content.startswith(b"PK")
    assert MadePaper.objects.count() == 1, "a preview takes no number"


def test_those_who_may_not_read_names_see_the_fields_alone(client: Client, version: ProcedureVersion) -> None:
    filed(version)
    sign_in(client, Role.REFORM)
    text = client.get(reverse("dossiers:paper_templates")).content.decode()
    assert "{{ nguoi_nop }}" in text and "Công ty TNHH Đông Á" not in text


def test_the_book_lists_what_came_in_and_hides_names(client: Client, version: ProcedureVersion) -> None:
    filed(version)
    a_dossier(version, at("2026-05-04T09:00"), ended_at=at("2026-05-06T09:00"))
    a_dossier(version, at("2025-12-31T16:00"))
    url = reverse("dossiers:book")
    sign_in(client, Role.SPECIALIST)
    text = client.get(url, {"ky": "2026"}).content.decode()
    assert "Sổ theo dõi hồ sơ, 2 hồ sơ" in text and "Công ty TNHH Đông Á" in text
    assert "10:30 06/04/2026" in text, "when it was handed to those who settle it"
    sign_in(client, Role.PROVINCE)
    text = client.get(url, {"ky": "2026"}).content.decode()
    assert "NB/2026/000001" in text and "Đông Á" not in text and "0900000123" not in text
    assert client.get(url, {"ky": "vô nghĩa", "trang": "99"}).status_code == 200


def test_the_whole_book_is_taken_as_workbook_and_as_pdf(client: Client, version: ProcedureVersion) -> None:
    filed(version)
    for day in range(60):
        a_dossier(version, at("2026-01-05T09:00") + timedelta(days=day), applicant_name="=1+1")
    sign_in(client, Role.SPECIALIST)
    answer = client.get(reverse("dossiers:book_file", args=["xlsx"]), {"ky": "2026"})
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert len(rows) == 1 + 61 and rows[0][1] == "Mã hồ sơ" and len(rows[0]) == 15
    assert rows[1][4] == "=1+1" and sheet.cell(5, 5).data_type == "s", "text, never a formula"
    pdf = client.get(reverse("dossiers:book_file", args=["pdf"]), {"ky": "2026"})
    assert pdf.content.startswith(b"%PDF-")
    taken = Entry.objects.filter(deed="export_personal")
    assert taken.count() == 2 and "so-theo-doi 2026" in taken[0].details


def test_the_whole_book_is_taken_as_word_paged_for_print(client: Client, version: ProcedureVersion) -> None:
    a_dossier(version, at("2026-05-04T09:00"), applicant_name="Công ty <b>& Đông Á</b> \x0b漢字")
    sign_in(client, Role.SPECIALIST)
    answer = client.get(reverse("dossiers:book_file", args=["docx"]), {"ky": "2026"})
    assert answer["Content-Disposition"] == 'attachment; filename="so-theo-doi-2026.docx"'
    document = Document(io.BytesIO(answer.content))
    section, (table,) = document.sections[0], document.tables
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (420, 297)
    head, line = table.rows
    assert len(head.cells) == len(line.cells) == 15
    assert head._tr.trPr.xpath("w:tblHeader") and line._tr.trPr.xpath("w:cantSplit")
    assert line.cells[4].text == "Công ty <b>& Đông Á</b>  漢字"
    foot = section.footer.paragraphs[0]._p.xml
    assert "NUMPAGES" in foot and "Mẫu số" in foot
    again = client.get(reverse("dossiers:book_file", args=["docx"]), {"ky": "2026"})
    assert len(again.content) == len(answer.content)


def test_a_receipt_is_one_sheet_of_a5(client: Client, version: ProcedureVersion) -> None:
    row = made("receipt", version)
    sign_in(client, Role.SPECIALIST)
    pdf = client.get(reverse("dossiers:paper", args=[row.dossier_id, "receipt", row.event, "pdf"])).content
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [148, 210]


def test_a_book_too_long_for_pdf_says_what_to_do(
    client: Client, version: ProcedureVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(version)
    monkeypatch.setattr(book, "LONGEST_PDF", 0)
    sign_in(client, Role.SPECIALIST)
    answer = client.get(reverse("dossiers:book_file", args=["pdf"]), {"ky": "2026"}, follow=True)
    assert "hãy chọn kỳ ngắn hơn hoặc tải Excel" in answer.content.decode()
    assert client.get(reverse("dossiers:book_file", args=["doc"]), {"ky": "2026"}).status_code == 404


def test_the_form_of_the_book_is_that_of_its_period(version: ProcedureVersion) -> None:
    from minhchung.figures.periods import window_named
    from minhchung.rules.windows import Clock

    def number(label: str) -> str:
        told = book.book_of(window_named(label).on(Clock.CALENDAR))
        return f"{told.edition.number(book.KIND)} {told.edition.name}"

    assert number("2024") == "06 TT 01/2018/TT-VPCP"
    assert number("2026") == "07 TT 03/2025/TT-VPCP"
