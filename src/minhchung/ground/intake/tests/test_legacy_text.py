from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake.legacy_text import (
    LETTERS,
    LegacyText,
    decode,
    encode,
    encoding_of_font,
    font_shows_capitals,
    looks_like,
)
from minhchung.ground.intake.syllables import is_syllable

PLAIN = "abcdefghijklmnopqrstuvwxyz ,.-/()0123456789"


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_survives_both_encodings(letter: str) -> None:
    assert decode(encode(letter, "tcvn3"), "tcvn3") == letter
    assert decode(encode(letter, "vni"), "vni") == letter
    assert decode(encode(letter.upper(), "vni"), "vni") == letter.upper()


def test_no_two_letters_share_a_code() -> None:
    assert len({encode(c, "tcvn3") for c in LETTERS}) == len(LETTERS)
    assert len({encode(c, "vni") for c in LETTERS + LETTERS.upper()}) == 2 * len(set(LETTERS))


@given(st.text(alphabet=LETTERS + PLAIN))
def test_tcvn3_text_comes_back(text: str) -> None:
    assert decode(encode(text, "tcvn3"), "tcvn3") == text


@given(st.text(alphabet=LETTERS + LETTERS.upper() + PLAIN + PLAIN.upper()))
def test_vni_text_comes_back(text: str) -> None:
    assert decode(encode(text, "vni"), "vni") == text


@pytest.mark.parametrize(
    ("written", "encoding", "read"),
    [
        pytest.param(
            "Céng hßa x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hòa xã hội chủ nghĩa Việt Nam", id="motto"
        ),
        pytest.param("§éc lËp - Tù do - H¹nh phóc", "tcvn3", "Độc lập - Tự do - Hạnh phúc", id="capital Đ"),
        pytest.param(
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam", id="vni"
        ),
        pytest.param("ÑOÄC LAÄP", "vni", "ĐỘC LẬP", id="vni capitals"),
        pytest.param("Ñoäc laäp", "vni", "Độc lập", id="vni mixed"),
        pytest.param("UÛY ban", "vni", "ỦY ban", id="vni capital pair"),
        pytest.param("Uûy ban", "vni", "Ủy ban", id="a capital with the mark of the small letter"),
    ],
)
def test_real_words(written: str, encoding: str, read: str) -> None:
    assert decode(written, encoding) == read  # type: ignore[arg-type]


def test_a_capital_font_makes_capitals() -> None:
    assert decode("Uû ban nh©n d©n", "tcvn3", font=".VnTimeH") == "UỶ BAN NHÂN DÂN"


def test_text_that_came_through_code_page_1258_is_read_too() -> None:
    through = encode("Cấp giấy đề nghị", "tcvn3").encode("latin-1").decode("cp1258")
    assert decode(through, "tcvn3") == "Cấp giấy đề nghị"


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VNARIAL", "tcvn3", False),
        ("VNI-Times", "vni", False),
        ("Times New Roman", None, False),
        ("Vni", None, False),
        ("", None, False),
    ],
)
def test_the_font_tells(font: str, encoding: str | None, capitals: bool) -> None:
    assert encoding_of_font(font) == encoding
    assert font_shows_capitals(font) is capitals


SENTENCES = [
    "Hà Nội",
    "Cấp giấy phép xây dựng cho doanh nghiệp",
    "Đường Trần Phú, phường Nghĩa Tân",
    "Quyết định phê duyệt quy hoạch",
    "Thủ tục đăng ký thường trú",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_legacy_text_is_recognised(sentence: str) -> None:
    assert looks_like(encode(sentence, "tcvn3")).encoding == "tcvn3"
    assert looks_like(encode(sentence, "vni")).encoding == "vni"
    assert looks_like(sentence).encoding is None
    assert looks_like(unicodedata.normalize("NFD", sentence)).encoding is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ha Noi",
        "Lê Hòa",
        "Hòa Bình",
        "Société Générale",
        "Müller GmbH",
        "café",
        "5 µm",
        "Ø20",
        "§ 5",
        "25°C",
        "©",
    ],
)
def test_honest_western_text_is_left_alone(text: str) -> None:
    assert looks_like(text).encoding is None


def test_marked_text_keeps_its_marks_when_pickled() -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(LegacyText("Hµ Néi", "tcvn3", ".VnTime")))
    assert (copy.decoded(), copy.encoding, copy.font) == ("Hà Nội", "tcvn3", ".VnTime")


@pytest.mark.parametrize("word", ["Thủ", "TỤC", "đường", "nghiêng", "quyết", "Ỷ", "giữa", "huýt", "xoong"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", ["Thñ", "café", "nghiÖp", "strong", "các1", "", "thùc", "ắặ"])
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
