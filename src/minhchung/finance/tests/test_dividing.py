"""A budget year that a merger parts: each unit has its own part, money goes over to the đồng, figures know both."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection

from minhchung.figures.answers import answer, by_group
from minhchung.figures.engines import DjangoEngine
from minhchung.figures.register import REGISTER
from minhchung.finance import actions
from minhchung.finance.models import AgencyAutonomy
from minhchung.finance.succeeding import MOVERS
from minhchung.finance.tests.cast import DONE, a_board, a_worked_year, allot, an_open_year, spend
from minhchung.ground.deeds.acting import Actor
from minhchung.organisation import actions as organisation
from minhchung.organisation.models import Succession
from minhchung.organisation.movers import Passing
from minhchung.organisation.restated import LineUnit, restatable, restated
from minhchung.rules.windows import Regime, parse_window

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 1)
REGIME = Regime.fixed(15)
BY, AT = Actor("thu"), datetime(2024, 7, 1, 8)


@pytest.fixture
def board():
    return a_board()


@pytest.fixture
def heir(board):
    """The board that takes over the work of the other on the day."""
    unit = organisation.add_unit(code="BQL2", kind="agency", name="Ban mới", since=DAY, **DONE)
    Succession.objects.create(predecessor=board, successor=unit, kind="merge", on=DAY, decision="NQ 1")
    return unit


def pass_on(board, heir, on=DAY):
    """What the reorganisation carries over; as many as it said before."""
    mover = next(each for each in MOVERS if each.key == "agency_years")
    passing = Passing(1, board.pk, heir.pk, on, "NQ 1", "Hợp nhất")
    counted = mover.count(passing)
    moved = mover.carry(passing, BY, AT)
    assert mover.count(passing) == 0 and (counted > 0) is bool(moved)
    return moved


def close(year, carried_over, returned=0, at=DONE["at"]):
    return actions.close_year(year=year.pk, carried_over=carried_over, returned=returned, by="ha", at=at)


def ask(key, window):
    return answer(REGISTER[key], parse_window(window, REGIME), DjangoEngine(connection)).value


def test_a_year_stops_on_the_day_before_and_the_successors_begins_on_the_day(board, heir):
    year = a_worked_year(board)
    moved = pass_on(board, heir)
    year.refresh_from_db()
    begun = AgencyAutonomy.objects.get(unit=heir)
    assert (year.first_day, year.last_day) == (date(2024, 1, 1), date(2024, 6, 30))
    assert (begun.first_day, begun.last_day) == (DAY, date(2024, 12, 31))
    assert [each.record for each in moved] == [year.pk, begun.pk]
    assert pass_on(board, heir) == [], "asked again it carries nothing twice"


@pytest.mark.parametrize(
    ("spoil", "on"),
    [
        pytest.param(lambda year: close(year, 50, 20), DAY, id="a closed year stays whole"),
        pytest.param(lambda year: None, date(2025, 1, 1), id="nothing is parted on New Year's Day"),
        pytest.param(lambda year: None, date(2025, 7, 1), id="nor a year that is over"),
    ],
)
def test_what_is_not_parted(board, heir, spoil, on):
    year = a_worked_year(board)
    spoil(year)
    assert pass_on(board, heir, on) == []
    year.refresh_from_db()
    assert year.stopped_on is None and not AgencyAutonomy.objects.filter(unit=heir).exists()


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(2024, 7, 1)])
def test_a_year_that_is_still_to_begin_goes_over_whole(board, heir, on):
    a_worked_year(board)
    ahead = an_open_year(board, 2025)
    allot(ahead, 900)
    moved = pass_on(board, heir, on)
    assert ahead.pk in [each.record for each in moved]
    ahead.refresh_from_db()
    assert (ahead.unit, ahead.funds_given, ahead.first_day) == (heir, 900, date(2025, 1, 1))


def test_a_year_of_which_the_successor_has_its_own_stays(board, heir):
    ahead, own = an_open_year(board, 2025), an_open_year(heir, 2025)
    assert pass_on(board, heir, date(2025, 1, 1)) == []
    ahead.refresh_from_db(), own.refresh_from_db()
    assert (ahead.unit, own.unit) == (board, heir)


def test_a_successor_with_a_year_of_its_own_goes_on_with_it(board, heir):
    a_worked_year(board)
    own = an_open_year(heir)
    assert len(pass_on(board, heir)) == 1
    own.refresh_from_db()
    assert own.began_on is None


def test_vouchers_belong_to_the_part_of_their_day(board, heir):
    year = a_worked_year(board)
    pass_on(board, heir)
    begun = AgencyAutonomy.objects.get(unit=heir)
    spend(year, 5, "PC8", on=date(2024, 6, 30))
    with pytest.raises(actions.CannotFinance, match="đơn vị kế thừa"):
        spend(year, 5, "PC9", on=DAY)
    spend(begun, 5, "PC9", on=DAY)
    with pytest.raises(actions.CannotFinance, match="đơn vị cũ"):
        spend(begun, 5, "PC10", on=date(2024, 6, 30))


def test_vouchers_entered_before_the_reorganisation_was_carried_out_go_where_they_belong(board, heir):
    year = a_worked_year(board)
    spend(year, 7, "PC7", on=date(2024, 8, 1))
    pass_on(board, heir)
    begun = AgencyAutonomy.objects.get(unit=heir)
    assert [each.number for each in begun.spendings.all()] == ["PC7"]
    assert sorted(each.number for each in year.spendings.all()) == ["PC1", "PC2"]


def test_what_is_left_goes_over_to_the_dong(board, heir):
    year = a_worked_year(board)
    pass_on(board, heir)
    begun = AgencyAutonomy.objects.get(unit=heir)
    allot(begun, 600, decided_on=DAY)
    spend(begun, 600, on=date(2024, 9, 2))
    with pytest.raises(actions.CannotFinance, match="chưa khóa sổ"):
        close(begun, 0)
    with pytest.raises(actions.CannotFinance, match="chưa hết"):
        close(year, 50, 20, at=datetime(2024, 6, 30, 17))
    close(year, 50, 20, at=datetime(2024, 7, 1, 8))
    with pytest.raises(actions.CannotFinance, match=r"ghi 0 đồng.*chuyển sang 50 đồng; lệch 50 đồng"):
        close(begun, 0)
    allot(begun, 50, source="carried", decided_on=date(2024, 8, 1))
    close(begun, 50)
    with pytest.raises(actions.CannotFinance, match="đơn vị kế thừa đã khóa"):
        actions.reopen_year(year=year.pk, reason="x", **DONE)
    after = an_open_year(heir, 2025)
    allot(after, 50, source="carried", decided_on=date(2025, 2, 1))
    spend(after, 50, on=date(2025, 3, 3))
    assert close(after, 0).spent == 50, "the next year takes from its own year alone"


def test_figures_count_each_part_where_it_ends_and_restate_the_line(board, heir):
    year = a_worked_year(board)
    pass_on(board, heir)
    begun = AgencyAutonomy.objects.get(unit=heir)
    close(year, 50, 20)
    allot(begun, 600, decided_on=DAY)
    allot(begun, 50, source="carried", decided_on=DAY)
    spend(begun, 640, on=date(2024, 9, 2))
    close(begun, 10)
    assert [ask("finance.spent", window) for window in ("2024", "2024-H1", "2024-Q2", "2024-Q4")] == [
        1_340, 700, 700, 640,
    ]  # fmt: skip
    assert [ask("finance.agencies_autonomous", window) for window in ("2024-Q1", "2024-H1", "2024")] == [
        1,
        1,
        1,
    ]
    told = by_group(
        REGISTER["finance.spent"], parse_window("2024", REGIME), "agency", DjangoEngine(connection)
    )
    assert {code: found.value for code, found in told.items()} == {"BQL": 700, "BQL2": 640}
    figure, column = next(pair for pair in restatable() if pair[0].key == "finance.spent")
    line = (
        LineUnit("BQL", "Ban", date(2010, 1, 1), DAY),
        LineUnit("BQL2", "Ban mới", DAY, None),
    )
    rows = restated(figure, column, parse_window("2024", REGIME), line, [DAY])
    before, since, whole = rows[-3:]
    assert (before.part, since.part, whole.part) == (True, True, False)
    assert [each.together.value for each in (before, since, whole)] == [700, 640, 1_340]
    assert (before.of["BQL2"], since.of["BQL"]) == (None, None), "who was not there prints –"
    assert whole.of["BQL"].value == 700 and whole.of["BQL2"].value == 640


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param({"began_on": date(2023, 7, 1)}, "không thuộc năm 2024", id="a day of another year"),
        pytest.param(
            {"began_on": date(2024, 7, 1), "stopped_on": date(2024, 6, 30)}, "dừng trước", id="it stops first"
        ),
    ],
)
def test_days_that_part_no_year(board, told, words):
    with pytest.raises(actions.CannotFinance, match=words):
        an_open_year(board, **told)


@pytest.fixture
def divided(board):
    """The board's year, stopped by its division into two, and the years of both; one took over its open work."""
    year = a_worked_year(board)
    units = [
        organisation.add_unit(code=code, kind="agency", name=f"Ban {code}", since=DAY, **DONE)
        for code in ("B1", "B2")
    ]
    pairs = [organisation.Pair(board.pk, unit.pk, takes_work=not place) for place, unit in enumerate(units)]
    number = organisation.prepare(
        kind="split", name="Chia ban", on=DAY, decision="NQ 2", pairs=pairs, by="ha", at=AT
    )
    organisation.carry_out(number=number, by=BY, at=AT)
    other = an_open_year(units[1], began_on=DAY)
    year.refresh_from_db()
    return year, AgencyAutonomy.objects.get(unit=units[0]), other


def fund(year, carried):
    """A year with something of its own, and what it takes over; all is spent."""
    allot(year, 100, decided_on=DAY)
    if carried:
        allot(year, carried, source="carried", decided_on=DAY)
    spend(year, 100 + carried, on=date(2024, 9, 2))


def test_a_division_parts_the_year_once_and_the_other_successor_opens_its_own(divided):
    year, first, other = divided
    assert (year.last_day, first.first_day, other.first_day) == (date(2024, 6, 30), DAY, DAY)
    assert not other.allotments.exists(), "money is given by decisions, not by the division"


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        pytest.param((30, 20), None, id="together what was handed on"),
        pytest.param((50, 0), None, id="all to one of them"),
        pytest.param((50, 50), "2 đơn vị kế thừa cộng lại", id="the same money twice"),
        pytest.param((30, 10), r"ghi 40 đồng.*chuyển sang 50 đồng; lệch 10 đồng", id="some of it nowhere"),
    ],
)
def test_successors_of_a_divided_unit_take_over_together_what_its_year_left(divided, shares, words):
    year, first, other = divided
    with pytest.raises(actions.CannotFinance, match="chưa khóa sổ"):
        fund(first, shares[0])
        close(first, 0)
    close(year, 50, 20)
    if shares[1] <= 20:
        close(first, 0)
    fund(other, shares[1])
    last = other if shares[1] <= 20 else first
    if words is None:
        assert close(last, 0).is_closed
        with pytest.raises(actions.CannotFinance, match="đơn vị kế thừa đã khóa"):
            actions.reopen_year(year=year.pk, reason="x", **DONE)
    else:
        with pytest.raises(actions.CannotFinance, match=words):
            close(last, 0)
