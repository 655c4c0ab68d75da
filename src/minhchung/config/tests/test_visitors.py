"""Visitors who are not signed in: pages without a form leave no cookie with them and hang on none."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role

AT = datetime(2026, 8, 27, 8, 0)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "route",
    [
        "portal:home",
        "portal:procedures",
        "portal:promises",
        "portal:answers",
        "portal:gazette",
        "portal:open_data",
        "calculator",
    ],
)
def test_a_page_without_a_form_leaves_no_cookie_and_hangs_on_none(client: Client, route: str) -> None:
    for _time in range(2):
        answer = client.get(reverse(route))
        assert answer.status_code == 200
        assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


def test_so_does_one_that_is_not_there(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


def test_a_page_with_a_form_leaves_the_cookie_against_forged_ones_and_no_other(client: Client) -> None:
    answer = client.get(reverse("track"))
    assert set(answer.cookies) == {"csrftoken"} and "Cookie" in answer["Vary"]


def test_whoever_is_signed_in_is_known_on_the_same_pages(client: Client) -> None:
    user = create_user(
        username="an", full_name="Lê An", role=Role.CLERK, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    answer = client.get(reverse("portal:home"))
    assert "Lê An" in answer.content.decode() and "Cookie" in answer["Vary"]


def _waiting(words: str) -> str:
    answer, request = HttpResponse(), RequestFactory().get("/")
    request._messages = CookieStorage(request)
    messages.success(request, words)
    request._messages.update(answer)
    return answer.cookies["messages"].value


def test_words_that_wait_for_a_visitor_are_said_to_him(client: Client) -> None:
    client.cookies["messages"] = _waiting("Đã nhận đơn")
    assert "Đã nhận đơn" in client.get(reverse("portal:home")).content.decode()
