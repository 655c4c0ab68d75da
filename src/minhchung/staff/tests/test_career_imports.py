"""Sheets of posts held, decisions, positions, plans and products: read once, refused where two posts overlap."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.staff import actions, career_imports
from minhchung.staff.models import Appointment, Person
from minhchung.staff.tests.cast import AT, DONE, a_person, a_unit, paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    unit = a_unit("VP", "Văn phòng", home=True)
    a_unit("DT", "Phòng Đầu tư", unit)
    a_person(unit, 1)
    return unit


def run(importer_class, *lines):
    importer = importer_class()
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("S", number, {**blank, **line}) for number, line in enumerate(lines, 2)])
    with transaction.atomic():
        trail.write(importer.write(plans, by="thu", at=AT), recorded_at=AT)
    return [plan.outcome for plan in plans], [problem.message for plan in plans for problem in plan.problems]


def post(unit, since, until=None, **more):
    return {"staff_no": "CC01", "unit": unit, "post": "Chuyên viên", "since": since, "until": until} | more


FIRST = post("VP", date(2012, 3, 1))
SECOND = post("DT", date(2020, 1, 1), post="Trưởng phòng", leads=True)


def held():
    rows = Appointment.objects.filter(main=True).order_by("since")
    return list(rows.values_list("unit__code", "since", "until"))


def test_posts_follow_each_other_and_a_second_reading_changes_nothing(office):
    assert run(career_imports.AppointmentsImporter, FIRST, SECOND) == ([Outcome.UNCHANGED, Outcome.NEW], [])
    assert held() == [("VP", date(2012, 3, 1), date(2020, 1, 1)), ("DT", date(2020, 1, 1), None)]
    assert Person.objects.values_list("unit__code", "post").get() == ("DT", "Trưởng phòng")
    assert run(career_imports.AppointmentsImporter, FIRST, SECOND)[0] == [Outcome.UNCHANGED] * 2


def test_a_post_that_ended_with_its_holder_is_not_opened_again(office):
    run(career_imports.AppointmentsImporter, FIRST, SECOND)
    person = Person.objects.get()
    actions.leave(person=person.pk, leaving="retired", paper=paper("2025-01-01"), **DONE)
    assert run(career_imports.AppointmentsImporter, FIRST, SECOND)[0] == [Outcome.UNCHANGED] * 2
    assert held()[-1][2] == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param(
            post("DT", date(2011, 1, 1), date(2013, 1, 1)), "giữ một vị trí chính", id="two posts at once"
        ),
        pytest.param(
            post("DT", date(2020, 1, 1), date(2019, 1, 1)), "sau “Từ ngày”", id="ends before it begins"
        ),
        pytest.param(
            post("DT", date(2011, 1, 1), date(2013, 1, 1), beside=True), "", id="a post beside may overlap"
        ),
    ],
)
def test_two_posts_at_once_are_explained(office, line, words):
    outcomes, problems = run(career_imports.AppointmentsImporter, line)
    assert outcomes == [Outcome.REFUSED if words else Outcome.NEW]
    assert all(words in problem for problem in problems)


@pytest.mark.parametrize(
    ("importer", "line", "wrong"),
    [
        pytest.param(
            career_imports.MovementsImporter,
            {
                "staff_no": "CC01",
                "deed": "appoint",
                "on": date(2020, 1, 1),
                "decision": "1/QĐ",
                "to_unit": "DT",
            },
            {"staff_no": "CC99"},
            id="decision",
        ),
        pytest.param(
            career_imports.PositionsImporter,
            {
                "unit": "VP",
                "code": "VP-1",
                "title": "Chánh VP",
                "group": "leading",
                "decision": "QĐ",
                "since": date(2021, 1, 1),
            },
            {"number": -1},
            id="position",
        ),
        pytest.param(
            career_imports.TrainingPlansImporter,
            {"year": 2025, "kind": "digital", "title": "Kỹ năng số", "turns": 4, "decision": "KH 1"},
            {"turns": -1},
            id="plan",
        ),
        pytest.param(
            career_imports.ProductsImporter,
            {
                "code": "SP1",
                "title": "Bước",
                "weight": Decimal("1.5"),
                "decision": "QĐ 1",
                "since": date(2026, 1, 1),
            },
            {"weight": Decimal(0)},
            id="product",
        ),
    ],
)
def test_other_sheets_are_read_once(office, importer, line, wrong):
    assert run(importer, line) == ([Outcome.NEW], [])
    assert run(importer, line) == ([Outcome.UNCHANGED], [])
    assert run(importer, line | wrong)[0] == [Outcome.REFUSED]


def decided(number, on, **more):
    return {
        "staff_no": "CC01",
        "deed": "discipline",
        "form": "warning",
        "decision": number,
        "on": on,
        "reason": "Chậm",
    } | more


def test_a_decision_of_discipline_is_read_once_of_a_person(office):
    first, again = decided("QĐ 7", date(2025, 3, 1)), decided("qđ7", date(2025, 6, 2))
    words = "Quyết định QĐ 7 ngày 01/03/2025 đã được ghi cho CC01; hãy kiểm tra lại số quyết định, "
    outcomes, problems = run(career_imports.MovementsImporter, first, again)
    assert outcomes == [Outcome.NEW, Outcome.REFUSED] and problems[0].startswith(words)
    outcomes, problems = run(
        career_imports.MovementsImporter, first, again, decided("QĐ 7", date(2026, 3, 2))
    )
    assert outcomes == [Outcome.UNCHANGED, Outcome.REFUSED, Outcome.NEW] and len(problems) == 1
