"""Papers that dossiers hold: imported, entered on screen, shown with their procedure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake.columns import Row
from minhchung.ground.intake.models import Outcome
from minhchung.ground.trail import actions as trail
from minhchung.organisation.models import Unit
from minhchung.procedures import queries
from minhchung.procedures.component_imports import LAYOUT, ComponentsImporter
from minhchung.procedures.models import Component, Procedure, ProcedureCase, ProcedureVersion

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 5, 9)


@pytest.fixture
def version() -> ProcedureVersion:
    board = Unit.objects.create(code="BQL", kind="agency", is_home=True)
    procedure = Procedure.objects.create(key="1.000105", national_code="1.000105", settled_by=board)
    told = {"procedure": procedure, "name": "Cấp giấy phép", "field": "Lao động"}
    ProcedureVersion.objects.create(since=date(2012, 1, 1), until=date(2021, 1, 1), **told)
    latest = ProcedureVersion.objects.create(since=date(2021, 1, 1), **told)
    for name in ("Cấp mới", "Cấp lại"):
        ProcedureCase.objects.create(version=latest, name=name)
    return latest


def run(*lines: dict[str, Any]) -> list[Any]:
    blank = dict.fromkeys(field.name for field in LAYOUT.fields)
    plain = {"code": "1.000105", "number": 1, "name": "Tờ khai", "originals": 1}
    rows = [Row("Sheet1", number, blank | plain | line, []) for number, line in enumerate(lines, start=2)]
    importer = ComponentsImporter()
    plans = importer.plan(rows)
    with transaction.atomic():
        trail.write(importer.write(plans, by="lan", at=AT), recorded_at=AT)
    return plans


def test_papers_come_in_for_the_latest_version_and_only_once(version: ProcedureVersion):
    lines = (
        {},
        {"number": 2, "name": "Giấy ủy quyền", "required": False},
        {"case": "Cấp lại", "name": "Giấy phép cũ"},
    )
    assert [plan.outcome for plan in run(*lines)] == [Outcome.NEW] * 3
    assert [plan.outcome for plan in run(*lines)] == [Outcome.UNCHANGED] * 3
    assert [plan.outcome for plan in run({"copies": 2})] == [Outcome.CHANGED]
    assert {each.version for each in Component.objects.all()} == {version}
    of_new = queries.components_of(version.pk, "Cấp mới")
    assert [(part.name, part.copies, part.required) for part in of_new] == [
        ("Tờ khai", 2, True),
        ("Giấy ủy quyền", 0, False),
    ]
    assert [part.name for part in queries.components_of(version.pk, "Cấp lại")] == [
        "Tờ khai",
        "Giấy ủy quyền",
        "Giấy phép cũ",
    ]


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        pytest.param({"code": "9.999999"}, "code", "Không có thủ tục", id="an unknown procedure"),
        pytest.param({"case": "Cấp đổi"}, "case", "không có trường hợp", id="an unknown case"),
        pytest.param({"copies": 900}, "copies", "nhiều nhất là 99", id="a telephone number as a count"),
        pytest.param({"number": 0}, "number", "đếm từ 1", id="counted from nought"),
    ],
)
def test_rows_that_cannot_be_papers(version: ProcedureVersion, line: dict, field: str, words: str):
    (plan,) = run(line)
    assert plan.outcome is Outcome.REFUSED
    assert words in plan.problems[0].message and not Component.objects.exists()


def test_they_are_entered_on_screen_and_shown_with_the_procedure(client: Client, version: ProcedureVersion):
    user = create_user(
        username="an", full_name="Lê An", role=Role.REFORM, password="bốn mùa xuân hạ", by="cài đặt", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    told = {
        "version": version.pk,
        "number": 1,
        "name": "Tờ khai",
        "form": "Mẫu 11",
        "originals": 1,
        "copies": 0,
        "required": "on",
    }
    url = reverse("procedures:component_new")
    assert client.post(url, {**told, "case": "Cấp đổi"}).status_code == 422
    assert client.post(url, told).status_code == 302
    text = client.get(reverse("procedures:procedure_version", args=[version.pk])).content.decode()
    assert "Thành phần hồ sơ" in text and "Mẫu 11" in text
