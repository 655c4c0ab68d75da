"""Drafts of the programme: from stage to stage, measured by the six qualities, to the text that came of them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from minhchung.legislation import actions, queries
from minhchung.legislation.models import Draft, Quality
from minhchung.legislation.tests.cast import DONE, a_decree, a_text
from minhchung.legislation.tests.test_legislation import ask

pytestmark = pytest.mark.django_db
D = date


def a_draft(**more):
    values = {
        "year": 2026,
        "type": "Quyết định",
        "title": "Quy chế",
        "issuer": "UBND tỉnh",
        "submit_by_on": D(2026, 6, 30),
    }
    return actions.save_draft(Draft(**values | more), **DONE).pk


def test_a_draft_is_submitted_when_all_six_qualities_are_looked_at():
    draft, told = a_draft(), {"by": "lan", "at": datetime(2026, 5, 20, 9)}
    with pytest.raises(actions.CannotDraft, match="Không thể “Trình ban hành”"):
        actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **told)
    for deed in ("write", "consult", "appraise"):
        actions.advance(draft=draft, deed=deed, note="xong", **told)
    for quality in ("constitutional", "lawful", "consistent", "concrete", "timely"):
        actions.mark(draft=draft, quality=quality, met=True, **told)
    with pytest.raises(actions.CannotDraft, match="còn thiếu: Khả thi"):
        actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **told)
    with pytest.raises(actions.CannotDraft, match="phải ghi nhận xét"):
        actions.mark(draft=draft, quality="feasible", met=False, **told)
    actions.mark(draft=draft, quality="feasible", met=False, finding="Thiếu kinh phí", **told)
    with pytest.raises(actions.CannotDraft, match="Chưa tiếp thu, giải trình nhận xét về: Khả thi"):
        actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **told)
    actions.mark(
        draft=draft, quality="feasible", met=False, finding="Thiếu kinh phí", answer="Đã bổ sung", **told
    )
    actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **told)
    with pytest.raises(actions.CannotDraft, match="trước ngày trình"):
        actions.issue(draft=draft, document=a_text("1/2026/QĐ-UBND", D(2026, 5, 1)), **told)
    actions.issue(draft=draft, document=a_text("2/2026/QĐ-UBND", D(2026, 6, 1)), **told)
    a_draft(title="Khác")
    assert ask("legislation.drafts_in_time", "2026").in_words == "1 trên 2"
    assert Draft.objects.get(pk=draft).stage == "issued"


def test_a_fault_stays_where_only_its_answer_is_told():
    draft = a_draft()
    actions.advance(draft=draft, deed="write", note="xong", **DONE)
    actions.mark(draft=draft, quality="feasible", met=False, finding="Thiếu kinh phí", **DONE)
    actions.mark(draft=draft, quality="feasible", met=False, answer="Đã bổ sung Điều 6", **DONE)
    assert [(each.finding, each.answer) for each in queries.marks_of(draft)] == [
        ("Thiếu kinh phí", "Đã bổ sung Điều 6")
    ]


def test_a_draft_that_is_sent_back_is_written_appraised_and_submitted_once_more():
    draft = a_draft()
    stages = [{"deed": each, "note": "xong"} for each in ("write", "consult", "appraise")]
    for each in stages:
        actions.advance(draft=draft, **each, **DONE)
    for quality in Quality:
        actions.mark(draft=draft, quality=quality, met=True, **DONE)
    actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **DONE)
    with pytest.raises(actions.Refused, match="ai trả lại"):
        actions.send_draft_back(draft=draft, reason=" ", **DONE)
    actions.send_draft_back(draft=draft, reason="Công văn 9/UBND-NC: bỏ Điều 3", **DONE)
    kept = Draft.objects.get(pk=draft)
    assert (kept.stage, kept.submitted_on, len(queries.marks_of(draft))) == ("writing", None, 6)
    actions.mark(draft=draft, quality="lawful", met=False, finding="Điều 3", answer="Đã bỏ", **DONE)
    for each in stages[1:]:
        actions.advance(draft=draft, **each, **DONE)
    actions.submit(draft=draft, on=D(2026, 6, 20), note="TTr 2", **DONE)
    assert Draft.objects.get(pk=draft).submitted_on == D(2026, 6, 20)


@pytest.mark.parametrize(
    ("told", "match"),
    [
        pytest.param({"year": 1999}, "không thuộc chương trình năm 1999", id="a year long gone"),
        pytest.param(
            {"submit_by_on": D(2025, 6, 30)}, "30/06/2025 không thuộc chương trình", id="a limit before it"
        ),
    ],
)
def test_a_draft_is_to_be_submitted_in_the_time_of_its_programme(told, match):
    with pytest.raises(actions.CannotDraft, match=match):
        a_draft(**told)


def test_a_draft_is_submitted_in_its_time_and_becomes_a_text_of_its_type():
    draft = a_draft()
    for deed in ("write", "consult", "appraise"):
        actions.advance(draft=draft, deed=deed, note="xong", **DONE)
    for quality in Quality:
        actions.mark(draft=draft, quality=quality, met=True, **DONE)
    with pytest.raises(actions.CannotDraft, match="20/05/2020 ở trước chương trình năm 2026"):
        actions.submit(draft=draft, on=D(2020, 5, 20), note="TTr 1", **DONE)
    actions.submit(draft=draft, on=D(2026, 5, 20), note="TTr 1", **DONE)
    with pytest.raises(
        actions.CannotDraft, match="Dự thảo là Quyết định, còn Nghị định 1/2026/NĐ-CP thì không"
    ):
        actions.issue(draft=draft, document=a_decree("1/2026/NĐ-CP", D(2026, 6, 1)), **DONE)
