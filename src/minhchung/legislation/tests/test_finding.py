"""Files are read and found by their words, with and without marks; lists are read; deeds are not undone."""

from __future__ import annotations

import sys
import unicodedata
from datetime import date

import pytest
from django.db import transaction
from docx import Document

from minhchung.ground.files.models import KeptFile
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.printing import typeset
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import story_of
from minhchung.legislation import actions, finding, imports, queries, work_imports
from minhchung.legislation.forms import RelateForm
from minhchung.legislation.models import DocumentFile, LegalDocument, Relation, ValidityEvent
from minhchung.legislation.reading import read_file
from minhchung.legislation.tests.cast import DONE, a_decree, a_text, reread

D = date
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "Cự ly an toàn môi trường đối với khu dân cư"


def a_word_file(folder, text=TEXT):
    document = Document()
    document.add_paragraph(text)
    path = folder / "van-ban.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def a_pdf(tmp_path_factory):
    """A PDF with a layer of letters."""
    folder = tmp_path_factory.mktemp("pdf")
    (folder / "a.typ").write_text(
        f"#set document(title: [x], date: datetime(year: 2026, month: 1, day: 5))\n{TEXT}", encoding="utf-8"
    )
    path = folder / "a.pdf"
    path.write_bytes(typeset(folder / "a.typ", folder, 0).content)
    return path


def test_words_are_read_from_word_and_from_the_layer_of_a_pdf(tmp_path, a_pdf):
    assert read_file(a_word_file(tmp_path), WORD).text == TEXT
    read = read_file(a_pdf, "application/pdf")
    assert read.reading == "layer"
    assert " ".join(read.text.split()) == TEXT


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        pytest.param(b"\x89PNG", "image/png", "Chưa cấu hình nhận dạng chữ", id="a picture and no OCR"),
        pytest.param(b"PK broken", WORD, "Tệp Word hỏng", id="a broken Word file"),
        pytest.param(b"%PDF-1.7 broken", "application/pdf", "Tệp PDF hỏng", id="a broken PDF"),
        pytest.param(b"x", "text/plain", "Không đọc được chữ trong loại tệp", id="another kind"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, content, kind, words):
    path = tmp_path / "x"
    path.write_bytes(content)
    read = read_file(path, kind)
    assert (read.text, read.reading) == ("", "not_yet")
    assert words in read.note


@pytest.mark.parametrize(
    ("command", "reading", "words"),
    [
        pytest.param("cat", "seen", "", id="a command that gives words"),
        pytest.param("false", "not_yet", "không thành", id="a command that fails"),
        pytest.param("/no/such/program", "not_yet", "không thành", id="no such command"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="commands of a POSIX system")
def test_pictures_are_given_to_the_command_that_is_set(tmp_path, command, reading, words):
    path = tmp_path / "x.png"
    path.write_text("khu dân cư", encoding="utf-8")
    read = read_file(path, "image/png", command)
    assert read.reading == reading
    assert words in read.note


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("khu dan cu", [1], id="words of a file without marks"),
        pytest.param("khu dân cư", [1], id="with marks"),
        pytest.param("khu dán cư", [], id="with other marks"),
        pytest.param("an toàn 1/2017", [1], id="words of the file and the number"),
        pytest.param(
            unicodedata.normalize("NFD", "khu công nghiệp"), [1, 2], id="marks apart from their letters"
        ),
        pytest.param("cong nghiep", [1, 2], id="words of the abstract"),
        pytest.param("2/2018/qđ", [2], id="the beginning of a number"),
        pytest.param("khong co", [], id="nothing"),
    ],
)
def test_documents_are_found_by_all_their_words(tmp_path, words, found):
    one, two = a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2018/QĐ-UBND", D(2018, 5, 1))
    kept = KeptFile.objects.create(digest="a" * 64, name="a.docx", size=1, kept_at=DONE["at"], kept_by="lan")
    actions.attach(
        document=one.pk, file=kept.pk, path=a_word_file(tmp_path), content_type=WORD, ocr="", **DONE
    )
    numbers = {one.pk: 1, two.pk: 2}
    rows = finding.matching(LegalDocument.objects.order_by("pk"), words)
    assert [numbers[each.pk] for each in rows] == found
    told = finding.excerpts([each.pk for each in rows], words)
    assert told == ({one.pk: f"a.docx: {TEXT}"} if found == [1] else {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("xử lý nước", "…y; nước thải được xử lý nước", id="in their order first"),
        pytest.param("nuoc thai", "…nước thải được xử lý", id="without marks"),
        pytest.param("thải xử", "nước thải được xử lý nước", id="apart: the longest of them"),
        pytest.param("NƯỚC", "nước thải", id="in capitals"),
        pytest.param("(nước", "nước thải", id="a sign of patterns is a sign"),
        pytest.param("nướ", "", id="a part of a word is none"),
        pytest.param("khu cong nghiep", "", id="what the abstract has is seen there"),
    ],
)
def test_where_the_words_stand_is_told_from_the_files(words, told):
    document = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    kept = KeptFile.objects.create(digest="a" * 64, name="qd.pdf", size=1, kept_at=DONE["at"], kept_by="lan")
    text = "Điều 1. " + "chữ " * 40 + "y;\nnước thải được xử lý nước " + "khác " * 40 + "khu công nghiệp"
    DocumentFile.objects.create(
        document=document, file=kept, text=text, reading="layer", attached_at=DONE["at"], attached_by="lan"
    )
    found = finding.excerpts([document.pk], words).get(document.pk, "")
    assert told.lstrip("…") in found and bool(found) is bool(told)
    assert len(found) < 250 and "\n" not in found


def run(importer_class, *lines):
    importer = importer_class()
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("Sheet1", number, {**blank, **line}) for number, line in enumerate(lines, 2)])
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return [plan.outcome for plan in plans], [str(problem) for plan in plans for problem in plan.problems]


LISTED = {
    "code": "1/2017/QĐ-UBND", "type": "Quyết định", "issuer": "UBND tỉnh", "issued_on": D(2017, 5, 1),
    "effective_on": D(2017, 5, 11), "abstract": "Quy định", "status": "in_force",
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("differently", "outcome", "words"),
    [
        pytest.param({}, Outcome.NEW, "", id="in force"),
        pytest.param(
            {"status": "expired", "expired_on": D(2020, 1, 1)}, Outcome.NEW, "", id="expired with its day"
        ),
        pytest.param(
            {"status": "expired"}, Outcome.REFUSED, "không có ngày hết hiệu lực", id="expired without one"
        ),
        pytest.param({"status": "partly"}, Outcome.NEW, "", id="partly, without a day"),
    ],
)
def test_a_list_with_the_columns_of_the_national_database_is_read(differently, outcome, words):
    outcomes, problems = run(imports.LegalDocumentsImporter, LISTED | differently)
    assert outcomes == [outcome]
    assert words in " ".join(problems)
    kept = LegalDocument.objects.filter(family="normative")
    assert kept.count() == (outcome is Outcome.NEW)
    assert ValidityEvent.objects.filter(change="end").count() == ("expired_on" in differently)


@pytest.mark.django_db
def test_a_later_list_corrects_what_a_list_told_but_not_what_a_deed_decided():
    run(imports.LegalDocumentsImporter, LISTED | {"expired_on": D(2020, 1, 1), "status": None})
    assert run(imports.LegalDocumentsImporter, LISTED | {"expired_on": D(2021, 1, 1), "status": None})[0] == [
        Outcome.CHANGED
    ]
    kept = LegalDocument.objects.get()
    assert kept.expired_on == D(2021, 1, 1)
    assert [each.on for each in kept.validity.standing()] == [D(2021, 1, 1)]
    heir = a_text("2/2021/QĐ-UBND", D(2021, 1, 1), issuer="UBND tỉnh")
    actions.relate(source=heir, kind="replaces", target=kept, **DONE)
    assert kept.validity.standing().get().cause == "replaced"
    outcomes, problems = run(
        imports.LegalDocumentsImporter, LISTED | {"expired_on": D(2022, 1, 1), "status": None}
    )
    assert outcomes == [Outcome.REFUSED]
    assert "01/01/2021 theo một việc đã làm" in problems[0]
    assert run(imports.LegalDocumentsImporter, LISTED | {"status": None})[0] == [Outcome.UNCHANGED]
    assert reread(kept).expired_on == D(2021, 1, 1)


@pytest.mark.django_db
def test_relations_are_imported_as_deeds():
    old, new = a_text("1/2017/QĐ-UBND", D(2017, 5, 1)), a_text("2/2020/QĐ-UBND", D(2020, 6, 1))
    line = {
        "code": new.code,
        "issued_on": new.issued_on,
        "other_code": old.code,
        "other_issued_on": old.issued_on,
    }
    turned = {
        "code": old.code,
        "issued_on": old.issued_on,
        "other_code": new.code,
        "other_issued_on": new.issued_on,
    }
    outcomes, problems = run(
        work_imports.RelationsImporter, line | {"kind": "replaces"}, turned | {"kind": "replaces"},
        line | {"kind": "basis", "other_code": "9/QĐ"},
    )  # fmt: skip
    assert outcomes == [Outcome.NEW, Outcome.REFUSED, Outcome.REFUSED]
    assert "không thể thay thế văn bản ban hành sau" in problems[0]
    assert reread(old).expired_on == D(2020, 6, 1)
    assert run(work_imports.RelationsImporter, line | {"kind": "replaces"})[0] == [Outcome.UNCHANGED]
    assert Relation.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ({"fault": "none"}, Outcome.NEW),
        ({"fault": "content"}, Outcome.REFUSED),
        ({"fault": "content", "conclusion": "Trái luật"}, Outcome.NEW),
        ({"fault": "none", "handled_on": D(2020, 1, 1)}, Outcome.REFUSED),
        ({"fault": "form", "conclusion": "x", "handled_on": D(2020, 1, 1)}, Outcome.REFUSED),
    ],
)
def test_checks_are_imported(line, outcome):
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    told = {
        "code": text.code,
        "issued_on": text.issued_on,
        "kind": "self",
        "checked_on": D(2018, 1, 1),
        "checker": "STP",
    }
    assert run(work_imports.ChecksImporter, told | line)[0] == [outcome]


@pytest.mark.django_db
def test_of_two_bodies_with_one_number_and_day_the_issuer_names_one():
    ours, theirs = (
        a_text("12/2019/QĐ-UBND", D(2019, 6, 5), issuer=f"UBND {place}")
        for place in ("tỉnh Nam Sơn", "huyện Bắc")
    )
    form = RelateForm({"kind": "basis", "target": "12/2019/QĐ-UBND ngày 05/06/2019"})
    told = form.errors["target"][0]
    for each in (ours, theirs):
        name = f"12/2019/QĐ-UBND ngày 05/06/2019 của {each.issuer}"
        assert name in told and queries.named(name) == (each,)
        assert RelateForm(initial={"target": each.pk})["target"].value() == name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1/2017/QĐ-UBND", 1),
        ("Quyết định 1/2017/QĐ-UBND", 1),
        ("1/2017/qđ-ubnd", 1),
        ("quyết định 1/2017/qđ-ubnd", 1),
        ("12/QĐ-UBND ngày 05/06/2019", 3),
        ("12/QĐ-UBND ngày 05/06/2019 của Ủy ban nhân dân tỉnh Nam Sơn", 3),
        ("12/QĐ-UBND của UBND tỉnh Nam Sơn ngày 05/06/2019", 3),
        ("12/QĐ-UBND 05/06/2019 cua ubnd tinh nam son", 3),
        ("12/QĐ-UBND ngày 05/06/2019 của HĐND tỉnh", "Không có văn bản"),
        ("12/QĐ-UBND", "Có nhiều văn bản cùng số"),
        ("99/QĐ", "Không có văn bản “99/QĐ”"),
    ],
)
def test_a_document_is_named_in_a_form_by_its_number(typed, number):
    texts = {
        1: a_text("1/2017/QĐ-UBND", D(2017, 5, 1)),
        2: a_text("12/QĐ-UBND", D(2018, 6, 5)),
        3: a_text("12/QĐ-UBND", D(2019, 6, 5)),
    }
    form = RelateForm({"kind": "basis", "target": typed})
    if isinstance(number, str):
        assert number in form.errors["target"][0]
    else:
        assert form.is_valid(), form.errors
        assert form.cleaned_data["target"] == texts[number]
    assert queries.named(str(texts[2].pk)) == (texts[2],)


def _attach(text, tmp_path, digest="a" * 64):
    kept = KeptFile.objects.create(digest=digest, name="a.docx", size=1, kept_at=DONE["at"], kept_by="lan")
    told = {
        "document": text.pk,
        "file": kept.pk,
        "path": a_word_file(tmp_path),
        "content_type": WORD,
        "ocr": "",
    }
    return actions.attach(**told, **DONE)


def _found(words):
    return list(finding.matching(LegalDocument.objects.all(), words))


@pytest.mark.django_db
def test_a_file_is_attached_once_and_taken_away_for_a_reason(tmp_path):
    text = a_text("1/2017/QĐ-UBND", D(2017, 5, 1))
    made = _attach(text, tmp_path)
    with pytest.raises(actions.CannotAttach, match=r"đã có tệp này: a.docx, đính kèm ngày 01/07/2026"):
        _attach(text, tmp_path)
    assert _found("khu dân cư") == [text]
    with pytest.raises(actions.Refused, match="vì sao bỏ tệp"):
        actions.detach(document=text.pk, file=made.pk, reason=" ", **DONE)
    actions.detach(document=text.pk, file=made.pk, reason="Nhầm văn bản", **DONE)
    assert not _found("khu dân cư") and not queries.files_of(text.pk)
    story = story_of("legislation", "document", text.pk)[-1]
    assert (story.deed, story.details["file"], story.details["reason"]) == (
        "detach",
        "a.docx",
        "Nhầm văn bản",
    )
    with pytest.raises(actions.CannotAttach, match="đã được bỏ"):
        actions.detach(document=text.pk, file=made.pk, reason="Nhầm", **DONE)


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["by hand", "by a list"])
def test_a_document_is_found_by_its_new_abstract_together_with_its_file(tmp_path, how):
    text = a_text(LISTED["code"], LISTED["issued_on"], issuer=LISTED["issuer"])
    _attach(text, tmp_path)
    if how == "by hand":
        text.abstract = "Quy định về ký túc xá"
        actions.save_document(text, **DONE)
    else:
        run(imports.LegalDocumentsImporter, LISTED | {"abstract": "Quy định về ký túc xá"})
    assert _found("ký túc xá khu dân cư") == [text]


@pytest.mark.django_db
def test_what_cites_in_short_or_a_number_of_several_is_told_where_all_have_ended():
    a_decree("31/2018/NĐ-CP", D(2018, 3, 8), expired_on=D(2025, 1, 1))
    texts = [a_text("12/QĐ-UBND", D(2018 + number, 6, 5)) for number in range(2)]
    actions.end(document=texts[0].pk, on=D(2020, 1, 1), cause="term", **DONE)
    told = ["Điều 15 NĐ 31/2018", "QĐ 12/QĐ-UBND", "Luật 64/2025/QH15"]
    assert list(queries.ended_among(told, D(2026, 1, 1))) == told[:1]
    actions.end(document=texts[1].pk, on=D(2021, 1, 1), cause="term", **DONE)
    found = queries.ended_among(told, D(2026, 1, 1))
    assert found[told[1]] == ((texts[1].pk, "Quyết định 12/QĐ-UBND", D(2021, 1, 1)),)
    assert not queries.ended_among(told[:1], D(2024, 12, 31))
