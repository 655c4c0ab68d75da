"""Figures in articles: live ones follow the records, frozen ones keep what they said; each opens to its definition."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from minhchung.figures.kept import forget
from minhchung.organisation.models import Unit
from minhchung.portal import moderation, tree
from minhchung.portal.models import ArticlePage, ShownFigure

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
KEY, WINDOW = "organisation.departments", "2016..2020"


def a_department(code: str) -> None:
    """One more department of the agency."""
    home, made = Unit.objects.get_or_create(code="H20.15", kind="agency", is_home=True)
    if made:
        home.versions.create(name="Ban Quản lý", since=date(2010, 1, 1))
    unit = Unit.objects.create(code=code, kind="department")
    unit.versions.create(name=code, parent=home, since=date(2012, 1, 1))


def an_article(*, frozen: bool, shows: str = "number", live: bool = True, key: str = KEY) -> ArticlePage:
    value = {"key": key, "window": WINDOW, "shows": shows, "frozen": frozen}
    page = moderation.write_article(
        section=tree.NEWS, user=None, at=AT, title="Kết quả", body=[("figure", value)]
    )
    if live:
        page.save_revision().publish()
    return page


def read(client: Client, page: ArticlePage) -> str:
    forget()
    return client.get(tree.address(page.url_path)).content.decode().partition("<main")[2]


@pytest.mark.parametrize("frozen", [pytest.param(False, id="live"), pytest.param(True, id="frozen")])
def test_a_frozen_figure_keeps_its_number_and_a_live_one_follows_the_records(client: Client, frozen: bool):
    a_department("P1")
    page = an_article(frozen=frozen)
    before = read(client, page)
    assert ("Số chốt lúc" if frozen else "Số tính từ bản ghi lúc") in before
    a_department("P2")
    after = read(client, page)
    number = 'class="fig-number'
    assert (before.split(number)[1][:60] == after.split(number)[1][:60]) is frozen


@pytest.mark.parametrize(
    ("shows", "wanted"),
    [
        pytest.param("number", 'class="fig-number', id="the number"),
        pytest.param("table", "<th scope", id="a table by year"),
        pytest.param("chart", "<svg", id="a chart by year"),
    ],
)
def test_a_figure_is_shown_and_opens_to_its_definition(client: Client, shows: str, wanted: str):
    a_department("P1")
    text = read(client, an_article(frozen=False, shows=shows))
    assert wanted in text and f'href="/so-lieu/{KEY}/?ky={WINDOW}"' in text
    assert "/chi-tieu/" not in text, "nothing leads a visitor to the staff's pages"
    defined = client.get(f"/so-lieu/{KEY}/", {"ky": WINDOW}).content.decode()
    for words in ("Cách tính", "Căn cứ", KEY):
        assert words in defined
    assert "/chi-tieu/" not in defined.partition("<main")[2]


def test_only_what_a_published_article_shows_is_told(client: Client):
    a_department("P1")
    page = an_article(frozen=False)
    assert client.get("/so-lieu/dossiers.received/", {"ky": WINDOW}).status_code == 404
    assert client.get(f"/so-lieu/{KEY}/", {"ky": "2019"}).status_code == 404
    page.refresh_from_db()
    page.unpublish()
    assert client.get(f"/so-lieu/{KEY}/", {"ky": WINDOW}).status_code == 404


def test_a_figure_that_is_no_more_leaves_the_article_standing(client: Client):
    page = an_article(frozen=False)
    page.refresh_from_db()
    page.body[0].value["key"] = "khong.con"
    ArticlePage.objects.filter(pk=page.pk).update(body=page.body)
    assert "Kết quả" in read(client, page)


def test_taken_out_of_the_article_it_is_noted_no_more():
    a_department("P1")
    page = an_article(frozen=True)
    assert ShownFigure.objects.count() == 1
    page.refresh_from_db()
    page.body = []
    page.save_revision().publish()
    assert not ShownFigure.objects.exists()
