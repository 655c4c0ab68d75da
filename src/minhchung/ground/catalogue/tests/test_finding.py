"""What everybody may find: ranked, with and without marks, with a slip, of one kind, kept as the pages are."""

from __future__ import annotations

from datetime import date

import pytest

from minhchung.ground.catalogue import queries
from minhchung.ground.catalogue.actions import Item, Kept, keep
from minhchung.ground.catalogue.models import WORDS, Entry, FoundWord
from minhchung.ground.catalogue.queries import find
from minhchung.ground.word_index import All, Word

pytestmark = pytest.mark.django_db

PAGES = (
    Item("procedure", "1", "Cấp giấy phép xây dựng nhà xưởng", "/1/", "Lĩnh vực xây dựng", date(2021, 1, 1)),
    Item(
        "procedure",
        "2",
        "Cấp giấy phép môi trường",
        "/2/",
        "Thẩm định cùng giấy phép xây dựng",
        date(2022, 1, 1),
    ),
    Item("article", "3", "Hội nghị ở Đắk Nông", "/3/", "Cấp ủy dự; bàn việc dân", date(2023, 1, 1)),
    Item("article", "4", "Dâng hoa viếng nghĩa trang", "/4/", "", date(2024, 1, 1)),
    Item("article", "5", "Họp báo về cải cách", "/5/", "Giấy mời; phép tắc; xây dựng nông thôn", None),
)


@pytest.fixture(autouse=True)
def kept() -> None:
    keep(PAGES)


def titles(text: str, **asked: object) -> list[str]:
    return [line.title for line in find(text, **asked).lines]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        pytest.param("giấy phép xây dựng", ["/1/", "/2/", "/5/"], id="in the title first, then the latest"),
        pytest.param("giay phep xay dung", ["/1/", "/2/", "/5/"], id="without marks"),
        pytest.param("GIẤY  PHÉP, xây dựng!", ["/1/", "/2/", "/5/"], id="capitals and signs"),
        pytest.param("dak nong", ["/3/"], id="đ is found by d"),
        pytest.param("Đắk Nông", ["/3/"], id="with marks"),
        pytest.param(
            "dân", ["/3/", "/4/"], id="what bears the marks typed, in the title, comes before what does not"
        ),
        pytest.param("giấy ph", ["/2/", "/1/", "/5/"], id="the last word may only begin so"),
        pytest.param("g", [], id="one letter begins nothing"),
        pytest.param("xây dựng Đắk", [], id="every word must be there"),
        pytest.param("", [], id="nothing typed"),
        pytest.param("!!! ---", [], id="no word typed"),
        pytest.param("##article", [], id="signs of our own are no words"),
        pytest.param("' OR 1=1 --", [], id="a hostile text"),
        pytest.param('"giấy" AND (phép OR *)', [], id="the language of the index"),
        pytest.param("x" * 5000, [], id="a very long word"),
        pytest.param("\x00giấy", ["/2/", "/1/", "/5/"], id="a null character"),
    ],
)
def test_pages_are_found_in_their_rank(text: str, urls: list[str]) -> None:
    found = find(text)
    assert [line.url for line in found.lines] == urls
    assert (found.count, found.more) == (len(urls), False)


@pytest.mark.parametrize(
    ("text", "urls", "instead"),
    [
        pytest.param("moi truonh", ["/2/"], ("truong",), id="one letter wrong"),
        pytest.param("nghiax", ["/4/"], ("nghia",), id="one letter too many"),
        pytest.param("hoi ngih", ["/3/"], ("nghi",), id="two letters changed about"),
        pytest.param("xây dựng nhà xuong mooi", [], (), id="no page has all of what was meant"),
        pytest.param("qwertyuiop", [], (), id="nothing near"),
    ],
)
def test_a_slip_is_borne_when_nothing_has_what_was_typed(
    text: str, urls: list[str], instead: tuple[str, ...]
) -> None:
    found = find(text)
    assert [line.url for line in found.lines] == urls
    assert found.instead[: len(instead)] == instead and bool(found.instead) == bool(instead)


def test_one_kind_alone() -> None:
    assert titles("xây dựng", kind="article") == ["Họp báo về cải cách"]
    assert titles("xây dựng", kind="bịa'đặt") == titles("xây dựng")


def test_leafing_meets_every_page_once_in_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    more = [Item("plan", str(n), f"Kế hoạch {n}", f"/p{n}/", "xây dựng", date(2020, 1, 1)) for n in range(40)]
    more += [Item("plan", f"t{n}", f"Xây dựng {n}", f"/t{n}/", "", date(2020, 1, 1)) for n in range(25)]
    keep([*PAGES, *more])
    whole = [line.url for line in find("xay dung", stop=1000).lines]
    assert len(whole) == len(set(whole)) == 68
    assert set(whole[:26]) == {"/1/", *(f"/t{n}/" for n in range(25))}
    for size in (1, 7, 20, 33):
        leafed = [
            line.url
            for start in range(0, 80, size)
            for line in find("xay dung", start=start, stop=start + size).lines
        ]
        assert leafed == whole, size
    monkeypatch.setattr(queries, "MOST", 30)
    found = find("xay dung", start=20, stop=40)
    assert (found.count, found.more, len(found.lines)) == (30, True, 10)


def test_rows_of_old_and_new_stretches_are_ranked_as_one() -> None:
    places = (1, 2_047, 32_767, 32_768, 40_000, 66_000, 92_159, 92_160, 95_999, 98_304, 99_999, 100_000)
    Entry.objects.all().delete()
    for place in places:
        words = ("#xa", "xa", "xe") if place % 2 else ("xa", "xo")
        Entry.objects.create(pk=place, kind="plan", key=str(place), title="", url="/", words=" ".join(words))
    in_title = sorted((place for place in places if place % 2), reverse=True)
    ranks = [*in_title, *sorted(set(places) - set(in_title), reverse=True)]
    for most in range(1, len(places) + 3):
        assert WORDS.ranked(Entry, (Word("#xa"), Word("xa")), most) == ranks[:most], most
    assert WORDS.ranked(Entry, (All((Word("xa"), Word("xe"))),), 9) == in_title
    assert WORDS.ranked(Entry, (Word("khong"),), 9) == []
    Entry.objects.all().delete()
    assert WORDS.ranked(Entry, (Word("xa"),), 9) == []


def test_the_catalogue_follows_the_pages() -> None:
    before = {entry.key: entry.pk for entry in Entry.objects.all()}
    assert keep(PAGES) == Kept(0, 0, 0)
    changed = Item("procedure", "2", "Cấp giấy phép khai thác nước", "/2/", "", date(2022, 1, 1))
    assert keep([PAGES[0], changed, *PAGES[3:], Item("plan", "9", "Kế hoạch năm", "/9/")]) == Kept(1, 1, 1)
    assert titles("môi trường") == [] and titles("khai thác") == ["Cấp giấy phép khai thác nước"]
    assert titles("Đắk Nông") == [] and titles("kế hoạch") == ["Kế hoạch năm"]
    assert {entry.key: entry.pk for entry in Entry.objects.exclude(key="9")} == {
        key: pk for key, pk in before.items() if key != "3"
    }
    pairs = list(FoundWord.objects.values_list("key", "word"))
    assert len(pairs) == len(set(pairs)) and ("ke", "ke") not in pairs
