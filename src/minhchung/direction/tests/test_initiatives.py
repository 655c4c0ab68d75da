"""Initiatives from proposal to use, and which of the own units were inspected in a year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from minhchung.direction import actions
from minhchung.direction.imports import InspectionsImporter
from minhchung.direction.models import Initiative, Inspection
from minhchung.direction.tests.cast import a_client, a_unit
from minhchung.direction.tests.test_figures import REGIME, ask
from minhchung.figures.answers import IN_PART, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.intake.columns import Row
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.rules.windows import parse_window

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 8)
DONE: dict[str, Any] = {"by": "reform", "at": AT}
PROPOSED = date(2026, 3, 2)


def a_proposal(title: str = "Phiếu điện tử", **more: Any) -> Initiative:
    told = {"unit": "Văn phòng", "head": "procedures", "proposed_on": PROPOSED, **more}
    return actions.save_initiative(Initiative(title=title, **told), **DONE)


def recognise(record: Initiative, **more: Any) -> Initiative:
    told = {"decision": "70/QĐ-BQL", "recognised_on": date(2026, 4, 1), **DONE, **more}
    return actions.recognise(initiative=record.pk, **told)


def test_an_initiative_goes_from_proposal_to_use() -> None:
    record = a_proposal()
    assert record.state == "proposed"
    assert recognise(record).state == "recognised"
    told = {"applied_on": date(2026, 5, 4), "applied_in": "toàn Ban"}
    assert actions.apply_initiative(initiative=record.pk, **told, **DONE).state == "applied"
    deeds = [each.deed for each in story_of("direction", "initiative", record.pk)]
    assert deeds == ["create", "recognise", "apply"]
    assert first_break() is None


def test_figures_count_what_is_recognised_alone() -> None:
    recognise(a_proposal())
    a_proposal("Chờ xem xét")
    declined = a_proposal("Chưa mới")
    actions.decline(initiative=declined.pk, declined_on=date(2026, 4, 2), reason="Đã có nơi làm", **DONE)
    assert ask("direction.initiatives", "2026") == (1, None)
    facts = REGISTER["direction.initiatives"].facts
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({facts.select}) t")
        assert cursor.fetchone()[0] == 1


@pytest.mark.parametrize(
    ("deed", "told", "words"),
    [
        pytest.param("recognise", {"decision": " "}, "quyết định công nhận", id="no decision"),
        pytest.param(
            "recognise", {"recognised_on": date(2026, 3, 1)}, "trước ngày", id="before it was proposed"
        ),
        pytest.param("recognise", {"recognised_on": date(2026, 6, 1)}, "chưa đến", id="a day to come"),
        pytest.param("decline", {"reason": ""}, "vì sao không công nhận", id="no reason"),
        pytest.param("apply_initiative", {}, "Không thể “Đưa vào áp dụng”", id="use before it is recognised"),
    ],
)
def test_a_deed_that_lacks_something_is_refused(deed: str, told: dict[str, Any], words: str) -> None:
    given: dict[str, dict[str, Any]] = {
        "recognise": {"decision": "70/QĐ", "recognised_on": date(2026, 4, 1)},
        "decline": {"declined_on": date(2026, 4, 1), "reason": "Đã có"},
        "apply_initiative": {"applied_on": date(2026, 4, 1), "applied_in": "Ban"},
    }
    record = a_proposal()
    with pytest.raises(actions.Refusal, match=words):
        getattr(actions, deed)(initiative=record.pk, **given[deed] | told, **DONE)
    record.refresh_from_db()
    assert record.state == "proposed" and len(story_of("direction", "initiative", record.pk)) == 1


def test_what_is_settled_is_not_settled_again_and_the_refusal_names_the_statute() -> None:
    record = recognise(a_proposal())
    for deed, told in (
        ("recognise", {"decision": "71/QĐ", "recognised_on": date(2026, 4, 9)}),
        ("decline", {"declined_on": date(2026, 4, 9), "reason": "x"}),
    ):
        with pytest.raises(actions.Refusal, match="NĐ 13/2012"):
            getattr(actions, deed)(initiative=record.pk, **told, **DONE)


def test_a_unit_does_not_propose_the_same_twice_while_it_waits() -> None:
    record = a_proposal()
    with pytest.raises(actions.Refusal, match="cùng tên"):
        a_proposal("phiếu ĐIỆN TỬ")
    actions.decline(initiative=record.pk, declined_on=date(2026, 4, 2), reason="Chưa rõ", **DONE)
    assert a_proposal().state == "proposed"


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="proposed on no day"),
        pytest.param({"decision": "7/QĐ", "proposed_on": PROPOSED}, id="a decision without its day"),
        pytest.param({"declined_on": PROPOSED}, id="declined without a reason"),
        pytest.param(
            {"proposed_on": PROPOSED, "applied_on": PROPOSED, "applied_in": "Ban"},
            id="used before recognised",
        ),
    ],
)
def test_the_database_keeps_what_must_never_be(told: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.create(title="x", **told)


def test_it_is_done_on_the_screens_by_who_keeps_the_plan() -> None:
    client = a_client("reform")
    new = {"title": "Phiếu điện tử", "unit": "Văn phòng", "head": "procedures"}
    assert client.post(reverse("direction:initiative_new"), new).status_code == 422
    assert (
        client.post(reverse("direction:initiative_new"), {**new, "proposed_on": "02/03/2026"}).status_code
        == 302
    )
    record = Initiative.objects.get()
    page = reverse("direction:initiative", args=[record.pk])
    told = client.get(page).content.decode()
    assert "viec/cong-nhan/" in told and "viec/khong-cong-nhan/" in told and "viec/ap-dung/" not in told
    form = {"decision": "70/QĐ-BQL", "recognised_on": "01/04/2026"}
    assert client.post(f"{page}viec/cong-nhan/", form).status_code == 302
    told = client.get(page).content.decode()
    assert "viec/ap-dung/" in told and "viec/cong-nhan/" not in told and "Công nhận" in told
    assert "Được công nhận" in client.get(reverse("direction:initiative_list")).content.decode()
    again = client.post(f"{page}viec/khong-cong-nhan/", {"declined_on": "01/04/2026", "reason": "x"})
    assert again.status_code == 422 and "NĐ 13/2012" in again.content.decode()
    other = a_client("clerk")
    assert "viec/ap-dung/" not in other.get(page).content.decode()
    assert other.get(f"{page}viec/ap-dung/").status_code == 403


@pytest.fixture
def units() -> list[Any]:
    """A board with three departments and a desk; one department ended in 2025."""
    board = a_unit("B", "Ban Quản lý", kind="agency")
    rooms = [a_unit(f"P{number}", f"Phòng {number}", board) for number in (1, 2, 3)]
    rooms[2].versions.update(until=date(2025, 7, 1))
    a_unit("MC", "Một cửa", board, kind="one_stop")
    return rooms


def inspect(unit: str, on: date, decision: str = "1/QĐ") -> Inspection:
    return actions.save_inspection(Inspection(unit=unit, on=on, decision=decision), **DONE)


def inspected_in(window: str) -> list[tuple[str, bool]]:
    """The units behind the figure by name, and whether each is counted."""
    figure, span = REGISTER["direction.units_inspected"], parse_window(window, REGIME)
    names = [column.name for column in heading(figure, span)]
    rows = records(figure, span, DjangoEngine(connection))
    return sorted((row[names.index("unit_name")], bool(row[names.index(IN_PART)])) for row in rows)


def test_the_share_of_own_units_inspected_opens_to_the_units(units: list[Any]) -> None:
    assert ask("direction.units_inspected", "2024") == (0, 3)
    inspect("Phòng 1", date(2024, 3, 1))
    inspect("phòng 1", date(2024, 9, 1), "2/QĐ")
    inspect("Phòng 3", date(2024, 5, 1), "3/QĐ")
    inspect("Phòng 2", date(2025, 1, 2), "4/QĐ")
    inspect("Trung tâm khác", date(2024, 5, 1), "5/QĐ")
    assert ask("direction.units_inspected", "2024") == (2, 3)
    assert inspected_in("2024") == [("Phòng 1", True), ("Phòng 2", False), ("Phòng 3", True)]
    assert ask("direction.units_inspected", "2025") == (1, 2), "a unit that ended stands in no denominator"
    assert ask("direction.units_inspected", "2023") == (0, 3)
    assert ask("direction.units_inspected", "2024..2025") == (2, 2)
    assert ask("direction.units_inspected", "2005") == (0, 0), "before there was any unit: nothing to share"


def test_an_imported_inspection_finds_its_unit(units: list[Any]) -> None:
    importer = InspectionsImporter()
    importer.prepare()
    told = {"on": date(2024, 3, 1), "unit": "PHÒNG 2", "decision": "1/QĐ"}
    assert (
        importer.convert(Row("1", 2, {**dict.fromkeys(("conclusion", "subject")), **told}))["inspected_id"]
        == units[1].pk
    )
