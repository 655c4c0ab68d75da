"""The second step of signing in, at its doors: who waits, who is in, and whose sessions end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts import actions
from minhchung.ground.accounts.models import SecondStep, User
from minhchung.ground.accounts.policy import Role
from minhchung.ground.accounts.tests.two_steps import (
    AT,
    PASSWORD,
    an_account,
    code_of,
    deeds_of,
    now,
    with_two_steps,
)
from minhchung.ground.trail.queries import story_of

SIGN_IN, STEP_TWO = "/tai-khoan/dang-nhap/", "/tai-khoan/dang-nhap/buoc-hai/"
SET_UP = "/tai-khoan/hai-buoc/thiet-lap/"

pytestmark = pytest.mark.django_db


def first_step(client: Client, username: str = "an", page: str = "") -> Any:
    return client.post(SIGN_IN, {"username": username, "password": PASSWORD, "next": page})


def signed_in(client: Client) -> bool:
    return client.get("/tai-khoan/").status_code == 200


def test_the_password_alone_signs_nobody_in_who_has_a_second_step(client: Client) -> None:
    user = an_account()
    secret, _codes = with_two_steps(user)
    assert first_step(client, page="/ho-so/").headers["Location"] == STEP_TWO
    assert "_auth_user_id" not in client.session
    assert not signed_in(client) and deeds_of(user)[-1] == "set_up_second_step"
    before = client.session.session_key
    refused = client.post(STEP_TWO, {"code": "000000"})
    assert refused.status_code == 422 and "Mã chưa đúng" in refused.content.decode()
    assert "no-store" in refused.headers["Cache-Control"]
    answer = client.post(STEP_TWO, {"code": code_of(secret, now())})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ho-so/")
    assert client.session.session_key != before
    assert signed_in(client)
    line = story_of("accounts", "user", user.pk)[-1]
    assert (line.deed, line.details["second_step"]) == ("sign_in", "app")
    client.post("/tai-khoan/dang-xuat/")
    first_step(client)
    again = client.post(STEP_TWO, {"code": code_of(secret, now() - timedelta(seconds=30))})
    assert again.status_code == 422 and not signed_in(client)


def test_nobody_waits_who_has_not_given_his_password(client: Client) -> None:
    an_account()
    assert client.get(STEP_TWO).headers["Location"] == SIGN_IN
    assert client.post(STEP_TWO, {"code": "000000"}).headers["Location"] == SIGN_IN


@pytest.mark.parametrize(
    "meanwhile",
    [
        pytest.param(lambda user: User.objects.filter(pk=user.pk).update(is_active=False), id="closed"),
        pytest.param(
            lambda user: actions.give_password(user=user, password="một câu khác 26", by="x", at=AT),
            id="another password",
        ),
        pytest.param(lambda user: with_two_steps(user, AT + timedelta(1)), id="another telephone"),
    ],
)
def test_who_waits_is_forgotten_when_his_account_changes(client: Client, meanwhile: Any) -> None:
    user = an_account()
    _secret, codes = with_two_steps(user)
    first_step(client)
    meanwhile(user)
    assert client.post(STEP_TWO, {"code": codes[0]}).headers["Location"] == SIGN_IN


def test_who_waits_too_long_begins_again(client: Client) -> None:
    user = an_account()
    _secret, codes = with_two_steps(user)
    first_step(client)
    session = client.session
    session["second_step_waits"] |= {"until": AT.isoformat()}
    session.save()
    assert client.post(STEP_TWO, {"code": codes[0]}).headers["Location"] == SIGN_IN


def test_a_password_that_must_be_changed_is_asked_after_the_second_step(client: Client) -> None:
    user = an_account(must_change_password=True)
    _secret, codes = with_two_steps(user)
    first_step(client)
    assert client.get("/tai-khoan/mat-khau/").status_code == 302
    answer = client.post(STEP_TWO, {"code": codes[0]})
    assert answer.headers["Location"] == reverse("accounts:password")


def test_too_many_wrong_codes_are_told_so(client: Client) -> None:
    with_two_steps(an_account())
    first_step(client)
    answers = [client.post(STEP_TWO, {"code": "000000"}).status_code for _turn in range(9)]
    assert answers == [422] * 8 + [429]


def test_a_next_page_elsewhere_is_not_followed(client: Client) -> None:
    _secret, codes = with_two_steps(an_account())
    first_step(client, page="https://example.org/")
    assert client.post(STEP_TWO, {"code": codes[0]}).headers["Location"] == reverse("dashboard")


@pytest.fixture
def user(client: Client) -> User:
    """Signed in by his password."""
    user = an_account()
    first_step(client)
    return user


def shown_secret(client: Client) -> str:
    page = client.get(SET_UP).content.decode()
    return page.partition('id="khoa">')[2].partition("<")[0].replace(" ", "")


def set_up(client: Client, **more: str) -> Any:
    typed = {"code": code_of(shown_secret(client), now()), "password": PASSWORD, **more}
    return client.post(SET_UP, typed)


def test_setting_up_shows_the_codes_once_and_ends_other_sessions(client: Client, user: User) -> None:
    elsewhere = Client()
    first_step(elsewhere)
    assert signed_in(elsewhere)
    secret, before = shown_secret(client), client.session.session_key
    assert secret == shown_secret(client) and len(secret) == 32
    assert secret not in str([each.get_decoded() for each in Session.objects.all()])
    answer = set_up(client)
    page = answer.content.decode()
    assert answer.status_code == 200 and page.count("<code>") == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.session.session_key != before
    assert signed_in(client) and not signed_in(elsewhere)
    assert deeds_of(user)[-1] == "set_up_second_step"
    code = page.partition("<code>")[2][:19]
    for address in ("/tai-khoan/", "/tai-khoan/hai-buoc/", SET_UP, "/tai-khoan/hai-buoc/ma-du-phong/"):
        later = client.get(address).content.decode()
        assert code not in later and secret not in later.replace(" ", "")
    assert "Còn 10 mã" in client.get("/tai-khoan/hai-buoc/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param({"password": "sai"}, "Mật khẩu chưa đúng", id="a wrong password"),
        pytest.param({"code": "abcdef"}, "Mã chưa đúng", id="a code of nothing"),
        pytest.param({"code": "", "password": ""}, "Hãy nhập mật khẩu", id="nothing"),
    ],
)
def test_setting_up_is_refused(client: Client, user: User, typed: dict[str, str], said: str) -> None:
    answer = set_up(client, **typed)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not SecondStep.objects.exists()


def test_the_owner_makes_new_codes_and_does_without_for_his_password(client: Client, user: User) -> None:
    codes, drop = "/tai-khoan/hai-buoc/ma-du-phong/", "/tai-khoan/hai-buoc/tat/"
    for address in (codes, drop):
        assert client.get(address).headers["Location"] == "/tai-khoan/hai-buoc/"
    set_up(client)
    for address in (codes, drop):
        assert client.get(address).status_code == 200
        assert client.post(address, {"password": "sai"}).status_code == 422
    assert client.post(codes, {"password": PASSWORD}).content.decode().count("<code>") == 10
    assert client.post(drop, {"password": PASSWORD}).headers["Location"] == "/tai-khoan/hai-buoc/"
    assert signed_in(client)
    assert deeds_of(user)[-2:] == ["new_recovery_codes", "drop_second_step"]


def test_changing_the_password_keeps_the_second_step_passed(client: Client, user: User) -> None:
    set_up(client)
    new = "một câu dài dễ nhớ 7"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    client.post("/tai-khoan/mat-khau/", fields)
    assert signed_in(client)


def test_what_asks_for_two_steps_leads_to_setting_up_and_back(client: Client, settings: Any) -> None:
    settings.SECOND_STEP_DEMANDED = True
    an_account("quantri", Role.IT)
    first_step(client, "quantri")
    asked = client.get("/tai-khoan/nguoi-dung/?q=an").headers["Location"]
    assert asked.startswith(SET_UP)
    next_page = client.get(asked).content.decode().rpartition('name="next" value="')[2].partition('"')[0]
    assert next_page == "/tai-khoan/nguoi-dung/?q=an"
    assert f'href="{next_page}"' in set_up(client, next=next_page).content.decode()
    assert client.get(next_page).status_code == 200


def test_the_keeper_resets_the_second_step_of_another(client: Client) -> None:
    other, keeper = an_account(), an_account("quantri", Role.IT)
    _secret, codes = with_two_steps(other)
    elsewhere = Client()
    first_step(elsewhere)
    elsewhere.post(STEP_TWO, {"code": codes[0]})
    assert signed_in(elsewhere)
    first_step(client, "quantri")
    shown = client.get(reverse("accounts:edit_user", args=[other.pk])).content.decode()
    address = reverse("accounts:reset_second_step", args=[other.pk])
    assert address in shown
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "báo mất máy"}).status_code == 302
    assert not signed_in(elsewhere)
    told = client.get(reverse("accounts:edit_user", args=[other.pk])).content.decode()
    assert "Bỏ bước hai cho người mất điện thoại" in told and "báo mất máy" in told
    assert first_step(elsewhere).headers["Location"] != STEP_TWO and signed_in(elsewhere)
    own = client.post(reverse("accounts:reset_second_step", args=[keeper.pk]), {"reason": "x"})
    assert own.status_code == 422 and "Không tự bỏ" in own.content.decode()


def test_in_demonstration_data_they_open_and_say_so_once(client: Client, settings: Any) -> None:
    settings.SECOND_STEP_DEMANDED, settings.DEMO = False, True
    an_account("quantri", Role.IT)
    first_step(client, "quantri")
    pages = [client.get("/tai-khoan/nguoi-dung/").content.decode() for _turn in range(2)]
    assert ["Khi dùng thật, trang này chỉ mở sau khi" in page for page in pages] == [True, False]
    assert "Khi dùng thật" in client.get("/tai-khoan/hai-buoc/").content.decode()
