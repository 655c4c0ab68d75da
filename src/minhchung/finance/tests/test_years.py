"""A budget year from its first decision to its closing: what balances is closed, what does not says by how much."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from minhchung.finance import actions, queries
from minhchung.finance.models import AgencyAutonomy, SpendingRule
from minhchung.finance.tests.cast import (
    DONE,
    a_board,
    a_worked_year,
    allot,
    an_open_year,
    spend,
    use,
)
from minhchung.ground.trail.queries import story_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return a_board()


def close(year, carried_over=50, returned=20, **more):
    return actions.close_year(year=year.pk, carried_over=carried_over, returned=returned, **{**DONE, **more})


def test_a_year_that_balances_is_closed_over_the_sums_of_its_rows(board):
    year = close(a_worked_year(board))
    assert (year.funds_given, year.spent, year.saving, year.carried_over) == (1_000, 700, 300, 50)
    assert (year.extra_income, year.reward, year.other_spent, year.returned) == (200, 50, 80, 20)
    story = story_of("finance", "agency_autonomy", year.pk)
    assert [line.deed for line in story] == [
        "create", "allot", "allot", "spend", "spend", "use_saving", "use_saving", "close",
    ]  # fmt: skip
    assert story[-1].details["after"]["saving"] == 300


@pytest.mark.parametrize(
    ("spoil", "closing", "told"),
    [
        pytest.param(None, {"carried_over": 49}, "còn 1 đồng chưa ghi dùng", id="a đồng of the saving is nowhere"),
        pytest.param(None, {"carried_over": 51}, "quá 1 đồng", id="a đồng is told twice"),
        pytest.param(None, {"returned": 0}, "không tự chủ còn lại: còn 20 đồng", id="the other part is open"),
        pytest.param(None, {"at": datetime(2024, 12, 31, 9)}, "chưa hết", id="the year has not ended"),
        pytest.param(
            lambda year: spend(year, 301, "PC3"), {}, "vượt kinh phí giao tự chủ 1.000 đồng là 1 đồng",
            id="more was spent than given",
        ),
    ],
)  # fmt: skip
def test_a_year_that_does_not_balance_is_not_closed(board, spoil, closing, told):
    year = a_worked_year(board)
    if spoil:
        spoil(year)
    with pytest.raises(actions.CannotFinance, match=told):
        close(year, **closing)
    year.refresh_from_db()
    assert not year.is_closed


@pytest.mark.parametrize("given", [0, 500])
def test_an_empty_year_is_not_closed(board, given):
    year = an_open_year(board)
    if given:
        allot(year, given)
    with pytest.raises(actions.CannotFinance, match="Chưa có"):
        close(year, carried_over=given, returned=0)


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda year: allot(year, 1), id="nothing is given"),
        pytest.param(lambda year: spend(year, 1, "PC9"), id="nothing is spent"),
        pytest.param(lambda year: use(year, 1), id="nothing is used"),
        pytest.param(close, id="it is not closed again"),
        pytest.param(lambda year: actions.save_agency_autonomy(year, **DONE), id="nothing is written over"),
    ],
)
def test_in_a_closed_year(board, deed):
    year = close(a_worked_year(board))
    with pytest.raises(actions.CannotFinance, match="khóa"):
        deed(year)


def test_a_closed_year_is_opened_again_with_a_reason_and_closes_over_what_is_mended(board):
    year = close(a_worked_year(board))
    with pytest.raises(actions.CannotFinance, match="lý do"):
        actions.reopen_year(year=year.pk, reason=" ", **DONE)
    actions.reopen_year(year=year.pk, reason="Bỏ sót một chứng từ", **DONE)
    spend(year, -100, "PC4")
    assert close(year, carried_over=150).saving == 400
    reopened = story_of("finance", "agency_autonomy", year.pk)[-3]
    assert (reopened.deed, reopened.details["reason"]) == ("reopen", "Bỏ sót một chứng từ")
    assert reopened.details["before"]["saving"] == 300


def test_what_a_year_carries_over_is_what_the_next_one_takes(board):
    close(a_worked_year(board))
    after = an_open_year(board, 2025)
    allot(after, 900)
    allot(after, 49, source="carried", decided_on=date(2025, 2, 1))
    spend(after, 949, on=date(2025, 5, 4))
    with pytest.raises(actions.CannotFinance, match=r"ghi 49 đồng.*50 đồng; lệch 1 đồng"):
        close(after, carried_over=0, returned=0)
    allot(after, 1, source="carried", decided_on=date(2025, 2, 1))
    assert close(after, carried_over=1, returned=0).saving == 1


def test_a_year_on_whose_rest_a_later_one_stands_is_not_opened(board):
    first = close(a_worked_year(board))
    after = an_open_year(board, 2025)
    allot(after, 50, source="carried", decided_on=date(2025, 2, 1))
    spend(after, 50, on=date(2025, 5, 4))
    close(after, carried_over=0, returned=0)
    with pytest.raises(actions.CannotFinance, match="mở lại năm 2025 trước"):
        actions.reopen_year(year=first.pk, reason="x", **DONE)


def test_a_year_taken_in_as_sums_keeps_them_when_it_is_opened(board):
    year = AgencyAutonomy(unit=board, year=2020, funds_given=900, spent=800, reward=100, decision="QĐ 1")
    actions.save_agency_autonomy(year, **DONE)
    actions.reopen_year(year=year.pk, reason="Bổ sung chứng từ", **DONE)
    sums = queries.sums_of(year)
    assert (sums.given, sums.spent, sums.used) == (900, 800, 100)
    assert close(year, carried_over=0, returned=0).saving == 100


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        pytest.param(date(2023, 12, 31), False, id="the day before the year"),
        pytest.param(date(2024, 1, 1), True, id="its first day"),
        pytest.param(date(2025, 1, 31), True, id="the last day of settling"),
        pytest.param(date(2025, 2, 1), False, id="the day after"),
    ],
)
def test_days_of_vouchers(board, on, counts):
    year = an_open_year(board)
    if counts:
        spend(year, 5, on=on)
    else:
        with pytest.raises(actions.CannotFinance, match="Luật Ngân sách nhà nước"):
            spend(year, 5, on=on)


def test_a_line_of_a_voucher_is_entered_once(board):
    year = an_open_year(board)
    spend(year, 5)
    with pytest.raises(actions.CannotFinance, match="PC1 ngày 04/05/2024, dòng 1 đã được ghi 5 đồng") as said:
        spend(year, 6)
    assert said.value.field_name == "line"
    spend(year, 6, line=2)


def test_a_use_entered_wrongly_is_taken_back_and_the_year_can_be_closed(board):
    year = a_worked_year(board)
    use(year, 500)
    with pytest.raises(actions.CannotFinance, match="đã ghi sử dụng, chuyển đi quá 450 đồng"):
        close(year, carried_over=0)
    with pytest.raises(
        actions.CannotFinance, match="Chi khen thưởng: đã ghi 550 đồng, giảm nhiều hơn số đó là 1"
    ):
        use(year, -551)
    with pytest.raises(actions.CannotFinance, match="phải khác 0"):
        use(year, 0)
    use(year, -500)
    closed = close(year)
    assert (closed.reward, closed.extra_income, closed.saving) == (50, 200, 300)


def test_what_was_taken_back_of_extra_income_can_be_paid_again(board):
    k = {"rise": Decimal("1.00"), "rank_coefficient": Decimal("3.000"), "allowance_coefficient": Decimal(0)}
    year = an_open_year(board, 2020, staff_assigned=1, **k)
    ceiling = 12 * 1_490_000 * 3
    use(year, ceiling, "extra_income")
    use(year, -10, "extra_income")
    use(year, 10, "extra_income")
    with pytest.raises(actions.CannotFinance, match="vượt mức tối đa"):
        use(year, 1, "extra_income")


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda it: allot(it, 5, decided_on=date(2026, 1, 6)), id="given"),
        pytest.param(lambda it: spend(it, 5, on=date(2026, 1, 6)), id="spent"),
        pytest.param(lambda it: use(it, 5, decided_on=date(2026, 1, 6)), id="used"),
    ],
)
def test_nothing_is_entered_on_a_day_to_come(board, deed):
    year = an_open_year(board, 2026)
    with pytest.raises(actions.CannotFinance, match="06/01/2026 chưa đến; hãy kiểm tra lại ngày"):
        deed(year)
    assert queries.sums_of(year).given == queries.sums_of(year).spent == queries.sums_of(year).used == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        pytest.param({"amount": -1_001, "amends": True}, "Giảm nhiều hơn", id="more taken back than given"),
        pytest.param({"amount": -1}, "Chỉ quyết định điều chỉnh", id="taken back by no amendment"),
        pytest.param({"amount": 1_000}, "đã được ghi", id="the same decision again"),
        pytest.param({"amount": 1_000, "decision": "qđ 9"}, "đã được ghi", id="in small letters"),
        pytest.param(
            {"amount": 5, "decided_on": date(2022, 12, 25)}, "không giao dự toán", id="of another year"
        ),
    ],
)
def test_decisions_that_give_what_cannot_be(board, more, told):
    year = an_open_year(board)
    allot(year, 1_000)
    with pytest.raises(actions.CannotFinance, match=told):
        allot(year, **more)


def test_extra_income_stays_under_what_the_coefficients_allow(board):
    k = {"rise": Decimal("1.00"), "rank_coefficient": Decimal("3.000"), "allowance_coefficient": Decimal(0)}
    year = an_open_year(board, 2020, staff_assigned=1, **k)
    ceiling = 12 * 1_490_000 * 3
    use(year, ceiling, "extra_income")
    with pytest.raises(
        actions.CannotFinance, match=r"vượt mức tối đa 53.640.000 đồng là 1 đồng.*TTLT 71/2014"
    ):
        use(year, 1, "extra_income")


def test_an_internal_rule_follows_the_one_before_and_gives_open_years_its_name(board):
    closed, open_ = close(a_worked_year(board)), an_open_year(board, 2025)

    def issue(decision, since):
        rule = SpendingRule(
            unit=board, kind="spending", decision=decision, decided_on=date(2025, 1, 10), since=since
        )
        return actions.issue_rule(rule, **DONE)

    assert [issue("QĐ 3", date(2025, 1, 15)).version, issue("QĐ 8", date(2025, 6, 1)).version] == [1, 2]
    with pytest.raises(actions.CannotFinance, match="phải áp dụng sau"):
        issue("QĐ 9", date(2025, 6, 1))
    for year in (closed, open_):
        year.refresh_from_db()
    assert (closed.spending_rule, open_.spending_rule) == ("", "QĐ 8 ngày 10/01/2025")
