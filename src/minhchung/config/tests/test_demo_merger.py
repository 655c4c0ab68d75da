"""The merger of the made-up agency is a deed: counted against the records, it moved what was open and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from minhchung.config.demo import agency
from minhchung.config.demo.worksheets import Worksheet, take_in, write_all
from minhchung.config.importers import importer
from minhchung.correspondence.models import IncomingDocument
from minhchung.direction.models import AssignedTask, PlanTask, TaskSupport
from minhchung.dossiers.models import Dossier
from minhchung.finance.models import AgencyAutonomy
from minhchung.ground.intake import runs
from minhchung.ground.trail.queries import story_of
from minhchung.organisation.models import PassedOn, Unit, UnitVersion
from minhchung.organisation.movers import movers
from minhchung.organisation.queries import chart, key_of, look_up
from minhchung.organisation.reorganisations import reorganisations, went_along
from minhchung.staff.establishment import placements_on
from minhchung.staff.models import Appointment, Person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 1, 9)
DAY, EVE = agency.MERGED_ON, agency.MERGED_ON - timedelta(days=1)
MORNING = datetime.combine(DAY, datetime.min.time())
#: So many that some are in hand on the day.
DOSSIERS = 300


def read(sheet: Worksheet) -> None:
    mapping = runs.mapping_for(sheet.path, importer(sheet.kind))
    run = runs.begin(sheet.path, importer(sheet.kind), mapping, by="thử", at=NOW)
    runs.carry_on(run, importer(sheet.kind), by="thử", clock=lambda: NOW)
    assert not run.refused, [str(each) for each in run.problems.all()[:3]]


@pytest.fixture(scope="module", autouse=True)
def demonstrated(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The agency once for all tests here, which change nothing; taken away afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        sheets = write_all(tmp_path_factory.mktemp("sheets"), seed=7, count=DOSSIERS)
        take_in(sheets, read, begun=False, by="thử", clock=lambda: NOW)
        yield
        transaction.set_rollback(True)


def moved(key: str, code: str = agency.BOARD) -> int:
    """What the merger of a unit says it moved of a kind."""
    (number,) = (row.id for row in reorganisations() if row.edges[0].predecessor == unit(code))
    return next(each.total for each in went_along(number) if each.key == key)


def unit(code: str) -> int:
    return Unit.objects.get(code=code).pk


def heirs() -> dict[int, int]:
    """Each unit that ended, with its successor."""
    codes = ("", *(f".{end}" for end in agency.ROOMS))
    return {unit(f"{agency.BOARD}{end}"): unit(f"{agency.BOARD_AFTER}{end}") for end in codes}


def test_units_under_the_board_stand_under_its_successor() -> None:
    before = set(
        UnitVersion.objects.filter(parent=unit(agency.BOARD), until=DAY).values_list("unit", flat=True)
    )
    after = set(
        UnitVersion.objects.filter(parent=unit(agency.BOARD_AFTER), since=DAY).values_list("unit", flat=True)
    )
    assert moved("units") == len(before & after) == 1
    assert moved("units", agency.PROVINCE) == 1
    assert before - after == set(heirs()) - {unit(agency.BOARD)}, "rooms end in rooms of the successor"
    assert after - before == set(heirs().values()) - {unit(agency.BOARD_AFTER)}


def test_the_chart_of_either_day_shows_the_rooms_of_that_day() -> None:
    for day, name, place in ((EVE, agency.BOARD_NAME, 0), (DAY, agency.BOARD_NAME_AFTER, 1)):
        found = chart(day)
        assert found is not None and found.name == name
        rooms = {names[place] for names in agency.ROOMS.values()}
        assert {each.name for each in found.below} == rooms | {agency.CENTRE}


def test_people_in_post_hold_it_at_the_successor_and_none_is_doubled_or_lost() -> None:
    heir = heirs()
    held = Appointment.objects.filter(unit__in=heir, until=DAY)
    went_on = held.filter(person__appointments__since=DAY)
    assert moved("staff") == went_on.count() == 17
    for each in went_on:
        after = Appointment.objects.get(person=each.person_id, since=DAY, main=True)
        assert (after.unit_id, after.post, after.leads) == (heir[each.unit_id], each.post, each.leads)
    before, after = (set(placements_on(day).values_list("person", flat=True)) for day in (EVE, DAY))
    for day, people in ((EVE, before), (DAY, after)):
        assert placements_on(day).count() == len(people)
    left = set(Person.objects.filter(left_on=DAY).values_list("pk", flat=True))
    assert (before - after, after - before) == (left, set())
    there = Person.objects.filter(unit__in=heir)
    assert all(each.left_on is not None and each.left_on <= DAY for each in there), "who had left stays"


def test_open_tasks_are_led_by_the_successor_and_done_ones_by_who_did_them() -> None:
    heir, known = heirs(), look_up()
    tasks = PlanTask.objects.filter(plan__issued_on__lt=DAY, dropped_on__isnull=True)
    late = [each for each in tasks if each.done_on is None or each.done_on >= DAY]
    assert moved("plan_tasks") == len(late) > 5
    for each in tasks:
        written = known[key_of(each.lead_unit)]
        assert each.lead_id == (heir[written] if each in late else written), each
    supports = TaskSupport.objects.filter(task__in=tasks, unit__in=heir.values())
    assert moved("plan_support") == supports.count() > 3
    assert {each.task_id for each in supports} <= {each.pk for each in late}
    assigned = AssignedTask.objects.filter(assigned_on__lt=DAY, lead__in=heir.values())
    assert moved("assigned_tasks") == assigned.count() == 1
    assert not AssignedTask.objects.filter(lead__in=heir, done_on__gte=DAY).exists()
    told = PlanTask.objects.filter(plan__issued_on__gte=DAY).values_list("lead", flat=True)
    assert set(told) <= set(heir.values()), "plans since then speak of the successor's rooms"


def test_dossiers_in_hand_are_settled_by_the_successor_with_their_clock_as_promised() -> None:
    in_hand = Dossier.objects.filter(accepted_at__lt=MORNING, ended_at__gte=MORNING)
    rows = PassedOn.objects.filter(mover="dossiers").values_list("record", flat=True)
    assert set(in_hand.values_list("pk", flat=True)) == set(rows)
    assert moved("dossiers") == len(rows) > 0
    assert set(in_hand.values_list("settled_by__code", flat=True)) == {agency.BOARD_AFTER}
    over = Dossier.objects.filter(ended_at__lt=MORNING)
    assert set(over.values_list("settled_by__code", flat=True)) == {agency.BOARD}
    since = Dossier.objects.filter(accepted_at__gte=MORNING)
    assert set(since.values_list("settled_by__code", flat=True)) == {agency.BOARD_AFTER}
    for each in in_hand:
        lines = story_of("dossiers", "dossier", each.pk)
        assert [line.deed for line in lines] == ["import_new", "go_along", "import_changed"]
        changed = lines[-1].details["after"]
        assert not changed.keys() & {"promised_at", "computed_due_at", "settled_by_id", "accepted_at"}, (
            changed
        )


def test_incoming_documents_still_to_be_handled_are_handled_by_the_successors_rooms() -> None:
    documents = IncomingDocument.objects.filter(received_on__lt=DAY)
    still = documents.filter(due_on__gte=DAY)
    names = dict(agency.ROOMS.values())
    assert moved("incoming") == still.count() > 0
    assert set(still.values_list("handler", flat=True)) <= set(names.values())
    assert set(documents.exclude(pk__in=still).values_list("handler", flat=True)) <= set(names)
    assert set(documents.values_list("receiver__code", flat=True)) == {agency.BOARD}, (
        "in whose book it stands"
    )
    first = IncomingDocument.objects.filter(received_on__gte=DAY).order_by("received_on", "pk").first()
    assert first is not None and (first.receiver.code, first.number) == (agency.BOARD_AFTER, 1)


def test_the_story_of_a_record_tells_in_words_where_it_went(client: Client) -> None:
    client.force_login(get_user_model().objects.create(username="ai", full_name="Ai", role="reform"))
    passed = PassedOn.objects.filter(reorganisation__steps__predecessor=unit(agency.BOARD)).distinct()
    routes = {each.key: each.record_route for each in movers() if each.record_route}
    for key in sorted(routes.keys() & set(passed.values_list("mover", flat=True))):
        row = passed.filter(mover=key).earliest("record")
        page = client.get(reverse(routes[key], args=[row.record])).content.decode()
        assert agency.MERGED_ON.strftime("%d/%m/%Y") in page, key
        assert not re.search(r"(Reorganisation|From|To|Lay|Settled|As_planned|_on): ", page), key
    returned = Dossier.objects.filter(accepted_at__lt=MORNING, returned_at__gte=MORNING).earliest("pk")
    page = client.get(reverse("dossiers:dossier", args=[returned.pk])).content.decode()
    story = page.partition("Diễn biến")[2].partition("Lịch sử")[0]
    for said in (
        rf"{agency.BOARD_NAME}</\w+>\s*tiếp nhận hồ sơ",
        rf"{agency.BOARD_NAME}</\w+>\s*chuyển sang cơ quan kế thừa → {agency.BOARD_NAME_AFTER}",
        rf"{agency.BOARD_NAME_AFTER}</\w+>\s*kết thúc",
        rf"{agency.BOARD_NAME_AFTER}</\w+>\s*trả kết quả",
    ):
        assert re.search(said, story), (said, story)
    task = PlanTask.objects.get(pk=passed.filter(mover="plan_tasks").earliest("record").record)
    assert task.lead is not None
    page = client.get(reverse("direction:plan_task", args=[task.pk])).content.decode()
    assert f"Chủ trì: {agency.named_on(task.lead_unit, DAY)}, kế thừa" in page


def test_the_budget_year_is_parted_and_closed_in_both_parts() -> None:
    board, heir = (
        AgencyAutonomy.objects.get(unit__code=code, year=DAY.year)
        for code in (agency.BOARD, agency.BOARD_AFTER)
    )
    assert moved("agency_years") == 2
    assert (board.last_day, heir.first_day) == (EVE, DAY)
    assert board.is_closed and heir.is_closed
    assert board.saving == 0, "what the board had not spent was given to its successor"
    assert not board.spendings.filter(on__gte=DAY).exists()


def test_the_sheets_of_the_eve_know_nothing_of_the_merger(tmp_path: Path) -> None:
    import openpyxl

    eves = [sheet for sheet in write_all(tmp_path, seed=7, count=60) if sheet.once and sheet.eve]
    assert {sheet.kind for sheet in eves} >= {
        "people",
        "appointments",
        "plan-tasks",
        "assigned-tasks",
        "dossiers",
    }
    names = {after for _before, after in agency.ROOMS.values()} | {agency.BOARD_NAME_AFTER}
    for sheet in eves:
        book = openpyxl.load_workbook(sheet.path, read_only=True)
        told = {
            str(cell) for row in book.active.iter_rows(min_row=5, values_only=True) for cell in row if cell
        }
        assert not told & names, sheet.path.name
