"""Blank forms: attached to a component by its content, replaced, taken away, and never lost or misplaced by an import."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.files.actions import keep
from minhchung.ground.files.tests.samples import DRAWING, PAGE, PDF, PROGRAM, a_zip, office, png
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.models import Entry
from minhchung.procedures import actions, blanks, queries
from minhchung.procedures.models import BlankForm, Component, ProcedureVersion
from minhchung.procedures.tests.test_components import run, version

__all__ = ["version"]  # the fixture of a procedure with two versions

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9)
WORD = office()


def a_file(content: bytes = WORD, name: str = "mau-01.docx", content_type: str = blanks.TYPES[0]) -> int:
    told = {"name": name, "content_type": content_type, "purpose": "procedures.form"}
    return keep([content], **told, by="lan", at=AT).pk


def a_paper(version: ProcedureVersion, number: int = 1, **told: Any) -> Component:
    plain = {"name": "Tờ khai", "form": "Mẫu 01", "originals": 1}
    return Component.objects.create(version=version, number=number, **plain | told)


def attached(component: Component, **told: Any) -> BlankForm:
    return actions.attach_form(component=component.pk, file=a_file(**told), by="lan", at=AT)


def forms() -> dict[str, str]:
    """The file's name by the paper's name."""
    return {each.component.name: each.name for each in BlankForm.objects.select_related("component")}


def deeds() -> list[str]:
    return list(Entry.objects.order_by("id").values_list("deed", flat=True))


def test_a_form_is_attached_replaced_and_taken_away_and_each_deed_is_in_the_trail(version):
    paper = a_paper(version)
    attached(paper)
    attached(paper)
    attached(paper, name="mau-01-moi.docx")
    part = queries.components_of(version.pk)[0]
    assert part.blank is not None and (part.blank.name, part.blank.kind) == ("mau-01-moi.docx", "Word")
    assert actions.drop_form(component=paper.pk, by="lan", at=AT)
    assert not actions.drop_form(component=paper.pk, by="lan", at=AT)
    assert queries.components_of(version.pk)[0].blank is None
    assert deeds() == ["attach_form", "replace_form", "drop_form"], "the same file again is no deed"


@pytest.mark.parametrize(
    "content_type",
    [pytest.param("image/png", id="a picture"), pytest.param("application/zip", id="an archive")],
)
def test_what_nobody_fills_in_is_no_form(version, content_type):
    with pytest.raises(actions.CannotAttachForm, match="Các loại được nhận"):
        attached(a_paper(version), content_type=content_type)
    assert not BlankForm.objects.exists() and deeds() == []


def import_rows(*lines: dict[str, Any]) -> None:
    run(*lines)


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        pytest.param([{"originals": 2}], {"Tờ khai": "a", "Bản vẽ": "b"}, id="another count: both stay"),
        pytest.param(
            [{"name": "Tờ khai đề nghị"}],
            {"Tờ khai đề nghị": "a", "Bản vẽ": "b"},
            id="a corrected name that names the same form keeps it",
        ),
        pytest.param(
            [{"name": "Hộ chiếu", "form": "Mẫu 09"}],
            {"Bản vẽ": "b"},
            id="another paper in its place: taken away",
        ),
        pytest.param(
            [{"name": "Bản vẽ", "form": "Mẫu 02"}, {"number": 2, "name": "Tờ khai", "form": "Mẫu 01"}],
            {"Tờ khai": "a", "Bản vẽ": "b"},
            id="two papers change places: each keeps its own",
        ),
        pytest.param(
            [
                {"name": "Hộ chiếu", "form": ""},
                {"number": 2, "name": "Tờ khai", "form": "Mẫu 01"},
                {"number": 3, "name": "Bản vẽ", "form": "Mẫu 02"},
            ],
            {"Tờ khai": "a", "Bản vẽ": "b"},
            id="a paper before them: both move on",
        ),
    ],
)
def test_an_import_neither_loses_nor_misplaces_forms(version, lines, held):
    attached(a_paper(version), name="a")
    attached(a_paper(version, 2, name="Bản vẽ", form="Mẫu 02"), name="b", content=b"b")
    plain = {"name": "Tờ khai", "form": "Mẫu 01"}
    import_rows(*({**plain, **line} for line in lines))
    assert forms() == held


def test_two_papers_that_bear_one_name_now_keep_each_its_own(version):
    attached(a_paper(version), name="a")
    attached(a_paper(version, 2, name="Bản vẽ", form="Mẫu 02"), name="b", content=b"b")
    import_rows({"name": "Bản vẽ", "form": "Mẫu 01"})
    rows = BlankForm.objects.order_by("component__number")
    assert list(rows.values_list("component__name", "name")) == [("Bản vẽ", "a"), ("Bản vẽ", "b")]


def test_a_new_version_has_the_forms_of_its_equal_papers(version):
    attached(a_paper(version), name="a")
    attached(a_paper(version, 2, name="Bản vẽ", form="Mẫu 02"), name="b", content=b"b")
    identity = actions.Identity("1.000105", "1.000105", "", version.procedure.settled_by_id)
    values = {"name": "Cấp giấy phép", "field": "Lao động", "since": date(2026, 2, 1)}
    new = actions.put_in_force(identity=identity, values=values, cases=(), by="lan", at=AT)
    import_rows({"form": "Mẫu 01"}, {"number": 2, "name": "Bản vẽ", "form": "Mẫu 02a"})
    held = {part.name: part.blank.name for part in queries.components_of(new.pk) if part.blank}
    assert held == {"Tờ khai": "a"}, "another form is another form"
    newer = actions.put_in_force(
        identity=identity, values={**values, "since": date(2026, 3, 1)}, cases=(), by="lan", at=AT
    )
    old = Component.objects.get(version=new, number=1)
    with transaction.atomic():
        actions.drop_form(component=old.pk, by="lan", at=AT)
        fresh = Component(version=newer, number=1, name="Tờ khai", form="Mẫu 01", originals=1)
        actions.save_component(fresh, by="lan", at=AT)
    assert queries.components_of(newer.pk)[0].blank is None, "what was taken away does not come back"
    assert "carry_form" in deeds()


@pytest.fixture
def officer(client: Client) -> Client:
    user = create_user(
        username="an", full_name="Lê An", role=Role.REFORM, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def test_an_officer_attaches_opens_and_takes_away_a_form_on_screen(officer: Client, version):
    paper = a_paper(version)
    page = reverse("procedures:blank_forms", args=[version.pk])
    place = [version.pk, paper.pk]
    sent = SimpleUploadedFile("../../etc/Mẫu số 01.docx", WORD)
    assert officer.post(reverse("procedures:attach_blank_form", args=place), {"file": sent}).url == page
    assert "Mẫu số 01.docx" in officer.get(page).content.decode()
    assert BlankForm.objects.get().name == "Mẫu số 01.docx", "no folder of the name is kept"
    answer = officer.get(reverse("procedures:blank_form", args=place))
    assert b"".join(answer.streaming_content) == WORD and answer["X-Content-Type-Options"] == "nosniff"
    told = officer.get(reverse("procedures:procedure_version", args=[version.pk])).content.decode()
    assert page in told and "Mẫu số 01.docx" in told
    assert officer.post(reverse("procedures:drop_blank_form", args=place)).url == page
    assert officer.get(reverse("procedures:blank_form", args=place)).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        pytest.param("mau.svg", DRAWING, 422, "không nhận", id="a drawing with a script"),
        pytest.param("mau.docx", PAGE, 422, "trang web", id="a web page named as Word"),
        pytest.param("mau.docx", PROGRAM, 422, "chương trình", id="a program named as Word"),
        pytest.param("mau.docx", PDF, 422, "nội dung là PDF", id="a PDF named as Word"),
        pytest.param("mau.docx", office(word__vbaProject_bin=b"x"), 422, "macro", id="with macros"),
        pytest.param("mau.png", png(), 422, "không phải loại dùng làm mẫu", id="a picture"),
        pytest.param("mau.zip", a_zip(a_txt=b"x"), 422, "không phải loại dùng làm mẫu", id="an archive"),
        pytest.param("mau.docx", b"", 422, "rỗng", id="nothing in it"),
        pytest.param("", b"", 422, "Chưa chọn tệp nào", id="no file at all"),
        pytest.param("mau.docx", b"0" * 64, 413, "mức lớn nhất", id="too large by its own word"),
    ],
)
def test_what_is_refused_is_said_beside_the_paper(
    officer, version, monkeypatch, name, content, status, words
):
    paper = a_paper(version)
    if status == 413:
        monkeypatch.setattr("minhchung.procedures.web.blanks.MOST_BYTES", -(1 << 20))
    sent = {"file": SimpleUploadedFile(name, content)} if name else {}
    answer = officer.post(reverse("procedures:attach_blank_form", args=[version.pk, paper.pk]), sent)
    assert answer.status_code == status and words in answer.content.decode()
    assert not BlankForm.objects.exists()


def test_a_paper_of_another_version_is_not_there(officer, version):
    other = ProcedureVersion.objects.exclude(pk=version.pk).get()
    paper = a_paper(version)
    sent = {"file": SimpleUploadedFile("mau.docx", WORD)}
    for name in ("attach_blank_form", "drop_blank_form"):
        assert officer.post(reverse(f"procedures:{name}", args=[other.pk, paper.pk]), sent).status_code == 404


def test_the_trail_is_written_in_the_transaction_of_the_deed(version, monkeypatch):
    def fail(*_args: Any, **_told: Any) -> None:
        raise RuntimeError

    paper = a_paper(version)
    monkeypatch.setattr(trail, "write", fail)
    with pytest.raises(RuntimeError):
        attached(paper)
    assert not BlankForm.objects.exists()
