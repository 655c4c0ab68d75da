"""The trail: it is chained, and its page reads it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.trail.actions import Deed, write
from minhchung.ground.trail.models import Entry
from minhchung.ground.trail.queries import first_break, head, story_of

AT = datetime(2026, 8, 27, 8, 0)

pytestmark = pytest.mark.django_db


def written(count: int = 3) -> None:
    with transaction.atomic():
        deeds = [Deed("staff", "person", n, "create", "an", AT, {"tên": f"Đỗ {n}"}) for n in range(count)]
        assert write(deeds, recorded_at=AT) == count


def test_the_chain_is_whole_and_goes_on() -> None:
    written()
    before = head()
    written(2)
    assert first_break() is None
    assert head()[0] == before[0] + 2 and head()[1] != before[1]


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        pytest.param(lambda: Entry.objects.filter(id=2).update(by="khác"), 2, id="an entry was changed"),
        pytest.param(lambda: Entry.objects.filter(id=2).delete(), 2, id="an entry was left out"),
        pytest.param(
            lambda: Entry.objects.filter(id=3).update(digest="0" * 64), 3, id="a digest was changed"
        ),
        pytest.param(lambda: Entry.objects.filter(id=1).update(details="{}"), 1, id="details were emptied"),
    ],
)
def test_harm_is_found_where_it_was_done(harm: object, found: int) -> None:
    written()
    harm()  # type: ignore[operator]
    assert first_break() == found


@pytest.mark.django_db(transaction=True)
def test_writing_outside_a_transaction_is_refused() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="transaction"):
        write([Deed("staff", "person", 1, "create", "an", AT)], recorded_at=AT)


def test_a_story_holds_only_its_record() -> None:
    written()
    assert [line.details for line in story_of("staff", "person", 1)] == [{"tên": "Đỗ 1"}]


@pytest.fixture
def keeper(client: Client) -> Client:
    user = create_user(
        username="quantri", full_name="Đỗ Việt", role=Role.IT, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def test_the_page_narrows_by_person_room_and_day(keeper: Client) -> None:
    written()
    url = reverse("trail:list")
    assert "4 dòng" in keeper.get(url).content.decode()
    assert "3 dòng" in keeper.get(url, {"phan-he": "staff"}).content.decode()
    assert "0 dòng" in keeper.get(url, {"nguoi": "không ai"}).content.decode()
    assert "4 dòng" in keeper.get(url, {"tu": "27/08/2026", "den": "27/08/2026"}).content.decode()
    assert "0 dòng" in keeper.get(url, {"tu": "28/08/2026"}).content.decode()
    assert "không phải ngày" in keeper.get(url, {"tu": "32/08/2026"}).content.decode()


def test_the_page_goes_back_in_time(keeper: Client) -> None:
    written(150)
    first = keeper.get(reverse("trail:list"))
    older = keeper.get(first.context["older_url"])
    assert (len(first.context["lines"]), len(older.context["lines"])) == (100, 51)
    assert first.context["lines"][-1]["number"] == older.context["lines"][0]["number"] + 1


def test_the_page_checks_the_chain_on_demand(keeper: Client) -> None:
    written()
    url = reverse("trail:list")
    assert "nguyên vẹn" in keeper.get(url, {"kiem-tra": "1"}).content.decode()
    Entry.objects.filter(id=2).update(by="khác")
    assert "Chuỗi nhật ký bị đứt" in keeper.get(url, {"kiem-tra": "1"}).content.decode()


def test_the_page_is_for_those_who_keep_the_system(client: Client) -> None:
    user = create_user(
        username="an", full_name="Lê An", role=Role.LEADER, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    assert client.get(reverse("trail:list")).status_code == 403
