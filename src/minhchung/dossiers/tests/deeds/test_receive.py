"""Receiving at the counter and by post: the promise, the local code, the story, and what is refused."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest

from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event, Explanation, Once
from minhchung.dossiers.tests.cast import a_board, a_filing, a_procedure, an_actor, an_own_desk, at, received
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.procedures.models import OwnDesk, ProcedureCase, ProcedureVersion

pytestmark = pytest.mark.django_db

#: What the official systems write (TT 01/2018, and since 2025): a local code must be none of these.
OFFICIAL = re.compile(r"^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}\.\d{2}(\.\d{2})?)-\d{6,8}-\d{4,7}$")


def test_a_complete_dossier_gets_its_code_its_promise_and_its_explanation() -> None:
    version = an_own_desk()
    found = actions.receive(filing=a_filing(version), by=an_actor(), at=at("2026-04-06T09:10"))
    assert (found.code, found.state, found.source, found.revision) == ("NB/2026/000001", "2", "desk", 1)
    assert not OFFICIAL.match(found.code)
    assert found.promised_at == found.due_at == datetime(2026, 4, 13, 17, 30)
    assert (found.limit, found.limit_unit, found.version_id) == (5, "working-day", version.pk)
    steps = json.loads(Explanation.objects.get(dossier=found).steps)
    assert steps[0]["cites"] == "NĐ 118/2025/NĐ-CP, Điều 17 khoản 3"
    event = Event.objects.get(dossier=found)
    assert (event.number, event.deed, event.from_state, event.to_state) == (1, "accept", "", "2")
    assert (event.by, event.post, event.due_after_at) == ("lan", "chuyên viên", found.due_at)
    assert [line.deed for line in story_of("dossiers", "dossier", found.pk)] == ["accept"]
    assert first_break() is None


@pytest.mark.parametrize("channel", ["direct", "post"])
def test_numbers_follow_each_other_and_the_year_begins_anew(channel: str) -> None:
    version = an_own_desk()
    moments = ("2025-12-30T09:00", "2025-12-31T09:00", "2026-01-05T09:00")
    codes = [
        actions.receive(filing=a_filing(version, channel=channel), by=an_actor(), at=at(moment)).code
        for moment in moments
    ]
    assert codes == ["NB/2025/000001", "NB/2025/000002", "NB/2026/000001"]


@pytest.mark.parametrize(
    ("moment", "promised"),
    [
        pytest.param("2026-04-06T17:30", "2026-04-13T17:30", id="at the last working minute"),
        pytest.param("2026-04-06T17:31", "2026-04-13T17:30", id="a minute after the close"),
        pytest.param("2026-04-04T09:00", "2026-04-10T17:30", id="on a Saturday"),
        pytest.param("2026-04-22T09:00", "2026-05-04T17:30", id="holidays in between"),
    ],
)
def test_the_day_of_receipt_is_not_counted(moment: str, promised: str) -> None:
    assert received(an_own_desk(), moment).promised_at == at(promised)


def test_settled_at_once_is_received_and_finished_in_one_breath() -> None:
    found = actions.receive(
        filing=a_filing(an_own_desk()), by=an_actor(), at=at("2026-04-06T09:10"), at_once=True
    )
    kept = Dossier.objects.get(pk=found.pk)
    assert (kept.state, kept.verdict, kept.ended_at, kept.revision) == ("9", "early", kept.accepted_at, 2)
    assert list(Event.objects.order_by("number").values_list("deed", "cites")) == [
        ("accept", "NĐ 118/2025/NĐ-CP Điều 17.3"),
        ("finish", "NĐ 118/2025/NĐ-CP Điều 17.4"),
    ]


def test_on_behalf_of_another_is_told_in_the_story() -> None:
    filing = a_filing(an_own_desk(), behalf="Trần Văn Thảo, giấy ủy quyền 05/2026")
    actions.receive(filing=filing, by=an_actor(), at=at("2026-04-06T09:10"))
    assert "Trần Văn Thảo" in Event.objects.get().reason


def test_the_same_form_twice_makes_one_dossier() -> None:
    version, form = an_own_desk(), "11111111-1111-4111-8111-111111111111"
    first = actions.receive(filing=a_filing(version), by=an_actor(), at=at("2026-04-06T09:10"), form=form)
    with pytest.raises(actions.Repeated) as repeated:
        actions.receive(filing=a_filing(version), by=an_actor(), at=at("2026-04-06T09:11"), form=form)
    assert repeated.value.dossier == first.pk
    assert (Dossier.objects.count(), Once.objects.count()) == (1, 1)


def test_without_the_right_to_a_desk_nothing_is_received() -> None:
    version = a_procedure(a_board())
    with pytest.raises(actions.Refusal, match="do hệ thống một cửa của tỉnh tiếp nhận"):
        actions.receive(filing=a_filing(version), by=actions.Actor("lan"), at=at("2026-04-06T09:10"))
    OwnDesk.objects.create(
        procedure=version.procedure, decision="QĐ 1", since=date(2026, 1, 1), until=date(2026, 4, 6)
    )
    with pytest.raises(actions.Refusal):
        actions.receive(filing=a_filing(version), by=actions.Actor("lan"), at=at("2026-04-06T09:10"))
    assert not Dossier.objects.exists()


def _ended(version: ProcedureVersion) -> dict[str, str]:
    version.until = date(2026, 4, 6)
    version.save()
    return {}


def _two_cases(version: ProcedureVersion) -> dict[str, str]:
    version.cases.update(name="Cấp mới")
    ProcedureCase.objects.create(
        version=version, name="Cấp lại", committed_limit=2, committed_unit="working-day"
    )
    return {}


@pytest.mark.parametrize(
    ("prepare", "field", "words"),
    [
        pytest.param(
            _ended, "procedure", "không có hiệu lực vào ngày 06/04/2026", id="a procedure that has ended"
        ),
        pytest.param(
            _two_cases, "case", "Hãy chọn trường hợp của thủ tục: Cấp lại, Cấp mới", id="no case chosen"
        ),
        pytest.param(
            lambda _v: {"applicant_name": "  "}, "applicant_name", "tên người nộp", id="no applicant"
        ),
        pytest.param(
            lambda _v: {"channel": "online"}, "channel", "Điều 17.2", id="online is registered first"
        ),
    ],
)
def test_what_is_refused_says_where_and_why(prepare, field: str, words: str) -> None:
    version = an_own_desk()
    more = prepare(version)
    with pytest.raises(actions.Refusal, match=words) as refused:
        actions.receive(filing=a_filing(version, **more), by=an_actor(), at=at("2026-04-06T09:10"))
    assert refused.value.field_name == field
    assert not Dossier.objects.exists()
    assert received(an_own_desk_again(version)).code == "NB/2026/000001"  # no number is lost on a refusal


def an_own_desk_again(version: ProcedureVersion) -> ProcedureVersion:
    version.until = None
    version.save()
    version.cases.filter(committed_limit=2).delete()
    version.cases.update(name="")
    return version
