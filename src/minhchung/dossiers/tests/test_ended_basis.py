"""A procedure whose legal basis has ended takes no new dossiers, unless a text allows it; who must act sees the work."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model

from minhchung.dossiers import actions
from minhchung.dossiers.tests.cast import a_board, a_filing, a_procedure
from minhchung.ground.due import Asker
from minhchung.legislation import actions as legislation
from minhchung.legislation.tests.cast import DONE, a_decree, a_text
from minhchung.procedures import actions as procedures
from minhchung.procedures import bases, due_queries
from minhchung.procedures.citing import citing
from minhchung.procedures.models import OwnDesk, ProcedureBasis

pytestmark = pytest.mark.django_db
CLERK = actions.Actor(username="desk", name="Một cửa")


@pytest.fixture
def version():
    found = a_procedure(a_board())
    OwnDesk.objects.create(procedure=found.procedure, decision="QĐ 1", since=date(2012, 1, 1))
    found.legal_basis = "Điều 15 NĐ 7/2016; Quyết định số 12/2019/QĐ-UBND"
    found.save()
    return found


@pytest.fixture
def basis(version):
    text = a_text("12/2019/QĐ-UBND", date(2019, 5, 1))
    return procedures.save_basis(ProcedureBasis(version=version, document=text), **DONE)


def receive(version, day):
    at = datetime(day.year, day.month, day.day, 9)
    return actions.receive(filing=a_filing(version), by=CLERK, at=at)


def ends(basis, on=date(2026, 4, 1)):
    legislation.end(document=basis.document_id, on=on, cause="repealed", reason="QĐ 9/2026/QĐ-UBND", **DONE)


def test_new_dossiers_cannot_start_from_the_day_on_which_the_basis_ends(version, basis):
    ends(basis)
    assert receive(version, date(2026, 3, 31)).code
    with pytest.raises(actions.Refusal, match=r"Quyết định 12/2019/QĐ-UBND.*đã hết hiệu lực từ 01/04/2026"):
        receive(version, date(2026, 4, 1))


def test_who_keeps_procedures_has_it_among_what_is_due(version, basis):
    ends(basis)

    def told(role, on, **span):
        account = get_user_model()(username=role, role=role)
        asker = Asker(account, datetime(on.year, on.month, on.day, 9), on, **span)
        return [(each.about, each.on, each.asked) for each in due_queries.due(asker)]

    line = (f"Quyết định 12/2019/QĐ-UBND: {version.name}", date(2026, 4, 1), f"van-ban={basis.document_id}")
    assert told("reform", date(2026, 4, 1)) == [line]
    assert told("reform", date(2026, 3, 31)) == told("clerk", date(2026, 4, 1)) == []
    assert told("reform", date(2026, 4, 5), since=date(2026, 4, 2)) == []
    procedures.go_on_without(basis=basis.pk, allowed_by="Điều 30 QĐ 9/2026", **DONE)
    assert told("reform", date(2026, 4, 1)) == []


def test_a_dossier_that_was_filed_before_goes_on(version, basis):
    filing = a_filing(version, channel="online")
    dossier = actions.register(filing=filing, by=CLERK, at=datetime(2026, 3, 31, 9))
    ends(basis)
    done = actions.accept(dossier=dossier.pk, revision=None, by=CLERK, at=datetime(2026, 4, 1, 9))
    assert done.accepted_at is not None


def test_a_text_may_allow_to_go_on(version, basis):
    ends(basis)
    with pytest.raises(procedures.CannotStand, match="phải ghi văn bản cho phép"):
        procedures.go_on_without(basis=basis.pk, allowed_by=" ", **DONE)
    procedures.go_on_without(basis=basis.pk, allowed_by="Điều 30 QĐ 9/2026 (chuyển tiếp)", **DONE)
    assert receive(version, date(2026, 4, 1)).code


def test_a_new_basis_opens_the_procedure_again(version, basis):
    ends(basis)
    heir = a_text("9/2026/QĐ-UBND", date(2026, 3, 1))
    procedures.stand_on(basis=basis.pk, document=heir.pk, **DONE)
    assert receive(version, date(2026, 4, 1)).code
    assert not bases.work(date(2026, 4, 1))


def test_a_procedure_is_put_on_no_document_that_has_ended(version, basis):
    gone = a_decree("7/2012/NĐ-CP", date(2012, 1, 1), expired_on=date(2020, 1, 1))
    with pytest.raises(procedures.CannotStand, match="đã hết hiệu lực từ 01/01/2020"):
        procedures.stand_on(basis=basis.pk, document=gone.pk, **DONE)


def test_bases_are_found_in_the_words_of_procedures_once(version):
    decree = a_decree("7/2016/NĐ-CP", date(2016, 1, 25))
    text = a_text("12/2019/QĐ-UBND", date(2019, 5, 1))
    assert procedures.link_bases(on=date(2026, 4, 1), **DONE) == 2
    assert procedures.link_bases(on=date(2026, 4, 1), **DONE) == 0
    assert {each.document for each in bases.bases_of(version.pk)} == {decree.pk, text.pk}


def test_the_work_lists_the_procedure_with_its_limits_and_who_came_in_the_place(version, basis):
    heir = a_text("9/2026/QĐ-UBND", date(2026, 4, 1))
    legislation.relate(source=heir, kind="replaces", target=basis.document, **DONE)
    (line,) = bases.work(date(2026, 3, 1))
    assert (line.version, line.ended_on, line.limits, line.forms, line.stops) == (
        version.pk, date(2026, 4, 1), 1, 0, True,
    )  # fmt: skip
    assert line.heirs == ((heir.pk, "Quyết định 9/2026/QĐ-UBND"),)
    assert not bases.work(date(2026, 3, 1), document=heir.pk)


def test_rules_and_figures_that_cite_an_ended_document_are_work_too():
    a_decree("118/2025/NĐ-CP", date(2025, 6, 9), expired_on=date(2026, 4, 1))
    assert not citing(date(2026, 3, 31))
    found = citing(date(2026, 4, 1))
    assert "clocks.waiting" in {each.of.name for each in found}
    assert {str(each.of.kind) for each in found} == {
        "Quy tắc pháp luật trong phần mềm",
        "Chỉ tiêu của báo cáo",
    }
