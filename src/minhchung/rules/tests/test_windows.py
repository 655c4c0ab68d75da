"""Reporting windows tile; each text names one window; clocks look at their own span."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.rules.windows import BadWindow, Clock, Regime, parse_window, years_of

FIFTEENTH = Regime.fixed(15)


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14", "quý I năm 2026"),
        ("2026-Q2", "2026-03-15", "2026-06-14", "quý II năm 2026"),
        ("2026-H1", "2025-12-15", "2026-06-14", "6 tháng đầu năm 2026"),
        ("2026-H2", "2026-06-15", "2026-12-14", "6 tháng cuối năm 2026"),
        ("2026-9M", "2025-12-15", "2026-09-14", "9 tháng năm 2026"),
        ("2026", "2025-12-15", "2026-12-14", "năm 2026"),
        ("2026-03", "2026-02-15", "2026-03-14", "tháng 3 năm 2026"),
        ("2026-01", "2025-12-15", "2026-01-14", "tháng 1 năm 2026"),
        ("2016..2020", "2015-12-15", "2020-12-14", "giai đoạn 2016-2020"),
        ("2025-07-01..2025-12-14", "2025-07-01", "2025-12-14", "từ ngày 01/07/2025 đến ngày 14/12/2025"),
        ("2020-12-31", "2020-12-31", "2020-12-31", "ngày 31/12/2020"),
        ("2016-q1..2016-q2", "2015-12-15", "2016-06-14", "từ quý I năm 2016 đến quý II năm 2016"),
    ],
)
def test_windows(text: str, first: str, last: str, title: str) -> None:
    window = parse_window(text, FIFTEENTH)
    assert (window.first_day, window.last_day) == (date.fromisoformat(first), date.fromisoformat(last))
    assert window.title == title
    assert parse_window(window.label, FIFTEENTH) == window


def test_quarters_tile_the_year_and_years_tile_the_period() -> None:
    for parts, whole in (
        ([f"2019-Q{number}" for number in range(1, 5)], "2019"),
        ([f"2019-{number:02d}" for number in range(1, 13)], "2019"),
        (["2019-H1", "2019-H2"], "2019"),
        ([str(year) for year in range(2016, 2021)], "2016..2020"),
    ):
        windows = [parse_window(each, FIFTEENTH) for each in parts]
        total = parse_window(whole, FIFTEENTH)
        for clock in (Clock.REPORTING, Clock.CALENDAR):
            spans = [window.on(clock) for window in windows]
            assert spans[0].since == total.on(clock).since
            assert spans[-1].until == total.on(clock).until
            assert all(left.until == right.since for left, right in zip(spans, spans[1:], strict=False))


def test_clocks_look_at_their_own_span() -> None:
    window = parse_window("2016..2020", FIFTEENTH)
    assert window.on(Clock.CALENDAR).first_day == date(2016, 1, 1)
    assert window.on(Clock.AS_OF_CALENDAR).last_day == date(2020, 12, 31)
    assert window.on(Clock.AS_OF).last_day == date(2020, 12, 14)
    assert window.on(Clock.AS_OF_CALENDAR).dates == "tại ngày 31/12/2020"
    assert window.dates == "15/12/2015 - 14/12/2020"


def test_a_changed_cut_off_still_tiles() -> None:
    regime = Regime(((date.min, 21), (date(2019, 3, 12), 15)))
    months = [parse_window(f"2019-{month:02d}", regime) for month in range(1, 7)]
    assert months[2].last_day == date(2019, 3, 20), "March began before the change"
    assert months[3].last_day == date(2019, 4, 14)
    assert all(left.until == right.since for left, right in zip(months, months[1:], strict=False))


def test_years_of_a_period() -> None:
    assert [each.label for each in years_of(parse_window("2016..2018", FIFTEENTH), FIFTEENTH)] == [
        "2016",
        "2017",
        "2018",
    ]
    assert years_of(parse_window("2016-Q1", FIFTEENTH), FIFTEENTH) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-Q5",
        "2026-13",
        "2020..2016",
        "quý 1",
        "2026-02-30",
        "2026-03-05..2026-03-01",
        "2026..2026-Q0",
    ],
)
def test_what_names_no_window_says_how_to_write_one(text: str) -> None:
    with pytest.raises(BadWindow, match="Viết kỳ như sau"):
        parse_window(text, FIFTEENTH)
