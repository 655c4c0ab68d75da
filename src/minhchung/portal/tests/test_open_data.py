"""Open data: the same rows in every file and on the pages, nothing of small groups, and a catalogue that leads there."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure, at
from minhchung.portal import open_data, promises
from minhchung.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 4, 10)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def version() -> ProcedureVersion:
    board = a_board()
    version = a_procedure(board)
    ProcedureVersion.objects.update(posted_web_on=date(2020, 1, 1))
    hours = a_procedure(board, key="2.000001", name='Cấp C/O, mẫu "AK"', limit=8, unit="working-hour")
    for year, count in ((2024, 6), (2025, 3)):
        for number in range(count):
            begun = at(f"{year}-03-04T09:00") + timedelta(minutes=number)
            days = 8 if number == 0 else 1
            a_dossier(version, begun, ended_at=begun + timedelta(days=days), applicant_name="Lò Thị Mẩy")
    for number in range(5):
        begun = at("2025-03-04T08:00")
        ended = begun + timedelta(minutes=61 + number)
        a_dossier(hours, begun, ended_at=ended, limit=8, unit="working-hour", applicant_name="Lò Thị Mẩy")
    return version


def file(client: Client, kind: str) -> bytes:
    answer = client.get(reverse("portal:open_data_file", args=[kind]))
    assert answer.status_code == 200 and answer.headers["Content-Type"] == open_data.KINDS[kind]
    return bytes(answer.content)


def rows_of(kind: str, content: bytes) -> list[dict[str, str]]:
    """The rows of a file, each value as text, "" for nothing."""
    found: list[dict[str, Any]]
    if kind == "csv":
        found = list(csv.DictReader(io.StringIO(content.decode())))
    elif kind == "json":
        found = json.loads(content)
    else:
        found = pq.read_table(io.BytesIO(content)).to_pylist()
    words = {None: "", True: "true", False: "false"}
    return [
        {
            name: words[value] if value is None or isinstance(value, bool) else str(value)
            for name, value in row.items()
        }
        for row in found
    ]


def test_the_three_files_hold_the_same_rows(client: Client, version: ProcedureVersion) -> None:
    told = {kind: rows_of(kind, file(client, kind)) for kind in open_data.KINDS}
    assert told["csv"] == told["json"] == told["parquet"]
    assert [(row["year"], row["procedure"], row["suppressed"], row["dossiers"]) for row in told["csv"]] == [
        ("2024", "1.000105", "false", "6"),
        ("2025", "2.000001", "false", "5"),
        ("2025", "1.000105", "true", ""),
    ]
    assert list(told["csv"][0]) == list(open_data.NAMES)


def test_times_are_whole_numbers_of_their_unit(client: Client, version: ProcedureVersion) -> None:
    days, hours, _small = rows_of("json", file(client, "json"))
    assert (days["time_unit"], days["p50"], days["p90"], days["late"]) == ("working-day", "1", "6", "1")
    assert (hours["time_unit"], hours["p50"], hours["p90"]) == ("working-minute", "63", "65")
    assert (hours["legal_limit"], hours["legal_unit"], hours["name"]) == (
        "8",
        "working-hour",
        'Cấp C/O, mẫu "AK"',
    )


def test_what_the_pages_do_not_tell_is_in_no_file(client: Client, version: ProcedureVersion) -> None:
    hidden = ("dossiers", "late", "measured", "time_unit", "p50", "p90")
    for kind in open_data.KINDS:
        (small,) = [row for row in rows_of(kind, file(client, kind)) if row["suppressed"] == "true"]
        assert {small[name] for name in hidden} == {""}
    (page,) = [
        row for row in promises.of_posted(promises.years(NOW.date())[1], NOW).rows if row.key == "1.000105"
    ]
    assert not page.enough and page.period.label == "2025"


def test_the_files_agree_with_the_pages(version: ProcedureVersion) -> None:
    rows = {(row[0], row[4]): dict(zip(open_data.NAMES, row, strict=True)) for row in open_data.table(NOW)}
    for period in promises.years(NOW.date()):
        for row in promises.of_posted(period, NOW).rows:
            told = rows.get((row.key, int(period.label)))
            assert told is None if row.dossiers == 0 else told and told["dossiers"] == row.dossiers


def test_no_file_names_an_applicant_or_a_dossier(client: Client, version: ProcedureVersion) -> None:
    for kind in ("csv", "json"):
        told = file(client, kind).decode()
        assert "Lò Thị Mẩy" not in told and "HS-0" not in told


def test_the_page_explains_every_column_and_leads_to_every_file(
    client: Client, version: ProcedureVersion
) -> None:
    told = client.get(reverse("portal:open_data")).content.decode()
    for name in open_data.NAMES:
        assert name in told
    for kind in open_data.KINDS:
        assert reverse("portal:open_data_file", args=[kind]) in told
    assert client.get("/du-lieu-mo/cam-ket.exe").status_code == 404


def test_the_catalogue_leads_to_the_files(client: Client, version: ProcedureVersion, settings: Any) -> None:
    settings.PUBLIC_URL = "https://mot-cua.example"
    answer = client.get(reverse("portal:open_data_catalogue"))
    assert answer.headers["Content-Type"] == "application/ld+json"
    told = json.loads(answer.content)
    (dataset,) = told["dcat:dataset"]
    addresses = [each["dcat:downloadURL"]["@id"] for each in dataset["dcat:distribution"]]
    assert addresses == [f"https://mot-cua.example/du-lieu-mo/cam-ket.{kind}" for kind in open_data.KINDS]
    assert told["@type"] == "dcat:Catalog" and dataset["dct:publisher"]["foaf:name"] == "Ban Quản lý"


def test_without_dossiers_the_files_are_empty_tables(client: Client) -> None:
    a_procedure(a_board())
    assert [rows_of(kind, file(client, kind)) for kind in open_data.KINDS] == [[], [], []]
    assert "chưa có dòng nào" in client.get(reverse("portal:open_data")).content.decode()
