"""Every register of every room opens: empty, with its form, and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db.models import CheckConstraint, Model, UniqueConstraint
from django.forms import ModelForm
from django.test import Client
from django.urls import get_resolver, reverse

from minhchung.config import importers
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import PERMITS, May, Role


def names(ending: str) -> Iterator[str]:
    """Every address name that ends so and needs no number, with its namespace."""

    def walk(resolver: object, space: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:  # type: ignore[attr-defined]
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            elif not pattern.name or pattern.pattern.converters or not space.count(":"):
                continue
            elif pattern.name.endswith(ending):
                yield f"{space}{pattern.name}"

    yield from sorted(set(walk(get_resolver(), "")))


@pytest.fixture
def all_mighty(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody who may do everything."""
    monkeypatch.setitem(PERMITS, Role.LEADER, frozenset(May))
    user = create_user(
        username="an",
        full_name="Lê Thị An",
        role=Role.LEADER,
        password="bốn mùa xuân hạ",
        by="cài đặt",
        at=datetime(2026, 8, 27),
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def test_there_are_registers() -> None:
    assert len(list(names("_list"))) >= 25


def test_every_list_opens(all_mighty: Client) -> None:
    for name in names("_list"):
        answer = all_mighty.get(reverse(name), {"q": "không có đâu", "sap": "id"})
        assert answer.status_code == 200, name


def test_every_form_opens_and_refuses_an_empty_one(all_mighty: Client) -> None:
    for name in (each for each in names("_new") if not each.startswith("accounts:") and "bulk" not in each):
        assert all_mighty.get(reverse(name)).status_code == 200, name
        assert all_mighty.post(reverse(name), {}).status_code == 422, name


def test_every_csv_is_served(all_mighty: Client) -> None:
    for name in names("_csv"):
        answer = all_mighty.get(reverse(name))
        assert b"".join(answer.streaming_content).startswith("\ufeff".encode()), name


def forms(of: type[ModelForm] = ModelForm) -> Iterator[type[ModelForm]]:
    """Every form of the product that writes a row; they are there once the addresses are read."""
    for form in of.__subclasses__():
        if form.__module__.startswith("minhchung."):
            yield form
        yield from forms(form)


def fed() -> set[type[Model]]:
    """The tables into which people write by a form, or by a worksheet."""
    assert list(names("_new"))
    typed = {form._meta.model for form in forms() if form._meta.model is not None}
    return typed | {importers.importer_class(name).model for name in importers.names()}


def test_every_rule_of_a_table_that_people_fill_says_in_a_sentence_what_is_wrong() -> None:
    tables = fed()
    silent = [
        f"{table._meta.label}: {rule.name}"
        for table in tables
        for rule in table._meta.constraints
        if isinstance(rule, CheckConstraint | UniqueConstraint)
        and rule.violation_error_message == rule.default_violation_error_message
    ]
    assert len(tables) > 50 and sorted(silent) == []


def test_a_broken_rule_is_told_in_its_sentence(all_mighty: Client) -> None:
    typed = {
        "kind": "reform",
        "year": "2025",
        "score": "80",
        "full": "100",
        "decision": "QĐ 1",
        "announced_by": "Bộ Nội vụ",
        "announced_on": "01/03/2026",
    }
    address = reverse("direction:index_result_new")
    assert all_mighty.post(address, typed).status_code == 302
    again = all_mighty.post(address, typed)
    text = again.content.decode()
    assert again.status_code == 422 and "Chỉ số này đã có kết quả của năm đó; hãy sửa kết quả cũ." in text
