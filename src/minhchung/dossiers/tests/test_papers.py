"""Papers of a dossier: what may be made when, numbers taken once, and what is signed held to the golden files."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from minhchung.dossiers import actions, paper_queries
from minhchung.dossiers.models import MadePaper
from minhchung.dossiers.papers.paper import Paper
from minhchung.dossiers.papers.pdf import pdf_of
from minhchung.dossiers.papers.word import docx_of
from minhchung.dossiers.tests.cast import a_dossier, an_actor, an_own_desk, at, received
from minhchung.dossiers.tests.papers_cast import KINDS, MADE_AT, filed, made, named_units, with_paper
from minhchung.procedures.models import OwnDesk, ProcedureVersion

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).resolve().parents[4] / "tests" / "golden" / "papers"
ADDRESS = "https://bql.example.vn/tra-cuu/ABCDEFGHIJKLMNOPQRST/"


@pytest.fixture
def version() -> ProcedureVersion:
    found = an_own_desk()
    named_units()
    return found


def printed(row: MadePaper) -> Paper:
    return replace(paper_queries.paper_of(row), check_address=ADDRESS)


def kinds(dossier) -> list[str]:
    return [offer.kind for offer in paper_queries.offers(dossier)]


def text_of_docx(content: bytes, folder: Path) -> str:
    """Every paragraph in the order of the document, tables included, then the foot of the page."""
    path = folder / "giay.docx"
    path.write_bytes(content)
    document = Document(str(path))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    lines += [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def text_of_pdf(content: bytes, folder: Path) -> str:
    path = folder / "giay.pdf"
    path.write_bytes(content)
    found = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return "\n".join(line.rstrip() for line in found.stdout.replace("\f", "").splitlines()).strip() + "\n"


def hold(name: str, text: str) -> None:
    """Compare with a golden file; with GOLDEN=write in the environment it is written anew, for review."""
    path = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_word_says_what_the_golden_file_says(kind: str, version: ProcedureVersion, tmp_path: Path) -> None:
    hold(f"{kind}.docx.txt", text_of_docx(docx_of(printed(made(kind, version))), tmp_path))


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("kind", KINDS)
def test_pdf_says_what_the_golden_file_says(kind: str, version: ProcedureVersion, tmp_path: Path) -> None:
    hold(f"{kind}.pdf.txt", text_of_pdf(pdf_of(printed(made(kind, version)), MADE_AT), tmp_path))


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_appears_with_its_deed(kind: str, version: ProcedureVersion) -> None:
    before = filed(version)
    if kind not in ("receipt", "control"):
        assert kind not in kinds(before)
    assert kind in kinds(with_paper(kind, version))


def test_a_slip_needs_a_hand_over(version: ProcedureVersion) -> None:
    assert kinds(received(version)) == ["receipt"]


def test_the_province_makes_the_papers_of_its_dossiers(version: ProcedureVersion) -> None:
    foreign = a_dossier(version, at("2026-04-06T09:00"))
    assert kinds(foreign) == []
    with pytest.raises(actions.Refusal, match="tự tiếp nhận"):
        actions.make_paper(dossier=foreign.pk, kind="receipt", event=1, by="lan", at=MADE_AT)


def test_a_number_is_taken_once_and_kept(version: ProcedureVersion) -> None:
    first, second = made("receipt", version), made("receipt", version)
    again = actions.make_paper(
        dossier=first.dossier_id, kind="receipt", event=first.event, by="minh", at=at("2027-01-05T08:00")
    )
    assert (first.number, second.number) == (1, 2)
    assert (again.pk, again.made_by) == (first.pk, "lan")
    assert printed(first).head.number_line == "Số: 01/TNHS"


def test_each_form_counts_for_itself(version: ProcedureVersion) -> None:
    assert [made(kind, version).number for kind in KINDS] == [1, 1, 1, 1, 1, None]


def test_made_again_is_the_same_bytes_whatever_happens_to_the_dossier(version: ProcedureVersion) -> None:
    row = made("receipt", version)
    before = pdf_of(printed(row), row.made_at), docx_of(printed(row))
    actions.withdraw(
        dossier=row.dossier_id, revision=None, reason="Đơn", by=an_actor(), at=at("2026-04-08T09:00")
    )
    row.dossier.applicant_name = "Tên khác"
    row.dossier.save()
    kept = paper_queries.made(row.dossier_id, "receipt", row.event)
    assert kept is not None
    assert (pdf_of(printed(kept), kept.made_at), docx_of(printed(kept))) == before


@pytest.mark.parametrize(
    ("accepted", "edition", "slip", "has_stop"),
    [
        pytest.param("2025-09-12T09:00", "TT 01/2018/TT-VPCP", "05", False, id="before the circular of 2025"),
        pytest.param("2025-09-15T09:00", "TT 03/2025/TT-VPCP", "06", True, id="on its first day"),
    ],
)
def test_the_circular_of_the_day_of_acceptance_stays_with_a_dossier(
    version: ProcedureVersion, accepted: str, edition: str, slip: str, has_stop: bool
) -> None:
    found = filed(version, accepted)
    actions.withdraw(dossier=found.pk, revision=None, reason="Đơn", by=an_actor(), at=at("2025-09-17T09:00"))
    found.refresh_from_db()
    told = {offer.kind: offer.form_number for offer in paper_queries.offers(found)}
    assert paper_queries.edition_for(found).name == edition
    assert told["control"] == slip and ("stop" in told) is has_stop


def test_a_slip_made_earlier_stays_beside_the_newer_one(version: ProcedureVersion) -> None:
    found = filed(version)
    actions.make_paper(dossier=found.pk, kind="control", event=2, by="lan", at=MADE_AT)
    actions.finish(dossier=found.pk, revision=None, result="GP 1", by=an_actor(), at=at("2026-04-08T09:00"))
    found.refresh_from_db()
    slips = [(offer.event, offer.made) for offer in paper_queries.offers(found) if offer.kind == "control"]
    assert slips == [(2, True), (3, False)]
    assert len(printed(paper_queries.made(found.pk, "control", 2)).rows) == 2


def test_a_dossier_that_came_in_when_no_desk_was_allowed_has_no_paper(version: ProcedureVersion) -> None:
    OwnDesk.objects.all().delete()
    with pytest.raises(actions.Refusal):
        received(version)


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("株式会社 東京 thiếu giấy ủy quyền 😀", id="letters that the fonts do not have"),
        pytest.param(
            "Thiếu bản vẽ\x0b\x1f & <b>giấy</b> {{ so }} #let", id="signs that mean something elsewhere"
        ),
        pytest.param(
            "\n".join(f"{number}) giấy tờ thứ {number}" for number in range(1, 80)), id="many lines"
        ),
        pytest.param("khôngdấucách" * 300, id="a word without an end"),
    ],
)
def test_whatever_people_type_becomes_a_paper(reason: str, version: ProcedureVersion) -> None:
    found = filed(version)
    actions.ask_supplement(
        dossier=found.pk, revision=None, reason=reason, by=an_actor(), at=at("2026-04-07T09:00")
    )
    row = actions.make_paper(dossier=found.pk, kind="supplement", event=3, by="lan", at=MADE_AT)
    assert pdf_of(printed(row), MADE_AT).startswith(b"%PDF-")
    assert docx_of(printed(row)).startswith(b"PK")
    assert len(printed(row).items) == len(reason.splitlines()) or "\x0b" in reason


@pytest.mark.needs("soffice", "pdftotext")
def test_libreoffice_opens_the_word_file(version: ProcedureVersion, tmp_path: Path) -> None:
    path = tmp_path / "giay.docx"
    path.write_bytes(docx_of(printed(made("receipt", version))))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    text = text_of_pdf((tmp_path / "giay.pdf").read_bytes(), tmp_path)
    assert "NB/2026/000001" in text and "Công ty TNHH Đông Á" in text and "<phía tây>" in text
