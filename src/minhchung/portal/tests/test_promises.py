"""The public pages of the promises: what is told, for which period, and what is not told because few stand behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.portal import promises
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 10)
YEAR = promises.Period("2025", date(2025, 1, 1), date(2026, 1, 1))


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def version() -> ProcedureVersion:
    version = a_procedure(a_board())
    version.posted_web_on = date(2020, 1, 1)
    version.save()
    return version


def done(version: ProcedureVersion, *days: int, begun: str = "2025-03-03T09:00", **more: Any) -> None:
    """Dossiers of a limit of five working days that took so many working days (of the first week)."""
    for each in days:
        end = at(begun) + timedelta(days=each + 2 * (each // 5))
        a_dossier(version, at(begun), ended_at=end.replace(hour=16), **more)


def row(period: promises.Period = YEAR) -> promises.Row:
    (one,) = promises.of_posted(period, NOW).rows
    return one


def page(client: Client, query: str = "?ky=2025") -> str:
    return client.get(reverse("portal:promise", args=["1.000105"]) + query).content.decode()


def test_what_is_told_of_a_procedure(version: ProcedureVersion) -> None:
    done(version, 1, 2, 2, 3, 3, 3, 4, 4, 4, 7)
    told = row()
    assert (told.dossiers, told.late, told.measured, told.limit) == (10, 1, 10, 5)
    assert dict(told.times) == {50: 3, 90: 4}
    assert (told.legal_words, told.committed_words) == ("5 ngày làm việc", "5 ngày làm việc")
    assert sum(span.count for span in told.spans) == 10


@pytest.mark.parametrize(
    ("days", "dossiers", "words"),
    [
        pytest.param((), 0, "không phát sinh", id="nothing is not 100 per cent"),
        pytest.param((1,), None, "dưới 5 hồ sơ", id="a single one would point to its applicant"),
        pytest.param((1, 2, 9, 3), None, "dưới 5 hồ sơ", id="four are too few"),
        pytest.param((1, 2, 9, 3, 1), 5, "1 trên 5 hồ sơ", id="five are told"),
    ],
)
def test_small_groups_are_not_told_and_it_says_why(
    client: Client, version: ProcedureVersion, days: tuple[int, ...], dossiers: int | None, words: str
) -> None:
    done(version, 1, begun="2024-03-04T09:00")
    done(version, *days)
    told = row()
    assert told.dossiers == dossiers and words in page(client)
    if dossiers is None:
        hidden = (told.late, told.measured, told.unit, told.times, told.spans, told.late_share)
        assert hidden == (None, None, None, (), (), None)
        assert "dưới 5" in client.get(reverse("portal:promises") + "?ky=2025").content.decode()


def test_times_of_few_among_many_are_not_told(client: Client, version: ProcedureVersion) -> None:
    done(version, 1, 1, 2, 2)
    done(version, 1, 2, 3, limit=None)
    told = row()
    assert (told.dossiers, told.measured, told.times, told.spans) == (7, None, (), ())
    assert "dưới 5 hồ sơ tính được thời gian" in page(client)


def test_the_chart_has_the_same_numbers_as_its_table(client: Client, version: ProcedureVersion) -> None:
    done(version, *[1] * 6, *[3] * 7, *[8] * 2)
    told = page(client)
    assert told.count("<svg") >= 2 and "thời hạn" in told
    cells = re.findall(
        r"<tr>\s*<t[hd][^>]*>(?:<[^>]*>)*([\d-]+).*?<td[^>]*>(?:<[^>]*>)*(\d+)", told, re.DOTALL
    )
    assert {("1", "6"), ("3", "7"), ("6-8", "2")} & set(cells), cells


def test_the_last_twelve_months_end_yesterday(version: ProcedureVersion) -> None:
    period = promises.latest(NOW.date())
    assert (period.since, period.until) == (date(2025, 5, 4), date(2026, 5, 4))
    for day in ("2025-05-02", "2025-05-05", "2026-05-04"):
        done(version, *[0] * 5, begun=f"{day}T09:00")
    assert row(period).dossiers == 5


def test_years_are_offered_since_the_first_dossier_and_no_other_period_is_known(
    client: Client, version: ProcedureVersion
) -> None:
    assert promises.years(NOW.date()) == ()
    done(version, 1, begun="2024-03-04T09:00")
    assert [each.label for each in promises.years(NOW.date())] == ["2026", "2025", "2024"]
    assert promises.years(NOW.date())[0].until == NOW.date()
    assert client.get(reverse("portal:promises") + "?ky=2024").status_code == 200
    for label in ("2023", "x", "2024-Q1"):
        assert client.get(reverse("portal:promises") + f"?ky={label}").status_code == 404


def test_the_list_leads_to_the_page_with_the_same_period(client: Client, version: ProcedureVersion) -> None:
    done(version, 1)
    told = client.get(reverse("portal:promises") + "?ky=2025").content.decode()
    assert f"{reverse('portal:promise', args=['1.000105'])}?ky=2025" in told


def test_what_is_not_posted_has_no_page(client: Client, version: ProcedureVersion) -> None:
    ProcedureVersion.objects.update(posted_web_on=None)
    assert client.get(reverse("portal:promise", args=["1.000105"])).status_code == 404


def test_no_page_names_an_applicant(client: Client, version: ProcedureVersion) -> None:
    done(version, *[9] * 6, applicant_name="Lò Thị Mẩy", late_reason="Chờ bà Lò Thị Mẩy")
    told = page(client) + client.get(reverse("portal:promises") + "?ky=2025").content.decode()
    assert "6 trên 6 hồ sơ" in told and "Lò Thị Mẩy" not in told
