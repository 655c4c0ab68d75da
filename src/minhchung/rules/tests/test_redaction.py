"""What would name somebody is found and struck; what names nobody stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.rules.redaction import STRUCK, Kind, find, struck


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("gọi 0912345678 nhé", "gọi [số điện thoại] nhé", id="a mobile number"),
        pytest.param("gọi +84 912.345.678.", "gọi [số điện thoại].", id="from abroad, with points"),
        pytest.param("máy bàn 0269 3888 999", "máy bàn [số điện thoại]", id="a landline"),
        pytest.param("gửi hoa.nt@gmail.com", "gửi [thư điện tử]", id="an e-mail address"),
        pytest.param("CCCD 064090001234", "CCCD [số giấy tờ]", id="an identity number"),
        pytest.param("CCCD 164 090 001 234", "CCCD [số giấy tờ]", id="an identity number in groups"),
        pytest.param("CMND 231456789", "CMND [số giấy tờ]", id="an old identity number"),
        pytest.param("hộ chiếu B1234567", "hộ chiếu [số giấy tờ]", id="a passport"),
        pytest.param("MST 5900123456-001", "MST [số giấy tờ]", id="a tax code"),
        pytest.param("ông Trần Văn Bình hẹn", "ông [họ tên] hẹn", id="a name behind its form of address"),
        pytest.param("do Lê Thị Mai ký", "do [họ tên] ký", id="a name behind its surname"),
        pytest.param("ở số 12 đường Lê Lợi, phường Hội Phú", "ở [địa chỉ]", id="an address in the town"),
        pytest.param(
            "tại thôn 3, xã Ia Dêr, tỉnh Gia Lai.", "tại [địa chỉ].", id="an address in the country"
        ),
    ],
)
def test_what_is_struck(text, expected):
    assert struck(text, find(text)) == expected
    apart = unicodedata.normalize("NFD", text)
    assert struck(apart, find(apart)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị định số 118/2025/NĐ-CP, Điều 33 khoản 1",
        "hồ sơ H20.15-260312-0004 nộp ngày 12/03/2026 lúc 09:30",
        "trong 15 ngày làm việc, lệ phí 1.200.000 đồng",
        "cán bộ một cửa gây phiền hà, đề nghị hướng dẫn rõ",
        "Quyết định 766/QĐ-TTg ngày 23/6/2022",
        "",
    ],
)
def test_what_names_nobody_stays(text):
    assert struck(text, find(text)) == text


@pytest.mark.parametrize(
    ("known", "text"),
    [
        pytest.param("Nguyễn Thị Hoa", "do NGUYEN THI HOA gửi", id="in capitals without marks"),
        pytest.param("Công ty TNHH Đông Á", "công ty tnhh đông á", id="an enterprise"),
        pytest.param("0912345678", "số 0912.345 678", id="a number in other groups"),
    ],
)
def test_what_is_known_is_found_however_it_is_written(known, text):
    assert [each.kind for each in find(text, known=[known])] == [Kind.KNOWN]


@given(st.text(alphabet="Nguyễn Thị Hoa09123.@ông,xã đ\u0301", max_size=60))
def test_nothing_is_found_in_what_was_struck_of_known_words_and_spans_lie_in_order(text):
    found = find(text, known=["Hoa"])
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    again = struck(text, found)
    assert not [each for each in find(again, known=["Hoa"]) if each.kind is Kind.KNOWN]


def test_every_kind_has_its_word():
    assert set(STRUCK) == set(Kind)
