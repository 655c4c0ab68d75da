"""Figures of procedures over made situations: in force, cut, posted, online."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection

from minhchung.figures.answers import IN_PART, answer, by_group, heading, records
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.organisation.models import Unit
from minhchung.procedures import figures
from minhchung.procedures.models import Procedure, ProcedureCase, ProcedureVersion
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
REGIME = Regime.fixed(15)
KEYS = [each.key for each in REGISTER if each.define.__module__ == figures.__name__]
SINCE = date(2016, 1, 1)


def ask(key: str, window: str) -> tuple[int | None, int | None]:
    """(value, None) or (part, whole)."""
    found = answer(REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection))
    return (found.value, None) if found.value is not None else (found.part, found.whole)


@pytest.fixture
def board() -> Unit:
    return Unit.objects.create(code="BQL", kind="agency", is_home=True)


def a_version(board: Unit, *cases: tuple[Any, ...], key: str = "", **changes: Any) -> ProcedureVersion:
    """A version from 2016 on; a case is (legal, unit, committed, unit), all empty for none."""
    key = key or f"TT{Procedure.objects.count():03d}"
    procedure, _ = Procedure.objects.get_or_create(key=key, defaults={"settled_by": board})
    values = {"name": f"Thủ tục {key}", "field": "Đầu tư", "since": SINCE} | changes
    version = ProcedureVersion.objects.create(procedure=procedure, **values)
    for number, (legal, legal_unit, committed, committed_unit) in enumerate(cases):
        ProcedureCase.objects.create(
            version=version,
            name=f"Trường hợp {number}" if number else "",
            legal_limit=legal,
            legal_unit=legal_unit,
            committed_limit=committed,
            committed_unit=committed_unit,
        )
    return version


CUTS = [
    pytest.param([(10, "working-day", 8, "working-day")], (1, 1), id="exactly a fifth is enough"),
    pytest.param([(15, "day", 12, "day")], (1, 1), id="calendar days with calendar days"),
    pytest.param([(14, "working-day", 12, "working-day")], (0, 1), id="a seventh is not"),
    pytest.param([(3, "working-day", 2, "working-day")], (1, 1), id="a third that no decimal fraction hits"),
    pytest.param(
        [(1001, "working-hour", 801, "working-hour")], (0, 1), id="199,8 thousandths is not rounded up"
    ),
    pytest.param([(1, "working-day", 6, "working-hour")], (1, 1), id="a working day is eight working hours"),
    pytest.param([(1, "working-day", 7, "working-hour")], (0, 1), id="seven hours of eight is an eighth"),
    pytest.param(
        [(15, "day", 5, "working-day")], (0, 1), id="calendar days do not compare with working days"
    ),
    pytest.param([(1, "month", 15, "day")], (0, 1), id="months do not compare with days"),
    pytest.param([(10, "day", None, "")], (0, 1), id="no committed limit, no cut"),
    pytest.param([(10, "day", 12, "day")], (0, 1), id="a longer limit is no cut"),
    pytest.param([(None, "", None, "")], (0, 0), id="without a statutory limit it stands apart"),
    pytest.param([(None, "", 3, "day")], (0, 0), id="a local limit alone cuts nothing"),
    pytest.param([(10, "day", 8, "day"), (10, "day", 9, "day")], (0, 1), id="every case must be cut"),
    pytest.param([(10, "day", 8, "day"), (10, "day", None, "")], (0, 1), id="a case not cut spoils it"),
    pytest.param([(10, "day", 8, "day"), (None, "", None, "")], (1, 1), id="a case without a limit does not"),
    pytest.param([], (0, 0), id="no case at all stands apart"),
]


@pytest.mark.parametrize(("cases", "expected"), CUTS)
def test_cut_by_a_fifth(board: Unit, cases: list[tuple[Any, ...]], expected: tuple[int, int]) -> None:
    a_version(board, *cases)
    assert ask("procedures.cut_at_least_20", "2020") == expected
    assert ask("procedures.with_statutory_limit", "2020") == (expected[1], None)
    assert ask("procedures.without_statutory_limit", "2020") == (1 - expected[1], None)


SPANS = [
    pytest.param(date(2016, 1, 1), None, 1, id="open-ended"),
    pytest.param(date(2020, 12, 14), None, 1, id="from the very day"),
    pytest.param(date(2020, 12, 15), None, 0, id="from the day after"),
    pytest.param(date(2016, 1, 1), date(2020, 12, 14), 0, id="until before the day"),
    pytest.param(date(2016, 1, 1), date(2020, 12, 15), 1, id="until before the day after"),
]


@pytest.mark.parametrize(("since", "until", "expected"), SPANS)
def test_in_force_on_the_last_day(board: Unit, since: date, until: date | None, expected: int) -> None:
    a_version(board, since=since, until=until)
    assert ask("procedures.in_force", "2020") == (expected, None)


def test_a_new_version_takes_the_place_of_the_former(board: Unit) -> None:
    a_version(board, key="A", until=date(2018, 1, 1))
    a_version(board, key="A", since=date(2018, 1, 1), field="Lao động")
    for window in ("2016", "2018", "2020"):
        assert ask("procedures.in_force", window) == (1, None)
    groups = by_group(
        REGISTER["procedures.by_field"], parse_window("2018", REGIME), "field", DjangoEngine(connection)
    )
    assert {name: each.value for name, each in groups.items()} == {"Lao động": 1}


POSTINGS = [
    pytest.param((date(2016, 2, 1), date(2016, 2, 2), date(2016, 2, 3)), 1, id="all three before"),
    pytest.param(
        (date(2020, 12, 14), date(2016, 2, 2), date(2016, 2, 3)), 1, id="the last on the day itself"
    ),
    pytest.param((date(2016, 2, 1), date(2020, 12, 15), date(2016, 2, 3)), 0, id="one the day after"),
    pytest.param((date(2016, 2, 1), date(2016, 2, 2), None), 0, id="one is missing"),
    pytest.param((None, None, None), 0, id="nowhere"),
]


@pytest.mark.parametrize(("days", "expected"), POSTINGS)
def test_posted_in_all_three_places(board: Unit, days: tuple[date | None, ...], expected: int) -> None:
    national, counter, web = days
    a_version(board, posted_national_on=national, posted_counter_on=counter, posted_web_on=web)
    assert ask("procedures.posted_publicly", "2020") == (expected, 1)


def test_online_levels_in_old_and_new_words(board: Unit) -> None:
    for level in ("level-3", "level-3", "level-4", "partial", "full", ""):
        a_version(board, online_level=level)
    keys = ("online_level_3", "online_level_4", "online_partial", "online_full")
    assert [ask(f"procedures.{key}", "2020")[0] for key in keys] == [2, 1, 1, 1]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("window", ["2020", "2017", "2015"])
def test_a_number_is_the_count_of_its_records(board: Unit, key: str, window: str) -> None:
    for cases in CUTS:
        a_version(board, *cases.values[0])  # type: ignore[misc]
    for since, until, _ in (each.values for each in SPANS):
        a_version(board, since=since, until=until, online_level="full")
    figure, span, engine = REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection)
    found, rows = answer(figure, span, engine), list(records(figure, span, engine))
    if found.kind == "share":
        place = [column.name for column in heading(figure, span)].index(IN_PART)
        assert (found.part, found.whole) == (sum(bool(row[place]) for row in rows), len(rows))
    else:
        assert found.value == len(rows)
