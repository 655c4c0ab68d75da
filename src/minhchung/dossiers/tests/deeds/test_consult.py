"""Asking another agency while the clock runs on: by the close of a working day after today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from minhchung.dossiers.tests.cast import at
from minhchung.dossiers.tests.deeds.verb import EveryDeed, Verb, accepted, in_work, refused
from minhchung.rules.lifecycle import Deed, State

VERB = Verb(
    Deed.CONSULT, "consult", in_work, "2026-04-07T08:00", State.IN_PROGRESS, "2026-04-13T17:30", 2,
    cites="NĐ 118/2025/NĐ-CP Điều 19.4", starts="4", says="Sở Xây dựng: Chỉ giới (hạn trả lời 17:30",
    given={"agency": "Sở Xây dựng", "content": "Chỉ giới", "due_on": date(2026, 4, 9), "way": "văn bản điện tử"},
)  # fmt: skip


class TestConsult(EveryDeed):
    verb = VERB


@pytest.mark.django_db
def test_the_question_is_kept_with_its_limit() -> None:
    asked = VERB.do(in_work())
    assert (asked.agency, asked.way, asked.asked_at, asked.due_at, asked.answered_at) == (
        "Sở Xây dựng", "văn bản điện tử", at("2026-04-07T08:00"), at("2026-04-09T17:30"), None,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        pytest.param({"agency": ""}, "agency", r"Điều 19\.4", id="nobody"),
        pytest.param({"content": " "}, "content", r"nội dung lấy ý kiến .*Điều 19\.4", id="nothing"),
        pytest.param({"due_on": date(2026, 4, 7)}, "due_on", "ngày làm việc sau ngày hỏi", id="today"),
        pytest.param({"due_on": date(2026, 4, 11)}, "due_on", "ngày làm việc sau ngày hỏi", id="a Saturday"),
    ],
)
def test_what_is_refused(given: dict[str, object], field: str, words: str) -> None:
    refused(VERB, words, field, **given)


@pytest.mark.django_db
def test_two_agencies_are_asked_at_once() -> None:
    dossier = in_work()
    VERB.do(dossier)
    VERB.do(dossier, agency="Sở Y tế")
    assert dossier.consultations.filter(answered_at=None).count() == 2


@pytest.mark.django_db
def test_before_it_is_in_work_nobody_is_asked() -> None:
    refused(replace(VERB, begin=accepted), "không thể lấy ý kiến")
