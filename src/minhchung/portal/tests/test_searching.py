"""The page of the search: everything public, hits marked, nothing that is not public."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from minhchung.ground.catalogue.actions import Item, keep
from minhchung.portal import searching
from minhchung.portal.searching import Part, Refreshing, parts

ON = date(2026, 8, 27)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        pytest.param("Đắk Nông ơi", ("dak",), "[Đắk] Nông ơi", id="found without marks"),
        pytest.param("cấp, Cấp và cap", ("cấp",), "[cấp], [Cấp] và [cap]", id="each time"),
        pytest.param("xây dựng", ("xay", "du"), "[xây] [dựng]", id="the last word only begins so"),
        pytest.param("dụng cụ", ("du", "xay"), "dụng cụ", id="another word must be whole"),
        pytest.param("a <b>đậm</b>", ("b",), "a <[b]>đậm</[b]>", id="signs stay what they are"),
        pytest.param("", ("a",), "", id="nothing"),
        pytest.param("a b", (), "a b", id="nothing looked for"),
    ],
)
def test_hits_are_marked(text: str, words: tuple[str, ...], wanted: str) -> None:
    told = "".join(f"[{part.text}]" if part.hit else part.text for part in parts(text, words))
    assert told == wanted
    assert all(isinstance(part, Part) and part.text for part in parts(text, words))


@pytest.mark.django_db
def test_the_page_marks_hits_and_escapes_what_it_shows(client: Client) -> None:
    keep(
        [
            Item(
                "article",
                "1",
                "Cấp <script>phép</script>",
                "/x/",
                "dài " * 200 + "giấy phép " + "rộng " * 200,
                ON,
            )
        ]
    )
    text = client.get("/tim-kiem/", {"q": "giay"}).content.decode()
    assert "<mark>giấy</mark> phép" in text and "<script>phép" not in text and "27/08/2026" in text
    assert text.count("dài") < 40, "the text is cut around its hit"
    text = client.get("/tim-kiem/", {"q": "phép", "loai": "plan"}).content.decode()
    assert "Không tìm thấy trang nào" in text
    text = client.get("/tim-kiem/", {"q": "<img src=x>", "trang": "9" * 30}).content.decode()
    assert "<img src=x>" not in text
    assert "Không tìm thấy" not in client.get("/tim-kiem/").content.decode(), "nothing was looked for yet"


@pytest.mark.django_db
def test_the_catalogue_is_refreshed_once_a_minute() -> None:
    refreshing = Refreshing()
    assert refreshing(datetime(2026, 8, 27, 8)) is not None
    assert refreshing(datetime(2026, 8, 27, 8, 0, 59)) is None
    assert refreshing(datetime(2026, 8, 27, 8, 1)) is not None


@pytest.mark.django_db
def test_every_kind_has_words_and_only_public_things_are_taken() -> None:
    from minhchung.dossiers.tests.cast import an_own_desk

    version = an_own_desk()
    assert [item.kind for item in searching._procedures(ON)] == []
    type(version).objects.update(posted_web_on=date(2026, 1, 2))
    (item,) = searching._procedures(ON)
    assert (
        item.kind in searching.KINDS
        and item.title == version.name
        and item.url.startswith("/thu-tuc-hanh-chinh/")
    )
    assert searching.refresh(ON).added >= 1
