"""Search: marks or none, telephones however written, tax codes, one slip or two; told when it is only near."""

from __future__ import annotations

import pytest
from django.db import connection

from minhchung.dossiers.counting import tallied
from minhchung.dossiers.matching import Match, matched
from minhchung.dossiers.models import WORDS, Dossier, NearWord
from minhchung.dossiers.queries import Ask, page_of
from minhchung.dossiers.search.finding import find
from minhchung.dossiers.search.words import national, search_words, typed
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.ground.near_words import keys_of, slips_between

NOW = at("2026-04-08T10:00")
MONDAY = at("2026-04-06T09:00")
APPLICANTS = {
    "X77.15-260406-0001": ("Công ty Cà phê Đắk Nông", "0912345678", "0101234567-001"),
    "X77.15-260406-0002": ("Công ty Đắk Nồng", "02613555888", ""),
    "X77.15-260406-0003": ("Nguyễn Thị Bích Hạnh", "0987654321", ""),
    "NB/2026/000004": ("Công ty TNHH Hoàng Anh", "", "0309876543"),
}


@pytest.fixture
def dossiers(db):
    version = a_procedure(a_board())
    for code, (name, phone, tax) in APPLICANTS.items():
        a_dossier(version, MONDAY, code=code, applicant_name=name, phone=phone, tax_code=tax)


def found(text: str, *, personal: bool = True) -> list[int]:
    """Last digits of the codes found, in the order of the page."""
    page = page_of(Ask(NOW, Match(text=text, sees_personal=personal)), tallied())
    codes = [line.cells[0].text for line in page.lines]
    assert page.found == len(codes)
    rows = matched(Match(text=text, sees_personal=personal), at=NOW)
    assert sorted(rows.values_list("code", flat=True)) == sorted(codes), "a job finds the same"
    return [int(code[-1]) for code in codes]


EXACT = [
    pytest.param("dak nong", [2, 1], id="without marks both, the newest first"),
    pytest.param("Đắk Nông", [1, 2], id="exact marks first"),
    pytest.param("ĐẮK NỒNG", [2, 1], id="exact marks first, whatever the case"),
    pytest.param("đak nong", [2, 1], id="only đ typed"),
    pytest.param("nong dak", [2, 1], id="in any order"),
    pytest.param("bich han", [3], id="the last word may be begun"),
    pytest.param("X77.15-260406-0003", [3], id="the whole code"),
    pytest.param("260406-0003", [3], id="a piece of a code"),
    pytest.param("x77152604060001", [1], id="a code without its dots and dashes"),
    pytest.param("nb/2026/000004", [4], id="a local code"),
    pytest.param("0912345678", [1], id="a telephone"),
    pytest.param("0912 345 678", [1], id="a telephone with spaces"),
    pytest.param("0912.345.678", [1], id="a telephone with dots"),
    pytest.param("+84 912 345 678", [1], id="a telephone with the prefix of the country"),
    pytest.param("84912345678", [1], id="the prefix without its plus"),
    pytest.param("(0261) 3555 888", [2], id="a landline"),
    pytest.param("09123", [1], id="the beginning of a telephone"),
    pytest.param("0101234567", [1], id="the tax code of the mother company"),
    pytest.param("0101234567-001", [1], id="the tax code of a branch"),
    pytest.param("cong ty 0309876543", [4], id="a name and a number"),
    pytest.param("!!! ---", [], id="nothing that could be found"),
    pytest.param("' OR 1=1; \"*", [], id="the language of the index is not the reader's"),
]


@pytest.mark.parametrize(("text", "numbers"), EXACT)
def test_found_exactly(dossiers, text, numbers):
    assert found(text) == numbers
    assert not find(text, sees_personal=True).near


NEAR = [
    pytest.param("dak nomg", [2, 1], id="another letter"),
    pytest.param("dak nogn", [2, 1], id="two letters changed about"),
    pytest.param("nguyn thi bich hanh", [3], id="a letter missing"),
    pytest.param("nguyeenx", [3], id="Telex typed without its input method"),
    pytest.param("hoang anhh", [4], id="a letter too many"),
    pytest.param("hoag amh", [4], id="two slips in two words"),
    pytest.param("daknong", [2, 1], id="a space left out"),
    pytest.param("0912345687", [1], id="two digits of a telephone changed about"),
    pytest.param("098765432", [3], id="a digit of a telephone missing: it is a beginning"),
    pytest.param("X77.15-260406-0013", [3], id="a wrong digit in a code"),
    pytest.param("zzzzz", [], id="nothing like it"),
    pytest.param("0000000000", [], id="no number like it"),
]


@pytest.mark.parametrize(("text", "numbers"), NEAR)
def test_found_in_spite_of_a_slip(dossiers, text, numbers):
    assert sorted(found(text)) == sorted(numbers)
    beginning = text == "098765432"
    assert find(text, sees_personal=True).near == (bool(numbers) and not beginning)


def test_the_word_taken_instead_is_named(dossiers):
    assert find("nguyn bich", sees_personal=True).instead == ("nguyen",)


@pytest.mark.parametrize("text", ["dak nong", "Hạnh", "0912345678", "0101234567", "nguyn", "0912345687"])
def test_who_may_not_read_names_finds_nothing_by_them(dossiers, text):
    assert found(text, personal=False) == []
    assert found("260406-0003", personal=False) == [3]


def test_a_search_narrows_what_the_filters_left(dossiers):
    match = Match(text="cong ty", sees_personal=True, standing="qua-han")
    assert page_of(Ask(NOW, match), tallied()).found == 0
    late = at("2026-05-08T10:00")
    assert page_of(Ask(late, match), tallied()).found == 3
    assert page_of(Ask(late, match, sort="-ma"), tallied()).lines[0].cells[0].text == "X77.15-260406-0002"


def test_the_index_follows_every_writing_of_a_row(dossiers):
    row = Dossier.objects.get(code="NB/2026/000004")
    Dossier.objects.filter(pk=row.pk).update(search_words=search_words(code=row.code, name="Trần Văn Kha"))
    assert found("hoang anh") == [] and found("van kha") == [4]
    Dossier.objects.all().delete()
    assert found("van kha") == [] and list(WORDS.faults()) == []


@pytest.mark.only_on("sqlite")
def test_an_index_that_lost_a_row_is_noticed_and_built_again(dossiers):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO dossiers_words(dossiers_words) VALUES ('delete-all')")
    assert found("hoang anh") == [] and len(list(WORDS.faults())) == 1
    WORDS.build_again(Dossier)
    assert found("hoang anh") == [4] and list(WORDS.faults()) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"code": "A-1", "name": "Đỗ Thị"}, "do thi đỗ thị #a #1 #a1"),
        ({"code": "B2", "phone": "+84 912.345.678", "tax_code": "0101234567-001"},
         "0912345678 0101234567001 0101234567 #b2"),
    ],
)  # fmt: skip
def test_words_of_a_dossier(given, expected):
    assert search_words(**given) == expected


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+84 (0) 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084", "0084"),
        ("8412", "8412"),
    ],
)
def test_national_digits(text, digits):
    assert national(text) == digits


def test_what_was_typed_is_taken_apart():
    (name, number) = typed("An 0912 345-678")
    assert name.words == ("an",) and not name.is_number
    assert number.words == ("0912", "345", "678") and number.whole == "0912345678"


@pytest.mark.parametrize(
    ("left", "right", "slips"),
    [
        ("nguyen", "nguyne", 1),
        ("nguyen", "nguyn", 1),
        ("nguyen", "nguyen", 0),
        ("hanh", "hoan", 2),
        ("", "ab", 2),
    ],
)
def test_slips(left, right, slips):
    assert slips_between(left, right) == slips_between(right, left) == slips
    if left and slips <= 1 and len(left) > 3:
        assert keys_of(left) & keys_of(right)


def test_words_are_learnt_once(dossiers):
    pairs = list(NearWord.objects.values_list("key", "word"))
    assert len(pairs) == len(set(pairs)) and ("nguyen", "nguyen") in pairs
