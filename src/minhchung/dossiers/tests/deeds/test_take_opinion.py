"""Noting the answer of an agency that was asked: once, in time or late; the clock has run on."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.audit import unequal_clocks, untold_deeds
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import do, in_work
from minhchung.rules.lifecycle import MOVES, Deed, State


def asked():
    dossier = in_work()
    question = do(
        "consult",
        dossier,
        "2026-04-07T08:00",
        agency="Sở Xây dựng",
        content="Chỉ giới",
        due_on=date(2026, 4, 9),
    )
    return dossier, question


def answer(dossier, question, moment: str = "2026-04-08T08:00", **more):
    return do("take_opinion", dossier, moment, **{"consultation": question, "answer": "Đồng ý", **more})


def test_the_law_knows_it_in_these_states_alone() -> None:
    assert {str(move.start) for move in MOVES if move.deed is Deed.TAKE_OPINION} == {str(State.IN_PROGRESS)}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment", ["2026-04-09T17:30", "2026-04-10T08:00"], ids=["at the last minute", "late"]
)
def test_the_answer_is_kept_with_its_moment(moment: str) -> None:
    dossier, question = asked()
    found = answer(dossier, question.pk, moment)
    kept, event = Dossier.objects.get(), Event.objects.get(deed="take_opinion")
    assert (found.answer, found.answered_at) == ("Đồng ý", at(moment))
    assert (kept.state, kept.due_at, kept.revision) == ("4", at("2026-04-13T17:30"), dossier.revision + 2)
    assert (event.reason, event.cites) == ("Sở Xây dựng: Đồng ý", "NĐ 118/2025/NĐ-CP Điều 19.4")
    assert not list(untold_deeds()) and not list(unequal_clocks()) and not list(untrue_notices())


@pytest.mark.django_db
def test_what_is_refused() -> None:
    dossier, question = asked()
    for more, words, field in (
        ({"answer": " "}, r"nội dung trả lời .*Điều 19\.4", "answer"),
        ({"consultation": 0}, "không có lần lấy ý kiến đó", "consultation"),
    ):
        with pytest.raises(actions.Refusal, match=words) as refusal:
            answer(dossier, question.pk, **more)
        assert refusal.value.field_name == field
    answer(dossier, question.pk)
    with pytest.raises(actions.Refusal, match="đã trả lời lúc 08:00 ngày 08/04/2026"):
        answer(dossier, question.pk, "2026-04-08T09:00", answer="Không")


@pytest.mark.django_db
def test_the_same_form_an_older_page_and_another_master() -> None:
    dossier, question = asked()
    form = "11111111-1111-4111-8111-111111111111"
    with pytest.raises(actions.Outdated, match="đã lấy ý kiến cơ quan khác lúc 08:00"):
        answer(dossier, question.pk, revision=2)
    answer(dossier, question.pk, form=form)
    with pytest.raises(actions.Repeated):
        answer(dossier, question.pk, form=form)
    Dossier.objects.update(source="import")
    with pytest.raises(actions.NotOurs):
        answer(dossier, question.pk)
