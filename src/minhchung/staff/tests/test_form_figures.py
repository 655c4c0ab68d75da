"""Figures that lines of forms 4 and 5 ask for one by one: over made situations, each the count of its records."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from minhchung.figures.answers import IN_PART, Answer, answer, by_group, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.rules.windows import Regime, Window, parse_window
from minhchung.staff import figures, figures_forms
from minhchung.staff.models import (
    Movement,
    Position,
    Qualification,
    Quota,
    Training,
    TrainingPlan,
    YearClass,
)
from minhchung.staff.tests.cast import a_person, a_unit

pytestmark = pytest.mark.django_db
assert figures
KEYS = sorted(each.key for each in REGISTER if each.define.__module__ == figures_forms.__name__)


def window(text: str) -> Window:
    return parse_window(text, Regime.fixed(15))


def ask(key: str, text: str) -> Answer:
    return answer(REGISTER[key], window(text), DjangoEngine(connection))


@pytest.fixture
def year_2020() -> None:
    """Two units and five people of 2012 with their degrees, quotas, positions, decisions, training and classes."""
    office, centre = a_unit("VP", "Văn phòng"), a_unit("TT", "Trung tâm")
    people = [
        a_person(office, 1),
        a_person(office, 2, left_on=date(2020, 6, 1), leaving="streamlined"),
        a_person(office, 3, left_on=date(2019, 6, 1), leaving="streamlined"),
        a_person(centre, 4, kind="public_employee"),
        a_person(centre, 5, kind="public_employee", left_on=date(2020, 7, 1), leaving="streamlined"),
        a_person(centre, 6, kind="contract"),
        a_person(centre, 7, kind="public_employee"),
    ]
    for person, level, on in (
        (people[0], "ĐH", date(2011, 1, 1)),
        (people[0], "ThS", date(2020, 12, 31)),
        (people[3], "TC", date(2011, 1, 1)),
        (people[3], "CĐ", date(2021, 1, 1)),
        (people[6], "TS", date(2018, 1, 1)),
    ):
        Qualification.objects.create(person=person, level=level, major="Luật", awarded_on=on)
    for unit, kind, number, since in (
        (office, "civil_servants", 20, date(2015, 1, 1)),
        (office, "civil_servants", 18, date(2018, 1, 1)),
        (centre, "public_budget", 9, date(2015, 1, 1)),
        (centre, "public_budget", 7, date(2019, 1, 1)),
        (centre, "public_revenue", 5, date(2015, 1, 1)),
    ):
        Quota.objects.create(unit=unit, kind=kind, number=number, year=since.year, decision="QĐ", since=since)
    for unit, code, since, until in (
        (office, "VP-1", date(2016, 1, 1), date(2020, 1, 1)),
        (office, "VP-2", date(2017, 1, 1), None),
        (office, "VP-3", date(2018, 1, 1), None),
        (centre, "TT-1", date(2021, 1, 1), None),
    ):
        Position.objects.create(
            unit=unit, code=code, title=code, group="special", decision="QĐ", since=since, until=until
        )
    for person, deed, form, leads, on in (
        (people[0], "recruit", "exam", False, date(2020, 1, 1)),
        (people[3], "recruit", "selection", False, date(2020, 1, 2)),
        (people[4], "recruit", "reception", False, date(2020, 1, 3)),
        (people[6], "recruit", "special", False, date(2020, 12, 15)),
        (people[5], "recruit", "contract", False, date(2020, 1, 4)),
        (people[0], "appoint", "", True, date(2020, 2, 1)),
        (people[0], "reappoint", "", True, date(2020, 3, 1)),
        (people[0], "rotate", "", True, date(2020, 4, 1)),
        (people[0], "relieve", "", False, date(2020, 5, 1)),
        (people[0], "discipline", "warning", True, date(2020, 3, 9)),
        (people[3], "discipline", "reprimand", False, date(2020, 8, 1)),
        (people[3], "discipline", "warning", False, date(2020, 9, 1)),
    ):
        Movement.objects.create(
            person=person, deed=deed, form=form, leads=leads, on=on, decision="1/QĐ", decided_on=on
        )
    plan = TrainingPlan.objects.create(year=2020, kind="digital", title="Kỹ năng số", turns=10, decision="KH")
    TrainingPlan.objects.create(year=2021, kind="language", title="Anh văn", turns=3, decision="KH")
    for number, (kind, held) in enumerate(
        (
            ("digital", plan),
            ("digital", plan),
            ("politics", None),
            ("administration", None),
            ("profession", None),
        )
    ):
        Training.objects.create(
            person=people[0], plan=held, kind=kind, title=f"Lớp {number}", on=date(2020, 5, 5), hours=8
        )
    for person, quality in ((people[0], "HTXS"), (people[3], "HTT"), (people[6], "HTT"), (people[5], "KHT")):
        YearClass.objects.create(person=person, year=2020, quality=quality)


@pytest.mark.usefixtures("year_2020")
@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        pytest.param("assigned_public_budget", "2020", 7, id="paid by the budget, not by revenue"),
        pytest.param("assigned_base_civil_servants", "2020", 20, id="as given at the end of 2015"),
        pytest.param("assigned_base_civil_servants", "2022", 18, id="from 2022 the base year is 2021"),
        pytest.param("assigned_base_public_budget", "2020", 9, id="of public units"),
        pytest.param("cut_civil_servants", "2020", 1, id="cut in the year"),
        pytest.param("cut_public_employees", "2020", 1, id="of public units too"),
        pytest.param("cut_civil_servants_since_base", "2020", 2, id="cut since 2015"),
        pytest.param("cut_civil_servants_since_base", "2022", 0, id="cut since 2021"),
        pytest.param("cut_public_employees_since_base", "2020", 1, id="cut since 2015 in units"),
        pytest.param("positions", "2020", 2, id="one had ended on 1 January"),
        pytest.param("positions", "2019", 3, id="and stood the year before"),
        pytest.param("units_with_positions", "2016", 1, id="one unit with one position"),
        pytest.param("units_with_positions", "2019", 1, id="one unit with three"),
        pytest.param("units_with_positions", "2020", 1, id="one unit whose first position ended"),
        pytest.param("units_with_positions", "2021", 2, id="two units"),
        pytest.param("units_with_positions", "2015", 0, id="none yet"),
        pytest.param("recruited_exam", "2020", 1, id="by examination"),
        pytest.param("recruited_selection", "2020", 1, id="by selection"),
        pytest.param("recruited_reception", "2020", 1, id="received"),
        pytest.param("recruited_special", "2020", 0, id="after the cut-off"),
        pytest.param("recruited_special", "2021", 1, id="so it is of the next year"),
        pytest.param("appointed_newly", "2020", 1, id="appointed"),
        pytest.param("reappointed", "2020", 1, id="reappointed"),
        pytest.param("rotated", "2020", 1, id="rotated"),
        pytest.param("relieved", "2020", 1, id="relieved"),
        pytest.param("trained_digital", "2020", 2, id="digital skills"),
        pytest.param("trained_politics", "2020", 1, id="politics"),
        pytest.param("trained_administration", "2020", 1, id="administration"),
        pytest.param("trained_profession", "2020", 1, id="profession"),
        pytest.param("trained_language", "2020", 0, id="no language"),
        pytest.param("trained_by_plan", "2020", 2, id="foreseen by a plan"),
        pytest.param("training_planned", "2020", 10, id="as planned"),
        pytest.param("training_planned", "2020-Q1", 10, id="a plan counts for the whole year"),
        pytest.param("training_planned", "2020..2021", 13, id="plans of two years"),
        pytest.param("disciplined_leaders", "2020", 1, id="leaders"),
        pytest.param("disciplined_others", "2020", 2, id="others"),
    ],
)
def test_counts_of_a_line(key: str, text: str, expected: int) -> None:
    assert ask(f"staff.{key}", text).value == expected


@pytest.mark.usefixtures("year_2020")
@pytest.mark.parametrize(
    ("key", "text", "part", "whole"),
    [
        ("classed_excellent", "2020", 1, 4),
        ("classed_good", "2020", 2, 4),
        ("classed_done", "2020", 0, 4),
        ("classed_not_done", "2020", 1, 4),
        ("classed_good", "2019", 0, 0),
        pytest.param("masters", "2020", 1, 3, id="awarded on the last day"),
        pytest.param("graduates", "2020", 0, 3, id="so no longer a graduate alone"),
        pytest.param("graduates", "2019", 1, 5, id="as the year before"),
        pytest.param("intermediate", "2020", 1, 3, id="intermediate until the college degree"),
        pytest.param("college", "2021", 1, 3, id="college from its day"),
        pytest.param("intermediate", "2021", 0, 3, id="and intermediate no more"),
        pytest.param("doctors", "2020", 1, 3, id="a doctor is of no lower level"),
    ],
)
def test_shares_of_a_line(key: str, text: str, part: int, whole: int) -> None:
    found = ask(f"staff.{key}", text)
    assert (found.part, found.whole) == (part, whole)


@pytest.mark.usefixtures("year_2020")
def test_discipline_is_told_by_its_form() -> None:
    groups = by_group(REGISTER["staff.disciplined_others"], window("2020"), "form", DjangoEngine(connection))
    assert {name: each.value for name, each in groups.items()} == {"reprimand": 1, "warning": 1}


@pytest.mark.usefixtures("year_2020")
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("text", ["2016..2020", "2020", "2020-Q1", "2021"])
def test_a_number_follows_from_its_records(key: str, text: str) -> None:
    figure, span, engine = REGISTER[key], window(text), DjangoEngine(connection)
    found, rows = answer(figure, span, engine), list(records(figure, span, engine))
    names = [column.name for column in heading(figure, span)]
    column = getattr(figure.over(span), "column", None)
    if found.kind == "share":
        assert (found.part, found.whole) == (sum(bool(row[names.index(IN_PART)]) for row in rows), len(rows))
    elif column is not None:
        assert found.value == sum(row[names.index(column)] for row in rows)
    else:
        assert found.value == len(rows)
    for group in figure.groups:
        parts = by_group(figure, span, group, engine).values()
        assert sum(each.value or each.whole or 0 for each in parts) == (found.value or found.whole or 0)
