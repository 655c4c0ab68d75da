"""Signing in and out, one's own account, and the accounts of others."""

from __future__ import annotations

import re
from datetime import datetime
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts import actions
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import PERMIT_NAMES, May, Role
from minhchung.ground.trail.queries import first_break, story_of

AT = datetime(2026, 8, 27, 8, 0)
PASSWORD = "bốn mùa xuân hạ 26"

pytestmark = pytest.mark.django_db


def an_account(username: str = "an", role: Role = Role.REFORM, **more: object) -> User:
    return actions.create_user(
        username=username, full_name="Lê Thị An", role=role, password=PASSWORD, by="cài đặt", at=AT, **more
    )


def deeds_of(user: User) -> list[str]:
    return [line.deed for line in story_of("accounts", "user", user.pk)]


def test_every_permission_has_a_name_in_words() -> None:
    assert set(PERMIT_NAMES) == set(May)


def test_signing_in_leads_to_the_page_that_was_asked_for_and_is_written_down(client: Client) -> None:
    user = an_account()
    asked = client.get(reverse("accounts:mine"))
    assert asked.headers["Location"].startswith(reverse("accounts:sign_in"))
    answer = client.post(
        asked.headers["Location"], {"username": "an", "password": PASSWORD, "next": "/tai-khoan/"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/tai-khoan/")
    assert deeds_of(user) == ["create", "sign_in"]
    page = client.get("/tai-khoan/").content.decode()
    assert "Lê Thị An" in page and "Cán bộ cải cách hành chính" in page


def test_a_wrong_password_is_refused_kindly_and_written_down(client: Client) -> None:
    user = an_account()
    answer = client.post(reverse("accounts:sign_in"), {"username": "an", "password": "sai rồi nhé"})
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in answer.content.decode()
    assert deeds_of(user) == ["create", "sign_in_refused"]


def test_what_is_typed_for_an_unknown_name_is_not_kept(client: Client) -> None:
    user = an_account()
    client.post(reverse("accounts:sign_in"), {"username": PASSWORD, "password": "x"})
    assert deeds_of(user) == ["create"]


def test_many_failures_lock_the_name_out_for_a_while(client: Client, settings: object) -> None:
    an_account()
    for _turn in range(8):
        answer = client.post(reverse("accounts:sign_in"), {"username": "an", "password": "sai"})
    assert answer.status_code == 429
    assert "Tạm khóa đăng nhập" in answer.content.decode()
    again = client.post(reverse("accounts:sign_in"), {"username": "an", "password": PASSWORD})
    assert again.status_code == 429


def test_signing_out_needs_a_post(client: Client) -> None:
    user = an_account()
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    client.post(reverse("accounts:sign_out"))
    assert deeds_of(user)[-1] == "sign_out"
    assert client.get("/tai-khoan/").status_code == 302


def test_a_given_password_must_be_changed_before_anything_else(client: Client) -> None:
    user = an_account(must_change_password=True)
    client.post(reverse("accounts:sign_in"), {"username": "an", "password": PASSWORD})
    assert client.get("/tai-khoan/").headers["Location"] == reverse("accounts:password")
    new = "một câu dài dễ nhớ 7"
    answer = client.post(
        reverse("accounts:password"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert answer.headers["Location"] == reverse("accounts:mine")
    assert client.get("/tai-khoan/").status_code == 200
    assert deeds_of(user)[-1] == "change_password"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param(
            ("sai", "một câu dài 77", "một câu dài 77"), "Mật khẩu hiện tại chưa đúng", id="wrong old one"
        ),
        pytest.param(
            (PASSWORD, "một câu dài 77", "khác hẳn đi 77"), "chưa giống nhau", id="two new ones differ"
        ),
        pytest.param((PASSWORD, "ngắn", "ngắn"), "10", id="too short"),
    ],
)
def test_a_bad_new_password_is_refused_in_words(
    client: Client, typed: tuple[str, str, str], said: str
) -> None:
    client.force_login(an_account(), backend="minhchung.ground.accounts.backends.Accounts")
    fields = dict(zip(("old_password", "new_password1", "new_password2"), typed, strict=True))
    answer = client.post(reverse("accounts:password"), fields)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_role_without_the_permission_gets_a_page_that_says_so(client: Client) -> None:
    client.force_login(an_account(), backend="minhchung.ground.accounts.backends.Accounts")
    answer = client.get(reverse("accounts:users"))
    assert answer.status_code == 403
    assert "Quản lý tài khoản" in answer.content.decode()


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(an_account("quantri", Role.IT), backend="minhchung.ground.accounts.backends.Accounts")
    return client


def test_the_keeper_opens_changes_and_closes_an_account(keeper: Client) -> None:
    fields = {
        "username": "binh",
        "full_name": "Trần Văn Bình",
        "role": "clerk",
        "email": "",
        "password": PASSWORD,
    }
    assert keeper.post(reverse("accounts:new_user"), fields).status_code == 302
    user = User.objects.get(username="binh")
    assert user.must_change_password
    assert "Trần Văn Bình" in keeper.get(reverse("accounts:users"), {"q": "Văn"}).content.decode()
    change = {"full_name": "Trần Văn Bình", "role": "finance", "email": ""}
    assert keeper.post(reverse("accounts:edit_user", args=[user.pk]), change).status_code == 302
    user.refresh_from_db()
    assert (user.role, user.is_active) == ("finance", False)
    line = story_of("accounts", "user", user.pk)[-1]
    assert line.details == {
        "before": {"role": "clerk", "is_active": True},
        "after": {"role": "finance", "is_active": False},
    }
    assert keeper.get(reverse("accounts:edit_user", args=[user.pk])).status_code == 200


def test_a_taken_name_and_a_weak_password_are_refused_beside_their_fields(keeper: Client) -> None:
    fields = {"username": "QuanTri", "full_name": "Ai Đó", "role": "clerk", "password": PASSWORD}
    assert "đã có" in keeper.post(reverse("accounts:new_user"), fields).content.decode()
    fields = {"username": "ai.do", "full_name": "Ai Đó", "role": "clerk", "password": "12345"}
    answer = keeper.post(reverse("accounts:new_user"), fields)
    assert answer.status_code == 422
    assert not User.objects.filter(username="ai.do").exists()


def test_the_last_keeper_cannot_close_himself_out(keeper: Client) -> None:
    user = User.objects.get(username="quantri")
    answer = keeper.post(reverse("accounts:edit_user", args=[user.pk]), {"full_name": "X", "role": "clerk"})
    assert answer.status_code == 422
    assert "tài khoản quản trị cuối cùng" in answer.content.decode()
    user.refresh_from_db()
    assert user.role == "it" and user.is_active


def test_a_forgotten_password_is_given_anew(keeper: Client) -> None:
    user = an_account()
    url = reverse("accounts:give_password", args=[user.pk])
    assert keeper.post(url, {"password": "một hai ba bốn 9"}).status_code == 302
    user.refresh_from_db()
    assert user.must_change_password and user.check_password("một hai ba bốn 9")
    assert keeper.post(url, {"password": "abc"}).status_code == 422


def test_an_unknown_role_opens_no_account() -> None:
    with pytest.raises(ValidationError):
        actions.create_user(username="x", full_name="X", role="king", password=PASSWORD, by="cài đặt", at=AT)
    assert not User.objects.exists()


def test_the_language_is_vietnamese_until_asked_and_the_page_is_kept(client: Client) -> None:
    url = reverse("accounts:sign_in")
    assert client.get(url, headers={"accept-language": "en"}).headers["Content-Language"] == "vi"
    answer = client.get(reverse("accounts:language"), {"sang": "en", "ve": url})
    assert answer.headers["Location"] == url
    assert client.get(url).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("https://example.org/", id="an address of another site"),
        pytest.param("//example.org/", id="one without a scheme"),
        pytest.param("/\\example.org/", id="one that browsers take for it"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("/\n/example.org/", id="one with a line break"),
        pytest.param("", id="none"),
    ],
)
def test_the_language_switch_leads_nowhere_else(client: Client, page: str) -> None:
    answer = client.get(reverse("accounts:language"), {"sang": "xx", "ve": page})
    assert answer.headers["Location"] == "/"
    assert not answer.cookies


def test_the_language_switch_stands_on_a_page_as_a_link_back_to_it(client: Client) -> None:
    url = reverse("accounts:sign_in") + "?next=/a%26b/&x=1"
    link = re.search(r'href="([^"]*sang=en[^"]*)"', client.get(url).content.decode())
    assert link is not None
    assert client.get(unescape(link[1])).headers["Location"] == url


def test_the_trail_of_accounts_is_whole(keeper: Client) -> None:
    an_account()
    assert first_break() is None
