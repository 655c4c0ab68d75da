"""The words of a plan's table: limits as plans really write them, heads by their names."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.direction.plan_words import head_of, read_due, read_limit


@pytest.mark.parametrize(
    ("words", "kind", "due_on", "count"),
    [
        pytest.param("Quý II", "quarter", date(2026, 6, 30), None, id="a quarter ends with its last day"),
        pytest.param("Quý II, III", "quarter", date(2026, 9, 30), None, id="of two quarters the last"),
        pytest.param("Quý I - Quý IV/2026", "quarter", date(2026, 12, 31), None, id="a span of quarters"),
        pytest.param("Tháng 12", "month", date(2026, 12, 31), None, id="a month"),
        pytest.param("Tháng 02/2026", "month", date(2026, 2, 28), None, id="a short month with its year"),
        pytest.param("30/6", "date", date(2026, 6, 30), None, id="a day of the plan's year"),
        pytest.param("trước 30/6", "date", date(2026, 6, 29), None, id="before a day: the day before is the last"),
        pytest.param("Trước ngày 15/11/2026", "date", date(2026, 11, 14), None, id="before a whole date"),
        pytest.param("Trước Quý III", "date", date(2026, 6, 30), None, id="before a quarter"),
        pytest.param("Trước và trong ngày 5/5", "date", date(2026, 5, 5), None, id="before and on a day"),
        pytest.param("ngày 15 tháng 3 năm 2026", "date", date(2026, 3, 15), None, id="a day in words"),
        pytest.param("6 tháng đầu năm", "date", date(2026, 6, 30), None, id="the first half"),
        pytest.param("Trong năm 2026", "date", date(2026, 12, 31), None, id="within the year"),
        pytest.param("Thường xuyên", "regular", None, None, id="regularly"),
        pytest.param("Hằng quý", "regular", None, 4, id="every quarter comes four times"),
        pytest.param("Hàng tháng", "regular", None, 12, id="every month twelve times"),
        pytest.param("Định kỳ 6 tháng, năm", "regular", None, 2, id="half-yearly and yearly twice"),
        pytest.param("6 tháng/lần", "regular", None, 2, id="once in six months"),
        pytest.param("Tháng/lần", "regular", None, 12, id="once in a month"),
        pytest.param("02 lần/năm", "regular", None, 2, id="twice a year"),
        pytest.param("Hai lần mỗi quý", "regular", None, 8, id="twice a quarter, in words"),
        pytest.param("Hằng năm", "date", date(2026, 12, 31), None, id="every year: once in this one"),
        pytest.param("Quý I, 6 tháng, Quý III, năm", "regular", None, 4, id="the four reports of a year"),
        pytest.param("15/3, 15/6 và 15/12", "date", date(2026, 12, 15), None, id="of several days the last"),
        pytest.param("Trước ngày 15/6 và 15/12", "date", date(2026, 12, 14), None, id="before each of two days"),
        pytest.param("Quý I\nQuý III", "quarter", date(2026, 9, 30), None, id="two quarters on two lines"),
        pytest.param("Quý III (trước ngày 15/8)", "date", date(2026, 8, 14), None, id="a day that narrows a quarter"),
        pytest.param("Quý IV và theo yêu cầu", "quarter", date(2026, 12, 31), None, id="a quarter and words"),
        pytest.param("Theo quy định", "other", None, None, id="as the rules say is no quarter"),
        pytest.param("15/3, 31/4", "other", None, None, id="several days of which one is none"),
        pytest.param("theo kế hoạch của tỉnh", "other", None, None, id="as the province plans"),
        pytest.param("31/4", "other", None, None, id="a day that is none"),
        pytest.param("Tháng 13", "other", None, None, id="a month that is none"),
        pytest.param("", "other", None, None, id="nothing"),
    ],
)  # fmt: skip
def test_how_a_plan_words_a_limit(words: str, kind: str, due_on: date | None, count: int | None) -> None:
    limit = read_limit(words, 2026)
    assert (str(limit.kind), limit.due_on, limit.count) == (kind, due_on, count)
    assert limit.remark or kind in ("quarter", "month", "date")


def test_a_worksheet_still_refuses_a_day_that_is_none() -> None:
    assert read_due("Quý IV", 2026)[1] == date(2026, 12, 31)
    with pytest.raises(ValueError, match="day"):
        read_due("31/4", 2026)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("I. CHỈ ĐẠO, ĐIỀU HÀNH", "direction"),
        ("Cải cách TTHC", "procedures"),
        ("Xây dựng và nâng cao chất lượng đội ngũ", "civil_service"),
        ("Chính quyền số", "modernisation"),
        ("Công tác khác", None),
    ],
)
def test_heads_are_known_by_their_words(words: str, head: str | None) -> None:
    assert head_of(words) == head
