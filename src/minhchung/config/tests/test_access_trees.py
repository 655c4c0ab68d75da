"""Every address below a tree's root, every method, every role: nobody passes whom the tree's line does not let pass.

What is behind the guard, Wagtail's own rights, is asked in ``portal/tests``; here they are only seen not to be reached.
"""

from __future__ import annotations

import logging
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.template.backends.django import Template
from django.urls import get_resolver

from minhchung.config.access import TREES, Tree
from minhchung.config.middleware import EDITOR, EDITOR_ADDRESSES
from minhchung.config.tests.access_rows import Stage
from minhchung.config.tests.test_access import METHODS, House, addresses
from minhchung.ground.accounts.policy import Role
from minhchung.portal.roots import lay_first_rows

#: An example of each kind of part of an address.
PARTS = {"int": "987654321", "slug": "x", "str": "x", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}


def example(pattern: str) -> str:
    """An address that a pattern fits."""
    path = re.sub(r"<(?:(\w+):)?\w+>", lambda found: PARTS[found[1] or "str"], pattern)
    path = re.sub(r"\(\?P<\w+>[^)]*\)", "x", path)
    return "/" + re.sub(r"\^|\$|\\Z|\.\*|\\", "", path)


def below(tree: Tree) -> list[str]:
    return [pattern for _name, pattern in addresses(get_resolver(EDITOR_ADDRESSES)) if tree.holds(pattern)]


def test_a_tree_is_read_where_its_addresses_are():
    assert [f"/{tree.root}" for tree in TREES] == [EDITOR]
    for tree in TREES:
        assert len(below(tree)) > 100


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")  # who may pass does not hang on the database
@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.root)
def test_every_address_of_a_tree_answers_as_its_line_says(tree: Tree, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Template, "render", lambda *_args, **_more: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    stage = Stage()
    lay_first_rows()
    house = House(stage)
    wrong: dict[str, list[str]] = {}
    for pattern in below(tree):
        for role, user in [(None, AnonymousUser()), *stage.users.items()]:
            for method in METHODS if role in (None, Role.PROVINCE) else ("GET", "POST"):
                passes = role is not None and tree.who.test(str(role))
                if passes and not tree.is_closed(pattern):
                    continue  # Wagtail's own rights answer
                answered, written = house.answer(method, example(pattern), user, EDITOR_ADDRESSES)
                wanted = (
                    "not there" if tree.is_closed(pattern) else "sign in" if role is None else "forbidden"
                )
                if answered != wanted or written:
                    wrong.setdefault(f"{method} {pattern}: {answered}; wanted: {wanted}", []).append(
                        str(role)
                    )
    assert not wrong, "\n".join(f"{asked}. Asked by {', '.join(roles)}" for asked, roles in wrong.items())


@pytest.mark.django_db
@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.root)
def test_those_whom_a_tree_lets_pass_reach_its_doors(tree: Tree, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Template, "render", lambda *_args, **_more: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    stage = Stage()
    lay_first_rows()
    house = House(stage)
    answers = {
        (pattern, role): house.answer("GET", example(pattern), user, EDITOR_ADDRESSES)[0]
        for pattern in below(tree)
        if not tree.is_closed(pattern)
        and example(pattern) == f"/{pattern}"  # no row is named in it
        and not pattern.endswith(("login/", "logout/"))
        for role, user in stage.users.items()
        if tree.who.test(str(role))
    }
    assert "sign in" not in set(answers.values()), [key for key, said in answers.items() if said == "sign in"]
    assert [
        role for (pattern, role), said in answers.items() if pattern == tree.root and said != "passed"
    ] == []


def test_an_example_fits_its_pattern():
    for tree in TREES:
        for pattern in below(tree):
            try:
                found = get_resolver(EDITOR_ADDRESSES).resolve(example(pattern))
            except ImproperlyConfigured:  # pragma: no cover
                raise AssertionError(pattern) from None
            assert found.route.startswith(tree.root), pattern
