"""The gazette of reform: what everybody reads of plans, reports, documents and systematisation, and what nobody does."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from clock import TODAY
from minhchung.direction.models import AssignedTask, Finding, Inspection, Plan, PlanTask
from minhchung.direction.public_queries import TaskState, plan_page
from minhchung.ground.files.actions import keep
from minhchung.ground.intake.folding import fold
from minhchung.legislation.models import LegalDocument, Systematisation, SystematisedDocument
from minhchung.legislation.public_queries import Validity
from minhchung.legislation.public_queries import documents as documents_on
from minhchung.reports import bundle
from minhchung.reports.models import Report

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)
AT = datetime(2026, 1, 6, 9)


def told(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, name
    return answer.content.decode()


def a_plan(year: int = 2025, **more: Any) -> Plan:
    values = {"decision": "25/KH-BQL", "issued_on": date(year, 1, 5), "issuer": "Ban Quản lý"}
    return Plan.objects.create(year=year, **values | more)


def a_task(plan: Plan, number: str = "1", **more: Any) -> PlanTask:
    values = {
        "head": "procedures", "title": f"Việc {number}", "product": "Báo cáo", "lead_unit": "Văn phòng",
        "due_kind": "quarter", "due_on": date(2026, 3, 31), "due_words": "Quý I",
    }  # fmt: skip
    return PlanTask.objects.create(plan=plan, number=number, **values | more)


def a_document(code: str = "11/2020/QĐ-UBND", **more: Any) -> LegalDocument:
    values = {
        "family": "normative", "type": "Quyết định", "issuer": "Ủy ban nhân dân tỉnh",
        "issued_on": date(2020, 1, 2), "effective_on": date(2020, 1, 12), "abstract": "Về khu công nghiệp",
    }  # fmt: skip
    values |= more
    return LegalDocument.objects.create(code=code, folded=fold(f"{code} {values['abstract']}"), **values)


def a_report(window: str, state: str = "published", frozen_at: datetime = AT, **more: Any) -> Report:
    kept = keep(
        [window.encode()], name="g.zip", content_type="application/zip", purpose="report", by="an", at=AT
    )
    return Report.objects.create(
        outline="reports.outline", window=window, title=f"Báo cáo {window}", agency="Ban Quản lý",
        dated_on=date(2026, 1, 5), state=state, created_at=AT, created_by="an", frozen_at=frozen_at,
        frozen_by="an", seal=fold(window).ljust(64, "0"), bundle=kept, **more,
    )  # fmt: skip


DONE = {"product_reference": "9/BC", "product_on": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("values", "state"),
    [
        pytest.param({}, TaskState.OVERDUE, id="its day is gone by"),
        pytest.param({"due_on": ON}, TaskState.OPEN, id="today is its last day"),
        pytest.param({"due_on": None, "due_kind": "regular"}, TaskState.OPEN, id="it has no last day"),
        pytest.param({**DONE, "done_on": date(2026, 3, 2)}, TaskState.DONE, id="done in time"),
        pytest.param({**DONE, "done_on": date(2026, 4, 2)}, TaskState.DONE_LATE, id="done after its day"),
        pytest.param({**DONE, "done_on": date(2026, 6, 2)}, TaskState.OVERDUE, id="done later than asked"),
        pytest.param(
            {"dropped_on": date(2026, 2, 1), "changed_by": "QĐ 8"}, TaskState.DROPPED, id="taken out"
        ),
    ],
)
def test_how_a_task_stands_on_a_day(values: dict[str, Any], state: TaskState) -> None:
    plan = a_plan(2026)
    a_task(plan, **values)
    page = plan_page(plan.pk, ON)
    assert page is not None
    (task,) = page.heads[0][1]
    assert task.state is state
    assert (page.line.tasks, page.line.done) == (
        int(state is not TaskState.DROPPED),
        int(state in (TaskState.DONE, TaskState.DONE_LATE)),
    )
    assert bool(task.product_reference) == (state in (TaskState.DONE, TaskState.DONE_LATE))


def test_a_plan_tells_its_decision_its_amendment_and_who_leads(client: Client) -> None:
    plan = a_plan(amended_by="QĐ 88/QĐ-BQL", amended_on=date(2025, 6, 1))
    a_task(plan, **DONE, done_on=date(2026, 3, 2), support_units="Phòng Đầu tư")
    a_task(plan, "2", in_original=False, added_on=date(2025, 6, 1), changed_by="QĐ 88/QĐ-BQL")
    a_task(plan, "3", in_original=False, added_on=TODAY + timedelta(days=9), changed_by="QĐ 99")
    page = told(client, "portal:plan", plan.pk)
    for words in ("25/KH-BQL", "QĐ 88/QĐ-BQL (01/06/2025)", "Văn phòng", "phối hợp: Phòng Đầu tư", "Quý I"):
        assert words in page, words
    assert "1 trên 2 nhiệm vụ" in page and "50\xa0%" in page and "9/BC, ngày 02/03/2026" in page
    assert "QĐ 99" not in page, "what is added tomorrow is told tomorrow"
    assert "1 trên 2 nhiệm vụ" in told(client, "portal:plans") and "25/KH-BQL" in told(
        client, "portal:gazette"
    )


def test_a_plan_without_tasks_has_nothing_to_count_and_one_to_come_is_not_there(client: Client) -> None:
    plan, coming = a_plan(), a_plan(2030, issued_on=TODAY + timedelta(days=1))
    page = told(client, "portal:plan", plan.pk)
    assert "không phát sinh" in page and "0\xa0%" not in page
    assert client.get(reverse("portal:plan", args=[coming.pk])).status_code == 404
    assert "2030" not in told(client, "portal:plans")


def test_inner_work_of_direction_is_on_no_page(client: Client) -> None:
    plan = a_plan()
    a_task(plan)
    visit = Inspection.objects.create(on=date(2025, 5, 5), unit="Phòng kín", decision="QĐ 61")
    Finding.objects.create(inspection=visit, number=1, content="Sổ thiếu cột")
    AssignedTask.objects.create(
        number="301/UBND", assigned_by="UBND", assigned_on=date(2025, 1, 6), content="Việc nội bộ"
    )
    a_document("7/QĐ-UBND", family="administrative", abstract="Văn bản nội bộ", signer="Lò Thị Mẩy")
    a_document(signer="Lò Thị Mẩy")
    every = "".join(
        told(client, name, *args)
        for name, args in (
            ("portal:gazette", ()), ("portal:plans", ()), ("portal:plan", (plan.pk,)),
            ("portal:reports", ()), ("portal:documents", ()), ("portal:systematisations", ()),
        )
    )  # fmt: skip
    for words in ("Phòng kín", "Sổ thiếu cột", "Việc nội bộ", "Văn bản nội bộ", "Lò Thị Mẩy"):
        assert words not in every, words


@pytest.mark.parametrize(
    ("values", "validity"),
    [
        pytest.param({}, Validity.IN_FORCE, id="in force"),
        pytest.param({"effective_on": None}, Validity.UNKNOWN, id="from when is not entered"),
        pytest.param({"effective_on": date(2026, 6, 2)}, Validity.COMING, id="in force from tomorrow"),
        pytest.param({"effective_on": ON}, Validity.IN_FORCE, id="in force from today"),
        pytest.param({"expired_on": ON}, Validity.EXPIRED, id="today is the first day without it"),
        pytest.param({"expired_on": date(2026, 6, 2)}, Validity.IN_FORCE, id="today is its last day"),
        pytest.param({"partly_expired_on": ON}, Validity.PARTLY, id="a part of it is gone"),
        pytest.param({"partly_expired_on": ON, "expired_on": ON}, Validity.EXPIRED, id="the rest is gone"),
        pytest.param(
            {"effective_on": None, "expired_on": ON}, Validity.EXPIRED, id="gone, whenever it began"
        ),
    ],
)
def test_the_validity_of_a_document_on_a_day(values: dict[str, Any], validity: Validity) -> None:
    a_document(**values)
    for asked in (None, *Validity):
        found = documents_on(ON, "", asked)
        assert [line.validity for line in found.lines] == ([validity] if asked in (None, validity) else [])
        assert [state for state, count in found.counts if count] == [validity]


def test_documents_are_found_with_and_without_marks_and_as_of_a_day(client: Client) -> None:
    a_document()
    a_document(
        "12/2023/QĐ-UBND", abstract="Về giá đất", issued_on=date(2023, 1, 2), effective_on=date(2023, 2, 1)
    )
    for words in ("khu+công+nghiệp", "KHU+cong+nghiep", "11%2F2020"):
        page = told(client, "portal:documents", query=f"?q={words}")
        assert "11/2020/QĐ-UBND" in page and "12/2023" not in page, words
    page = told(client, "portal:documents", query="?ngay=2022-01-01")
    assert "11/2020/QĐ-UBND" in page and "12/2023" not in page and "01/01/2022" in page
    assert "Không có văn bản nào khớp" in told(client, "portal:documents", query="?q=khong+co")
    for hostile in (
        "?ngay=2022-13-45", "?ngay=hôm+qua", "?ngay=0001-01-01&q=a", "?trang=999999999", "?trang=99999",
        "?hieu-luc=x", "?q=%25_", "?q=" + "a+" * 150, "?trang=%C2%B2",
    ):  # fmt: skip
        assert client.get(reverse("portal:documents") + hostile).status_code == 200, hostile


@pytest.mark.parametrize("name", ["portal:plan", "portal:systematisation", "portal:meeting"])
def test_a_number_that_no_row_can_bear_is_not_there(client: Client, name: str) -> None:
    assert client.get(reverse(name, args=[10**30])).status_code == 404


def test_what_lies_after_the_asked_day_is_not_told(client: Client) -> None:
    a_document(expired_on=date(2024, 1, 1), expiry_reason="Được thay thế")
    assert "Được thay thế" in told(client, "portal:documents")
    assert "Được thay thế" not in told(client, "portal:documents", query="?ngay=2023-12-31")


def test_documents_go_by_pages_of_little_weight(client: Client) -> None:
    for number in range(51):
        a_document(f"{number}/2020/QĐ-UBND", abstract="Quy định về quản lý khu công nghiệp" * 3)
    first = client.get(reverse("portal:documents")).content
    second = told(client, "portal:documents", query="?trang=2")
    assert len(first) < 100_000 and second.count("Quyết định") == 1
    assert second.count("Quyết định") == told(client, "portal:documents", query="?trang=7").count(
        "Quyết định"
    )


def test_a_period_has_four_lists_and_an_empty_one_says_so(client: Client) -> None:
    period = Systematisation.objects.create(label="2019-2023", fixed_on=date(2023, 12, 31))
    kept, gone = a_document(), a_document("1/2019/QĐ-UBND", abstract="Cũ")
    for document, listing in ((kept, "C"), (kept, "D"), (gone, "A")):
        SystematisedDocument.objects.create(
            period=period, document=document, listing=listing, note=f"ghi {listing}"
        )
    address = reverse("portal:systematisation", args=[period.pk])
    assert client.get(address).status_code == 404, "it is not published"
    assert "Chưa có kỳ hệ thống hóa nào" in told(client, "portal:systematisations")
    period.published_on = date(2024, 2, 28)
    period.save()
    for letter, code, words in (
        ("A", "1/2019", "ghi A"), ("C", "11/2020", "ghi C"), ("D", "11/2020", "ghi D"),
    ):  # fmt: skip
        page = client.get(f"{address}?danh-muc={letter}").content.decode()
        assert code in page and words in page and page.count("Quyết định ") == 2, letter
    assert "Không phát sinh: kỳ này" in client.get(f"{address}?danh-muc=B").content.decode()
    assert "11/2020" in client.get(f"{address}?danh-muc=x&trang=88").content.decode()
    row = told(client, "portal:systematisations")
    assert "2019-2023" in row and "không phát sinh" in row and "28/02/2024" in row


def test_reports_are_listed_by_year_and_kind_of_period_once_they_are_published(client: Client) -> None:
    whole, quarter = a_report("2016..2020", number="/BC-BQL"), a_report("2026-Q1", number="7/BC-BQL")
    a_report("2025", "frozen")
    page = told(client, "portal:reports")
    assert (
        page.index("năm 2026")
        < page.index("Báo cáo 2026-Q1")
        < page.index("năm 2020")
        < page.index("Báo cáo 2016..2020")
    )
    assert "Báo cáo 2025" not in page + told(client, "portal:gazette")
    assert "7/BC-BQL · Ban Quản lý" in page and "/BC-BQL · Ban" not in page.replace("7/BC-BQL · Ban", "")
    assert reverse("portal:report", args=[whole.pk]) in page and quarter.seal[:16] in page
    alone = told(client, "portal:reports", query="?ky=quarter")
    assert "Báo cáo 2026-Q1" in alone and "Báo cáo 2016..2020" not in alone
    assert "Báo cáo 2016..2020" in told(client, "portal:reports", query="?ky=x")


RATE, SATISFIED = "dossiers.online_rate", "declared.satisfaction"


def a_cell(key: str, window: str, part: int, whole: int, **more: Any) -> dict[str, Any]:
    values = {"title": f"Chỉ số {key}", "unit": "hồ sơ", "cites": "TT 1", "kind": "share"}
    return {"key": key, "window": window, "part": part, "whole": whole, **values, **more}


def a_frozen(window: str, cells: list[dict[str, Any]], state: str = "published", **more: Any) -> Report:
    """A report whose bundle holds these figures."""
    told = {
        "cells": [each for each in cells if "source" not in each],
        "declared": [each for each in cells if "source" in each],
        "definitions": {
            RATE: {"title": "Tỷ lệ trực tuyến", "unit": "hồ sơ", "formula": "Chia", "cites": "TT 1"}
        },
    }
    members = {"figures.json": bundle.canonical_json(told), "manifest.json": b"{}"}
    report = a_report(window, state, **more)
    report.bundle = keep(
        [bundle.packed(members)],
        name="g.zip",
        content_type="application/zip",
        purpose="report",
        by="an",
        at=AT,
    )
    report.seal = uuid4().hex * 2
    report.save()
    return report


def test_results_are_those_of_published_bundles_with_their_source_and_their_target(client: Client) -> None:
    first = a_frozen(
        "2021..2025",
        [
            a_cell(RATE, "2024", 1, 4), a_cell(RATE, "2025", 2, 4), a_cell(RATE, "2021..2025", 9, 9),
            a_cell(RATE, "2023", 0, 0), a_cell(RATE, "2025-Q1", 9, 9),
            a_cell(SATISFIED, "2025", 9, 10, source="Báo cáo 37/BC-SNV", by="Lò Thị Mẩy"),
        ],
    )  # fmt: skip
    a_frozen("2020", [a_cell(RATE, "2020", 8, 8)], "frozen")
    every = told(client, "portal:results")
    assert (
        "Tỷ lệ trực tuyến" in every
        and "2023-2025" in every
        and "50\xa0%" in every
        and "chưa xác nhận" in every
    )
    page = told(client, "portal:results", query=f"?chi-so={RATE}")
    for words in (
        "25\xa0%",
        "1 trên 4 hồ sơ",
        "không phát sinh",
        "từ\xa050\xa0%: đạt",
        "NQ 76/NQ-CP",
        "Chia",
        "<svg",
    ):
        assert words in page, words
    assert "mức chưa xác nhận với văn bản gốc" in page
    assert reverse("portal:figure", args=[first.pk, RATE]) + "?ky=2024" in page
    assert "8 trên 8" not in page, "what is frozen and not published is told nowhere"
    page = told(client, "portal:results", query=f"?chi-so={SATISFIED}")
    assert "số khai, chưa xác nhận bằng bản ghi: Báo cáo 37/BC-SNV" in page and "chart-wide" not in page
    assert "Lò Thị Mẩy" not in page
    assert client.get(reverse("portal:results") + "?chi-so=x").status_code == 404


def test_of_two_reports_with_the_same_year_the_later_frozen_one_speaks(client: Client) -> None:
    a_frozen("2025", [a_cell(RATE, "2025", 2, 4)], frozen_at=datetime(2026, 2, 1))
    a_frozen("2021..2025", [a_cell(RATE, "2025", 1, 4)])
    assert "50\xa0%" in told(client, "portal:results")


def test_every_page_of_an_empty_house_says_what_is_not_there(client: Client) -> None:
    overview = told(client, "portal:gazette")
    for words in ("Chưa có báo cáo", "Chưa có kế hoạch", "Chưa có văn bản", "Chưa có kỳ hệ thống hóa"):
        assert words in overview
    assert "Chưa có báo cáo nào được công bố" in told(client, "portal:reports")
    assert "Chưa có báo cáo nào được công bố" in told(client, "portal:results")
    assert "Chưa có kế hoạch nào được nhập" in told(client, "portal:plans")


def test_pages_of_the_gazette_lead_to_each_other_and_mark_where_the_reader_is(client: Client) -> None:
    for name in (
        "gazette",
        "plans",
        "reports",
        "results",
        "documents",
        "systematisations",
        "meetings",
        "check_bundle",
    ):
        address = reverse(f"portal:{name}")
        page = told(client, f"portal:{name}")
        tabs = re.search(r'<ul class="tabs">(.*?)</ul>', page, re.DOTALL)
        assert tabs and f'href="{address}" aria-current="page"' in tabs[1]


def test_the_page_for_checking_bundles_may_send_nothing_and_tells_the_command(client: Client) -> None:
    published, frozen = a_report("2025"), a_report("2026-Q1", "frozen")
    answer = client.get(reverse("portal:check_bundle"))
    assert "connect-src 'none'" in answer["Content-Security-Policy"]
    assert "'unsafe" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    assert "minhchung verify" in page and "data-bundle hidden" in page
    assert published.seal in page and frozen.seal not in page
    assert "Gói chưa mang chữ ký số" in page
