"""What the worker keeps of the promises: the same as what is counted, told with its moment, counted anew when old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.portal import counting, promises
from minhchung.portal.models import CountedPeriod, CountedPromise
from minhchung.portal.promise_numbers import Numbers, counted, from_json, to_json
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 10)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def _dossiers() -> None:
    """Two procedures in days and in hours over two years: many, few, late ones with reasons, one without a limit."""
    board = a_board()
    days = a_procedure(board)
    hours = a_procedure(board, key="2.000001", name="Cấp C/O", limit=8, unit="working-hour")
    ProcedureVersion.objects.update(posted_web_on=date(2020, 1, 1))
    for year in (2024, 2025):
        for number in range(7):
            begun = at(f"{year}-03-04T09:00") + timedelta(minutes=number)
            late = {"late_reason": "Chờ ý kiến sở"} if number > 1 and year == 2025 else {}
            a_dossier(days, begun, ended_at=begun + timedelta(days=9 if late else 1 + number % 3), **late)
    a_dossier(days, at("2025-06-03T09:00"), ended_at=at("2025-06-05T09:00"), limit=None)
    for number in range(5):
        begun = at("2025-08-04T08:00")
        a_dossier(hours, begun, ended_at=begun + timedelta(minutes=61 + number), limit=8, unit="working-hour")
    a_dossier(hours, at("2024-08-05T08:00"), ended_at=at("2024-08-05T09:00"), limit=8, unit="working-hour")


def offered() -> list[promises.Period]:
    return [promises.latest(NOW.date()), *promises.years(NOW.date())]


@pytest.mark.usefixtures("_dossiers")
def test_what_is_kept_equals_what_is_counted() -> None:
    found = {each.label: counted(each, NOW)[0] for each in offered()}
    before = [
        promises.of_posted(each, NOW).rows + promises.of_everything(each, NOW).rows for each in offered()
    ]
    counting.count_all(NOW)
    cache.clear()
    for label, numbers in found.items():
        rows = CountedPromise.objects.filter(period__label=label).values_list("procedure", "numbers")
        assert {procedure: from_json(kept) for procedure, kept in rows} == numbers
    after = [
        promises.of_posted(each, NOW).rows + promises.of_everything(each, NOW).rows for each in offered()
    ]
    assert after == before
    told = [each for each in found["2025"].values() if each.reasons]
    assert [[(why.words, why.count) for why in each.reasons] for each in told] == [[("Chờ ý kiến sở", 5)]]
    assert Numbers(enough=False, dossiers=None, late=None, measured=None) in found["2024"].values()


@pytest.mark.usefixtures("_dossiers")
def test_pages_read_what_is_kept_walk_over_no_dossier_and_say_its_moment(client: Client) -> None:
    counting.count_all(NOW)
    Dossier.objects.filter(verdict="overdue").update(late_reason="")
    urls = [
        reverse("portal:promises") + "?ky=2025",
        reverse("portal:promise", args=["1.000105"]) + "?ky=2025",
    ]
    with CaptureQueriesContext(connection) as asked:
        pages = [client.get(url).content.decode() for url in urls]
    walks = [
        each["sql"] for each in asked if "dossiers_dossier" in each["sql"] and "LIMIT 1" not in each["sql"]
    ]
    assert not walks and "dossiers_pause" not in str(asked.captured_queries)
    assert all("10:00 ngày 04/05/2026" in page for page in pages) and "Chờ ý kiến sở" in pages[1]


@pytest.mark.usefixtures("_dossiers")
def test_one_period_is_counted_at_a_time_and_again_when_it_is_old() -> None:
    labels = [counting.count_stale(NOW) for _time in range(5)]
    assert sorted(str(each) for each in labels[:4]) == ["", "2024", "2025", "2026"] and labels[4] is None
    soon = NOW + counting.FRESH - timedelta(seconds=1)
    assert counting.count_stale(soon) is None
    assert counting.count_stale(NOW + counting.FRESH) == "2026", "what has no dossiers costs nothing"
    slow = NOW + counting.FRESH + counting.FRESH_PER_DOSSIER * 13
    assert counting.count_stale(slow) in ("", "2024", "2025")
    tomorrow = NOW + timedelta(days=1)
    assert len([label for _time in range(9) if (label := counting.count_stale(tomorrow)) is not None]) == 4
    assert CountedPeriod.objects.get(label="").until == tomorrow.date()


@pytest.mark.usefixtures("_dossiers")
def test_what_changed_is_told_after_the_next_count() -> None:
    counting.count_all(NOW)
    Dossier.objects.filter(ended_at__year=2024).delete()
    assert counting.count_stale(NOW + timedelta(days=1)) is not None
    assert not CountedPeriod.objects.filter(label="2024").exists(), "no dossier ended in that year any more"
    worker = counting.Counting()
    assert worker(NOW + timedelta(days=1)) is not None and worker(NOW + timedelta(days=1)) is not None
    assert worker(NOW + timedelta(days=1)) is None and worker(NOW + timedelta(days=1, seconds=29)) is None


def test_numbers_come_back_exactly() -> None:
    told = Numbers(enough=False, dossiers=None, late=None, measured=None)
    assert from_json(to_json(told)) == told and from_json(to_json(Numbers())) == Numbers()
