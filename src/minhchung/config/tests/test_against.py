"""A ledger kept outside: what was told and is gone, double or different is named by its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minhchung.config.against import ANSWERS, Held, hold
from minhchung.dossiers import actions
from minhchung.dossiers.models import Dossier, Event, MadePaper, Once
from minhchung.dossiers.tests.cast import a_filing, an_actor, an_own_desk, at
from minhchung.ground.notices.models import Notice
from minhchung.ground.trail.models import Entry
from minhchung.ground.trail.queries import head

pytestmark = pytest.mark.django_db
MARK = "11111111-1111-4111-8111-111111111111"
Line = dict[str, Any] | str


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Held]:
    """Hold a ledger of these lines against the database."""

    def ask(*lines: Line) -> Held:
        path = tmp_path / "ledger.jsonl"
        texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        return hold(path)

    return ask


@pytest.fixture
def dossier() -> Dossier:
    """A dossier received with a form, its receipt and a notice that has gone out."""
    found = actions.receive(
        filing=a_filing(an_own_desk(), applicant_email="nop@vidu.vn"),
        by=an_actor(),
        at=at("2026-04-06T09:00"),
        form=MARK,
    )
    MadePaper.objects.create(
        dossier=found, form="receipt", event=1, number=12, year=2026, edition="x", content="{}",
        made_at=at("2026-04-06T09:00"), made_by="lan",
    )  # fmt: skip
    Notice.objects.update(
        state="sent", sent_at=at("2026-04-06T09:01"), proof="250 ok <abc@x.vn>", next_try_at=None
    )
    return found


def everything() -> list[Line]:
    """What people were told of that dossier."""
    number, digest = head()
    return [
        {
            "told": "received", "form": MARK, "code": "NB/2026/000001", "applicant": "Công ty TNHH Đông Á",
            "channel": "direct", "promised_at": "2026-04-13T17:30:00", "deed": "accept",
        },
        {"told": "done", "form": MARK, "code": "NB/2026/000001", "deed": "accept"},
        {"told": "paper", "code": "NB/2026/000001", "form": "receipt", "year": 2026, "number": 12},
        {"told": "sent", "message": "<abc@x.vn>", "to": "nop@vidu.vn", "about": "NB/2026/000001"},
        {"told": "trail", "number": number, "digest": digest},
    ]  # fmt: skip


def test_what_stands_is_found_each_once(dossier: Dossier, told: Callable[..., Held]) -> None:
    held = told(*everything(), "", '{"told": "cut o')
    assert held.faults == ["dòng 7: không phải một đối tượng JSON"]
    held = told(*everything())
    assert (held.passed, held.faults) == (True, [])
    assert held.items == {"received": 1, "done": 1, "paper": 1, "sent": 1, "trail": 1}


def test_a_line_cut_off_at_the_end_told_nobody_anything(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(json.dumps(everything()[0]) + '\n{"told": "rec', encoding="utf-8")
    assert hold(path).as_dict() == {"passed": True, "items": {"received": 1}, "faults": []}


def test_an_empty_ledger_proves_nothing(told: Callable[..., Held]) -> None:
    assert not told().passed


def test_every_kind_of_answer_is_looked_for_and_missed_in_an_empty_house(told: Callable[..., Held]) -> None:
    words = {
        "code": "NB/2026/000009", "form": MARK, "year": 2026, "number": 3, "message": "<z@x>", "digest": "0",
        "seal": "f" * 64,
    }  # fmt: skip
    held = told(*({"told": kind, **words} for kind in ANSWERS))
    assert len(held.faults) == len(ANSWERS)
    assert all(fault.startswith(f"dòng {line}: ") for line, fault in enumerate(held.faults, start=1))


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        pytest.param({"promised_at": "2026-04-14T17:30:00"}, "promised_at: đã báo", id="another promise"),
        pytest.param({"applicant": "Công ty B"}, "applicant: đã báo", id="another applicant"),
        pytest.param({"form": MARK.replace("1", "3")}, "không có trong hệ thống", id="a form unknown here"),
        pytest.param({"deed": "register"}, "deed: đã báo", id="another deed"),
        pytest.param({"code": "NB/2026/000002"}, "không có trong hệ thống", id="another code"),
        pytest.param({"code": ""}, "thiếu “code”", id="no code"),
        pytest.param({"told": "vui"}, "không rõ loại “vui”", id="an unknown kind"),
    ],
)
def test_a_differing_answer_is_named(
    dossier: Dossier, told: Callable[..., Held], changed: dict[str, str], fault: str
) -> None:
    (said,) = told({**everything()[0], **changed}).faults  # type: ignore[dict-item]
    assert fault in said


def _lose_event() -> None:
    Event.objects.all().delete()


def _double_event() -> None:
    event = Event.objects.get()
    event.pk, event.number = None, 2
    event.save()


def _lose_mark() -> None:
    Once.objects.all().delete()


def _lose_row() -> None:
    Entry.objects.filter(room="dossiers").delete()


def _double_row() -> None:
    entry = Entry.objects.get(room="dossiers")
    entry.pk += 1000
    entry.save(force_insert=True)


def _another_applicant() -> None:
    Dossier.objects.update(applicant_name="Công ty B")


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        pytest.param(_lose_event, "được tiếp nhận 0 lần", id="the event is gone"),
        pytest.param(_double_event, "được tiếp nhận 2 lần", id="the event is there twice"),
        pytest.param(_lose_mark, "không có trong hệ thống", id="the mark of the form is gone"),
        pytest.param(_lose_row, "được ghi 0 lần trong nhật ký", id="the trail's row is gone"),
        pytest.param(_double_row, "được ghi 2 lần trong nhật ký", id="the trail's row is there twice"),
        pytest.param(_another_applicant, "đang ghi “Công ty B”", id="the dossier says something else"),
    ],
)
def test_harm_done_to_the_records_is_found(
    dossier: Dossier, told: Callable[..., Held], harm: Callable[[], None], fault: str
) -> None:
    line = everything()[0]
    harm()
    assert any(fault in said for said in told(line).faults)
