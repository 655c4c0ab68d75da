"""Units over time: names, succession, the home agency, the stock of departments, and their import."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from minhchung.figures.answers import answer, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.ground.deeds.acting import Actor
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.ground.trail.queries import story_of
from minhchung.organisation import actions, figures, queries
from minhchung.organisation.forms import OfficeHoursForm
from minhchung.organisation.imports import LAYOUT, UnitsImporter
from minhchung.organisation.models import Unit, UnitVersion
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DONE = {"by": "thu", "at": datetime(2026, 1, 5, 9)}
assert figures


@pytest.fixture(autouse=True)
def _no_kept_name():
    cache.clear()


def a_board(since=date(2010, 1, 1)):
    board = actions.add_unit(
        code="BQL", kind="agency", name="Ban Quản lý các khu công nghiệp", since=since, is_home=True, **DONE
    )
    office = actions.add_unit(
        code="VP", kind="department", name="Văn phòng", since=since, parent=board, **DONE
    )
    return board, office


def stock(key, window):
    engine = DjangoEngine(connection)
    found = answer(REGISTER[key], parse_window(window, Regime.fixed(15)), engine)
    rows = list(records(REGISTER[key], parse_window(window, Regime.fixed(15)), engine))
    assert found.value == len(rows)
    return found.value


def test_an_empty_database_has_no_home_agency():
    assert queries.home_agency() is None
    assert queries.home_agency(date(2020, 1, 1)) is None
    assert queries.home_agency_name() == ""


def test_the_home_name_is_asked_once_and_forgotten_when_it_changes(django_assert_num_queries):
    board, _ = a_board()
    assert queries.home_agency_name() == "Ban Quản lý các khu công nghiệp"
    with django_assert_num_queries(0):
        queries.home_agency_name()
    actions.save_version(UnitVersion(unit=board, name="Ban Quản lý mới", since=date(2025, 7, 1)), **DONE)
    assert queries.home_agency_name() == "Ban Quản lý mới"


@pytest.mark.parametrize(
    ("on", "name"),
    [
        pytest.param(date(2005, 1, 1), "Ban Quản lý các khu công nghiệp", id="before the first: the first"),
        pytest.param(date(2025, 6, 30), "Ban Quản lý các khu công nghiệp", id="the day before the new name"),
        pytest.param(date(2025, 7, 1), "Ban Quản lý mới", id="the day of the new name"),
        pytest.param(None, "Ban Quản lý mới", id="no day: the latest"),
    ],
)
def test_a_unit_is_called_by_the_name_of_the_day(on, name):
    board, _ = a_board()
    actions.save_version(UnitVersion(unit=board, name="Ban Quản lý mới", since=date(2025, 7, 1)), **DONE)
    assert queries.name_of(board, on) == name
    assert queries.names_of([board.pk], on) == {board.pk: name}


def test_a_new_version_ends_the_one_before_it():
    board, _ = a_board()
    actions.save_version(UnitVersion(unit=board, name="Ban Quản lý mới", since=date(2025, 7, 1)), **DONE)
    first = UnitVersion.objects.get(unit=board, since=date(2010, 1, 1))
    assert first.until == date(2025, 7, 1)
    assert [line.deed for line in story_of("organisation", "unit_version", first.pk)] == ["create", "change"]


def test_a_merger_hands_on_to_the_successor_and_ends_the_predecessor():
    board, _ = a_board()
    heir = actions.add_unit(
        code="BQL2", kind="agency", name="Ban Quản lý mới", since=date(2025, 7, 1), is_home=True, **DONE
    )
    actions.succeed(
        predecessor=board, successor=heir, kind="merge", on=date(2025, 7, 1), decision="QĐ 1/QĐ-UBND", **DONE
    )
    assert queries.successor_of(board) == heir
    assert queries.successor_of(board, date(2025, 6, 30)) == board
    assert queries.predecessors_of(heir) == (board,)
    assert queries.line_of(heir) == {board.pk, heir.pk}
    assert queries.home_agency(date(2025, 6, 30)) == board
    assert queries.home_agency(date(2025, 7, 1)) == heir == queries.home_agency()


def test_a_split_has_no_single_successor():
    board, office = a_board()
    other = actions.add_unit(code="P2", kind="department", name="Phòng Hai", since=date(2020, 1, 1), **DONE)
    for heir in (office, other):
        actions.succeed(
            predecessor=board, successor=heir, kind="split", on=date(2020, 1, 1), decision="QĐ 2", **DONE
        )
    assert queries.successor_of(board) == board


def test_units_are_found_by_code_legacy_code_and_name():
    board, office = a_board()
    UnitVersion.objects.filter(unit=board).update(legacy_code="H16.08")
    assert queries.unit_by_code("BQL") == board
    assert queries.unit_by_code("H16.08") == board
    assert queries.unit_by_code("KHONG") is None
    known = queries.look_up()
    assert known[queries.key_of("VĂN  PHÒNG")] == office.pk
    assert known[queries.key_of("van phong")] == office.pk


def test_a_name_that_two_units_bear_names_neither():
    a_board()
    actions.add_unit(code="VP2", kind="department", name="Văn phòng", since=date(2012, 1, 1), **DONE)
    assert queries.key_of("Văn phòng") not in queries.look_up()


def test_a_unit_is_not_under_itself():
    board, _ = a_board()
    version = UnitVersion(unit=board, name="Ban", since=date(2021, 1, 1), parent=board)
    with pytest.raises(ValidationError, match="trực thuộc chính nó"):
        actions.save_version(version, **DONE)


def test_a_version_cannot_end_before_it_begins():
    board, _ = a_board()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.create(unit=board, name="x", since=date(2021, 1, 1), until=date(2021, 1, 1))


def test_the_stock_counts_departments_and_public_units_of_the_day():
    board, office = a_board()
    actions.add_unit(
        code="TT", kind="public_unit", name="Trung tâm", since=date(2018, 6, 1), parent=board, **DONE
    )
    actions.add_unit(code="TO", kind="department", name="Tổ", since=date(2018, 6, 1), parent=office, **DONE)
    UnitVersion.objects.filter(unit=office).update(until=date(2021, 1, 1))
    assert [stock("organisation.units", year) for year in ("2017", "2018", "2020", "2021")] == [1, 2, 2, 1]
    assert stock("organisation.public_units", "2016..2020") == 1
    assert stock("organisation.departments", "2021") == 0


def test_a_renamed_department_is_counted_once_though_its_old_version_was_left_open():
    board, office = a_board()
    UnitVersion.objects.create(unit=office, name="Văn phòng Ban", since=date(2019, 1, 1), parent=board)
    assert stock("organisation.units", "2019") == 1
    assert stock("organisation.units", "2018") == 1


@pytest.mark.parametrize(
    ("hours", "good"),
    [
        pytest.param("07:30-11:30,13:30-17:30", True, id="two halves"),
        pytest.param("07:30-11:30", True, id="a half day"),
        pytest.param("13:30-17:30,07:30-11:30", False, id="out of order"),
        pytest.param("7h30-11h30", False, id="another writing"),
        pytest.param("", False, id="no working day at all"),
    ],
)
def test_office_hours_are_read_from_words(hours, good):
    board, _ = a_board()
    form = OfficeHoursForm({"unit": board.pk, "cites": "QĐ 3", "since": "01/01/2020", "mon": hours})
    assert form.is_valid() is good
    if good:
        made = actions.save_office_hours(form.save(commit=False), **DONE)
        assert queries.office_hours_of(board.pk)[0].weekly == {"mon": hours}
        assert made.pk


def rows_of(*lines):
    names = list(LAYOUT.by_name)
    return [
        Row("Sheet1", number, {**dict.fromkeys(names), **line}) for number, line in enumerate(lines, start=2)
    ]


def run(*lines):
    importer = UnitsImporter()
    plans = importer.plan(rows_of(*lines))
    with transaction.atomic():
        trail.write(importer.write(plans, **DONE), recorded_at=DONE["at"])
    return plans


BOARD = {"code": "BQL", "name": "Ban Quản lý", "kind": "agency", "is_home": True, "since": date(2010, 1, 1)}
OFFICE = {"code": "VP", "name": "Văn phòng", "kind": "department", "parent": "BQL", "since": date(2010, 1, 1)}


def test_an_import_makes_units_with_their_parents_and_does_nothing_the_second_time():
    plans = run(BOARD, OFFICE)
    assert [plan.outcome for plan in plans] == [Outcome.NEW, Outcome.NEW]
    office = UnitVersion.objects.get(name="Văn phòng")
    assert office.parent == Unit.objects.get(code="BQL", is_home=True)
    assert [plan.outcome for plan in run(BOARD, OFFICE)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert UnitVersion.objects.count() == 2


def test_an_import_changes_a_name_and_the_home_mark():
    run(BOARD, OFFICE)
    plans = run({**BOARD, "name": "Ban Quản lý KCN", "is_home": False})
    assert plans[0].outcome is Outcome.CHANGED
    assert plans[0].before == {"name": "Ban Quản lý", "folded": "ban quan ly"}
    assert not Unit.objects.get(code="BQL").is_home


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        pytest.param(
            {**OFFICE, "parent": "Sở X"}, "Cấp trên trực tiếp", "chưa có đơn vị", id="unknown parent"
        ),
        pytest.param({**BOARD, "kind": "department"}, "Loại", "đã có với loại", id="another kind"),
        pytest.param({**BOARD, "until": date(2009, 1, 1)}, "Đến trước ngày", "phải sau", id="ends before"),
        pytest.param({**OFFICE, "parent": "VP"}, "Cấp trên trực tiếp", "chính nó", id="under itself"),
    ],
)
def test_an_import_refuses_what_cannot_be(line, field, words):
    run(BOARD, OFFICE)
    (plan,) = run(line)
    assert plan.outcome is Outcome.REFUSED
    assert plan.problems[0].field == field
    assert words in plan.problems[0].message


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        pytest.param({"since": date(2015, 1, 1)}, "Từ ngày", "trùng thời kỳ", id="within another version"),
        pytest.param(
            {"since": date(2021, 1, 1), "official_code": "000.00.15.H77"}, "Mã định danh điện tử", "QĐ 20/2020",
            id="a code of the former kind",
        ),
    ],
)  # fmt: skip
def test_an_import_refuses_versions_that_overlap_and_codes_that_are_none(line, field, words):
    run(BOARD, {**OFFICE, "until": date(2019, 1, 1)})
    (plan,) = run({**OFFICE, **line})
    assert plan.outcome is Outcome.REFUSED
    assert (plan.problems[0].field, words in plan.problems[0].message) == (field, True)


def test_an_import_of_the_sheet_of_before_a_merger_opens_no_unit_again():
    run(BOARD, OFFICE)
    board, office = (Unit.objects.get(code=code) for code in ("BQL", "VP"))
    heir = actions.add_unit(code="BQL2", kind="agency", name="Ban mới", since=date(2025, 7, 1), **DONE)
    pairs = [actions.Pair(board.pk, heir.pk)]
    number = actions.prepare(
        kind="merge", name="Sắp xếp", on=date(2025, 7, 1), decision="NQ 1", pairs=pairs, **DONE
    )
    actions.carry_out(number=number, by=Actor("thu"), at=datetime(2025, 7, 1, 8))
    assert [plan.outcome for plan in run(BOARD, OFFICE)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert UnitVersion.objects.get(unit=board).until == date(2025, 7, 1)
    assert UnitVersion.objects.get(unit=office, until=None).parent == heir
    renamed = run({**BOARD, "name": "Ban Quản lý các khu"})
    assert [set(plan.before) for plan in renamed] == [{"name", "folded"}]


def test_an_import_leaves_an_open_version_that_ended_where_the_next_one_began():
    run(BOARD, OFFICE)
    office = Unit.objects.get(code="VP")
    actions.save_version(UnitVersion(unit=office, name="Văn phòng Ban", since=date(2025, 7, 1)), **DONE)
    assert [plan.outcome for plan in run(BOARD, OFFICE)] == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert UnitVersion.objects.get(unit=office, since=date(2010, 1, 1)).until == date(2025, 7, 1)
