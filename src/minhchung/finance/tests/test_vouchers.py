"""The accounting sheet: what is larger than any amount is refused on every database, what stands twice is told."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.finance import voucher_imports as vouchers
from minhchung.finance.models import Spending
from minhchung.finance.tests.cast import DONE, a_board, an_open_year
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome

pytestmark = pytest.mark.django_db
VOUCHER = {
    "unit": "BQL",
    "year": 2020,
    "number": "PC1",
    "on": date(2020, 5, 4),
    "group": "people",
    "content": "Lương",
    "amount": 7,
}


@pytest.fixture(autouse=True)
def year():
    return an_open_year(a_board(), 2020)


def planned(*lines):
    importer = vouchers.SpendingsImporter()
    rows = [
        Row("Sheet1", place, {**dict.fromkeys(importer.layout.by_name), **VOUCHER, **line})
        for place, line in enumerate(lines, 2)
    ]
    plans = importer.plan(rows)
    importer.write(plans, **DONE)
    return plans


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(
            {"amount": 10**20}, "dòng 2 (Số tiền): 100.000.000.000.000.000.000 quá lớn", id="amount"
        ),
        pytest.param(
            {"amount": -(10**15)}, "dòng 2 (Số tiền): -1.000.000.000.000.000 quá lớn", id="taken back"
        ),
        pytest.param(
            {"line": 32_768}, "dòng 2 (Dòng): 32.768 quá lớn, ghi nhiều nhất 32.767", id="a small column"
        ),
    ],
)
def test_a_number_that_no_column_holds_is_refused_and_the_rest_of_the_sheet_is_read(line, said):
    first, second = planned(line, {"number": "PC2"})
    assert first.outcome is Outcome.REFUSED
    assert str(first.problems[0]).startswith(said)
    assert second.outcome is Outcome.NEW
    assert Spending.objects.get().number == "PC2"


def test_the_largest_amount_is_taken():
    (plan,) = planned({"amount": 999_999_999_999_999})
    assert plan.outcome is Outcome.NEW
    assert Spending.objects.get().amount == 999_999_999_999_999


def test_a_line_that_stands_twice_is_taken_once_and_told():
    first, again, second = planned({}, {}, {"line": 2})
    assert [each.outcome for each in (first, again, second)] == [
        Outcome.NEW,
        Outcome.UNCHANGED,
        Outcome.NEW,
    ]
    assert not first.problems and not second.problems
    (remark,) = again.problems
    assert not remark.serious
    assert remark.message == (
        "giống hệt dòng 2, chỉ ghi một lần; nếu là hai khoản của cùng một chứng từ thì ghi cột “Dòng” là 1, 2"
    )
    assert Spending.objects.count() == 2
