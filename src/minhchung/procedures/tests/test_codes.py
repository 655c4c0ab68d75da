"""What sheets write of codes, limits and online levels; and which case applies."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.procedures.codes import BadText, read_limit, read_online_level, split_code
from minhchung.procedures.queries import CaseRow, Catalogue, VersionRow, case_for, cut_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.000948.000.00.00.H38", ("1.000948", "000.00.00.H38")),
        ("1.000948.H38", ("1.000948", "H38")),
        (" 2.001955 ", ("2.001955", "")),
        ("BQL-07", ("BQL-07", "")),
    ],
)
def test_codes(text: str, expected: tuple[str, str]) -> None:
    assert split_code(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("05 ngày làm việc", "", (5, "working-day")),
        ("8 giờ", "", (8, "working-hour")),
        ("08 giờ làm việc", "", (8, "working-hour")),
        ("15 ngày", "", (15, "day")),
        ("1 tháng", "", (1, "month")),
        ("20 (hai mươi) ngày", "", (20, "day")),
        ("35", "ngày", (35, "day")),
        ("3", "Ngày Làm Việc", (3, "working-day")),
        ("", "ngày", None),
        ("Không quy định", "", None),
        ("ngay khi tiếp nhận", "", None),
    ],
)
def test_limits(text: str, unit: str, expected: tuple[int, str] | None) -> None:
    assert read_limit(text, unit) == expected


@pytest.mark.parametrize("text", ["0 ngày", "5", "năm ngày", "17 / 12 ngày", "5 tuần", "1,5 ngày"])
def test_limits_that_say_nothing_sure(text: str) -> None:
    with pytest.raises(BadText):
        read_limit(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mức 3 (2016-2021)", "level-3"),
        ("Mức độ 4", "level-4"),
        ("toàn trình", "full"),
        ("Toàn trình (eCoSys)", "full"),
        ("một phần", "partial"),
        ("một phần/toàn trình", "full"),
        ("trực tuyến (dichvucong.gov.vn)", "partial"),
        ("", ""),
        ("Không", ""),
    ],
)
def test_online_levels(text: str, expected: str) -> None:
    assert read_online_level(text) == expected


def a_case(
    name: str = "", channel: str = "", legal: int | None = 10, unit: str = "day", **more: object
) -> CaseRow:
    values = {"committed_limit": None, "committed_unit": ""} | more
    return CaseRow(None, name, channel, legal, unit if legal else "", **values)  # type: ignore[arg-type]


def a_version(*cases: CaseRow, **changes: object) -> VersionRow:
    values = {
        "id": 1,
        "procedure_id": 1,
        "key": "A",
        "national_code": "1.000948",
        "name": "Cấp giấy phép",
        "field": "Xây dựng",
        "online_level": "",
        "yields_paper": True,
        "cut_off": None,
        "since": date(2016, 1, 1),
        "until": None,
    }
    return VersionRow(**(values | changes), cases=cases)  # type: ignore[arg-type]


PLAIN, ONLINE, BIG = a_case(), a_case(channel="online", legal=6), a_case("Công trình lớn", legal=40)
SMALL = a_case("Công trình nhỏ", legal=20)


@pytest.mark.parametrize(
    ("cases", "channel", "name", "expected"),
    [
        pytest.param((PLAIN, ONLINE), "online", "", ONLINE, id="the channel's own case first"),
        pytest.param((PLAIN, ONLINE), "post", "", PLAIN, id="else the case for every channel"),
        pytest.param((ONLINE,), "post", "", None, id="no case for that channel"),
        pytest.param((BIG, SMALL), "direct", "công trình NHỎ", SMALL, id="by name, capitals aside"),
        pytest.param((BIG, SMALL), "direct", "", None, id="several cases and none named"),
        pytest.param((BIG,), "direct", "", BIG, id="the only case needs no name"),
        pytest.param((BIG,), "direct", "Khác", None, id="no such case"),
    ],
)
def test_which_case_applies(
    cases: tuple[CaseRow, ...], channel: str, name: str, expected: CaseRow | None
) -> None:
    assert case_for(a_version(*cases), channel, name) is expected


def test_a_version_without_cases_promises_nothing() -> None:
    found = case_for(a_version(), "direct")
    assert found is not None
    assert found.promise == (None, "")


def test_the_catalogue_finds_by_code_and_by_name_on_a_day() -> None:
    old = a_version(until=date(2021, 1, 1))
    new = a_version(id=2, since=date(2021, 1, 1), name="Cấp phép")
    twin = a_version(id=3, procedure_id=2, key="B", national_code="", name="Cấp phép")
    book = Catalogue([old, new, twin])
    assert book.version("1.000948.H38", date(2020, 12, 31)) is old
    assert book.version("a", date(2021, 1, 1)) is new
    assert book.version("CAP GIAY  PHEP", date(2018, 1, 1)) is old
    assert book.version("Cấp phép", date(2021, 1, 1)) is None, "two procedures bear that name"
    assert book.version("a", date(2015, 12, 31)) is None


@given(legal=st.integers(1, 10_000), committed=st.integers(1, 10_000))
def test_a_cut_is_exact(legal: int, committed: int) -> None:
    case = a_case(legal=legal, committed_limit=committed, committed_unit="day")
    assert cut_of(case) == 1 - Fraction(committed, legal)
