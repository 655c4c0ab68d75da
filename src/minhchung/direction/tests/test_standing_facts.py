"""What was assigned, inspected and budgeted is not made another by mending its record."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from minhchung.direction.models import AssignedTask, Finding, IndexResult, Inspection, ReformBudget
from minhchung.direction.tests.cast import a_client

pytestmark = pytest.mark.django_db


def mended(client: Client, matter: str, number: int, **typed: str) -> str:
    """The page after a record was mended by its form; "" when it was saved."""
    url = reverse(f"direction:{matter}_edit", args=[number])
    opened = client.get(url)
    form = opened.context["form"]
    held = {name: form[name].value() for name in form.fields}
    told = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value
        for name, value in held.items()
        if value is not None
    }
    answer = client.post(url, {**told, **typed, "_version": opened.context["version"]})
    return "" if answer.status_code == 302 else str(answer.content.decode())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param({"due_on": "30/11/2025"}, "Lùi thời hạn", id="a late one is not made timely"),
        pytest.param({"due_on": ""}, "Lùi thời hạn", id="nor left without a limit"),
        pytest.param(
            {"assigned_on": "26/11/2025", "due_on": "20/11/2025"},
            "sau ngày hoàn thành 25/11/2025",
            id="nor assigned after it was done",
        ),
        pytest.param({"due_on": "15/11/2025"}, "", id="a limit written too late by mistake"),
        pytest.param({"content": "Báo cáo lại"}, "", id="other words"),
    ],
)
def test_a_task_that_was_done_late_stays_late(typed: dict[str, str], why: str) -> None:
    task = AssignedTask.objects.create(
        number="99/UBND", assigned_by="UBND tỉnh", assigned_on=date(2025, 11, 1), content="Báo cáo",
        due_on=date(2025, 11, 20), done_on=date(2025, 11, 25), product_reference="1/BC",
    )  # fmt: skip
    told = mended(a_client("reform"), "assigned_task", task.pk, **typed)
    assert why in told if why else told == ""
    task.refresh_from_db()
    assert task.due_on is not None and task.done_on is not None and task.due_on < task.done_on


def test_an_inspection_does_not_move_behind_what_came_of_it() -> None:
    inspection = Inspection.objects.create(on=date(2025, 3, 2), unit="Văn phòng", decision="1/QĐ")
    Finding.objects.create(
        inspection=inspection, number=1, content="Chưa niêm yết", closed_on=date(2025, 3, 20), closed_reference="2/BC"
    )  # fmt: skip
    client = a_client("reform")
    assert "xử lý xong ngày 20/03/2025" in mended(client, "inspection", inspection.pk, on="21/03/2025")
    assert mended(client, "inspection", inspection.pk, on="20/03/2025") == ""


@pytest.mark.parametrize(
    ("matter", "typed"),
    [
        pytest.param(
            "reform_budget", {"item": "Tập huấn", "source": "Ngân sách", "given": "1.000"}, id="budget"
        ),
        pytest.param("index_result", {"kind": "reform", "score": "80", "full": "100"}, id="index"),
        pytest.param("plan", {"issuer": "Ban"}, id="plan"),
    ],
)
def test_a_year_is_one_that_somebody_means(matter: str, typed: dict[str, Any]) -> None:
    answer = a_client("reform").post(reverse(f"direction:{matter}_new"), {**typed, "year": "206"})
    assert answer.status_code == 422 and "Ghi số từ 1900 trở lên." in answer.content.decode()
    assert not ReformBudget.objects.exists() and not IndexResult.objects.exists()
