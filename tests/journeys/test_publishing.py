"""An article from its writer to the public: written and sent on, edited, let through by a leader, read by everybody."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.people import People

pytestmark = pytest.mark.needs("chromium")
TITLE, ADDRESS = "Lịch tiếp công dân tháng Mười hai", "/tin-tuc/lich-tiep-cong-dan-thang-muoi-hai/"


def approve(page: Page, words: str) -> None:
    """Open what waits for oneself on the first page of the editor, and let it through."""
    page.locator("main").get_by_role("link", name=TITLE, exact=True).first.click()
    page.locator("footer .w-dropdown__toggle").last.click()
    page.get_by_role("button", name=words, exact=True).click()
    page.wait_for_url(re.compile(r"/bien-tap/pages/\d+/$"))


def test_an_article_goes_from_its_writer_to_the_public(people: People) -> None:
    page = people.at("/bien-tap/pages/", "reform")
    page.get_by_role("link", name="Mở các trang con của “Trang chủ”").click()
    page.get_by_role("link", name="Thêm trang con vào “Tin tức, sự kiện”").click()
    page.locator("main").get_by_role("link", name="Bài viết", exact=True).click()
    page.locator("input[name=title]").fill(TITLE)
    page.locator("textarea[name=lead]").fill("Lãnh đạo cơ quan tiếp công dân vào ngày 15.")
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("button[name=action-submit]").click()
    page.wait_for_url(re.compile(r"/bien-tap/pages/\d+/$"))
    assert people.at(ADDRESS, "").title().startswith("Không tìm thấy")
    approve(people.at("/bien-tap/", "head"), "Duyệt")
    page = people.at("/bien-tap/", "leader")
    expect(page.locator("main")).to_contain_text(TITLE)
    approve(page, "Duyệt và đăng")
    page = people.at(ADDRESS, "")
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("article")).to_contain_text("tiếp công dân vào ngày 15")
    expect(people.at("/tin-tuc/", "").locator("main")).to_contain_text(TITLE)
