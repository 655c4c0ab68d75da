"""Attaching files, taking one away, and noting which papers came in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from minhchung.dossiers import actions, attachment_queries
from minhchung.dossiers.actions import Came, Labels
from minhchung.dossiers.models import Attachment, Dossier, FiledPart
from minhchung.dossiers.tests.attachments_cast import a_kept, attached, with_components
from minhchung.dossiers.tests.cast import a_dossier, a_filing, an_actor, an_own_desk, at, in_work, received
from minhchung.ground.files.places import path_of
from minhchung.ground.files.tests import samples
from minhchung.ground.trail.models import Entry
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
WHEN = at("2026-04-07T09:00")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version() -> ProcedureVersion:
    return an_own_desk()


def deeds(dossier: Dossier) -> list[str]:
    return list(
        Entry.objects.filter(matter="dossier", record=dossier.pk)
        .order_by("id")
        .values_list("deed", flat=True)
    )


def finished(version: ProcedureVersion) -> Dossier:
    found = in_work(version)
    return actions.finish(
        dossier=found.pk, revision=None, result="GP 12", by=an_actor(), at=at("2026-04-08T10:00")
    )


def test_a_file_is_attached_and_written_down(version: ProcedureVersion):
    paper = with_components(version)[0]
    dossier = received(version)
    made = attached(dossier, kind="component", component=paper.pk, copy_kind="original", digitised=True)
    assert (made.component_name, made.copy_kind, made.digitised, made.added_by) == (
        "Tờ khai",
        "original",
        True,
        "lan",
    )
    assert deeds(dossier)[-1] == "attach"
    assert "đơn" not in Entry.objects.latest("id").details, "the name of a file may name a person"
    before = dossier.revision
    dossier.refresh_from_db()
    assert dossier.revision == before, "who has the page open is not stopped by a scan"


def test_the_same_form_twice_is_one_attachment(version: ProcedureVersion):
    dossier = received(version)
    assert attached(dossier, form="a").pk == attached(dossier, form="a").pk
    assert Attachment.objects.count() == 1


def test_the_same_file_for_the_same_paper_is_told(version: ProcedureVersion):
    dossier = received(version)
    attached(dossier, form="a")
    with pytest.raises(actions.Refusal, match=r"“đơn\.pdf” do Nguyễn Lan đính kèm lúc 10:00"):
        attached(dossier, form="b", name="khác.pdf")


def test_the_same_file_for_another_paper_is_kept_and_told(version: ProcedureVersion):
    paper = with_components(version)[0]
    dossier = received(version)
    attached(dossier, form="a")
    kept = a_kept()
    labels = Labels(component=paper.pk)
    done = actions.attach(
        dossier=dossier.pk, file=kept.pk, digest=kept.digest, labels=labels, form="b", by=an_actor(), at=WHEN
    )
    assert "giống hệt tệp “đơn.pdf”" in done.told and Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("labels", "words", "field"),
    [
        pytest.param({"kind": "result"}, "chưa có kết quả", "kind", id="a result before there is one"),
        pytest.param(
            {"result_code": "KQ.1"}, "chỉ ghi cho tệp kết quả", "result_code", id="a code of no result"
        ),
        pytest.param({"copies": 0}, "từ 1 đến 99", "copies", id="no copy at all"),
        pytest.param({"copies": 100}, "từ 1 đến 99", "copies", id="a hundred copies"),
        pytest.param(
            {"digitised": True, "copy_kind": "electronic"},
            "bản quét từ giấy",
            "digitised",
            id="scanned from no paper",
        ),
        pytest.param(
            {"digitised": True, "from_store": True},
            "bản quét từ giấy",
            "digitised",
            id="scanned and from the store",
        ),
        pytest.param(
            {"kind": "component", "component": 987}, "không thuộc thủ tục", "component", id="a foreign paper"
        ),
    ],
)
def test_what_is_said_of_a_file_must_be_so(version: ProcedureVersion, labels: dict, words: str, field: str):
    with pytest.raises(actions.Refusal, match=words) as refused:
        attached(received(version), **labels)
    assert refused.value.field_name == field and not Attachment.objects.exists()


def test_the_result_is_attached_with_its_code_once_there_is_one(version: ProcedureVersion):
    dossier = finished(version)
    code = "038090000001.KQ.G15.000012"
    attached(dossier, kind="result", result_code=code, moment="2026-04-08T10:05")
    (told,) = attachment_queries.files_of(dossier.pk)
    assert (told.kind, told.result_code) == ("result", code)
    assert not attachment_queries.result_is_lacking(dossier, (told,))
    with pytest.raises(actions.Refusal, match=r"Điều 22\.4"):
        attached(dossier, kind="result", result_code="mã có dấu", form="b", content=samples.LOCKED_PDF)


def test_the_provinces_dossiers_keep_their_files_there(version: ProcedureVersion):
    foreign = a_dossier(version, at("2026-04-06T09:00"))
    with pytest.raises(actions.NotOurs):
        attached(foreign)
    with pytest.raises(actions.NotOurs):
        actions.note_components(dossier=foreign.pk, parts=(), by=an_actor(), at=WHEN)


def test_taken_away_for_a_reason_everything_stays(version: ProcedureVersion):
    dossier = received(version)
    made = attached(dossier)
    told = {"dossier": dossier.pk, "attachment": made.pk, "by": an_actor(), "at": WHEN}
    with pytest.raises(actions.Refusal, match="lý do"):
        actions.detach(reason="  ", **told)
    actions.detach(reason="Quét nhầm", **told)
    with pytest.raises(actions.Refusal, match="đã được lan bỏ lúc 09:00"):
        actions.detach(reason="Quét nhầm", **told)
    assert attachment_queries.files_of(dossier.pk) == ()
    (removed,) = attachment_queries.files_of(dossier.pk, removed=True)
    assert (removed.removed_reason, removed.removed_by) == ("Quét nhầm", "lan")
    assert path_of(made.file).exists() and deeds(dossier)[-2:] == ["attach", "detach"]
    attached(dossier, form="b")  # the same bytes may come again


def test_a_file_of_another_dossier_is_not_taken_away(version: ProcedureVersion):
    mine, other = received(version), received(version, "2026-04-06T09:30")
    made = attached(other)
    with pytest.raises(actions.Refusal, match="không có tệp đó"):
        actions.detach(dossier=mine.pk, attachment=made.pk, reason="x", by=an_actor(), at=WHEN)


@pytest.mark.parametrize(
    "wrong",
    [{"removed_at": WHEN}, {"removed_reason": "x"}, {"result_code": "KQ.1"}, {"copies": 0}],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_guards_it_too(version: ProcedureVersion, wrong: dict):
    made = attached(received(version))
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=made.pk).update(**wrong)


def test_papers_come_in_with_the_dossier(version: ProcedureVersion):
    form, certificate, authorisation = with_components(version)
    parts = (
        Came(1, form.name, form.pk, True, originals=1),
        Came(2, certificate.name, certificate.pk, True),
        Came(3, authorisation.name, authorisation.pk, False),
    )
    dossier = actions.receive(filing=a_filing(version, parts=parts), by=an_actor(), at=at("2026-04-06T09:00"))
    told = attachment_queries.filed_parts(dossier)
    assert [(part.words, part.came) for part in told] == [("1 bản chính", True), ("", False), ("", False)]
    assert attachment_queries.lacking(told) == (certificate.name,), "what need not be there does not lack"
    assert deeds(dossier).count("note_components") == 1


def test_what_came_later_is_noted_with_what_stood_before(version: ProcedureVersion):
    form, certificate, _last = with_components(version)
    dossier = received(version)
    assert attachment_queries.lacking(attachment_queries.filed_parts(dossier)) == (), "nobody has looked yet"
    told = {"dossier": dossier.pk, "by": an_actor(), "at": WHEN}
    first = (Came(1, form.name, form.pk, True, originals=1), Came(2, certificate.name, certificate.pk, True))
    assert actions.note_components(parts=first, **told) == 1
    then = (first[0], Came(2, certificate.name, certificate.pk, True, copies=2, electronic=True))
    assert actions.note_components(parts=then, **told) == 0
    assert actions.note_components(parts=then, **told) == 0
    assert deeds(dossier).count("note_components") == 2, "nothing changed the third time"
    assert FiledPart.objects.get(number=2).copies == 2
    with pytest.raises(actions.Refusal, match="nhiều nhất là 99"):
        actions.note_components(parts=(Came(1, form.name, form.pk, True, originals=100),), **told)


def test_a_paper_keeps_its_name_when_the_procedure_changes_it(version: ProcedureVersion):
    form = with_components(version)[0]
    dossier = received(version)
    actions.note_components(
        dossier=dossier.pk, parts=(Came(1, form.name, form.pk, True, originals=1),), by=an_actor(), at=WHEN
    )
    form.delete()
    (kept,) = attachment_queries.filed_parts(dossier)
    assert (kept.name, kept.words) == ("Tờ khai", "1 bản chính")
