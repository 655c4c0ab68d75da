"""A document ends: criteria of indices, lines of outlines and reports in hand that cite it are listed as work."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from minhchung.config.citers import arrange_citers
from minhchung.direction.models import IndexCriterion, IndexResult
from minhchung.ground.files.models import KeptFile
from minhchung.legislation.tests.cast import a_decree, a_text
from minhchung.procedures.citing import citing
from minhchung.reports.models import Report, ReportText

pytestmark = pytest.mark.django_db
ON = date(2026, 4, 1)
ENDED = "12/2019/QĐ-UBND"


@pytest.fixture(autouse=True)
def text():
    arrange_citers()
    return a_text(ENDED, date(2019, 5, 1), expired_on=ON)


def kinds_of(*, on=ON, document=None):
    return {(str(each.of.kind), each.of.key) for each in citing(on, document=document)}


def a_criterion(year, number="1.2", title=f"Thực hiện Quyết định số {ENDED}", **more):
    result, _new = IndexResult.objects.get_or_create(
        kind="reform", year=year, score=80, decision="116/QĐ-UBND", announced_on=date(year + 1, 1, 20),
        announced_by="Ủy ban nhân dân tỉnh",
    )  # fmt: skip
    return IndexCriterion.objects.create(
        result=result, number=number, title=title, head="institutions", full=2, score=Decimal("1.5"), **more
    )


def a_draft(**more):
    told = {
        "outline": "reports.periodic",
        "window": "2026-Q1",
        "title": "Báo cáo Quý I",
        "agency": "Ban Quản lý",
    }
    done = {"dated_on": ON, "created_at": datetime(2026, 3, 20, 9), "created_by": "lan"}
    return Report.objects.create(**told | done | more)


def rewritten(report, text):
    now = datetime(2026, 3, 20, 9)
    ReportText.objects.create(report=report, section="opening", text=text, edited_by="lan", edited_at=now)


def test_criteria_of_the_latest_announced_result_are_work_from_the_day_on_which_the_text_ends():
    a_criterion(2024)
    now = a_criterion(2025)
    reason = a_criterion(2025, "1.3", "Tiêu chí khác", reason=f"Chưa ban hành văn bản thay {ENDED}")
    a_criterion(2025, "1.4", "Theo 12/2019/QĐ-BNV, văn bản khác")
    assert kinds_of() == {("Tiêu chí của chỉ số", each.pk) for each in (now, reason)}
    assert not kinds_of(on=date(2026, 3, 31))


def test_reports_in_hand_are_work_and_frozen_ones_are_history():
    draft = a_draft()
    rewritten(draft, f"Thực hiện Quyết định {ENDED}, cơ quan báo cáo")
    assert kinds_of() == {("Báo cáo đang soạn", draft.pk)}
    kept = KeptFile.objects.create(
        digest="a" * 64, name="a.zip", size=1, kept_at=datetime(2026, 4, 1), kept_by="lan"
    )
    Report.objects.filter(pk=draft.pk).update(state="frozen", seal="a" * 64, bundle=kept)
    assert not kinds_of()


def test_lines_of_the_outlines_and_the_bases_of_a_draft_are_work():
    decree = a_decree("09/2019/NĐ-CP", date(2019, 1, 24), expired_on=ON)
    draft = a_draft()
    found = kinds_of(document=decree.pk)
    assert {("Đề cương báo cáo", ""), ("Báo cáo đang soạn", draft.pk)} <= found
    assert not {kind for kind, _key in kinds_of(document=decree.pk + 100)}


def test_the_list_shows_each_with_its_page_and_can_be_narrowed_to_one_document(text):
    criterion, draft = a_criterion(2025), a_draft()
    rewritten(draft, f"Thực hiện Quyết định {ENDED}")
    other = a_decree("118/2025/NĐ-CP", date(2025, 6, 9), expired_on=ON)
    client = Client()
    user = get_user_model().objects.create_user(username="lan", role="legal")
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    page = client.get(reverse("procedures:basis_work"), {"van-ban": text.pk}).content.decode()
    assert reverse("direction:index_criterion", args=[criterion.pk]) in page
    assert reverse("reports:report", args=[draft.pk]) in page
    assert "PAR INDEX) 2025: 1.2" in page and "clocks.waiting" not in page
    whole = client.get(reverse("procedures:basis_work")).content.decode()
    assert "clocks.waiting" in whole and reverse("legislation:document", args=[other.pk]) in whole
