"""Text with figures in place: what a token prints, what is refused, and when a sentence may stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from minhchung.dossiers import figures  # noqa: F401  (enters its figures into the register)
from minhchung.figures.answers import Answer
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import FigureCell
from minhchung.reports.narrative import BadText, check_text, holds, runs_of

COUNT, SHARE = "dossiers.solved", "dossiers.kept_promise"


def counted(value: int, year: str = "2020") -> Answer:
    return Answer(
        figure=REGISTER[COUNT], window=window_named(year), kind="count", value=value, part=None, whole=None
    )


def shared(part: int, whole: int) -> Answer:
    return Answer(
        figure=REGISTER[SHARE], window=window_named("2020"), kind="share", value=None, part=part, whole=whole
    )


def printed(text: str, *, value: int = 1200, part: int = 182, whole: int = 188) -> str:
    runs = runs_of(
        text,
        lambda key: counted(value) if key == COUNT else shared(part, whole),
        lambda key, label: f"/{key}/{label}",
    )
    return "".join(run.printed if isinstance(run, FigureCell) else run for run in runs).replace("\u00a0", " ")


TOKENS = [
    pytest.param("Có [[dossiers.solved]] hồ sơ.", "Có 1.200 hồ sơ.", id="a count as printed"),
    pytest.param("[[dossiers.solved|words]]", "1.200 hồ sơ", id="a count with its unit"),
    pytest.param("đạt [[dossiers.kept_promise]]", "đạt 96,81 %", id="a share in percent"),
    pytest.param("[[dossiers.kept_promise|ratio]]", "182/188", id="a share as a ratio"),
    pytest.param("[[dossiers.kept_promise|words]]", "182 trên 188", id="a share in words"),
    pytest.param(
        "[[dossiers.kept_promise|part]] và [[dossiers.kept_promise|whole]]", "182 và 188", id="its parts"
    ),
    pytest.param("không có số", "không có số", id="plain words"),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_a_token_prints_its_figure(text: str, expected: str) -> None:
    check_text(text, REGISTER)
    assert printed(text) == expected


def test_almost_all_is_never_printed_as_all() -> None:
    assert printed("[[dossiers.kept_promise]]", part=99_999, whole=100_000) != "100 %"
    assert printed("[[dossiers.kept_promise]]", part=100_000, whole=100_000) == "100 %"
    assert "%" not in printed("[[dossiers.kept_promise]]", part=0, whole=0)


def test_a_cell_keeps_its_exact_numbers_and_where_it_opens() -> None:
    (cell,) = runs_of(
        "[[dossiers.kept_promise]]", lambda _key: shared(182, 188), lambda key, at: f"/{key}/{at}"
    )
    assert isinstance(cell, FigureCell)
    assert (cell.part, cell.whole, cell.href) == (182, 188, "/dossiers.kept_promise/2020")


REFUSED = [
    pytest.param("một\nhai [[dossiers.khong_co]]", "Dòng 2", "dossiers.khong_co", id="an unknown figure, by its line"),
    pytest.param("[[dossiers.solved|chu]]", "Dòng 1", "chu", id="an unknown form"),
    pytest.param("[[dossiers.solved", "Dòng 1", "[[ ]]", id="a bracket left open"),
    pytest.param("dossiers.solved]]", "Dòng 1", "[[ ]]", id="a bracket never opened"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "what"), REFUSED)
def test_a_broken_token_is_refused_by_line(text: str, line: str, what: str) -> None:
    with pytest.raises(BadText) as refused:
        check_text(text, REGISTER)
    assert line in str(refused.value) and what in str(refused.value)


CONDITIONS = [
    pytest.param("", True, id="no condition"),
    pytest.param("dossiers.solved == 1200", True, id="equal"),
    pytest.param("dossiers.solved > 1200", False, id="not greater"),
    pytest.param("dossiers.solved >= 1200 and dossiers.kept_promise is partial", True, id="both"),
    pytest.param("dossiers.kept_promise is all", False, id="not all"),
    pytest.param("dossiers.kept_promise is empty", False, id="not empty"),
    pytest.param("dossiers.solved grows", True, id="never falls and ends higher"),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_a_sentence_stands_only_when_its_condition_holds(condition: str, expected: bool) -> None:
    def lookup(key: str) -> Answer:
        return counted(1200) if key == COUNT else shared(182, 188)

    def by_year(_key: str) -> Sequence[Answer]:
        return [counted(number, str(2016 + place)) for place, number in enumerate([3, 3, 7])]

    assert holds(condition, lookup, by_year) is expected


@pytest.mark.parametrize(
    ("part", "whole", "state"),
    [(0, 0, "empty"), (5, 5, "all"), (4, 5, "partial"), (0, 5, "partial")],
)
def test_all_and_empty_exclude_each_other(part: int, whole: int, state: str) -> None:
    states = {
        each
        for each in ("empty", "all", "partial")
        if holds(f"{SHARE} is {each}", lambda _key: shared(part, whole), lambda _key: [])
    }
    assert states == {state}


@pytest.mark.parametrize("numbers", [[], [5], [5, 5], [3, 2, 9], [9, 9]])
def test_what_does_not_grow_is_not_said_to_grow(numbers: list[int]) -> None:
    years = [counted(number, str(2016 + place)) for place, number in enumerate(numbers)]
    assert not holds(f"{COUNT} grows", lambda _key: counted(1), lambda _key: years)


@pytest.mark.parametrize("condition", ["dossiers.solved is nhiều", "dossiers.solved ~ 3", "chẳng hiểu gì"])
def test_a_condition_nobody_can_read_is_an_error(condition: str) -> None:
    with pytest.raises(BadText):
        holds(condition, lambda _key: counted(1), lambda _key: [])
