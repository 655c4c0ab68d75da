"""A finance officer finds a budget year by the palette, spends, and cannot close what does not balance."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from journeys.standing import Site

pytestmark = pytest.mark.needs("chromium")


def test_a_year_is_found_by_the_palette_and_stays_open_while_a_dong_is_missing(
    site: Site, page: Page
) -> None:
    site.sign_in(page, "finance")
    page.keyboard.press("Control+k")
    page.keyboard.type("von dau tu cong")
    results = page.locator("dialog[open]")
    expect(results.get_by_role("link")).to_have_text(["Tài chính · Vốn đầu tư công"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vốn đầu tư công")

    page.goto(f"{site.url}/tai-chinh/co-quan/?sap=-year")
    page.locator("main tbody a").first.click()
    expect(page.locator("main")).to_contain_text("Sổ đang mở")
    page.get_by_role("link", name="Ghi chứng từ chi").click()
    page.select_option("select[name=group]", "work")
    for name, value in (
        ("number", "PC-99"),
        ("on", "30/06/2026"),
        ("content", "Hội nghị"),
        ("amount", "1000000"),
    ):
        page.fill(f"input[name={name}]", value)
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("main")).to_contain_text("PC-99")
    page.get_by_role("link", name="Khóa sổ năm").click()
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator("main")).to_contain_text("chưa hết, chưa khóa sổ được")
