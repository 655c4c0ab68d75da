"""What the desk wrote stands before the oracle: chains of deeds drawn by chance, and stories tampered with."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minhchung.dossiers import actions
from minhchung.dossiers.audit import unequal_clocks, unreachable_states, untold_deeds
from minhchung.dossiers.models import Dossier, Event
from minhchung.dossiers.tests.cast import an_actor, an_own_desk, at, in_work, received
from minhchung.ground.trail.queries import first_break
from minhchung.organisation.models import Unit
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db

#: What may be tried at any moment; the table and the law refuse what does not fit.
TRIED = (
    ("hand_on", {}),
    ("ask_supplement", {"reason": "Thiếu bản vẽ", "basis": "Luật Xây dựng"}),
    ("take_supplement", {}),
    ("ask_payment", {"reason": "Lệ phí", "basis": "Luật Phí"}),
    ("take_payment", {}),
    ("stop_for_a_while", {"reason": "Chờ tòa", "basis": "Luật Đầu tư"}),
    ("resume", {}),
    ("extend", {"reason": "Chờ Bộ", "late_basis": "Bộ trả lời muộn"}),
    ("report_lost", {"reason": "Mất hộ chiếu"}),
    ("finish", {"result": "GP 1", "late_reason": "Chờ Bộ"}),
    ("correct_result", {"reason": "Sai tên"}),
    ("give_back", {}),
    ("withdraw", {"reason": "Đơn xin rút"}),
    ("close_silent", {}),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(st.integers(0, len(TRIED) - 1), st.integers(0, 60)), max_size=14))
def test_whatever_is_tried_the_records_follow_from_the_deeds(steps: list[tuple[int, int]]) -> None:
    Dossier.objects.all().delete()
    version = ProcedureVersion.objects.first() or an_own_desk()
    dossier, moment = received(version), at("2026-04-06T09:00")
    boss = an_actor("hoa", approves=True)
    rooms = [unit.pk for unit in Unit.objects.filter(code__in=["MC", "QLDN"])]
    for place, hours in steps:
        name, given_words = TRIED[place]
        moment += timedelta(hours=hours)
        words = dict(given_words)
        if name == "hand_on":
            words["to_unit"] = rooms[hours % 2]
        if name == "extend":
            words["until"] = (moment + timedelta(days=7)).date()
        try:
            getattr(actions, name)(dossier=dossier.pk, revision=None, by=boss, at=moment, **words)
        except actions.Refusal:
            continue
    assert not list(unequal_clocks())
    assert not list(unreachable_states())
    assert not list(untold_deeds())
    assert first_break() is None


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        pytest.param(lambda d: d.events.filter(number=1).delete(), "thiếu việc thứ 1", id="a deed is gone"),
        pytest.param(
            lambda d: d.events.filter(number=2).update(from_state="9"), "khác việc trước", id="a gap"
        ),
        pytest.param(
            lambda d: Dossier.objects.update(state="6"), "không dẫn tới trạng thái", id="a state nobody made"
        ),
        pytest.param(
            lambda d: Event.objects.filter(dossier=d, number=2).delete(),
            "không dẫn tới",
            id="the last deed is gone",
        ),
    ],
)
def test_a_story_that_was_tampered_with_is_found(tamper, words: str) -> None:
    dossier = in_work(an_own_desk())
    assert not list(untold_deeds())
    tamper(dossier)
    (fault,) = untold_deeds()
    assert fault.startswith("NB/2026/000001: ") and words in fault
