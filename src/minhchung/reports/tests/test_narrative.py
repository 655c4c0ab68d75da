"""Text with figures in place: what a token prints, what is refused, and when a sentence may stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.dossiers import figures  # noqa: F401  (enters its figures into the register)
from minhchung.figures.answers import Answer
from minhchung.figures.periods import window_named
from minhchung.figures.register import REGISTER
from minhchung.reports.composition import FigureCell
from minhchung.reports.narrative import (
    BadText,
    check_condition,
    check_edit,
    check_text,
    holds,
    resolved,
    runs_of,
)

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
    pytest.param("Năm 2018, Tháng 9", "Năm 2018, Tháng 9", id="a period at the head of a sentence"),
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


ORIGINAL = "Có [[dossiers.solved]] hồ sơ, giảm từ 20% thời gian trở lên trước ngày 15/8/2022."

FREE = [
    "Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ.",
    "Theo Quyết định số 1999/QĐ-UBND ngày 12/12/2019, khoản 2 Điều 12 và Phụ lục 1.",
    "Kết luận 18-NQ/TW, Luật số 80/2025/QH15, Nghị định 09/2019/NĐ-CP và Đề án 06.",
    "Trong giai đoạn 2016 - 2020, nhất là năm 2019 và 6 tháng đầu năm 2020.",
    "Quý I/2026, quý 2 năm 2026, tháng 6/2026, ngày 05/01/2021 và 31/12/2020.",
    "Áp dụng TCVN ISO 9001:2015; số liệu ở Bảng 3 và Biểu đồ 1.",
    "Vẫn giữ ngưỡng 20% của đề cương và [[dossiers.kept_promise|ratio]].",
]


@pytest.mark.parametrize("text", FREE)
def test_dates_documents_articles_and_periods_are_typed_freely(text: str) -> None:
    check_edit(text, ORIGINAL, REGISTER)


TYPED = [
    pytest.param("Đã giải quyết 1.200 hồ sơ.", 1, "1.200", id="a count"),
    pytest.param(
        "Đạt [[dossiers.kept_promise]].\nCả kỳ đạt 99,5 %.", 2, "99,5", id="a rate on the second line"
    ),
    pytest.param("Có 12 hồ sơ theo 76/NQ-CP.", 1, "12", id="a number beside a document's"),
    pytest.param("Đạt một trăm phần trăm.", 1, "một trăm phần trăm", id="all of them in words"),
    pytest.param("Trong tháng 7% hồ sơ trễ.", 1, "7", id="a rate after the word month"),
    pytest.param("Cuối kỳ còn 2020 hồ sơ.", 1, "2020", id="a count that looks like a year"),
    pytest.param("Có １２ hồ sơ.", 1, "１２", id="digits of another width"),
]


@pytest.mark.parametrize(("text", "line", "number"), TYPED)
def test_a_typed_number_is_refused_by_line_and_says_how_to_mend_it(text: str, line: int, number: str) -> None:
    with pytest.raises(BadText) as refused:
        check_edit(text, ORIGINAL, REGISTER)
    said = str(refused.value)
    assert said.startswith(f"Dòng {line}: “{number}”") and "[[dossiers.received]]" in said


@given(number=st.integers(0, 10**12), unit=st.sampled_from(["hồ sơ", "%", "văn bản", "triệu đồng"]))
def test_no_number_with_a_unit_is_ever_typed(number: int, unit: str) -> None:
    for written in {str(number), f"{number:,}".replace(",", "."), f"{number},5"}:
        with pytest.raises(BadText):
            check_edit(f"Trong kỳ có {written} {unit}.", "", REGISTER)


def by_label(key: str, label: str) -> FigureCell:
    answers = {"2016": counted(10), "2020": counted(30), "": counted(60)}
    (cell,) = runs_of(f"[[{key}]]", lambda _key: answers[label], lambda key, at: f"/{key}/{at}")
    assert isinstance(cell, FigureCell)
    return cell


def test_a_token_may_name_a_year_the_first_or_the_last() -> None:
    text = "từ [[dossiers.solved@first]] (năm [[@first]]) lên [[dossiers.solved@last]] (năm [[@last]]), cả kỳ [[dossiers.solved]]"
    runs = resolved(text, by_label, ["2016", "2018", "2020"])
    said = "".join(run.printed if isinstance(run, FigureCell) else run for run in runs)
    assert said == "từ 10 (năm 2016) lên 30 (năm 2020), cả kỳ 60"
    with pytest.raises(BadText, match="không chia năm"):
        resolved("[[dossiers.solved@last]]", by_label)


def test_money_is_written_in_millions_exactly_and_nothing_else_is() -> None:
    with pytest.raises(BadText, match="không tính bằng đồng"):
        printed("[[dossiers.solved|million]]")
    with pytest.raises(BadText, match="không phải tỷ lệ"):
        printed("[[dossiers.solved|ratio]]")


CONDITIONS = [
    pytest.param("dossiers.solved > 5 or dossiers.solved == 0", True, id="or, first holds"),
    pytest.param("dossiers.solved == 0 or dossiers.solved > 5", True, id="or, last holds"),
    pytest.param("dossiers.solved == 0 and dossiers.solved > 5", False, id="and"),
    pytest.param("dossiers.kept_promise < dossiers.solved", True, id="two figures"),
    pytest.param("dossiers.kept_promise is none", False, id="a part of nothing"),
    pytest.param("dossiers.solved falls", False, id="what grows does not fall"),
]


@pytest.mark.parametrize(("condition", "expected"), CONDITIONS)
def test_conditions_join_and_compare(condition: str, expected: bool) -> None:
    check_condition(condition, REGISTER)
    years = [counted(number, str(2016 + place)) for place, number in enumerate([3, 3, 7])]
    lookup = {COUNT: counted(1200), SHARE: shared(182, 188)}
    assert holds(condition, lookup.__getitem__, lambda _key: years) is expected


def test_a_condition_asks_for_known_figures_only() -> None:
    with pytest.raises(BadText, match=r"không có chỉ tiêu “ho\.so”"):
        check_condition("dossiers.solved > ho.so", REGISTER)
