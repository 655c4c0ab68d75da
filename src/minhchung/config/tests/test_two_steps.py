"""What asks for two steps of signing in opens to nobody who has done one; asked as in service, address by address."""

from __future__ import annotations

import logging
import uuid
from typing import Any

import pytest
from django.template.backends.django import Template
from django.urls import reverse

from minhchung.config.access import TABLE, TREES
from minhchung.config.access.lines import Line
from minhchung.config.middleware import EDITOR_ADDRESSES
from minhchung.config.tests.access_rows import OWN, Stage
from minhchung.config.tests.test_access import House, may_pass, path_of
from minhchung.config.tests.test_access_trees import below, example
from minhchung.ground.accounts.models import User
from minhchung.ground.accounts.policy import PERMITS, TWO_STEPS, May, Role, asks_two_steps
from minhchung.portal.roots import lay_first_rows

#: Who may pass does not hang on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.only_on("sqlite")]


@pytest.fixture
def house(settings: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    settings.SECOND_STEP_DEMANDED = True
    monkeypatch.setattr(Template, "render", lambda *_args, **_more: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    stage = Stage()
    lay_first_rows()
    return House(stage)


def by_two_steps(line: Line, method: str) -> bool:
    who = line.get if method == "GET" else line.post
    return who is not None and who.by_two_steps


def passed(user: User) -> dict[str, Any]:
    """The account has set up a second step; what its session knows when it has passed it."""
    user.second_step = uuid.uuid4()
    return {"second_step": str(user.second_step)}


def test_the_permits_that_reach_accounts_or_the_public_ask_for_two_steps():
    assert {May.MANAGE_USERS, May.WRITE_ARTICLES, May.EDIT_ARTICLES, May.PUBLISH_ARTICLES} == TWO_STEPS
    assert {role for role in Role if asks_two_steps(role)} == {
        role for role in Role if PERMITS[role] & TWO_STEPS
    }
    assert not asks_two_steps("king")


def test_every_address_of_the_keeper_asks_for_two_steps(house: House):
    asked = [(line, method) for line in TABLE for method in ("GET", "POST") if by_two_steps(line, method)]
    names = {line.route for line, _method in asked}
    assert {"accounts:users", "accounts:edit_user", "accounts:reset_second_step", "trail:list"} <= names
    wrong = []
    for role, user in house.stage.users.items():
        for line, method in asked:
            who = line.get if method == "GET" else line.post
            path = path_of(house.stage, line, OWN, user)
            answered, written = house.answer(method, path, user)
            wanted = "second step" if may_pass(who, role) else "forbidden"
            if answered != wanted or written:
                wrong.append(f"{method} {line.route} asked by {role}: {answered}; wanted: {wanted}")
    assert wrong == []
    keeper = house.stage.users[Role.IT]
    session = passed(keeper)
    for line, method in asked:
        path = path_of(house.stage, line, OWN, keeper)
        assert house.answer(method, path, keeper, session=session)[0] == "passed", line.route


def test_every_address_of_the_editor_asks_for_two_steps(house: House):
    wrong = []
    for tree in TREES:
        for pattern in below(tree):
            for role, user in house.stage.users.items():
                # One line holds for all of them: every role is asked at its root alone.
                elsewhere = role != Role.LEADER and pattern != tree.root
                if elsewhere or tree.is_closed(pattern) or not tree.who.test(str(role)):
                    continue
                answered, written = house.answer("GET", example(pattern), user, EDITOR_ADDRESSES)
                if answered != "second step" or written:
                    wrong.append(f"{pattern} asked by {role}: {answered}")
    assert wrong == []
    for role, user in house.stage.users.items():
        if asks_two_steps(role):
            session = passed(user)
            assert house.answer("GET", "/bien-tap/", user, EDITOR_ADDRESSES, session)[0] == "passed", role


@pytest.mark.parametrize(
    "session",
    [
        pytest.param({}, id="a session that has done one step"),
        pytest.param({"second_step": str(uuid.uuid4())}, id="a mark of an earlier set-up"),
        pytest.param({"second_step": ""}, id="an empty mark"),
    ],
)
def test_an_account_with_a_second_step_opens_nothing_without_it(house: House, session: dict[str, str]):
    user = house.stage.users[Role.FINANCE]
    user.second_step = uuid.uuid4()
    for name in ("dashboard", "accounts:mine", "accounts:two_steps", "accounts:drop_second_step"):
        for method in ("GET", "POST"):
            answered, written = house.answer(method, reverse(name), user, session=session)
            assert (answered, written) in [("sign in", []), ("no such method", [])], name
