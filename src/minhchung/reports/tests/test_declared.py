"""Declared values: said by a person with a source, marked wherever they stand, and never taken for computed ones."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from docx import Document

from minhchung.figures.periods import window_named
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.files.places import path_of
from minhchung.ground.trail.models import Entry
from minhchung.reports import actions, bundle, desk
from minhchung.reports.composition import Table, plain
from minhchung.reports.declaring import CannotDeclare, Evidence, Number, declare, declared_over
from minhchung.reports.models import DeclaredValue, Report
from minhchung.reports.narrative import BadText
from minhchung.reports.tests.cast import AT, a_draft, a_small_agency
from minhchung.reports.verification import Verdict, verify

SURVEY, TALKS = "declared.satisfaction", "declared.dialogues"
SOURCE = "Báo cáo số 15/BC-SNV ngày 05/01/2021 của Sở Nội vụ"


def said(key: str, number: Number, window: str = "2020", *, source: str = SOURCE) -> DeclaredValue:
    evidence = Evidence(source, "khao-sat.pdf", "application/pdf", [b"%PDF-1.4 ", key.encode()])
    return declare(key=key, window=window_named(window), number=number, evidence=evidence, by="an", at=AT)


REFUSED = [
    pytest.param("dossiers.solved", Number(value=5), "không thuộc các chỉ tiêu được khai", id="computed"),
    pytest.param(SURVEY, Number(value=95), "ghi phần và tổng", id="a share as a percentage"),
    pytest.param(SURVEY, Number(part=9, whole=8), "Phần phải từ 0 đến tổng", id="more than all"),
    pytest.param(SURVEY, Number(part=0, whole=0), "tổng phải lớn hơn 0", id="of nothing"),
    pytest.param(TALKS, Number(part=1, whole=2), "là một số", id="a count as a share"),
    pytest.param(TALKS, Number(value=-1), "không được âm", id="below nothing"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "number", "words"), REFUSED)
def test_what_cannot_be_declared_is_refused_and_leaves_nothing(key: str, number: Number, words: str) -> None:
    with pytest.raises(CannotDeclare, match=words):
        said(key, number)
    assert not DeclaredValue.objects.exists() and not Entry.objects.exists()


@pytest.mark.django_db
def test_without_a_source_nothing_is_declared() -> None:
    with pytest.raises(CannotDeclare, match="văn bản nguồn"):
        said(TALKS, Number(value=2), source="  ")


@pytest.mark.django_db
def test_a_later_value_replaces_an_earlier_one_which_stays_to_be_read() -> None:
    said(TALKS, Number(value=2))
    said(TALKS, Number(value=3))
    said(TALKS, Number(value=9), "2019")
    found = declared_over([window_named("2020")])
    assert {key: each.value for key, each in found.items()} == {(TALKS, "2020"): 3}
    assert DeclaredValue.objects.count() == 3
    assert [entry.deed for entry in Entry.objects.order_by("id")] == ["declare"] * 3


@pytest.mark.only_on("sqlite")  # papers are drawn alike whatever database; frozen reports are tested on both
class DeclaredInAReport(TestCase):
    """A small agency that declared two values for 2020."""

    @classmethod
    def setUpTestData(cls) -> None:
        a_small_agency(dossiers=40)
        said(SURVEY, Number(part=190, whole=200))
        said(TALKS, Number(value=4))

    def test_it_is_marked_and_sourced_wherever_it_stands(self) -> None:
        composition = desk.draft_of(a_draft("2020")).built.composition
        cells = [cell for cell in composition.cells() if cell.declared]
        assert {cell.key for cell in cells} == {SURVEY, TALKS} and len(cells) == 4
        files = desk.draft_files(Report.objects.get(), AT)
        document = Document(io.BytesIO(files["report.docx"]))
        texts = {
            "word": "\n".join(document.element.xpath("//w:t/text()")),
            "page": files["report.html"].decode(),
        }
        for name, text in texts.items():
            words = re.sub(r"<[^>]+>|\s", "", text)
            assert words.count("(sốkhai)") >= len(cells), name
            assert "".join(SOURCE.split()) in words
        assert any("trừ 2 số khai" in remark for remark in composition.remarks)
        assert 'id="so-khai"' in texts["page"]

    @pytest.mark.needs("pdftotext")
    def test_it_is_marked_on_the_pdf(self) -> None:
        content = desk.draft_files(a_draft("2020"), AT)["report.pdf"]
        done = subprocess.run(["pdftotext", "-", "-"], input=content, check=True, capture_output=True)
        assert " ".join(done.stdout.decode().split()).count("(số khai)") >= 4

    def test_a_target_without_a_figure_is_judged_by_what_was_declared(self) -> None:
        composition = desk.draft_of(a_draft("2016..2020")).built.composition
        table = next(
            block for block in composition.blocks if isinstance(block, Table) and "mục tiêu" in block.caption
        )
        row = [plain(each) for each in table.rows[0]]
        assert row[2:] == ["trên\u00a080\u00a0%", "95\u00a0%\u00a0(190/200) (số\u00a0khai)", "Đạt"]

    def test_without_declared_values_the_report_says_so_and_has_no_such_table(self) -> None:
        composition = desk.draft_of(a_draft("2019")).built.composition
        assert not [cell for cell in composition.cells() if cell.declared]
        assert not [block for block in composition.blocks if isinstance(block, Table) and block.anchor]
        assert "không nhập tay; mỗi số" in composition.remarks[0]

    def test_a_text_may_name_it_once_it_is_declared(self) -> None:
        draft = a_draft("2020")
        text = "Mức độ hài lòng đạt [[declared.satisfaction]]."
        actions.rewrite(report=draft, section="opening", text=text, by="an", at=AT)
        words = json.dumps(desk.draft_of(draft).built.composition.as_dict(), ensure_ascii=False)
        assert "Mức độ hài lòng đạt " in words
        actions.rewrite(report=draft, section="opening", text="[[declared.online_payment]]", by="an", at=AT)
        with pytest.raises(BadText, match="chưa có số khai"):
            desk.draft_of(draft)

    def frozen(self) -> tuple[Report, dict[str, bytes]]:
        report = desk.freeze_report(a_draft("2020"), by="an", at=AT)
        with zipfile.ZipFile(path_of(report.bundle)) as archive:
            return report, {name: archive.read(name) for name in archive.namelist()}

    def verdict(self, members: dict[str, bytes]) -> Verdict:
        about = {name: value for name, value in json.loads(members[bundle.MANIFEST]).items()
                 if name not in ("files", "seal", "format")}  # fmt: skip
        rest = {name: content for name, content in members.items() if name != bundle.MANIFEST}
        manifest = bundle.canonical_json(bundle.manifest_of(rest, about))
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "bundle.zip"
            place.write_bytes(bundle.packed({**rest, bundle.MANIFEST: manifest}))
            return verify(place)

    def test_the_bundle_tells_who_declared_what_from_where(self) -> None:
        report, members = self.frozen()
        told = {each["key"]: each for each in json.loads(members["figures.json"])["declared"]}
        assert told[SURVEY]["printed"] == "95 % (số khai)" and told[SURVEY]["source"] == SOURCE
        assert (told[TALKS]["by"], told[TALKS]["at"]) == ("an", AT.isoformat())
        document = DeclaredValue.objects.get(key=TALKS).document
        assert told[TALKS]["document"] == {"name": "khao-sat.pdf", "sha256": document.digest}
        assert json.loads(members[bundle.MANIFEST])["computed"]["declared"] == 2
        verdict = verify(path_of(report.bundle))
        assert verdict.passed and any("2 số khai" in note for note in verdict.notes)

    def test_a_declared_number_changed_in_the_text_alone_is_named(self) -> None:
        _report, members = self.frozen()
        composition = json.loads(members["composition.json"])
        cell = next(each for each in _cells(composition) if each["key"] == SURVEY)
        cell["part"] -= 1
        failures = self.verdict({**members, "composition.json": bundle.canonical_json(composition)}).failures
        assert any(SURVEY in each for each in failures)

    def test_a_computed_number_cannot_be_passed_off_as_declared(self) -> None:
        _report, members = self.frozen()
        composition = json.loads(members["composition.json"])
        cell = next(each for each in _cells(composition) if each["key"] == "dossiers.solved")
        cell["declared"], cell["value"] = True, cell["value"] + 1
        failures = self.verdict({**members, "composition.json": bundle.canonical_json(composition)}).failures
        assert any("dossiers.solved" in each for each in failures)

    def test_a_frozen_report_keeps_the_value_it_was_frozen_with(self) -> None:
        report, _members = self.frozen()
        said(TALKS, Number(value=40))
        stored = [
            each for each in _cells(Report.objects.get(pk=report.pk).composition) if each["key"] == TALKS
        ]
        assert {each["value"] for each in stored} == {4}


class DeclaringOnScreen(TestCase):
    """The form of declared values."""

    @classmethod
    def setUpTestData(cls) -> None:
        for role in (Role.REFORM, Role.CLERK):
            create_user(
                username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="x", at=AT
            )

    def sign_in(self, name: str) -> None:
        user = User.objects.get(username=name)
        self.client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")

    def given(self, **changes: Any) -> dict[str, Any]:
        document = SimpleUploadedFile("khao-sat.pdf", b"%PDF-1.4", content_type="application/pdf")
        return {"key": SURVEY, "window": "2020", "part": "190", "whole": "200", "source": SOURCE,
                "document": document, **changes}  # fmt: skip

    def test_a_value_is_declared_and_listed_with_its_source(self) -> None:
        self.sign_in("reform")
        where = reverse("reports:declared")
        assert "Chưa có số khai nào" in self.client.get(where).content.decode()
        assert self.client.post(where, self.given()).status_code == 302
        text = self.client.get(where).content.decode()
        assert "(số khai)" in text and SOURCE in text and "190/200 phiếu" in text
        kept = DeclaredValue.objects.get().document
        assert self.client.get(reverse("files:download", args=[kept.pk])).status_code == 200

    def test_what_is_wrong_is_said_and_nothing_is_kept(self) -> None:
        self.sign_in("reform")
        wrong = {
            "ghi phần và tổng": self.given(part="", whole="", value="95"),
            "số khai không có nguồn thì không nhận": {**self.given(), "document": ""},
            "Chỉ nhận tệp": self.given(document=SimpleUploadedFile("x.exe", b"MZ")),
        }
        for words, given in wrong.items():
            answer = self.client.post(reverse("reports:declared"), given)
            assert answer.status_code == 422 and words in answer.content.decode(), words
        assert not DeclaredValue.objects.exists()

    def test_a_clerk_reads_and_declares_nothing(self) -> None:
        self.sign_in("clerk")
        text = self.client.get(reverse("reports:declared")).content.decode()
        assert "Ghi số khai" not in text
        assert self.client.post(reverse("reports:declared"), self.given()).status_code == 403


def _cells(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if {"key", "window", "printed"} <= node.keys() else []
        return own + [cell for value in node.values() for cell in _cells(value)]
    return [cell for value in node for cell in _cells(value)] if isinstance(node, list) else []
