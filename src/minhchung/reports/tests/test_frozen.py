"""A report from draft to bundle: equal on two engines, verified offline, false in one byte and it is named."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar

import pyarrow.parquet as pq
import pytest
from django.db import connection
from django.test import TestCase
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from minhchung import lawbook
from minhchung.config.oracle import examined_windows, recount
from minhchung.direction import annex_word
from minhchung.direction.models import Plan, PlanTask
from minhchung.dossiers.models import Dossier
from minhchung.figures.answers import evaluate
from minhchung.figures.engines import DjangoEngine, DuckEngine
from minhchung.figures.parquet import export_all
from minhchung.figures.register import REGISTER
from minhchung.ground.files.places import path_of
from minhchung.ground.printing import is_archival
from minhchung.reports import bundle, desk
from minhchung.reports.models import Report
from minhchung.reports.pdf import pdf_of
from minhchung.reports.rendering import rendered
from minhchung.reports.tests.cast import AT, a_draft, a_small_agency
from minhchung.reports.verification import verify


class FrozenReport(TestCase):
    """One small agency and its frozen report, made once."""

    report: ClassVar[Report]
    content: ClassVar[bytes]
    members: ClassVar[dict[str, bytes]]

    @classmethod
    def setUpTestData(cls) -> None:
        a_small_agency()
        cls.report = desk.freeze_report(a_draft(), by="an", at=AT)
        cls.content = path_of(cls.report.bundle).read_bytes()
        with zipfile.ZipFile(io.BytesIO(cls.content)) as archive:
            cls.members = {name: archive.read(name) for name in archive.namelist()}

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def test_letters_that_the_fonts_lack_make_a_plain_pdf_and_it_is_said(self) -> None:
        composition = desk.draft_of(a_draft()).built
        layout = lawbook.in_force("documents.nd30_layout", AT.date()).value
        head = replace(composition.composition.letterhead, agency="Ban Quản lý 漢字")
        there = replace(composition.composition, letterhead=head)
        assert is_archival(pdf_of(composition.composition, layout, AT))
        plain = pdf_of(there, layout, AT)
        assert (plain[:5], is_archival(plain)) == (b"%PDF-", False)
        members = self.members | {"report.pdf": plain}
        manifest = json.loads(members.pop(bundle.MANIFEST))
        about = {name: manifest[name] for name in manifest if name not in ("files", "seal")}
        members[bundle.MANIFEST] = bundle.canonical_json(bundle.manifest_of(members, about))
        place = self.folder / "plain.zip"
        place.write_bytes(bundle.packed(members))
        verdict = verify(place)
        assert verdict.passed, verdict.failures
        assert any("không phải PDF/A" in note for note in verdict.notes)

    def failures(self, content: bytes) -> list[str]:
        """What verification says of a bundle with these bytes."""
        place = self.folder / "bundle.zip"
        place.write_bytes(content)
        return verify(place).failures

    def sealed(self, changed: dict[str, bytes]) -> bytes:
        """A bundle with other members, listed and sealed anew, as a forger with our tools would do it."""
        members = {**self.members, **changed}
        about = {
            name: value
            for name, value in json.loads(self.members[bundle.MANIFEST]).items()
            if name not in ("files", "seal", "format")
        }
        members.pop(bundle.MANIFEST)
        manifest = bundle.manifest_of(members, about)
        return bundle.packed({**members, bundle.MANIFEST: bundle.canonical_json(manifest)})

    def test_the_bundle_verifies_without_the_database(self) -> None:
        place = self.folder / "bundle.zip"
        place.write_bytes(self.content)
        with self.assertNumQueries(0):
            verdict = verify(place)
        assert verdict.passed, verdict.failures
        assert verdict.seal == self.report.seal and verdict.cells > 300 and verdict.files > 10

    def test_every_figure_is_equal_on_both_engines_and_is_the_count_of_its_rows(self) -> None:
        export_all(REGISTER.facts(), DjangoEngine(connection), self.folder)
        duck = DuckEngine(self.folder, REGISTER.facts())
        windows = examined_windows()
        here, there = (evaluate(REGISTER, windows, engine) for engine in (DjangoEngine(connection), duck))
        assert {cell for cell, found in here.items() if found != there[cell]} == set()
        for figure in REGISTER:
            for window in windows[:2]:
                found = here[figure.key, window.label]
                stated = (found.part, found.whole) if found.value is None else (found.value,)
                assert recount(figure, window, DjangoEngine(connection)) == stated, figure.key

    def test_any_changed_byte_is_found(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            begins = sorted((entry.header_offset, entry.filename) for entry in archive.infolist())
        named: set[str] = set()

        @settings(max_examples=60, database=None)
        @given(place=st.integers(0, len(self.content) - 1), flip=st.integers(1, 255))
        def flipped(place: int, flip: int) -> None:
            changed = bytearray(self.content)
            changed[place] ^= flip
            failures = self.failures(bytes(changed))
            assert failures, place
            name = [each for begin, each in begins if begin <= place][-1]
            if any(failure.startswith(name) for failure in failures):
                named.add(name)

        flipped()
        assert named, "no member was named by its changed content"

    def test_a_changed_member_is_named(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            entries = archive.infolist()
        for entry in entries:
            middle = entry.header_offset + 30 + len(entry.filename.encode()) + entry.file_size // 2
            changed = bytearray(self.content)
            changed[middle] ^= 1
            (failure, *_more) = self.failures(bytes(changed))
            assert failure.startswith(entry.filename), (entry.filename, failure)

    def test_changed_headers_and_ends_are_found(self) -> None:
        places = {"signature": 0, "date": 10, "crc": 14, "name": 31, "end": len(self.content) - 1}
        for name, place in places.items():
            changed = bytearray(self.content)
            changed[place] ^= 1
            assert self.failures(bytes(changed)), name
        assert self.failures(self.content + b"\0") and self.failures(self.content[:-1])
        assert self.failures(b"") and self.failures(b"not a zip")

    def test_a_member_taken_away_or_added_is_named(self) -> None:
        less = {name: content for name, content in self.members.items() if name != "report.pdf"}
        assert any("report.pdf" in each for each in self.failures(bundle.packed(less)))
        more = {**self.members, "facts/more.parquet": b"x"}
        assert any("facts/more.parquet" in each for each in self.failures(bundle.packed(more)))

    def test_a_number_changed_and_sealed_anew_is_named(self) -> None:
        figures = json.loads(self.members["figures.json"])
        cell = next(each for each in figures["cells"] if each["key"] == "dossiers.solved" and each["value"])
        cell["value"] += 1
        (failure, *_more) = self.failures(self.sealed({"figures.json": bundle.canonical_json(figures)}))
        assert "dossiers.solved" in failure and cell["window"] in failure

    def test_a_number_changed_in_the_text_alone_is_named(self) -> None:
        composition = json.loads(self.members["composition.json"])
        cells = [each for each in _cells(composition) if each["key"] == "dossiers.solved"]
        cells[0]["value"] += 1
        failures = self.failures(self.sealed({"composition.json": bundle.canonical_json(composition)}))
        assert any("dossiers.solved" in each for each in failures)

    def test_facts_of_another_day_are_named(self) -> None:
        Dossier.objects.filter(verdict="early").update(verdict="overdue")
        export_all(REGISTER.facts(), DjangoEngine(connection), self.folder)
        facts = {"facts/dossiers.parquet": (self.folder / "dossiers.parquet").read_bytes()}
        failures = self.failures(self.sealed(facts))
        assert any("dossiers.overdue" in each for each in failures)

    def test_a_rate_of_money_is_frozen_and_a_changed_sum_is_named(self) -> None:
        frozen = desk.freeze_report(a_draft("2025"), by="an", at=AT)
        place, key = path_of(frozen.bundle), "finance.investment_disbursed_rate"
        assert verify(place).passed
        with zipfile.ZipFile(place) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        figures = json.loads(self.members["figures.json"])
        cell = next(each for each in figures["cells"] if (each["key"], each["window"]) == (key, "2025"))
        assert 0 < cell["part"] < cell["whole"] and "value" not in cell
        cell["part"] += 1
        failures = self.failures(self.sealed({"figures.json": bundle.canonical_json(figures)}))
        assert [each.split(":")[0] for each in failures] == [f"{key} (2025)"] * 3, (
            "the cell, and twice in the text"
        )
        name = "facts/finance_investment_rate.parquet"
        rows = pq.read_table(io.BytesIO(self.members[name]))
        more = [(given or 0) + 1 for given in rows["given"].to_pylist()]
        rows = rows.set_column(rows.column_names.index("given"), rows.schema.field("given"), [more])
        pq.write_table(rows, self.folder / "more.parquet")
        failures = self.failures(self.sealed({name: (self.folder / "more.parquet").read_bytes()}))
        assert {each.split(" ")[0] for each in failures} == {key}

    def test_periodic_reports_are_checked_frozen_and_verified_too(self) -> None:
        for label in ("2025", "2025-H1", "2026-Q1", "2019-Q3"):
            draft = a_draft(label)
            findings = desk.draft_of(draft).findings
            assert [each for each in findings if not each.passed] == [], label
            frozen = desk.freeze_report(draft, by="an", at=AT)
            verdict = verify(path_of(frozen.bundle))
            assert verdict.passed and not verdict.notes, (label, verdict.failures)
            words = json.dumps(frozen.composition, ensure_ascii=False)
            assert "Căn cứ Nghị định số 09/2019/NĐ-CP" in words and frozen.outline == "reports.periodic"

    def test_what_is_carried_from_quarter_to_quarter_is_checked(self) -> None:
        findings = {each.key: each for each in desk.draft_of(a_draft("2025")).findings}
        for key in (
            "dossiers.carry_over@2025-Q2",
            "feedback.carry_over@2025-Q4",
            "tiling.dossiers.solved@2025",
        ):
            assert findings[key].passed
        assert "tiling.plan.tasks@2025" not in findings, "every quarter shows the tasks of its year"
        assert "tiling.plan.tasks@2016..2020" in {each.key for each in desk.draft_of(a_draft()).findings}

    def test_the_same_moment_gives_the_same_bytes(self) -> None:
        draft = desk.draft_of(self.report).built
        once, again = rendered(draft, AT), rendered(draft, AT)
        assert {name for name in once if once[name] != again[name]} == set()

    @pytest.mark.needs("soffice", "pdftotext")
    def test_word_pdf_and_page_print_the_same_numbers(self) -> None:
        printed = [each["printed"] for each in _cells(json.loads(self.members["composition.json"]))]
        (self.folder / "report.docx").write_bytes(self.members["report.docx"])
        (self.folder / "own.pdf").write_bytes(self.members["report.pdf"])
        (self.folder / "annex.docx").write_bytes(_an_annex())
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile"]
        convert = [
            *command,
            "--convert-to",
            "pdf",
            "--outdir",
            str(self.folder),
            str(self.folder / "report.docx"),
            str(self.folder / "annex.docx"),
        ]
        subprocess.run(convert, check=True, capture_output=True, timeout=120)
        texts = {
            "docx by LibreOffice": _text_of_pdf(self.folder / "report.pdf"),
            "pdf": _text_of_pdf(self.folder / "own.pdf"),
            "html": _text_of_html(self.members["report.html"].decode()),
        }
        annex = _text_of_pdf(self.folder / "annex.pdf")
        for words in (
            "PHỤ LỤC",
            "Số hóa kết quả",
            "(Kèm theo Kế hoạch số 26/KH-BQL ngày 05 tháng 02 năm 2026",
        ):
            assert _packed(words) in annex, "annex of a plan by LibreOffice"
        assert Document(io.BytesIO(self.members["report.docx"])).core_properties.title == self.report.title
        for name, text in texts.items():
            missing = [number for number in dict.fromkeys(printed) if _packed(number) not in text]
            assert missing == [], (name, missing)


def _an_annex() -> bytes:
    """The annex of a plan with one task."""
    plan = Plan(year=2026, decision="26/KH-BQL", issued_on=date(2026, 2, 5), issuer="Ban Quản lý")
    task = PlanTask(plan=plan, number="1", head="modernisation", title="Số hóa kết quả", product="Báo cáo")
    return annex_word.docx_of(plan, annex_word.rows_of(plan, [task]), at=AT)


def _cells(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if {"key", "window", "printed"} <= node.keys() else []
        return own + [cell for value in node.values() for cell in _cells(value)]
    return [cell for value in node for cell in _cells(value)] if isinstance(node, list) else []


def _packed(text: str) -> str:
    """Without spaces of any kind: lines break where each program likes."""
    return "".join(text.split()).replace("\u202f", "").replace("\u00ad", "")


def _text_of_pdf(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return _packed(done.stdout.decode())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text_of_html(html: str) -> str:
    parser = _Words()
    parser.feed(html)
    return _packed(" ".join(parser.words))
