"""Windows that people choose from."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.figures import periods
from minhchung.figures.periods import choices, part_at, parts, previous, window_named, years_shown

TODAY = date(2026, 8, 27)
MERGED = date(2025, 7, 1)


@pytest.fixture(autouse=True)
def merged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The agency became another on 1 July 2025."""
    monkeypatch.setattr(periods, "_PARTED", [])
    part_at(lambda: (MERGED,))


def labels(chosen: str) -> dict[str, list[str]]:
    return {name: [each.label for each in group] for name, group in choices(2016, TODAY, chosen)}


def test_only_what_has_begun_is_offered() -> None:
    told = labels("2026")
    assert told["Giai đoạn"] == ["2026..2030", "2021..2025", "2016..2020"]
    assert told["Năm"][0] == "2026" and told["Năm"][-1] == "2016"
    assert told["Quý"][:2] == ["2026-Q3", "2026-Q2"]
    assert told["Tháng"][0] == "2026-09", "the reporting month of September began on 15 August"


@pytest.mark.parametrize("label", ["2026", "2021..2025", "2025-Q4", "2019-Q1", "2025-07-01..2025-12-14"])
def test_the_chosen_window_is_always_among_them_and_once(label: str) -> None:
    chosen = [each for _name, group in choices(2016, TODAY, label) for each in group if each.chosen]
    assert [each.label for each in chosen] == [label]


@pytest.mark.parametrize(
    ("label", "before"),
    [
        pytest.param("2026", "2025", id="a year"),
        pytest.param("2026-Q1", "2025-Q4", id="the first quarter goes back a year"),
        pytest.param("2026-Q3", "2026-Q2", id="a quarter"),
        pytest.param("2026-01", "2025-12", id="January goes back a year"),
        pytest.param("2026-10", "2026-09", id="a month"),
        pytest.param("2026-H1", "2025-H1", id="half a year, the year before"),
        pytest.param("2026-9M", "2025-9M", id="nine months, the year before"),
        pytest.param("2021..2025", "2016..2020", id="a programme"),
    ],
)
def test_what_a_window_is_compared_with(label: str, before: str) -> None:
    found = previous(window_named(label))
    assert found is not None and found.label == before


def test_days_chosen_by_hand_are_compared_with_nothing() -> None:
    assert previous(window_named("2025-07-01..2025-12-14")) is None


@pytest.mark.parametrize(
    ("label", "years"),
    [
        pytest.param("2016..2020", [2016, 2017, 2018, 2019, 2020], id="those of a programme"),
        pytest.param("2026", [2022, 2023, 2024, 2025, 2026], id="the five up to a year"),
        pytest.param("2026-Q1", [2022, 2023, 2024, 2025, 2026], id="the five up to a quarter"),
        pytest.param("2025-Q4", [2021, 2022, 2023, 2024, 2025], id="a quarter that ends with the year"),
        pytest.param("2026-01", [2022, 2023, 2024, 2025, 2026], id="January"),
    ],
)
def test_years_of_a_table_by_year(label: str, years: list[int]) -> None:
    assert [int(window.label) for window in years_shown(window_named(label))] == years


@pytest.mark.parametrize(
    ("label", "found"),
    [
        pytest.param(
            "2025", ["2024-12-15..2025-06-30", "2025-07-01..2025-12-14"], id="its own year stops and starts"
        ),
        pytest.param("2026", [], id="another year is whole"),
        pytest.param("2025-07-01..2025-12-14", [], id="what begins on the day is whole"),
    ],
)
def test_a_window_is_parted_at_the_day_of_a_merger(label: str, found: list[str]) -> None:
    assert [each.label for each in parts(window_named(label), [MERGED])] == found
    assert labels("2026")["Trước và sau ngày sắp xếp"] == ["2024-12-15..2025-06-30", "2025-07-01..2025-12-14"]
