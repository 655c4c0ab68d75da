"""Noting a dossier filed online: it has a code and a story, waits for its acceptance, and no limit runs."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event, StepRun
from minhchung.dossiers.outbox_audit import untrue_notices
from minhchung.dossiers.tests.cast import a_board, a_filing, a_procedure, an_actor, at
from minhchung.dossiers.tests.deeds.verb import an_agency
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.queries import story_of

pytestmark = pytest.mark.django_db


def register(version: Any = None, moment: str = "2026-04-06T20:00", **more: Any) -> Dossier:
    filing = a_filing(version or an_agency(), channel="online", applicant_email="lan@donga.vn", **more)
    return actions.register(filing=filing, by=an_actor(), at=at(moment))


def test_what_it_leaves_behind() -> None:
    found = register()
    assert (found.code, found.state, found.source, found.revision) == ("NB/2026/000001", "1", "desk", 1)
    assert (found.filed_at, found.accepted_at, found.due_at, found.promised_at) == (
        at("2026-04-06T20:00"),
        None,
        None,
        None,
    )
    assert found.answer_due_at == at("2026-04-07T17:30")
    event = Event.objects.get()
    assert (event.number, event.deed, event.to_state, event.cites) == (
        1,
        "register",
        "1",
        "NĐ 118/2025/NĐ-CP Điều 15",
    )
    assert [line.deed for line in story_of("dossiers", "dossier", found.pk)] == ["register"]
    assert not StepRun.objects.exists() and not Notice.objects.exists()
    assert not list(untrue_notices())


def test_who_files_for_another_is_told_in_the_story() -> None:
    register(behalf="Trần Văn Thảo, giấy ủy quyền 05/2026")
    assert Event.objects.get().reason == "Người nộp thay: Trần Văn Thảo, giấy ủy quyền 05/2026."


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        pytest.param({"applicant_name": " "}, "applicant_name", "tên người nộp", id="nobody"),
        pytest.param({"case": "Không có"}, "case", "Hãy chọn trường hợp", id="no such case"),
        pytest.param({"tell_by": "zalo"}, "tell_by", "phải ghi số điện thoại", id="a way without an address"),
    ],
)
def test_what_is_refused(more: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(actions.Refusal, match=words) as refusal:
        register(**more)
    assert refusal.value.field_name == field
    assert not Dossier.objects.exists()


def test_without_the_right_to_a_desk_nothing_is_noted() -> None:
    filing = a_filing(a_procedure(a_board()), channel="online")
    with pytest.raises(actions.Refusal, match="do hệ thống một cửa của tỉnh tiếp nhận"):
        actions.register(filing=filing, by=actions.Actor("lan"), at=at("2026-04-06T09:00"))


def test_the_same_form_twice_makes_one() -> None:
    version, form = an_agency(), str(uuid4())
    filing = a_filing(version, channel="online")
    first = actions.register(filing=filing, by=an_actor(), at=at("2026-04-06T09:00"), form=form)
    with pytest.raises(actions.Repeated) as repeated:
        actions.register(filing=filing, by=an_actor(), at=at("2026-04-06T09:01"), form=form)
    assert (repeated.value.dossier, Dossier.objects.count()) == (first.pk, 1)
