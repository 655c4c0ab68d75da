from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake import cells
from minhchung.ground.intake.cells import BadCell, Choice
from minhchung.ground.intake.identifiers import phone, tax_code
from minhchung.ground.intake.legacy_text import LegacyText
from minhchung.ground.intake.raw import CellError, PercentNumber


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        pytest.param("  Công   ty\n A ", "Công ty A", id="white space folds"),
        pytest.param(unicodedata.normalize("NFD", "Đắk Nông"), "Đắk Nông", id="NFD"),
        pytest.param("\ufeffA\u200bB\u00a0C", "AB C", id="invisible characters"),
        pytest.param(12, "12", id="a whole number"),
        pytest.param(1.5, "1,5", id="a fraction"),
        pytest.param(dt.datetime(2026, 8, 27), "27/08/2026", id="a day"),
        pytest.param("'=1+1", "=1+1", id="the guard of our own exports"),
        pytest.param("'Tây", "'Tây", id="another apostrophe"),
    ],
)
def test_text(raw: object, value: str) -> None:
    assert cells.text(raw) == value  # type: ignore[arg-type]


def test_a_cell_error_is_no_text() -> None:
    with pytest.raises(BadCell, match="#N/A"):
        cells.text(CellError("#N/A"))


def test_conversion_is_told() -> None:
    told: list[str] = []
    assert cells.text(LegacyText("C«ng ty", "tcvn3", ".VnTime"), told.append) == "Công ty"
    assert cells.text("Coâng ty Ñaïi Vieät", told.append) == "Công ty Đại Việt"
    assert ".VnTime" in told[0]
    assert "VNI" in told[1]


@pytest.mark.parametrize("raw", [None, "", "  ", "-", "–", "...", "\u00a0"])
def test_blank(raw: object) -> None:
    assert cells.is_blank(raw)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [0, False, "0", "x", 0.0])
def test_not_blank(raw: object) -> None:
    assert not cells.is_blank(raw)  # type: ignore[arg-type]


PROCEDURE = re.compile(r"\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}\.H\d{2})?")


@pytest.mark.parametrize(
    ("raw", "value", "told"),
    [
        pytest.param(" 1.009640 ", "1.009640", 0, id="text"),
        pytest.param(1.00964, "1.009640", 1, id="a lost zero is put back and told"),
        pytest.param("H16–260101 0001", "H16-2601010001", 0, id="dashes and spaces"),
    ],
)
def test_code(raw: object, value: str, told: int) -> None:
    notes: list[str] = []
    pattern = PROCEDURE if value[0] == "1" else None
    assert cells.code(raw, notes.append, pattern) == value  # type: ignore[arg-type]
    assert len(notes) == told


@pytest.mark.parametrize("raw", [12.5, "ABC", 1.0096401])
def test_a_code_that_does_not_fit_is_refused(raw: object) -> None:
    with pytest.raises(BadCell):
        cells.code(raw, cells.quiet, PROCEDURE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234.567", "1234567"),
        ("1.234", "1234"),
        ("1.200,50", "1200.50"),
        ("12,5", "12.5"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1200.5", "1200.5"),
        ("1 200 000", "1200000"),
        ("-3", "-3"),
        ("(1.000)", "-1000"),
        ("50.000 đồng", "50000"),
        ("50.000đ", "50000"),
        ("50.000 VNĐ", "50000"),
        ("0", "0"),
        (1.5, "1.5"),
        (0.1, "0.1"),
        (7, "7"),
    ],
)
def test_numbers(raw: object, value: str) -> None:
    assert cells.decimal(raw) == Decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "raw", ["abc", "1.23.456", "1.2345.678", "12,3,4", "1..2", True, dt.datetime(2026, 1, 1), "5 ngày"]
)
def test_what_is_no_number(raw: object) -> None:
    with pytest.raises(BadCell):
        cells.decimal(raw)  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_with_dots_come_back(number: int) -> None:
    assert cells.whole(f"{number:,}".replace(",", ".")) == number
    assert cells.money(f"{number:,}".replace(",", ".") + " đồng") == number


@given(st.decimals(0, 10**9, places=2))
def test_decimals_the_vietnamese_way_come_back(number: Decimal) -> None:
    written = f"{number:,.2f}".translate(str.maketrans(",.", ".,"))
    assert cells.decimal(written) == number


def test_fractions_are_refused_where_whole_numbers_stand() -> None:
    for raw in (1.5, "1,5", "1,234"):
        with pytest.raises(BadCell):
            cells.whole(raw)
    assert cells.money("1.200,00") == 1200


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("98,5%", "98.5"),
        ("98.5 %", "98.5"),
        (PercentNumber(0.985), "98.5"),
        (98.5, "98.5"),
        ("100", "100"),
        (0, "0"),
    ],
)
def test_percent(raw: object, value: str) -> None:
    assert cells.percent(raw) == Decimal(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", [0.985, 1, "0,5", "nhiều"])
def test_an_ambiguous_share_is_refused(raw: object) -> None:
    with pytest.raises(BadCell):
        cells.percent(raw)  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", ["có", "CÓ", "co", "x", "X", "1", 1, "✓", True, "Đúng"])
def test_yes(raw: object) -> None:
    assert cells.yes_no(raw) is True  # type: ignore[arg-type]


@pytest.mark.parametrize("raw", ["không", "Khong", "0", 0, False, "chưa"])
def test_no(raw: object) -> None:
    assert cells.yes_no(raw) is False  # type: ignore[arg-type]


def test_neither_yes_nor_no() -> None:
    with pytest.raises(BadCell, match="có lẽ"):
        cells.yes_no("có lẽ")


KINDS = (Choice("a", "Đất"), Choice("b", "Dat", ("ruộng",)), Choice("c", "Trực tuyến (một phần)"))


@pytest.mark.parametrize(
    ("raw", "value"),
    [("Đất", "a"), ("dat", "b"), ("RUỘNG", "b"), ("truc tuyen - mot phan", "c"), ("c", "c")],
)
def test_choices(raw: str, value: str) -> None:
    assert cells.choice_parser(KINDS)(raw, cells.quiet) == value


def test_a_choice_without_marks_that_may_be_two_is_refused() -> None:
    parse = cells.choice_parser((Choice("a", "Cán bộ"), Choice("b", "Căn bỏ")))
    with pytest.raises(BadCell, match="nhiều mục"):
        parse("can bo", cells.quiet)
    with pytest.raises(BadCell, match="không có trong danh mục"):
        parse("khác", cells.quiet)


@pytest.mark.parametrize(
    ("raw", "value", "told"),
    [
        ("0900 000 123", "0900000123", 0),
        ("+84 900.000.123", "0900000123", 0),
        ("84900000123", "0900000123", 0),
        (900000123, "0900000123", 1),
        ("(0263) 3822 123", "02633822123", 0),
        ("1900 1008", "19001008", 0),
    ],
)
def test_phone(raw: object, value: str, told: int) -> None:
    notes: list[str] = []
    assert phone(raw, notes.append) == value  # type: ignore[arg-type]
    assert len(notes) == told


@pytest.mark.parametrize("raw", ["0912", "abc", "0900000123 / 0900000124", 12.5])
def test_what_is_no_phone(raw: object) -> None:
    with pytest.raises(BadCell):
        phone(raw)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "value", "told"),
    [
        pytest.param("0100109106", "0100109106", 0, id="ten digits"),
        pytest.param("0100109106-001", "0100109106-001", 0, id="a branch"),
        pytest.param("0100109106001", "0100109106-001", 0, id="a branch without its hyphen"),
        pytest.param("001085012345", "001085012345", 0, id="a citizen"),
        pytest.param(100109106, "0100109106", 1, id="a lost zero"),
        pytest.param(100109106001, "0100109106-001", 1, id="a lost zero of a branch"),
        pytest.param("79085012345", "079085012345", 1, id="a lost zero of a citizen"),
    ],
)
def test_tax_code(raw: object, value: str, told: int) -> None:
    notes: list[str] = []
    assert tax_code(raw, notes.append) == value  # type: ignore[arg-type]
    assert len(notes) == told


@pytest.mark.parametrize("raw", ["0100109107", 1085012345, "abc", "123", 123456789, "99999999999"])
def test_a_doubtful_tax_code_is_refused(raw: object) -> None:
    with pytest.raises(BadCell):
        tax_code(raw)  # type: ignore[arg-type]
