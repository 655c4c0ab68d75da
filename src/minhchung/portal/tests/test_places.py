"""The bar of the public site: what visitors find in it, and what stands there once somebody is signed in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.models import User
from minhchung.portal.places import PLACES

pytestmark = pytest.mark.django_db


def bar(client: Client, url: str) -> list[tuple[str, bool]]:
    """Addresses of the bar in order, each with whether it is where the reader is."""
    text = re.search(r'<ul class="nav">(.*?)</ul>', client.get(url).content.decode(), re.DOTALL)
    assert text
    found = re.findall(r'<a href="([^"]+)"( aria-current="page")?>', text[1])
    return [(address, bool(current)) for address, current in found]


@pytest.mark.parametrize("name", [name for name, _label in PLACES])
def test_the_bar_shows_every_place_and_marks_where_the_reader_is(client: Client, name: str) -> None:
    wanted = [(reverse(place), place == name) for place, _label in PLACES]
    assert bar(client, reverse(name)) == wanted


def test_every_place_opens_to_everybody(client: Client) -> None:
    assert {client.get(reverse(name)).status_code for name, _label in PLACES} == {200}


def test_every_page_leads_to_the_statement_of_accessibility(client: Client) -> None:
    address = reverse("portal:accessibility")
    assert f'<a href="{address}">' in client.get("/").content.decode().split("<footer")[1]
    statement = client.get(address).content.decode()
    for words in ("TT-BTTTT", "WCAG", "2.2", reverse("send_feedback")):
        assert words in statement


def test_a_page_that_is_no_place_marks_none(client: Client) -> None:
    assert not any(current for _address, current in bar(client, reverse("accounts:sign_in")))


def test_who_is_signed_in_keeps_the_staffs_bar_on_public_pages(client: Client) -> None:
    client.force_login(User.objects.create_user("it", role="it"))
    assert bar(client, "/")[0] == (reverse("dashboard"), False)
