from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minhchung.ground.intake.folding import fold, person_sort_key, sort_key

VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
names = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " ", max_size=20)


@pytest.mark.parametrize("text", ["ĐẮK NÔNG", "đak nong", "Đắk Nông", "dak nong", "đẮk nÔng"])
def test_all_spellings_fold_alike(text: str) -> None:
    assert fold(text) == "dak nong"
    assert fold(unicodedata.normalize("NFD", text)) == "dak nong"


@given(st.text(max_size=40))
def test_folding_is_idempotent_and_blind_to_normal_forms(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(names)
def test_vietnamese_folds_to_plain_small_letters(text: str) -> None:
    assert fold(text).isascii()
    assert len(fold(text)) == len(text)


def test_the_alphabet_is_in_order() -> None:
    alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(reversed(alphabet), key=sort_key) == alphabet


def test_tones_come_after_letters_and_in_their_order() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "mai", "mă", "mâ", "mb"]
    assert sorted(reversed(words), key=sort_key) == words


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param("Ba Đình", "Bà Rịa", id="letters before tones"),
        pytest.param("Bà Rịa", "Bắc Ninh", id="a before ă"),
        pytest.param("Đà Nẵng", "Đắk Lắk", id="đ words among themselves"),
        pytest.param("Dương", "Đào", id="d before đ"),
        pytest.param("An Phú", "Anh", id="a space before any letter"),
        pytest.param("Điều 2", "Điều 3", id="digits"),
        pytest.param("Khu 9", "Khu A", id="digits before letters"),
        pytest.param("hòa", "Hòa", id="small before capital"),
    ],
)
def test_vietnamese_order(earlier: str, later: str) -> None:
    assert sort_key(earlier) < sort_key(later)


@given(names, names)
def test_equal_keys_mean_equal_texts(one: str, other: str) -> None:
    same = unicodedata.normalize("NFC", " ".join(one.split())) == unicodedata.normalize(
        "NFC", " ".join(other.split())
    )
    assert (sort_key(one) == sort_key(other)) is same


@given(st.text(max_size=20))
def test_keys_are_plain_ascii(text: str) -> None:
    assert all(c in "0123456789abcdefghijklmnopqrstuvwxyz" for c in sort_key(text))


def test_people_go_by_given_name() -> None:
    people = ["Trần Thị An", "Lê Văn Ánh", "Lê Văn Bình", "Nguyễn Văn Bình", "Đỗ Thị Bình", "Vũ Đức", "Bình"]
    assert sorted(people, key=person_sort_key) == [
        "Trần Thị An",
        "Lê Văn Ánh",
        "Bình",
        "Đỗ Thị Bình",
        "Lê Văn Bình",
        "Nguyễn Văn Bình",
        "Vũ Đức",
    ]
