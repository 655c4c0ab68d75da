"""Taking an article down: what stays is said before it is done; nothing is hidden from some only."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.portal import tree
from minhchung.portal.arranging import arrange
from minhchung.portal.models import ArticlePage
from minhchung.portal.tests.test_gazette import a_report
from minhchung.reports.queries import is_published

pytestmark = pytest.mark.django_db
AT = datetime(2026, 8, 27, 8, 0)
STAYS = "Gỡ hay xóa bài không rút lại báo cáo."


@pytest.fixture
def leader(client: Client) -> Client:
    user = create_user(
        username="leader", full_name="Lê An", role=Role.LEADER, password="bốn mùa xuân hạ", by="x", at=AT
    )
    client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
    return client


def published(title: str, report: int | None = None) -> ArticlePage:
    arrange()
    page = tree.add_article(tree.section(tree.REFORM), at=AT, title=title, report_id=report)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.mark.parametrize(
    "address",
    [
        "/bien-tap/pages/{}/unpublish/",
        "/bien-tap/pages/{}/delete/",
        "/bien-tap/bulk/wagtailcore/page/unpublish/?id={}",
        "/bien-tap/bulk/wagtailcore/page/delete/?id={}",
    ],
)
def test_that_a_report_stays_is_said_before_its_article_goes(leader: Client, address: str):
    carrying, plain = published("Bài về báo cáo", a_report("2025").pk), published("Bài thường")
    text = leader.get(address.format(carrying.pk)).content.decode()
    assert STAYS in text and f'href="/cong-bo/{carrying.report_id}/"' in text
    assert STAYS not in leader.get(address.format(plain.pk)).content.decode()


def test_the_report_of_an_article_that_is_taken_down_stays_published(leader: Client):
    page = published("Bài về báo cáo", a_report("2025").pk)
    assert leader.post(f"/bien-tap/pages/{page.pk}/unpublish/").status_code == 302
    assert leader.get(tree.address(page.url_path)).status_code == 404
    assert is_published(page.report_id)
    assert "Báo cáo 2025" in leader.get("/cong-bao/bao-cao/").content.decode()


def test_nobody_is_offered_to_hide_a_page_from_some(leader: Client):
    page = published("Bài thường")
    text = leader.get(f"/bien-tap/pages/{page.pk}/edit/").content.decode()
    assert "set-privacy" not in text and "Phạm vi xem" not in text
    for address in (
        f"pages/{page.pk}/privacy/",
        f"pages/{page.get_root().pk}/privacy/",
        "collections/1/privacy/",
    ):
        assert leader.get(f"/bien-tap/{address}").status_code == 404, address
        assert leader.post(f"/bien-tap/{address}", {"restriction_type": "login"}).status_code == 404, address
