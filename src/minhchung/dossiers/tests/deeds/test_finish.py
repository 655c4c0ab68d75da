"""The result is there: the limit ends, the promise is judged by the minute and kept; a late one says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, after, do, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.FINISH, "finish", in_work, "2026-04-10T08:00", State.FINISHED, "2026-04-13T17:30", None,
    cites="NĐ 118/2025/NĐ-CP Điều 22", starts="2 4", given={"result": "GP 15/GP ngày 10/4"}, says="GP 15/GP",
)  # fmt: skip


class TestFinish(EveryDeed):
    verb = VERB


class TestFinishRightAfterAcceptance(EveryDeed):
    verb = replace(VERB, begin=accepted, cites="NĐ 118/2025/NĐ-CP Điều 17.4")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "verdict"),
    [
        pytest.param("2026-04-10T17:30", "early", id="before the day"),
        pytest.param("2026-04-13T07:30", "on_time", id="in the morning of the day"),
        pytest.param("2026-04-13T17:30", "on_time", id="at the last working minute"),
        pytest.param("2026-04-13T23:59", "on_time", id="in the night of the day"),
        pytest.param("2026-04-14T00:00", "overdue", id="at midnight"),
    ],
)
def test_the_promise_is_judged_by_the_minute(moment: str, verdict: str) -> None:
    found = do("finish", in_work(), moment, result="GP 15/GP", late_reason="Chờ Bộ")
    assert (found.verdict, found.ended_at) == (verdict, at(moment))
    assert found.late_reason == ("Chờ Bộ" if verdict == "overdue" else "")


@pytest.mark.django_db
def test_a_result_needs_its_number() -> None:
    refused(VERB, r"số, ngày và trích yếu của kết quả \(NĐ 118/2025/NĐ-CP Điều 22\)", "result", result=" ")


@pytest.mark.django_db
def test_a_late_one_needs_its_reason() -> None:
    refused(VERB, r"Điều 12\.5", "late_reason", "2026-04-14T00:00")


@pytest.mark.django_db
def test_while_it_waits_there_is_no_result() -> None:
    begin = after("ask_supplement", "2026-04-07T08:00", reason="Thiếu bản vẽ")
    refused(replace(VERB, begin=begin), "không thể trả kết quả về bộ phận một cửa")
