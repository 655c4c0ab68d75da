"""Word templates: the default ones are what the script writes, an agency's own takes their place, a broken one does not."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from minhchung.dossiers.papers.editions import latest
from minhchung.dossiers.papers.word import (
    DEFAULTS,
    BadTemplate,
    docx_of,
    fault_of,
    field_names,
    filled,
    sample,
)
from minhchung.dossiers.tests.papers_cast import KINDS

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "scripts"))
import paper_templates


def own(folder: Path, *paragraphs: str, kind: str = "receipt") -> Path:
    """A template of an agency with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / f"{kind}.docx"))
    return folder


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


@pytest.mark.parametrize("kind", KINDS)
def test_the_kept_templates_are_what_the_script_writes(kind: str) -> None:
    def parts(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    kept = parts((DEFAULTS / f"{kind}.docx").read_bytes())
    assert kept == parts(paper_templates.template_of(kind)), (
        "chạy .venv/bin/python scripts/paper_templates.py (run it)"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_default_template_names_only_fields_that_there_are(kind: str) -> None:
    filled(DEFAULTS / f"{kind}.docx", sample(kind, latest()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_list_may_be_used(kind: str, tmp_path: Path) -> None:
    folder = own(tmp_path, *(f"{{{{ {name} }}}}" for name in field_names(kind, latest())), kind=kind)
    assert fault_of(kind, folder) == ""


def test_the_agency_uses_a_template_of_its_own(tmp_path: Path) -> None:
    folder = own(tmp_path, "Mẫu của Ban: {{ nguoi_nop }}, hẹn {{ hen_tra_luc }}")
    assert "Mẫu của Ban: …, hẹn …" in text_of(docx_of(sample("receipt", latest()), folder))


@pytest.mark.parametrize(
    ("template", "words"),
    [
        pytest.param("{{ nguoi_nopp }}", "mẫu dùng trường “nguoi_nopp”", id="a field that there is not"),
        pytest.param("{% if nguoi_nop %}", "chưa đúng", id="a mark that is not closed"),
        pytest.param("{{ ''.__class__.__mro__ }}", "không được phép", id="a way out of the template"),
        pytest.param("{{ 1 / 0 }}", "không điền được mẫu", id="arithmetic that cannot be"),
    ],
)
def test_a_broken_template_says_why_and_the_default_is_used(
    template: str, words: str, tmp_path: Path
) -> None:
    folder = own(tmp_path, template)
    assert words in fault_of("receipt", folder) and "receipt.docx" in fault_of("receipt", folder)
    paper = sample("receipt", latest())
    assert docx_of(paper, folder) == docx_of(paper)


@pytest.mark.parametrize(
    "content", [pytest.param(b"", id="empty"), pytest.param(b"PK\x03\x04 x", id="no archive")]
)
def test_a_file_that_is_no_word_file_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "receipt.docx").write_bytes(content)
    assert "không phải tệp Word" in fault_of("receipt", tmp_path)


def test_a_mended_template_is_used_at_once(tmp_path: Path) -> None:
    own(tmp_path, "{{ sai }}")
    assert fault_of("receipt", tmp_path)
    own(tmp_path, "{{ nguoi_nop }} đã sửa")
    assert fault_of("receipt", tmp_path) == ""


def test_what_people_typed_is_never_markup(tmp_path: Path) -> None:
    folder = own(tmp_path, "{{ nguoi_nop }}")
    paper = sample("receipt", latest())
    lines = tuple(
        type(line)(line.key, line.label, "A & B <w:p> {{ so }}" if line.key == "nguoi_nop" else line.text)
        for line in paper.lines
    )
    told = type(paper)(**{**paper.__dict__, "lines": lines})
    assert text_of(docx_of(told, folder)) == "A & B <w:p> {{ so }}"


def test_a_missing_field_of_another_form_is_refused() -> None:
    with pytest.raises(BadTemplate, match="tiep_nhan_luc"):
        filled(DEFAULTS / "apology.docx", sample("refusal", latest()))
