"""People, degrees, quota, training and classes: figures over made situations, deeds, imports."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from minhchung.figures.answers import answer, by_group, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import first_break, story_of
from minhchung.organisation import actions as organisation
from minhchung.rules.windows import Regime, parse_window
from minhchung.staff import actions, figures, imports, queries
from minhchung.staff.forms import PersonForm
from minhchung.staff.models import Person, Qualification, Quota, Training, YearClass

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
assert figures
KEYS = sorted(figure.key for figure in REGISTER if figure.key.startswith("staff."))


def window(text):
    return parse_window(text, Regime.fixed(15))


def ask(key, text):
    return answer(REGISTER[key], window(text), DjangoEngine(connection))


@pytest.fixture
def office():
    return organisation.add_unit(
        code="VP", kind="department", name="Văn phòng", since=date(2010, 1, 1), **DONE
    )


def a_person(office, number, **differently):
    values = {
        "staff_no": f"CC{number:02}",
        "full_name": f"Trần Thị {number}",
        "sex": "female",
        "kind": "civil_servant",
        "unit": office,
        "joined_on": date(2012, 3, 1),
    }
    return actions.save_person(Person(**values | differently), **DONE)


def leave(person, on, leaving, regime=""):
    paper = actions.Paper("12/QĐ-BQL", on, on)
    done = {"by": actions.Actor("thu"), "at": DONE["at"]}
    return actions.leave(person=person.pk, leaving=leaving, regime=regime, paper=paper, **done)


def a_degree(person, level, awarded_on, major="Luật"):
    degree = Qualification(person=person, level=level, major=major, awarded_on=awarded_on)
    return actions.save_qualification(degree, **DONE)


def a_quota(office, number, since, kind="civil_servants", until=None):
    quota = Quota(
        unit=office, kind=kind, number=number, year=since.year, decision="QĐ 9", since=since, until=until
    )
    return actions.save_quota(quota, **DONE)


@pytest.mark.parametrize(
    ("awarded_on", "year", "part"),
    [
        pytest.param(date(2016, 12, 31), "2016", 1, id="awarded on the as-of day counts"),
        pytest.param(date(2017, 1, 1), "2016", 0, id="awarded the day after does not"),
        pytest.param(None, "2016", 1, id="without a day it counts since joining"),
        pytest.param(date(2010, 1, 1), "2016", 1, id="held before joining"),
    ],
)
def test_a_degree_counts_from_its_day(office, awarded_on, year, part):
    a_degree(a_person(office, 1), "ĐH", awarded_on)
    found = ask("staff.with_degree", year)
    assert (found.part, found.whole) == (part, 1)


@pytest.mark.parametrize(
    ("level", "part"),
    [
        pytest.param("SC", 0, id="elementary"),
        pytest.param("TC", 0, id="intermediate"),
        pytest.param("CĐ", 0, id="college"),
        pytest.param("ĐH", 1, id="university"),
        pytest.param("ThS", 1, id="master"),
        pytest.param("TS", 1, id="doctor"),
    ],
)
def test_university_or_higher(office, level, part):
    a_degree(a_person(office, 1), level, date(2011, 1, 1))
    assert ask("staff.with_degree", "2016").part == part


def test_the_highest_level_is_that_of_the_day(office):
    person = a_person(office, 1)
    a_degree(person, "ĐH", date(2011, 6, 1))
    a_degree(person, "ThS", date(2018, 6, 1))
    a_degree(person, "TC", None)
    assert [ask("staff.postgraduate", year).part for year in ("2017", "2018")] == [0, 1]


def test_contracts_are_counted_apart_from_the_quota(office):
    a_person(office, 1)
    a_person(office, 2, kind="public_employee")
    a_person(office, 3, kind="contract", sex="male")
    found = {key: ask(f"staff.{key}", "2020").value for key in ("present", "contracts", "workforce")}
    assert found == {"present": 2, "contracts": 1, "workforce": 3}
    assert ask("staff.with_degree", "2020").whole == 2
    assert ask("staff.women", "2020").in_words == "2 trên 2"


@pytest.mark.parametrize(
    ("left_on", "present"),
    [
        pytest.param(date(2020, 12, 31), 0, id="gone from 31 December"),
        pytest.param(date(2021, 1, 1), 1, id="gone from 1 January: still there on 31 December"),
        pytest.param(None, 1, id="still there"),
    ],
)
def test_present_on_the_last_day_of_the_calendar_year(office, left_on, present):
    a_person(office, 1, left_on=left_on, leaving="retired" if left_on else "")
    assert ask("staff.present", "2020").value == present
    assert Person.objects.present_on(date(2020, 12, 31)).count() == present


def test_a_quota_stands_until_the_next_decision_of_its_kind(office):
    a_quota(office, 20, date(2016, 1, 1))
    a_quota(office, 18, date(2018, 7, 1))
    a_quota(office, 5, date(2016, 1, 1), kind="public_budget")
    a_quota(office, 3, date(2016, 1, 1), kind="contracts")
    assert [ask("staff.assigned", year).value for year in ("2015", "2016", "2018")] == [0, 25, 23]
    assert ask("staff.assigned_civil_servants", "2018").value == 18
    assert sorted(each.number for each in queries.quota_on(date(2018, 12, 31))) == [3, 5, 18]


def test_a_quota_that_ended_is_not_revived_by_an_older_one(office):
    a_quota(office, 20, date(2016, 1, 1))
    a_quota(office, 18, date(2018, 1, 1), until=date(2019, 1, 1))
    assert ask("staff.assigned", "2019").value == 0
    assert queries.quota_on(date(2019, 6, 1)) == []


def test_a_quota_ends_with_its_unit(office):
    heir = organisation.add_unit(
        code="VP2", kind="department", name="Văn phòng mới", since=date(2025, 7, 1), **DONE
    )
    a_quota(office, 20, date(2016, 1, 1))
    a_quota(heir, 15, date(2025, 7, 1))
    organisation.succeed(
        predecessor=office, successor=heir, kind="merge", on=date(2025, 7, 1), decision="NQ", **DONE
    )
    assert [ask("staff.assigned", text).value for text in ("2024", "2025-06", "2025-07")] == [20, 20, 15]
    assert [each.number for each in queries.quota_on(date(2025, 6, 30))] == [20]
    assert [each.number for each in queries.quota_on(date(2025, 7, 1))] == [15]


def test_leaving_is_a_flow_of_the_reporting_window(office):
    leave(a_person(office, 1), date(2020, 12, 15), "streamlined", regime="NĐ 108/2014/NĐ-CP")
    leave(a_person(office, 2), date(2020, 12, 14), "transferred")
    assert [ask("staff.left", year).value for year in ("2020", "2021")] == [1, 1]
    assert [ask("staff.streamlined", year).value for year in ("2020", "2021")] == [0, 1]
    assert ask("staff.joined", "2012").value == 2


def test_who_left_cannot_leave_again(office):
    person = a_person(office, 1)
    with pytest.raises(actions.Refusal, match="phải sau ngày đó"):
        leave(person, date(2012, 3, 1), "retired")
    leave(person, date(2020, 1, 1), "retired")
    with pytest.raises(actions.Refusal, match="đã thôi làm việc từ 01/01/2020"):
        leave(person, date(2021, 1, 1), "retired")
    assert [line.deed for line in story_of("staff", "person", person.pk)] == ["create", "leave", "change"]
    assert first_break() is None


def test_training_counts_on_the_day_it_ended(office):
    person = a_person(office, 1)
    for title, on, until_on in (
        ("Ngắn", date(2020, 12, 14), None),
        ("Dài", date(2020, 12, 1), date(2020, 12, 20)),
    ):
        turn = Training(person=person, kind="profession", title=title, on=on, until_on=until_on)
        actions.save_training(turn, **DONE)
    assert [ask("staff.trained", year).value for year in ("2020", "2021")] == [1, 1]


def test_classes_belong_to_their_calendar_year(office):
    person = a_person(office, 1)
    for year, quality in ((2019, "HTXS"), (2020, "HT")):
        actions.save_year_class(YearClass(person=person, year=year, quality=quality), **DONE)
    assert ask("staff.classed", "2019..2020").value == 2
    assert ask("staff.classed_well", "2019..2020").in_words == "1 trên 2"
    assert ask("staff.classed", "2020-H1").value == 0
    assert ask("staff.classed", "2020-H2").value == 1


def test_every_number_is_the_count_of_its_records(office):
    for number in range(1, 6):
        person = a_person(office, number, kind=("civil_servant", "public_employee", "contract")[number % 3])
        a_degree(person, ("ĐH", "ThS", "TS", "CĐ", "TC")[number - 1], date(2013 + number, 5, 1))
        actions.save_year_class(YearClass(person=person, year=2015 + number, quality="HTT"), **DONE)
        turn = Training(person=person, kind="digital", title="Kỹ năng số", on=date(2015 + number, 6, 10))
        actions.save_training(turn, **DONE)
        a_quota(office, number, date(2015 + number, 1, 1))
    leave(person, date(2019, 6, 1), "resigned")
    engine = DjangoEngine(connection)
    asked = [(key, text) for text in ("2016..2020", "2018", "2020-Q4", "2019-06") for key in KEYS]
    assert [told for key, text in asked for told in disagreements(REGISTER[key], window(text), engine)] == []


def disagreements(figure, span, engine):
    """Where the number is not that of its records, or its groups do not add up to it."""
    found = answer(figure, span, engine)
    rows = list(records(figure, span, engine))
    if found.kind == "share":
        agrees = (found.part, found.whole) == (sum(row[-1] for row in rows), len(rows))
    elif figure.key.startswith("staff.assigned"):
        agrees = found.value == sum(row[3] for row in rows)
    else:
        agrees = found.value == len(rows)
    if not agrees:
        yield f"{figure.key} {span.label}"
    whole = found.value or found.whole or 0
    for group in figure.groups:
        parts = by_group(figure, span, group, engine).values()
        if sum(part.value or part.whole or 0 for part in parts) != whole:
            yield f"{figure.key} {span.label} by {group}"


def test_names_and_birthdays_never_leave_the_database():
    names = {column.name for column in REGISTER["staff.present"].facts.columns if column.personal}
    assert names == {"staff_no", "full_name", "birth_on"}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"left_on": date(2012, 3, 1), "leaving": "retired"}, id="leaves on the day of joining"),
        pytest.param({"left_on": date(2020, 1, 1)}, id="leaves without a reason"),
        pytest.param({"leaving": "retired"}, id="a reason without a day"),
        pytest.param({"birth_on": date(2012, 3, 1)}, id="born on the day of joining"),
    ],
)
def test_the_database_refuses_what_cannot_be(office, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        a_person(office, 1, **values)


def test_the_form_says_in_vietnamese_what_is_wrong(office):
    form = PersonForm(
        {
            "staff_no": "CC1",
            "full_name": "An",
            "sex": "male",
            "kind": "civil_servant",
            "unit": office.pk,
            "joined_on": "01/03/2012",
            "left_on": "01/03/2020",
        }
    )
    assert not form.is_valid()
    assert "cần đủ cả ngày và lý do" in str(form.errors)
    assert "Văn phòng (VP)" in str(form["unit"])


PERSON = {
    "staff_no": "CC01",
    "full_name": "Nguyễn Văn Đông",
    "sex": "male",
    "kind": "civil_servant",
    "unit": "Văn phòng",
    "joined_on": date(2012, 3, 1),
    "level": "ĐH",
    "awarded_on": date(2011, 6, 1),
}


def run(importer_class, *lines):
    importer = importer_class()
    blank = dict.fromkeys(importer.layout.by_name)
    plans = importer.plan([Row("Sheet1", number, {**blank, **line}) for number, line in enumerate(lines, 2)])
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return [plan.outcome for plan in plans], [problem for plan in plans for problem in plan.problems]


def test_people_come_with_their_degree_and_only_once(office):
    assert run(imports.PeopleImporter, PERSON) == ([Outcome.NEW], [])
    person = Person.objects.get(folded="nguyen van dong")
    assert [degree.level for degree in person.qualifications.all()] == ["ĐH"]
    assert run(imports.PeopleImporter, PERSON)[0] == [Outcome.UNCHANGED]
    assert run(imports.PeopleImporter, {**PERSON, "level": "ThS"})[0] == [Outcome.CHANGED]
    assert person.qualifications.count() == 2
    assert ask("staff.with_degree", "2016").in_words == "1 trên 1"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"unit": "Phòng lạ"}, "Đơn vị", id="an unknown unit"),
        pytest.param({"left_on": date(2011, 1, 1)}, "Thôi làm việc từ ngày", id="left before joining"),
        pytest.param({"left_on": date(2020, 1, 1)}, "Lý do thôi làm việc", id="left without reason"),
        pytest.param({"leaving": "retired"}, "Thôi làm việc từ ngày", id="reason without day"),
        pytest.param({"birth_on": date(2020, 1, 1)}, "Ngày sinh", id="born after joining"),
        pytest.param({"level": None}, "Trình độ chuyên môn", id="a day of award without level"),
    ],
)
def test_people_that_cannot_be_are_refused(office, changes, field):
    outcomes, problems = run(imports.PeopleImporter, {**PERSON, **changes})
    assert outcomes == [Outcome.REFUSED]
    assert [problem.field for problem in problems] == [field]
    assert not Person.objects.exists()


OTHERS = [
    pytest.param(
        imports.QualificationsImporter, {"staff_no": "CC01", "level": "ThS", "major": "Luật"}, id="degree"
    ),
    pytest.param(
        imports.QuotaImporter,
        {"unit": "VP", "kind": "civil_servants", "number": 20, "year": 2016, "decision": "QĐ 1"},
        id="quota",
    ),
    pytest.param(
        imports.TrainingImporter,
        {"staff_no": "CC01", "kind": "digital", "title": "Kỹ năng số", "on": date(2020, 1, 6), "hours": 16},
        id="training",
    ),
    pytest.param(
        imports.YearClassesImporter, {"staff_no": "CC01", "year": 2020, "quality": "HTT"}, id="class"
    ),
]


@pytest.mark.parametrize(("importer", "line"), OTHERS)
def test_other_sheets_are_read_once(office, importer, line):
    run(imports.PeopleImporter, PERSON)
    assert run(importer, line) == ([Outcome.NEW], [])
    assert run(importer, line) == ([Outcome.UNCHANGED], [])


def test_a_quota_without_a_day_stands_from_the_first_of_its_year(office):
    run(imports.QuotaImporter, OTHERS[1].values[1])
    assert Quota.objects.get().since == date(2016, 1, 1)


@pytest.mark.parametrize(
    ("importer", "line", "field"),
    [
        pytest.param(
            imports.YearClassesImporter,
            {"staff_no": "X", "year": 2020, "quality": "HT"},
            "Số hiệu",
            id="nobody",
        ),
        pytest.param(
            imports.YearClassesImporter,
            {"staff_no": "CC01", "year": 20, "quality": "HT"},
            "Năm",
            id="no year",
        ),
        pytest.param(
            imports.TrainingImporter,
            {
                "staff_no": "CC01",
                "kind": "digital",
                "title": "A",
                "on": date(2020, 1, 6),
                "until_on": date(2020, 1, 5),
            },
            "Đến hết ngày",
            id="training ends before it begins",
        ),
        pytest.param(
            imports.QuotaImporter,
            {"unit": "VP", "kind": "contracts", "number": -1, "year": 2020, "decision": "x"},
            "Số lượng giao",
            id="less than none",
        ),
    ],
)
def test_other_rows_that_cannot_be_are_refused(office, importer, line, field):
    run(imports.PeopleImporter, PERSON)
    outcomes, problems = run(importer, line)
    assert outcomes == [Outcome.REFUSED]
    assert [problem.field for problem in problems] == [field]
