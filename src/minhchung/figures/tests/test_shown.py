"""Answers as the skin shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

import pytest

from minhchung.figures.answers import Answer
from minhchung.figures.facts import Column, Facts
from minhchung.figures.kinds import Count, Share, counts_records
from minhchung.figures.periods import window_named
from minhchung.figures.register import Figure
from minhchung.figures.shown import by_group_table, by_year_chart, face, trend, value_of
from minhchung.figures.words import group_said, heading, said, teach
from minhchung.ground.skin.charts import Bars, Lines
from minhchung.rules.windows import Clock


class ThingFacts(Facts):
    """Things."""

    name: ClassVar[str] = "things_shown"
    title: ClassVar[str] = "Vật"
    columns: ClassVar[tuple[Column, ...]] = (
        Column("id", "int64", "Số"),
        Column("kind", "string", "Loại"),
        Column("paper", "int64", "Bản giấy (1: có, 0: không)"),
        Column("at", "timestamp", "Lúc"),
    )
    select: ClassVar[str] = "SELECT 1 AS id"


THINGS = Figure(
    "things.share",
    "Tỷ lệ vật tốt",
    "vật",
    Clock.REPORTING,
    "Điều 1",
    "chia",
    ("kind",),
    1,
    ThingFacts,
    lambda facts, window: Count(facts),
)


def a_share(part: int, whole: int, label: str = "2025") -> Answer:
    return Answer(THINGS, window_named(label), "share", None, part, whole)


def a_count(value: int, label: str = "2025") -> Answer:
    return Answer(THINGS, window_named(label), "count", value, None, None)


@pytest.mark.parametrize(
    ("now", "before", "words", "direction"),
    [
        pytest.param(a_count(12), a_count(10, "2024"), "tăng 2 so với năm 2024", "up", id="a count rose"),
        pytest.param(
            a_count(1_000), a_count(2_500, "2024"), "giảm 1.500 so với năm 2024", "down", id="a count fell"
        ),
        pytest.param(
            a_share(9, 10), a_share(8, 10, "2024"), "tăng 10,00 điểm % so với năm 2024", "up", id="a share"
        ),
        pytest.param(a_count(3), a_count(3, "2024"), "không đổi so với năm 2024", "flat", id="unmoved"),
    ],
)
def test_the_movement_in_words(now: Answer, before: Answer, words: str, direction: str) -> None:
    told = trend(now, before)
    assert told is not None and (told.words, told.direction) == (words, direction)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param(a_share(0, 0), a_share(8, 10, "2024"), id="nothing to count now"),
        pytest.param(a_share(9, 10), a_share(0, 0, "2024"), id="nothing to count then"),
        pytest.param(a_count(0), a_count(0, "2024"), id="none, and none before"),
    ],
)
def test_no_movement_is_told(now: Answer, before: Answer) -> None:
    assert trend(now, before) is None


def test_an_empty_share_is_neither_none_nor_all() -> None:
    shown = face(a_share(0, 0))
    assert (shown.printed, shown.in_words, shown.whole) == ("không phát sinh", "", 0)
    assert value_of(a_share(0, 0)) is None


def test_the_face_of_a_share() -> None:
    shown = face(a_share(182, 188))
    assert (shown.printed, shown.in_words) == ("96,81\u00a0%", "182 trên 188 vật")
    assert shown.records_url == "/chi-tieu/things.share/?ky=2025"


def test_charts_are_bars_for_counts_and_lines_for_shares() -> None:
    assert isinstance(by_year_chart(THINGS, [a_count(1, "2024"), a_count(2)]), Bars)
    assert isinstance(by_year_chart(THINGS, [a_share(1, 2, "2024"), a_share(0, 0)]), Lines)


def test_a_breakdown_leads_to_the_records_of_each_group_and_ends_with_the_figure() -> None:
    window = window_named("2025")
    table = by_group_table(THINGS, window, "kind", {"a b": a_share(1, 2), "": a_share(3, 3)}, a_share(4, 5))
    assert [row.url for row in table.rows] == [
        "/chi-tieu/things.share/?ky=2025&nhom=kind&gia-tri=a%20b#ban-ghi",
        "",
    ]
    assert table.total is not None and [cell.text for cell in table.total.cells][1:] == [
        "4",
        "5",
        "80\u00a0%",
    ]


def test_codes_are_said_in_words() -> None:
    teach(ThingFacts, "kind", {"x": "Loại một"})
    teach(ThingFacts, "paper", {"1": "có", "0": "không"})
    kind, paper, at = (ThingFacts.column(name) for name in ("kind", "paper", "at"))
    assert (said(ThingFacts, kind, "x"), said(ThingFacts, kind, "lạ"), said(ThingFacts, kind, None)) == (
        "Loại một",
        "lạ",
        "–",
    )
    assert said(ThingFacts, paper, 0) == "không" and heading(paper) == "Bản giấy"
    assert said(ThingFacts, at, datetime(2026, 8, 27, 14, 5)) == "14:05 27/08/2026"
    assert said(ThingFacts, at, date(2026, 8, 27)) == "27/08/2026"
    assert group_said(ThingFacts, "kind", "") == "(không ghi)"
    with pytest.raises(KeyError):
        teach(ThingFacts, "missing", {})


@pytest.mark.parametrize(
    ("name", "expected"),
    [("year", "2025"), ("plan_year", "2025"), ("id", "2025"), ("paid", "2.025"), ("given", "2.025")],
)
def test_years_and_numbers_of_things_have_no_dots_and_amounts_do(name: str, expected: str) -> None:
    assert said(ThingFacts, Column(name, "int64", "Cột"), 2_025) == expected


def test_groups_stand_in_the_order_of_the_alphabet() -> None:
    groups = {"Xây dựng": a_count(1), "": a_count(1), "Đầu tư": a_count(1), "Dân số": a_count(1)}
    table = by_group_table(THINGS, window_named("2025"), "kind", groups, a_count(4))
    assert [row.cells[0].text for row in table.rows] == ["Dân số", "Đầu tư", "Xây dựng", "(không ghi)"]


def a_rate(part: int, whole: int) -> Answer:
    """Of paper things per number of the thing: a share of two sums."""
    figure = replace(
        THINGS,
        key="things.rate",
        unit="đồng",
        define=lambda facts, window: Share(facts.where(facts.t.kind == "a"), facts, sums=("paper", "id")),
    )
    return Answer(figure, window_named("2025"), "share", None, part, whole)


def test_a_share_of_sums_says_its_unit_once_and_heads_its_columns_with_it() -> None:
    rate = a_rate(1_234, 5_678)
    assert rate.in_words == face(rate).in_words == "1.234 trên 5.678 đồng"
    assert (a_share(9, 10).in_words, face(a_share(9, 10)).in_words) == ("9 trên 10", "9 trên 10 vật")
    assert (face(a_rate(0, 0)).printed, face(a_rate(0, 0)).in_words) == ("không phát sinh", "")
    columns = by_group_table(rate.figure, rate.window, "kind", {"a": rate}, rate).columns
    assert [each.label for each in columns] == ["Loại", "Phần tính (đồng)", "Tổng (đồng)", "Tỷ lệ"]


@pytest.mark.parametrize(
    ("sums", "error"),
    [
        pytest.param(("paper", "nothing"), KeyError, id="no such column"),
        pytest.param(("kind", "paper"), ValueError, id="a text"),
        pytest.param(("paper", "hidden"), ValueError, id="a number that no list shows"),
    ],
)
def test_what_a_share_cannot_sum_is_refused(sums: tuple[str, str], error: type[Exception]) -> None:
    class HidingFacts(ThingFacts):
        name = "things_hidden"
        columns = (*ThingFacts.columns, Column("hidden", "int64", "Ẩn", shown=False))

    with pytest.raises(error):
        Share(HidingFacts(), HidingFacts(), sums=sums)


def test_a_share_of_sums_too_is_narrowed_from_its_whole() -> None:
    some = ThingFacts().where(ThingFacts().t.paper == 1)
    with pytest.raises(ValueError, match="narrowed"):
        Share(ThingFacts(), some, sums=("paper", "id"))
    assert not counts_records(Share(some, some, sums=("paper", "id"))) and counts_records(Share(some, some))
